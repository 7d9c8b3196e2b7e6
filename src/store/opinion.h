/* What is asked of opinions alone: the same one twice, those that repeat another, what waits in a collection, whose
 * village an address is. Included by read.h. */
#ifndef ZWGK_STORE_OPINION_H
#define ZWGK_STORE_OPINION_H

#include "store/filter.h"

/* The opinion of the collection (0: none) with this sameness that is not void, and its number. */
MUST_USE enum status store_same_opinion(struct store *store, int64_t consultation,
                                        const char *sameness, int64_t *id, char number[24],
                                        struct problem *problem);
/* How many opinions, not void, say that they repeat this one. */
MUST_USE enum status store_repeating_opinions(struct store *store, int64_t id, int64_t *count,
                                              struct problem *problem);
/* Whether a disclosure the collection was for is 重大. */
MUST_USE enum status store_consultation_is_major(struct store *store, int64_t consultation,
                                                 bool *is_major, struct problem *problem);
/* The opinion made from, or turned into, a feedback; 0: none. Void ones are not asked. */
MUST_USE enum status store_opinion_of_feedback(struct store *store, int64_t feedback, int64_t *id,
                                               char number[24], struct problem *problem);
/* The open unit, of kind village, whose name the address begins with (the longest); 0: none. */
MUST_USE enum status store_village_of(struct store *store, const char *address, int64_t *id,
                                      struct problem *problem);
/* The only collection that is collecting; 0 when there is none or several. */
MUST_USE enum status store_only_collecting(struct store *store, int64_t *id,
                                           struct problem *problem);

/* Calls `take` with id and version of the collection's newest opinions that wait for a decision: at most `most`, looked for
 * among its newest `looked_at`. False stops with NO_MEMORY. */
MUST_USE enum status store_pending_opinions(struct store *store, const struct visible *visible,
                                            int64_t consultation, int64_t most, int64_t looked_at,
                                            bool (*take)(void *context, int64_t id, int64_t ver),
                                            void *context, struct problem *problem);
/* Its text; the caller frees. NULL when memory ran out or there is none. */
char *store_opinion_body(struct store *store, int64_t id);

#endif
