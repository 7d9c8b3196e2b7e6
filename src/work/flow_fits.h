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

/* version.c, urge.c */
enum status version_fits_restore(struct act *act);
enum status urge_fits(struct act *act);
enum status urge_fits_answer(struct act *act);

/* opening.c, meeting.c, box.c, person.c */
enum status opening_fits_void(struct act *act);
enum status meeting_fits_void(struct act *act);
enum status unit_fits_void(struct act *act);
enum status person_fits_void(struct act *act);

/* Refuses what the table has against act->command on act->before. Called by flow.c before the command. */
enum status flow_fits(struct act *act);

#endif
