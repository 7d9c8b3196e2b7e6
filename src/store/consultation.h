/* What is asked of collections of opinions alone. Included by read.h. Ids are for the rules and show nobody anything. */
#ifndef ZWGK_STORE_CONSULTATION_H
#define ZWGK_STORE_CONSULTATION_H

#include "store/duty.h"

/* The collection whose notice or summary a disclosure is. id 0: it is none. */
struct consultation_use {
    int64_t id;
    bool is_summary;
};
MUST_USE enum status store_consultation_of(struct store *store, int64_t disclosure, struct consultation_use *out,
                                           struct problem *problem);
/* Disclosures that name the collection, its notice and summary among them, oldest first. */
MUST_USE enum status store_consultation_disclosures(struct store *store, int64_t consultation, struct ids *out,
                                                    struct problem *problem);

/* What the opinions of the collection are now, without the void ones: any change to one gives another mark. */
enum { OPINIONS_MARK_BYTES = 80 };
MUST_USE enum status store_opinions_mark(struct store *store, int64_t consultation, char mark[OPINIONS_MARK_BYTES],
                                         struct problem *problem);

/* Opinions of one collection that are alike in all this; void ones are left out. */
struct opinion_row {
    const char *decision; /* code; "": not decided yet */
    const char *way;
    int64_t unit; /* 0: none */
    bool is_late;
    int64_t count;
};
/* False stops with NO_MEMORY. */
MUST_USE enum status store_opinion_counts(struct store *store, const struct visible *visible, int64_t consultation,
                                          bool (*row)(void *context, const struct opinion_row *row), void *context,
                                          struct problem *problem);

#endif
