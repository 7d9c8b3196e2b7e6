/* The functions of the flow table, by the kind of record they belong to. Used by flow_table.c only. */
#ifndef ZWGK_WORK_KINDS_H
#define ZWGK_WORK_KINDS_H

#include "work/disclosure_kinds.h"
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
enum status feedback_link(struct act *act); /* feedback_link.c */
enum status feedback_unlink(struct act *act);
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

/* team.c, discussion.c, deliberation.c, meeting.c */
enum status team_check(struct act *act);
enum status team_void(struct act *act);
enum status team_add_member(struct act *act);
enum status team_remove_member(struct act *act);
enum status member_check(struct act *act);
enum status discussion_check(struct act *act);
enum status deliberation_check(struct act *act);
enum status meeting_register(struct act *act);
enum status meeting_registered(struct act *act);
enum status meeting_edit(struct act *act);
enum status meeting_void(struct act *act);
enum status meeting_restore(struct act *act);
enum status meeting_add_task(struct act *act);
enum status meeting_add_feedback(struct act *act);
enum status task_check(struct act *act);
enum status task_finish(struct act *act);

/* duty.c, duty_matter.c, hot.c */
enum status duty_draft(struct act *act);
enum status duty_waive(struct act *act);
enum status duty_unwaive(struct act *act);
enum status duty_owe(struct act *act);
enum status hot_mark(struct act *act);
enum status hot_marked(struct act *act); /* what waits to be published goes where it belongs */
enum status duty_refresh_unit(struct act *act);
enum status duty_refresh_entry(struct act *act);

/* card.c, card_fill.c, filing.c */
enum status card_follow_posting(struct act *act);
enum status card_withdrawn(struct act *act);
enum status card_fill(struct act *act);
enum status card_edit(struct act *act);
enum status card_put_in_box(struct act *act);
enum status card_file(struct act *act);

/* consultation.c, consultation_notice.c, consultation_summary.c, consultation_close.c, consultation_link.c */
enum status consultation_register(struct act *act);
enum status consultation_edit(struct act *act);
enum status consultation_restore(struct act *act);
enum status consultation_draft_notice(struct act *act);
enum status consultation_extend(struct act *act);
enum status consultation_end(struct act *act);
enum status consultation_end_early(struct act *act);
enum status consultation_draft_summary(struct act *act);
enum status consultation_close(struct act *act);
enum status consultation_cancel(struct act *act);
enum status consultation_mark_hot(struct act *act);
enum status disclosure_decide_content(struct act *act);

/* opinion.c, opinion_decide.c, opinion_feedback.c */
enum status opinion_register(struct act *act);
enum status opinion_edit(struct act *act);
enum status opinion_void(struct act *act);
enum status opinion_restore(struct act *act);
enum status opinion_decide(struct act *act);
enum status opinion_consent(struct act *act);
enum status opinion_undo(struct act *act);
enum status opinion_to_feedback(struct act *act);
enum status opinion_became_feedback(struct act *act);
enum status feedback_to_opinion(struct act *act);

#endif
