/* The sums of the file's pages (vendor/cksumvfs.h): a page that is not as it was written is damage, never another value. Private to
 * src/store. Files of schema 6 have them; older ones get them when they are opened by nobody else. */
#ifndef ZWGK_STORE_SUMS_H
#define ZWGK_STORE_SUMS_H

#include "store/internal.h"

enum { SUM_BYTES = 8, SUMS_SCHEMA = 6 };

/* Before any database is opened, each time: an SQLite result. */
int sums_install(void);
/* A new, still empty file will have them. */
void sums_reserve(struct store *store);
/* CORRUPT when the file's head hides that its pages have sums. */
enum status sums_check_head(struct store *store, struct problem *problem);
/* Gives them to a file without, where there is memory and space and nobody else has it open; else it stays as it is, and store_has_sums
 * says so. IO, BUSY … when even what was could not be opened again. */
enum status sums_begin(struct store *store, struct problem *problem);

/* Pages from *page on (1 the first), no more than some: calls back for each whose sum is wrong. *is_end: that was the last. Free pages
 * pass: SQLite does not put back what a save that a power cut broke off wrote into them, and reads nothing of them. */
enum status sums_look(struct store *store, int64_t *page, bool *is_end, void (*wrong)(void *context, int64_t page),
                      void *context, struct problem *problem);

/* Copies the whole of a database into another by the backup API: an SQLite result, IOERR_DATA for a wrong page that is not free. */
int sums_copy(sqlite3 *to, sqlite3 *from);

/* Of bytes in memory: the page of that number is as it was written; and made so. */
bool sums_fit(const unsigned char *page, size_t length, uint32_t number);
void sums_set(unsigned char *page, size_t length, uint32_t number);
/* The first page's bytes are right once its head says that pages have sums: the head lost that. */
bool sums_were_there(unsigned char *page, size_t length);

#endif
