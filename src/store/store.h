/* The SQLite file: made, opened with the settings of the reliability notes, migrated, closed.
 * Only src/store includes sqlite3.h; only src/work may begin, save or void (write.h). */
#ifndef ZWGK_STORE_STORE_H
#define ZWGK_STORE_STORE_H

#include "base/status.h"

struct store;

enum { STORE_APPLICATION_ID = 0x7a77676b }; /* "zwgk" */

/* Makes a new file with the whole schema (settings, codes, limits and calendars are filled in by
 * work). INVALID when a file is there already. Mode 0660 whatever the umask. */
MUST_USE enum status store_create(const char *path, struct store **out, struct problem *problem);
/* The whole schema in memory, for screens --check and tests. */
MUST_USE enum status store_create_in_memory(struct store **out, struct problem *problem);
/* Opens an existing file. NOT_FOUND: no file; INVALID: 0 bytes, another program's, not a database, or
 * made by a newer program (untouched); CORRUPT; older schemas are migrated, each step one transaction
 * preceded by a verified copy FILE.before-NNNN. Falls back to read-only when the file or its folder
 * cannot be written: then store_is_read_only is true and every write says so. DENIED: others can write or read it, or it lies where
 * no database may (place.h). A damaged file whose tables can
 * still be found is opened read-only too: CORRUPT only when they can't. */
MUST_USE enum status store_open(const char *path, struct store **out, struct problem *problem);
void store_close(struct store *store); /* NULL allowed */
bool store_is_read_only(const struct store *store);
/* The file was found damaged, when it was opened or while it was read: every write is refused from then on. */
bool store_is_damaged(const struct store *store);
/* CORRUPT with the sentence that says so and how to restore it. */
enum status store_refuse_damaged(struct store *store, struct problem *problem);
/* Damaged because its tables, indexes, views and triggers are not those of the shipped schema. */
bool store_is_strange(const struct store *store);
/* Calls `each` with a sentence for every one that there is more, is missing or is another. */
MUST_USE enum status store_check_schema(struct store *store,
                                        void (*each)(void *context, const struct problem *fault), void *context,
                                        struct problem *problem);
/* Reads the whole file through. CORRUPT: {detail} says what SQLite found. */
MUST_USE enum status store_check_pages(struct store *store, struct problem *problem);
/* Each page ends with its sum, so that a changed one is found when it is read. False: an older file for which there was no space yet,
 * or which others had open; it is tried again at each opening. */
bool store_has_sums(struct store *store);
/* Calls `wrong` for each page, the first being 1, whose sum is wrong: it is damaged, or another program wrote it. None where there are
 * no sums. */
MUST_USE enum status store_find_wrong_pages(struct store *store, void (*wrong)(void *context, int64_t page), void *context,
                                            struct problem *problem);
/* Another file stands where this one was opened: a backup was restored, or it was moved. Every write is refused. */
bool store_is_replaced(const struct store *store);
/* Calls `each` for every table with whether it can be read to its end. */
void store_each_table(struct store *store, void (*each)(void *context, const char *name, bool is_readable), void *context);
const char *store_path(const struct store *store);
int store_schema_version(const struct store *store);
/* Newest schema this program knows. */
int store_newest_schema(void);

/* What is read between these two is of one moment, and the file is locked for it once. Nests; inside a
 * save it adds nothing; never left open across a wait for a key. */
void store_begin_read(struct store *store);
void store_end_read(struct store *store);
/* True when another connection has changed the file since the last call, so that what was kept from it
 * (codes, limits, calendar) is to be read anew. */
bool store_was_changed(struct store *store);
/* Called now and then during long reads; true stops them with STATUS_BUSY. NULL: none. */
void store_set_interrupt(struct store *store, bool (*should_stop)(void *context), void *context);
/* Told when a second has passed in waiting for another program that holds the file, and again when that is over. It may not
 * touch the store. NULL: nobody. */
void store_set_wait(struct store *store, void (*waits)(void *context, bool is_waiting), void *context);
/* Closes and opens the file again (after a failed commit). */
MUST_USE enum status store_reopen(struct store *store, struct problem *problem);
/* EXPLAIN QUERY PLAN of a page in this order; *plan_is_bad when it shows a bare SCAN of a table or a
 * temporary B-tree. For screens --check. */
MUST_USE enum status store_check_order(struct store *store, const char *view, const char *order,
                                       bool *plan_is_bad, struct problem *problem);

#endif
