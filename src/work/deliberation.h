/* 民主议政评政: the share of the satisfied, for the rules and the reports. Mission N6. */
#ifndef ZWGK_WORK_DELIBERATION_H
#define ZWGK_WORK_DELIBERATION_H

#include "work/act.h"

/* Satisfied and mostly satisfied of all votes, in tenths of a per cent, rounded to the nearest; -1: nobody voted. */
int deliberation_tenths(const struct fields *meeting);
/* Whatever says at which meeting feedback came up must name a 民主议政 that is not void, and the source must say so. */
MUST_USE enum status deliberation_take_feedback(struct act *act);
/* Refuses when feedback came up at the meeting act->id: it may then neither be voided nor become another kind. */
MUST_USE enum status deliberation_keeps_feedback(struct act *act);

#endif
