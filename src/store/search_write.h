/* Private to src/store: the search index is written in the transaction that writes the record. */
#ifndef ZWGK_STORE_SEARCH_WRITE_H
#define ZWGK_STORE_SEARCH_WRITE_H

#include "base/buffer.h"
#include "store/internal.h"

/* The tokens of a record as stored now; "" when it is sealed. */
enum status search_tokens_of(struct store *store, const char *kind, int64_t id, struct buffer *out,
                             struct problem *problem);
/* True when a change of these fields may change what is indexed. */
bool search_is_touched(const char *kind, const struct fields *changes);
/* True when the index has the record, or, complete, is to have it. Marks an index that another version made as to be made
 * anew. */
enum status search_covers(struct store *store, int64_t id, bool *is_covered, struct problem *problem);
/* The record's tokens are no longer `before` but `after`; either may be "". */
enum status search_change(struct store *store, int64_t id, const char *before, const char *after,
                          struct problem *problem);

/* The same, written at once. */
enum status search_write_change(struct store *store, int64_t id, const char *before, const char *after,
                                struct problem *problem);

/* ---- search_wait.c ---- */
/* Of an import: written with others, in the order given, before the commit at the latest. */
enum status search_put_off(struct store *store, int64_t id, const char *before, const char *after,
                           struct problem *problem);
bool search_is_waiting(const struct store *store);
enum status search_write_waiting(struct store *store, struct problem *problem);
void search_forget_waiting(struct store *store); /* the save was given up, or the index is made anew from the records */

/* Writes anew which hanzi are in the stretch. */
enum status search_name_anew(struct store *store, int64_t stretch, struct problem *problem);

/* ---- search_purge.c ---- */
#define SEARCH_PURGE_KEY "search_purge"
/* What the save under way took out of the record's text may not be kept anywhere: it was sealed, or leaves its versions too. */
enum status search_purge_add(struct store *store, int64_t id, struct problem *problem);
/* Before the commit: takes it out of the index, or, where that takes long, leaves it to search_purge_step. */
enum status search_purge(struct store *store, struct problem *problem);
void search_purge_forget(struct store *store);
/* A piece of what was left, within a save; *is_done when nothing is. */
enum status search_purge_step(struct store *store, bool *is_done, struct problem *problem);

/* Forgets what was known to be named: a save was given up, or the file is another's. */
void search_forget_known(struct store *store);

#endif
