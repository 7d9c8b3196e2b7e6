/* Groups, their members and their meetings. Used by work only. Mission B1, B2. */
#ifndef ZWGK_WORK_TEAM_H
#define ZWGK_WORK_TEAM_H

#include "work/act.h"

/* Sets due_on, the day by which the team meets next: a cycle after its last meeting (or its setting up),
 * on a working day; none without a cycle. */
MUST_USE enum status team_set_due(struct act *act);
/* The team met on a day: the newest counts, and the next meeting is due a cycle later. */
MUST_USE enum status team_met(struct act *act, int64_t team, const char *day);
/* A meeting (act->id) of the team changes its day or is about to be voided: the team goes back to the
 * newest of its other meetings, or `day` ("" none) when that is newer. */
MUST_USE enum status team_meeting_moved(struct act *act, int64_t team, const char *day);

#endif
