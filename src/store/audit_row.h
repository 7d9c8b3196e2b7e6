/* audit.c for verify.c: a row of the audit and what it says of a record, as hashes. */
#ifndef ZWGK_STORE_AUDIT_ROW_H
#define ZWGK_STORE_AUDIT_ROW_H

#include "store/internal.h"

enum { HASH_BYTES = 32 };
#define AUDIT_COLUMNS \
    "seq, at, person, account, command, record, ver, record_hash, detail, save_id, alg, prev"
enum { AUDIT_COLUMN_COUNT = 12 };
/* Of a row that begins with AUDIT_COLUMNS; false when libsodium does not start. */
bool audit_row_hash(struct store *store, sqlite3_stmt *row, unsigned char out[HASH_BYTES]);
/* The hash of a record's rows as stored now, and its version; NOT_FOUND when there is none. */
enum status record_hash(struct store *store, int64_t record, int64_t *ver, unsigned char out[HASH_BYTES],
                        struct problem *problem);

#endif
