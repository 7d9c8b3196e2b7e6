/* Private to src/store: which columns of a record are looked through. */
#ifndef ZWGK_STORE_SEARCH_TEXT_H
#define ZWGK_STORE_SEARCH_TEXT_H

#include "base/buffer.h"
#include "store/columns.h"

/* Free texts and names: those with a stated length, but codes and keys. Of a detail table; title and number are looked
 * through of every kind. */
bool search_column_is_text(const struct column *column);
/* Appends ", d.body, d.reply" for each of them. */
void search_append_columns(struct buffer *out, const char *kind);
/* The first of them at or after `column`; NULL when there is none. */
const struct column *search_column_from(const struct column *column);

#endif
