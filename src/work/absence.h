/* Who stands in for somebody who is away (person: absent_from, absent_to, substitute). */
#ifndef ZWGK_WORK_ABSENCE_H
#define ZWGK_WORK_ABSENCE_H

#include "work/office.h"

struct act; /* flow.h */

/* True when the person is away today. */
MUST_USE enum status absence_is_away(struct office *office, int64_t person, bool *is_away,
                                     struct problem *problem);
/* The person itself, or who does its work today; itself again when all that stand in are away too. */
MUST_USE enum status absence_stand_in(struct office *office, int64_t person, int64_t *stand_in,
                                      struct problem *problem);
/* Who holds the key of a box today: its keeper, while he is away its substitute or who stands in for him.
 * `box` holds keeper and substitute. */
MUST_USE enum status absence_key_holder(struct office *office, const struct fields *box,
                                        int64_t *holder, struct problem *problem);
/* Charges the one who stands in for the person charged, and keeps in act->absent for whom. */
MUST_USE enum status absence_charge(struct act *act);
/* Days and substitute of a person's record agree with each other. */
void absence_check(struct act *act);

#endif
