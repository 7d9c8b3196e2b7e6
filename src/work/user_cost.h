/* How much one guess of a password costs: argon2id's passes and memory, found out once for this machine and kept as
 * hidden settings (password_ops, password_kib). */
#ifndef ZWGK_WORK_USER_COST_H
#define ZWGK_WORK_USER_COST_H

#include "work/office.h"

struct cost {
    int ops; /* passes */
    int kib; /* memory */
};
enum {
    COST_LEAST_OPS = 2,
    COST_LEAST_KIB = 19 * 1024,
    COST_MOST_KIB = 256 * 1024, /* of one check; on a machine with less than 1 GiB a quarter of its memory */
    COST_LEAST_MS = 300,
    COST_MOST_MS = 500,
};

/* That of the settings; the least in a demonstration and a test, which must not be slow; 64 MiB and 2 passes in an office
 * that never measured. */
struct cost cost_of(struct office *office);
/* True when the office has none of its own and should measure: not in a demonstration, nor in a test. */
bool cost_is_due(struct office *office);
/* What takes from COST_LEAST_MS to COST_MOST_MS, memory first, by a few measurements; at least the least cost, however slow
 * the machine. Takes seconds: only when a password is set. */
struct cost cost_calibrate(int most_kib, int64_t (*measure_ms)(void *context, const struct cost *cost),
                           void *context);
/* The same of this machine. */
struct cost cost_measure(void);
/* "$argon2id$v=19$m=65536,t=2,p=1$…" asks less memory or fewer passes than `cost`. */
bool cost_is_weaker(const char *hash, const struct cost *cost);

enum { COST_HASH_BYTES = 128 }; /* crypto_pwhash_STRBYTES */
/* NO_MEMORY, and the password is not changed. */
MUST_USE enum status cost_hash(const struct cost *cost, const char *password, char out[COST_HASH_BYTES],
                               struct problem *problem);
/* NO_MEMORY when it could not be told; *fits otherwise. */
MUST_USE enum status cost_verify(const char *hash, const char *password, bool *fits,
                                 struct problem *problem);

#endif
