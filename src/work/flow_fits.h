/* What a record itself must be for a command: the functions of flow_offer.c's table. Each refuses by act_refuse
 * and writes nothing; act->save is NULL when it is only asked whether the command may be offered. */
#ifndef ZWGK_WORK_FLOW_FITS_H
#define ZWGK_WORK_FLOW_FITS_H

#include "work/act.h"
#include "work/feedback.h"

/* feedback_clock.c, feedback_extend.c, feedback_answer.c, feedback_visit.c */
enum status feedback_fits_pause(struct act *act);
enum status feedback_fits_resume(struct act *act);
enum status feedback_fits_extend(struct act *act); /* at once, or to be asked for */
enum status feedback_fits_consent(struct act *act);
enum status feedback_fits_refuse(struct act *act);
enum status feedback_fits_settle(struct act *act);
enum status feedback_fits_announce(struct act *act);
enum status feedback_fits_close(struct act *act);
enum status feedback_fits_visit(struct act *act);
enum status feedback_fits_link(struct act *act); /* feedback_link.c */
enum status feedback_fits_unlink(struct act *act);

/* version.c, urge.c */
enum status version_fits_restore(struct act *act);
enum status urge_fits(struct act *act);
enum status urge_fits_answer(struct act *act);

/* catalogue.c, duty_matter.c, duty.c */
enum status catalogue_fits_void(struct act *act);
enum status duty_fits_owe(struct act *act);
enum status duty_fits_relist(struct act *act);

/* disclosure_personal.c, disclosure_approve.c, disclosure_refuse.c, disclosure_draft.c, disclosure_publish.c,
 * disclosure_notice.c; for submit disclosure_check_complete of disclosure.h */
enum status disclosure_fits_mask(struct act *act);
enum status disclosure_fits_waive(struct act *act);
enum status disclosure_fits_approve(struct act *act);
enum status disclosure_fits_reopen(struct act *act);
enum status disclosure_fits_restore(struct act *act);
enum status disclosure_fits_publish(struct act *act);
enum status disclosure_fits_close_notice(struct act *act);
enum status disclosure_fits_correct(struct act *act);
enum status disclosure_fits_submit(struct act *act);

/* board.c, posting.c, filing.c */
enum status board_fits_void(struct act *act);
enum status posting_fits_take_down(struct act *act);
enum status posting_fits_void(struct act *act);
enum status card_fits_file(struct act *act);

/* finding_end.c, inspection.c, accountability_end.c */
enum status finding_fits_review(struct act *act); /* recheck, and rectify at once */
enum status finding_fits_no_action(struct act *act);
enum status inspection_fits_void(struct act *act);
enum status accountability_fits_serve(struct act *act);

/* opening.c, meeting.c, deliberation.c, box.c, person.c */
enum status opening_fits_void(struct act *act);
enum status meeting_fits_void(struct act *act);
enum status deliberation_fits_add_feedback(struct act *act);
enum status unit_fits_void(struct act *act);
enum status person_fits_void(struct act *act);

/* consultation.c, consultation_notice.c, consultation_close.c, consultation_link.c */
enum status consultation_fits_draft_notice(struct act *act);
enum status consultation_fits_extend(struct act *act);
enum status consultation_fits_end(struct act *act);
enum status consultation_fits_end_early(struct act *act);
enum status consultation_fits_draft_summary(struct act *act);
enum status consultation_fits_close(struct act *act);
enum status consultation_fits_mark_hot(struct act *act);
enum status consultation_fits_decide_content(struct act *act);

/* opinion.c, opinion_decide.c, opinion_feedback.c */
enum status opinion_fits_void(struct act *act);
enum status opinion_fits_undo(struct act *act);
enum status opinion_fits_to_feedback(struct act *act);
enum status feedback_fits_to_opinion(struct act *act);

/* Refuses what the table has against act->command on act->before. Called by flow.c before the command. */
enum status flow_fits(struct act *act);

#endif
