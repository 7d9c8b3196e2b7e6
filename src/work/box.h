/* What openings tell their box. Used by work only. */
#ifndef ZWGK_WORK_BOX_H
#define ZWGK_WORK_BOX_H

#include "work/act.h"

/* The box was opened on a day: the newest counts, and the next one is due a cycle later. */
MUST_USE enum status box_opened(struct act *act, int64_t box, const char *day);
/* An opening (act->id) is about to be voided: the box goes back to the newest of its others. */
MUST_USE enum status box_opening_voided(struct act *act, int64_t box);
/* Sets due_on, the day by which the box is opened next. */
MUST_USE enum status box_set_due(struct act *act);
/* How many open feedback a unit or person is charged with refuses its voiding. */
MUST_USE enum status act_check_no_open_feedback(struct act *act, const char *column);

#endif
