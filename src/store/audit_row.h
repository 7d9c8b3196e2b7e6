/* audit.c for verify.c: a row of the audit and what it says of a record, as hashes. */
#ifndef ZWGK_STORE_AUDIT_ROW_H
#define ZWGK_STORE_AUDIT_ROW_H

#include <sodium.h>

#include "store/internal.h"

struct statement;

enum { HASH_BYTES = 32 };
#define AUDIT_COLUMNS \
    "seq, at, person, account, command, record, ver, record_hash, detail, save_id, alg, prev"
enum { AUDIT_ALG = 10, AUDIT_COLUMN_COUNT = 12, AUDIT_SIDE = 12, AUDIT_HASH = 14 };
/* What a hash is made of: BLAKE2B covers the columns above, WITH_SIDE what stands beside the record too (bind.h). */
enum { ALGORITHM_BLAKE2B = 1, ALGORITHM_WITH_SIDE = 2 };
/* ", side, side_hash", or what stands for them in a file of an older schema. */
const char *audit_side_columns(const struct store *store);
/* Of a row of AUDIT_COLUMNS and the two of the side; false when libsodium does not start, or the row can't be one. */
bool audit_row_hash(struct store *store, sqlite3_stmt *row, unsigned char out[HASH_BYTES]);

/* A hash of one's own over rows: begun, rows added, finished by libsodium. */
enum status audit_begin_hash(struct store *store, crypto_generichash_state *state, struct problem *problem);
/* A tag, the length in eight bytes, the bytes: no two lists of values are written alike. */
void audit_add_bytes(crypto_generichash_state *state, char tag, const void *bytes, size_t length);
void audit_add_integer(crypto_generichash_state *state, int64_t value);
/* Names and values of the row; NULLs are left out. */
void audit_add_row(crypto_generichash_state *state, const struct statement *statement);
/* The hash of a record's rows as stored now, and its version; NOT_FOUND when there is none. */
enum status record_hash(struct store *store, int64_t record, int64_t *ver, unsigned char out[HASH_BYTES],
                        struct problem *problem);

#endif
