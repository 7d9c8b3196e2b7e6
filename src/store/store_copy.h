/* Copies and new files, down to the disk; private to src/store. */
#ifndef ZWGK_STORE_STORE_COPY_H
#define ZWGK_STORE_STORE_COPY_H

#include "store/internal.h"

/* A copy of the file as last committed, checked and on the disk when it returns OK. */
enum status store_copy_verified(struct store *store, const char *target, struct problem *problem);
/* A new, empty file with exactly this mode; INVALID when there is one. */
enum status file_make(const char *path, unsigned mode, struct problem *problem);
/* Syncs the folder a path stands in; false with errno. */
bool sync_folder_of(const char *path);

/* What PRAGMA quick_check answers (store_damage.c), without its heading that only says which database. */
const char *pages_answer(const char *answer);
/* An SQLite result: OK when the disk gives every page of the file, whatever is in it. */
int store_read_through(sqlite3 *db);
/* An SQLite result. OK: `answer` is what the PRAGMA that checks something answers, asked again when it isn't `good`; IOERR … when
 * that is because the disk doesn't give a page, which such a PRAGMA tells as damage. */
int store_ask_check(sqlite3 *db, const char *sql, const char *good, char answer[PROBLEM_PLACE_BYTES]);

#endif
