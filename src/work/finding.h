/* What findings share with the inspections they come from and the accountability they lead to. Used by work only.
 * A finding is never changed by hand, voided or deleted: it ends in 整改完成, 不予追究 or 已追究. Mission D7, D8, V1. */
#ifndef ZWGK_WORK_FINDING_H
#define ZWGK_WORK_FINDING_H

#include "work/act.h"

/* Counts its time anew from the day that counts: last recheck, order, or the day it was found. */
MUST_USE enum status finding_set_due(struct act *act);
/* Its due date: the one in the arguments, not before `from`, or as the limit counts from there. */
MUST_USE enum status finding_take_due(struct act *act, day_number from);
/* The first day of its time. */
day_number finding_first_day(const struct fields *finding);

/* Who answers for it: the leader of what it is about, else the person charged with that, else the finding's own.
 * 0: nobody is known. */
MUST_USE enum status finding_answerable(struct act *act, const struct record *finding,
                                        int64_t *person);

/* The finding goes on with the accountability that act is about, in the same save. `outcome` "" leaves it open. */
MUST_USE enum status finding_go_on(struct act *act, int64_t finding, const char *to_state,
                                   const char *outcome, const char *note);
/* The state in which it was when it was called to account. */
MUST_USE enum status finding_state_before(struct act *act, int64_t finding, char out[32]);

#endif
