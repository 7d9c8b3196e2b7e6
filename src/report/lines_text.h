/* Detail lines as text: a table with the captions of their subject, and its sums. */
#ifndef ZWGK_REPORT_LINES_TEXT_H
#define ZWGK_REPORT_LINES_TEXT_H

#include "base/buffer.h"
#include "form/domain.h"

/* The captions of the record's subject (its column "subject") in the user's language. */
void lines_text_captions(const struct fields *values, struct lines_captions *out);
/* Appends a heading, a line for each row and one with the sums, each ended by '\n', in `cols` columns as far as
 * the texts allow: numbers stand below one another, texts that are too long go on in the next line. Nothing for
 * no rows. */
void lines_text_append(const char *stored, const struct lines_captions *captions, int cols,
                       struct buffer *out);

#endif
