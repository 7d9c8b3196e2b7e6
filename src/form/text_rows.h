/* A text wrapped into rows, kept as an array: what text_edit shows and moves over. */
#ifndef ZWGK_FORM_TEXT_ROWS_H
#define ZWGK_FORM_TEXT_ROWS_H

#include "form/text_edit.h"

/* Wraps as text_wrap_whole does; at least one row. `cols` >= 2. False when memory ran out; the caller frees
 * *lines. */
MUST_USE bool text_rows_make(const char *text, int cols, struct text_line **lines, size_t *count);

#endif
