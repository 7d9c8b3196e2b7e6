/* What is asked of calls and visits alone, and of what was read in the hall. Included by read.h. */
#ifndef ZWGK_STORE_ENQUIRY_H
#define ZWGK_STORE_ENQUIRY_H

#include "store/filter.h"

/* Of one month and way. satisfied: mostly too. */
struct enquiry_row {
    const char *month, *way; /* 2026-11 */
    int64_t count, answered, passed_on, satisfied, dissatisfied;
};
/* Those received from one day to another, by month, then way; void ones are left out. False stops with NO_MEMORY. Gives way
 * to should_stop. */
MUST_USE enum status store_enquiries(struct store *store, const struct visible *visible, const char *from,
                                     const char *to, bool (*row)(void *context, const struct enquiry_row *row),
                                     void *context, struct problem *problem);
/* The enquiry that became this feedback; *id 0: none. For the rules. */
MUST_USE enum status store_enquiry_of_feedback(struct store *store, int64_t feedback, int64_t *id,
                                               struct problem *problem);
/* Units that published something the hall may show, by number: id and title. False stops. */
MUST_USE enum status store_hall_units(struct store *store,
                                      bool (*row)(void *context, int64_t id, const char *title),
                                      void *context, struct problem *problem);
/* True when anybody has a password. */
MUST_USE enum status store_has_password(struct store *store, bool *out, struct problem *problem);

#endif
