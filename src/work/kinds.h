/* The functions of the flow table, by the kind of record they belong to. Used by flow_table.c only. */
#ifndef ZWGK_WORK_KINDS_H
#define ZWGK_WORK_KINDS_H

#include "work/flow.h"

/* feedback.c, feedback_answer.c, feedback_clock.c */
enum status feedback_register(struct act *act);
enum status feedback_registered(struct act *act);
enum status feedback_edit(struct act *act);
enum status feedback_assign(struct act *act);
enum status feedback_take_up(struct act *act);
enum status feedback_void(struct act *act);
enum status feedback_restore(struct act *act);
enum status feedback_refresh_opening(struct act *act);
enum status feedback_reply(struct act *act);
enum status feedback_announce(struct act *act);
enum status feedback_withhold(struct act *act);
enum status feedback_close(struct act *act);
enum status feedback_settle(struct act *act);
enum status feedback_pause(struct act *act);
enum status feedback_resume(struct act *act);
enum status feedback_extend(struct act *act);

/* opening.c, box.c, person.c */
enum status opening_register(struct act *act);
enum status opening_registered(struct act *act);
enum status opening_edit(struct act *act);
enum status opening_void(struct act *act);
enum status box_check(struct act *act);
enum status box_void(struct act *act);
enum status unit_check(struct act *act);
enum status unit_void(struct act *act);
enum status person_check(struct act *act);
enum status person_void(struct act *act);

#endif
