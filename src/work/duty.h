/* 应公开: what a catalogue entry owes, so that a gap is seen before it is late. A duty is made by the calendar (定期)
 * or by a matter that arises (阶段, 临时); a disclosure takes it up and closes it. Nothing late goes away by itself:
 * only a supervisor waives it. What disclosures call is in disclosure.h. Mission N3, R1, R5, C8. */
#ifndef ZWGK_WORK_DUTY_H
#define ZWGK_WORK_DUTY_H

#include "work/office.h"

struct act;
struct save;

enum { DUTY_NAME_BYTES = 480 };

/* Makes every periodic duty that should be there by today, in one save written as the user's, whatever its role; when
 * none lacks nothing is written. *made (NULL allowed) is how many there are more. */
MUST_USE enum status duty_refresh(struct office *office, int64_t *made, struct problem *problem);

/* ---- for the flow, in an open save --------------------------------------------------------------- */

/* After the catalogue entry act->id was saved: what it owes now is made, its open duties follow it, and those it does
 * not owe any more are waived, unless they are late. */
MUST_USE enum status duty_refresh_entry(struct act *act);
/* After the unit act->id was saved: the same for every entry that is disclosed village by village. */
MUST_USE enum status duty_refresh_unit(struct act *act);
/* duty_entry.c: the same for one entry; *made is raised. */
MUST_USE enum status duty_refresh_of(struct save *save, int64_t entry, int64_t *made,
                                     struct problem *problem);
/* Before a disclosure is stored: names the open duty of its entry, period or stage, and unit in the column duty, when
 * none is named and there is exactly one. */
MUST_USE enum status duty_find_for(struct act *act);
/* calendar_load.c: the due date as counted anew. */
MUST_USE enum status duty_set_due(struct act *act);

/* What the due date of a disclosure made for a duty counts by: the duty's rule, from the duty's day, whatever day the
 * disclosure itself says it was formed. rule "": the duty has none. */
struct duty_clock {
    char rule[48];
    day_number from;
    bool is_period; /* over with that day: a fixed day is one after it */
};
MUST_USE enum status duty_clock(struct office *office, int64_t duty, struct duty_clock *out,
                                struct problem *problem);

/* The stages of the matter that a duty's name belongs to: "12/0/2026-11-20/拓宽幸福路/" of "…/2"; false when it is no
 * stage of a matter. */
bool duty_stage_prefix(const struct fields *duty, char out[DUTY_NAME_BYTES]);

#endif
