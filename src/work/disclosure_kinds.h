/* The functions of the flow table for disclosures and where they hang. Used through kinds.h. */
#ifndef ZWGK_WORK_DISCLOSURE_KINDS_H
#define ZWGK_WORK_DISCLOSURE_KINDS_H

#include "work/flow.h"

/* board.c, posting.c */
enum status board_check(struct act *act);
enum status board_saved(struct act *act);
enum status board_void(struct act *act);
enum status board_checked(struct act *act);
enum status posting_register(struct act *act);
enum status posting_edit(struct act *act);
enum status posting_take_down(struct act *act);
enum status posting_void(struct act *act);

/* disclosure_publish.c, disclosure_notice.c */
enum status disclosure_publish(struct act *act);
enum status disclosure_was_published(struct act *act);
enum status disclosure_post(struct act *act);
enum status disclosure_object(struct act *act);
enum status disclosure_close_notice(struct act *act);
enum status disclosure_withdraw(struct act *act);
enum status disclosure_correct(struct act *act);

/* disclosure_personal.c, disclosure_review.c, disclosure_approve.c, disclosure_refuse.c */
enum status disclosure_mask_personal(struct act *act);
enum status disclosure_waive_personal(struct act *act);
enum status disclosure_review(struct act *act);
enum status disclosure_return(struct act *act);
enum status disclosure_approve(struct act *act);
enum status disclosure_refuse(struct act *act);
enum status disclosure_was_refused(struct act *act);
enum status disclosure_re_review(struct act *act);
enum status disclosure_reopen(struct act *act);

/* disclosure_draft.c */
enum status disclosure_register(struct act *act);
enum status disclosure_registered(struct act *act);
enum status disclosure_edit(struct act *act);
enum status disclosure_submit(struct act *act);
enum status disclosure_void(struct act *act);
enum status disclosure_restore(struct act *act);

#endif
