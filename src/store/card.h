/* What is asked of archive cards alone. Included by read.h. */
#ifndef ZWGK_STORE_CARD_H
#define ZWGK_STORE_CARD_H

#include "store/filter.h"

/* The class a card's number runs in (DA/T 22). An office_code of "" is a class of its own. */
struct card_class {
    const char *fonds, *retention, *office_code;
    int year;
};
/* The highest number given in the class, 0 when none; one step of an index, however many are filed. */
MUST_USE enum status store_last_item(struct store *store, const struct card_class *of, int64_t *last,
                                     struct problem *problem);

#endif
