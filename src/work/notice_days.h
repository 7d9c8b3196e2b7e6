/* The days of a 公示, for the rules and for the paper that is printed before it goes up. */
#ifndef ZWGK_WORK_NOTICE_DAYS_H
#define ZWGK_WORK_NOTICE_DAYS_H

#include "work/office.h"

/* The last day of the period of what is put up on a day: that day is not counted; a period in calendar days that
 * ends on a holiday runs to the next working day, for the right is the public's (民法典 203). DATE_NONE: the
 * disclosure has no period. */
MUST_USE enum status notice_last_day(struct office *office, const struct fields *disclosure,
                                     day_number posted, day_number *last, struct problem *problem);

#endif
