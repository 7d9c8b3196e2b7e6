/* Passwords, as hashes, and the wrong ones counted. Included by src/work/user*.c alone. */
#ifndef ZWGK_STORE_CREDENTIAL_H
#define ZWGK_STORE_CREDENTIAL_H

#include "store/write.h"

/* Fields id hash failures locked_until must_change roles title account of a person; hash "" when there is none.
 * NOT_FOUND when nobody is it. */
MUST_USE enum status store_credential(struct store *store, int64_t person, struct fields *out,
                                      struct problem *problem);
/* The same password under another hash. */
MUST_USE enum status store_set_hash(struct store *store, int64_t person, const char *hash,
                                    struct problem *problem);
/* 0, 0 when none. */
MUST_USE enum status store_terminal_failures(struct store *store, const char *terminal, int *failures,
                                             int64_t *wait_until, struct problem *problem);
/* None: the row goes. Rows whose waiting ended before `stale` go too. */
MUST_USE enum status store_set_terminal_failures(struct store *store, const char *terminal, int failures,
                                                 int64_t wait_until, int64_t stale,
                                                 struct problem *problem);
/* The hash of the record's two rows as they are stored now, and its version: what the audit says of it. */
enum { STORE_HASH_BYTES = 32 };
MUST_USE enum status store_record_hash(struct store *store, int64_t record, int64_t *ver,
                                       unsigned char out[STORE_HASH_BYTES], struct problem *problem);

#endif
