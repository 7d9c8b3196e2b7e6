/* What the files of feedback share: its due date, its sealing, its duplicates. Used by work only. */
#ifndef ZWGK_WORK_FEEDBACK_H
#define ZWGK_WORK_FEEDBACK_H

#include "work/act.h"

/* Sets due_on, limit_rule and statutory from kind, day of receipt, extension and stops as they are after
 * the changes: the limit of feedback.KIND in force that day. No such limit: no due date. */
MUST_USE enum status feedback_set_due(struct act *act);
/* The clock stopped: reply, extend and the like are refused until it goes again. */
MUST_USE enum status feedback_check_clock_goes(struct act *act);
/* Ends a stop that lasts, for a record about to be closed. */
MUST_USE enum status feedback_end_pause(struct act *act);

/* 举报: moves title, text and reporter of the changes to act->sealed and charges the sealed person. */
MUST_USE enum status feedback_seal(struct act *act);
bool feedback_is_report(const struct act *act);

/* Sets same_as; refuses what equals a record there is already (unless allow_duplicate), and a used
 * external number. */
MUST_USE enum status feedback_check_same(struct act *act);

/* Unit and person agree with each other: a person brings its unit; refuses one of another unit. */
MUST_USE enum status feedback_check_charge(struct act *act);
/* Unit and person of the box, or the kind's default unit, when neither is given. */
MUST_USE enum status feedback_default_charge(struct act *act);
/* "东门村 王建国，限 2026-11-17 前答复" as the step's note. */
void feedback_note_charge(struct act *act);

/* Writes assign, in the same save, for a record just registered with unit or person. */
MUST_USE enum status feedback_hand_over(struct act *act);
/* Writes reply, announce or withhold, and close, each a step of its own. */
MUST_USE enum status feedback_settle_steps(struct act *act);

/* opening.c: open or complete by the records registered for it. */
MUST_USE enum status opening_refresh(struct act *act, int64_t opening);
/* person.c: the open person with that role whose number came first; 0 when nobody. */
MUST_USE enum status person_with_role(struct office *office, enum role role, int64_t *id,
                                      struct problem *problem);

#endif
