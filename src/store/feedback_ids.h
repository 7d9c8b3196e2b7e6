/* Which feedback stands on a sheet of paper: answered in a period, out of one opening, handed to a unit.
 * Never a sealed one, whoever asks. Included by read.h. */
#ifndef ZWGK_STORE_FEEDBACK_IDS_H
#define ZWGK_STORE_FEEDBACK_IDS_H

#include "store/filter.h"

enum { PRINTED_IDS_MOST = 2000 };

struct printed_ids {
    int64_t items[PRINTED_IDS_MOST];
    size_t count;
};

/* Answered from one day to another (ISO), to be announced or announced, not withheld; box 0: of any. All
 * of them in the order of their answers; INVALID when there are more than fit. */
MUST_USE enum status store_answered_ids(struct store *store, const struct visible *visible,
                                        const char *from, const char *to, int64_t box,
                                        struct printed_ids *out, struct problem *problem);
/* Of an opening, by slip; void ones too. */
MUST_USE enum status store_opening_ids(struct store *store, const struct visible *visible,
                                       int64_t opening, struct printed_ids *out,
                                       struct problem *problem);
/* Not answered yet, charged to the unit, handed over at from_at <= at < before_at (UTC seconds); by number. */
MUST_USE enum status store_assigned_ids(struct store *store, const struct visible *visible,
                                        int64_t unit, int64_t from_at, int64_t before_at,
                                        struct printed_ids *out, struct problem *problem);

#endif
