/* Who may see which record: one predicate for every page, count, export, search and show. */
#ifndef ZWGK_WORK_VISIBLE_H
#define ZWGK_WORK_VISIBLE_H

#include "store/read.h"

/* What a user may see: everything but sealed records; of those the ones charged to it. Whoever only enquires sees no record:
 * what everybody may read is given out by work/published.h alone. */
struct visible visible_to(int64_t person, unsigned roles);
/* In the public hall. */
struct visible visible_to_nobody(void);
/* For work's own look-ups that show nobody anything (numbers, lookups of names, duplicates). */
struct visible visible_to_rules(void);

#endif
