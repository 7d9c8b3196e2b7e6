/* What is asked of findings alone. Included by read.h. The id is for the rules and shows nobody anything. */
#ifndef ZWGK_STORE_FINDING_H
#define ZWGK_STORE_FINDING_H

#include "store/filter.h"

/* The finding of that name, whatever its state; *id 0 when there is none. */
MUST_USE enum status store_finding_named(struct store *store, const char *name, int64_t *id,
                                         struct problem *problem);

/* The first finding (*id 0: none) with the title, unit and day of `like`. */
MUST_USE enum status store_same_finding(struct store *store, const struct visible *visible,
                                        const struct fields *like, int64_t *id,
                                        struct problem *problem);

#endif
