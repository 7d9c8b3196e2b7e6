/* What has to come down from the boards, and what runs out: for the workbench, the walking list and its prints. */
#ifndef ZWGK_WORK_COMING_DOWN_H
#define ZWGK_WORK_COMING_DOWN_H

#include "work/office.h"

struct coming_down {
    int64_t today;        /* postings due down today or before */
    int64_t in_holiday;   /* due down on one of the days off that begin tomorrow */
    int holiday_days;     /* how many those are; 0: tomorrow is worked */
    day_number until;     /* the last of them, or today */
    int64_t personal;     /* disclosures whose personal data should be down, and still hangs */
    int64_t expiring;     /* contracts and the like that run out within 30 days */
};
MUST_USE enum status coming_down_count(struct office *office, struct coming_down *out,
                                       struct problem *problem);

#endif
