/* Private to src/store: the views of data/schema/views.sql. */
#ifndef ZWGK_STORE_VIEW_H
#define ZWGK_STORE_VIEW_H

#include "base/buffer.h"
#include "store/internal.h"

/* The statement with every view it reads put before it as WITH, in *out; `sql` itself when it reads none. */
const char *view_expand(const char *sql, struct buffer *out);
/* The view and the names of its columns; INVALID when views.sql has none of that name. */
enum status view_find(struct store *store, const char *name, const struct view **out,
                      struct problem *problem);
bool view_has(const struct view *view, const char *column);
/* Frees what view_find kept. */
void views_forget(struct store *store);

#endif
