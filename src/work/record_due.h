/* The due date of one record: its limit, receipt, extension and stops brought together, for counting it
 * and for explaining it. */
#ifndef ZWGK_WORK_RECORD_DUE_H
#define ZWGK_WORK_RECORD_DUE_H

#include "work/office.h"

/* Start with {0}; `deadline` points into the same struct, so it is not copied. */
struct record_due {
    struct limit limit;
    struct stop *stops;
    struct deadline deadline;
    struct due due;
    day_number asked; /* the higher authority's date when it is earlier and wins; DATE_NONE otherwise */
    bool is_before_effect; /* that date is the day before the decision takes effect: 事前 */
    bool is_announcing; /* counted from the reply: the day by which it is to be announced */
    bool is_re_review;  /* counted from the refusal, or from the last time it was looked at again */
    bool is_again;      /* counted from the day it was opened again */
};

/* NOT_FOUND when the record has no limit. The calendar is loaded. */
MUST_USE enum status record_due_load(struct office *office, const struct record *record,
                                     struct record_due *out, struct problem *problem);
void record_due_release(struct record_due *due);

#endif
