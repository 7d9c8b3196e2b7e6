/* What the files of feedback share: its due date, its sealing, its duplicates. Used by work only. */
#ifndef ZWGK_WORK_FEEDBACK_H
#define ZWGK_WORK_FEEDBACK_H

#include "work/act.h"

/* Sets due_on, limit_rule and statutory from kind, day of receipt, extension and stops as they are after
 * the changes: the limit of feedback.KIND in force that day. No such limit: no due date. */
MUST_USE enum status feedback_set_due(struct act *act);
/* The day the limit counts from: of receipt, or of its being opened again. */
day_number feedback_first_day(const struct act *act);
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

/* feedback_link.c: what it is to be linked with may be seen, is not sealed, not itself. */
MUST_USE enum status feedback_check_link(struct act *act);
/* It turns out a report: neither it nor any other says that they were linked. */
MUST_USE enum status feedback_drop_links(struct act *act);

/* Unit and person agree with each other: a person brings its unit; refuses one of another unit. */
MUST_USE enum status feedback_check_charge(struct act *act);
/* Unit and person of the box, or the kind's default unit, when neither is given. */
MUST_USE enum status feedback_default_charge(struct act *act);
/* "东门村 王建国，限 2026-11-17 前答复" as the step's note. */
void feedback_note_charge(struct act *act);

/* feedback_about.c: topic follows the disclosure it is about; refused on what is sealed. */
MUST_USE enum status feedback_take_topic(struct act *act);
/* What was found: required of what is about a disclosure. */
MUST_USE enum status feedback_take_verdict(struct act *act);

/* feedback_check.c: the kind is one of a setting's; its replies are checked before they count. */
bool feedback_kind_is_in(const struct act *act, const char *setting, const char *fallback);
bool feedback_needs_check(const struct act *act);
/* True in an office of one person (a setting) as long as nobody else may check: the reply passes with
 * being given, and the step says 一人兼任. */
bool feedback_passes_itself(struct act *act);
MUST_USE enum status feedback_send_to_check(struct act *act);
/* The reply is given from today on: replied_on, reply_due_on, and the limit for announcing it. */
MUST_USE enum status feedback_reply_counts(struct act *act);
/* feedback_extend.c: a request for an extension that nobody decided on is void. */
void feedback_drop_request(struct act *act);
/* feedback_visit.c: until when a record that is being closed is to be visited back. */
void feedback_set_visit(struct act *act);
/* The act's record was made of an older one at a visit and turns out a report: what was said then leaves the older one
 * and its versions too. */
MUST_USE enum status feedback_empty_visit(struct act *act);

/* Writes assign, in the same save, for a record just registered with unit or person. */
MUST_USE enum status feedback_hand_over(struct act *act);
/* Writes reply, announce or withhold, and close, each a step of its own. */
MUST_USE enum status feedback_settle_steps(struct act *act);

/* opening.c: open or complete by the records registered for it. */
MUST_USE enum status opening_refresh(struct act *act, int64_t opening);
/* True when the sealed text has the person's name: nobody a 举报 names is charged with it. */
bool feedback_names(struct act *act, const struct fields *sealed, int64_t person);
/* Refuses when what is sealed of the record has the name of who is about to be charged with it. */
MUST_USE enum status feedback_check_named(struct act *act);

/* person.c: the first open person with that role of whom `fits` is true (NULL: anybody); 0 when nobody. */
MUST_USE enum status person_with_role(struct office *office, enum role role,
                                      bool (*fits)(void *context, int64_t person), void *context,
                                      int64_t *id, struct problem *problem);

/* feedback_exit.c: it goes somewhere else on that day: its clock ends, what was asked for is dropped. */
MUST_USE enum status feedback_leave(struct act *act, const char *day);

#endif
