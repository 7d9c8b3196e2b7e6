/* When the newest row of the audit chain was written. Included by those who doubt the clock. */
#ifndef ZWGK_STORE_AUDIT_NEWEST_H
#define ZWGK_STORE_AUDIT_NEWEST_H

#include "store/store.h"

/* By its number in the chain, never by its time; *at 0: there is none yet. */
MUST_USE enum status store_newest_audit(struct store *store, int64_t *at, struct problem *problem);

#endif
