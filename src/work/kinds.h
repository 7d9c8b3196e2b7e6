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

/* feedback_check.c, feedback_exit.c, feedback_extend.c, feedback_visit.c, version.c */
enum status feedback_check_pass(struct act *act);
enum status feedback_check_return(struct act *act);
enum status feedback_exit(struct act *act);
enum status feedback_request_extend(struct act *act);
enum status feedback_consent_extend(struct act *act);
enum status feedback_refuse_extend(struct act *act);
enum status feedback_visit(struct act *act);
enum status version_restore(struct act *act);

/* opening.c, box.c, person.c, phrase.c */
enum status opening_register(struct act *act);
enum status opening_registered(struct act *act);
enum status opening_edit(struct act *act);
enum status opening_void(struct act *act);
enum status box_check(struct act *act);
enum status box_void(struct act *act);
enum status unit_check(struct act *act);
enum status person_check(struct act *act);
enum status person_void(struct act *act);
enum status phrase_check(struct act *act);

/* urge.c */
enum status urge_urge(struct act *act);
enum status urge_answer(struct act *act);

/* team.c, meeting.c */
enum status team_check(struct act *act);
enum status team_void(struct act *act);
enum status team_add_member(struct act *act);
enum status team_remove_member(struct act *act);
enum status member_check(struct act *act);
enum status meeting_register(struct act *act);
enum status meeting_registered(struct act *act);
enum status meeting_edit(struct act *act);
enum status meeting_void(struct act *act);
enum status meeting_restore(struct act *act);
enum status meeting_add_task(struct act *act);
enum status task_check(struct act *act);
enum status task_finish(struct act *act);

#endif
