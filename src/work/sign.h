/* Separation of drafting and deciding, and what was decided on paper (纸质签批). Used by work only. */
#ifndef ZWGK_WORK_SIGN_H
#define ZWGK_WORK_SIGN_H

#include "work/act.h"

/* What was drafted and now waits for a decision. */
struct draft_of {
    int64_t person;         /* who typed it */
    const char *other_name; /* who else made it: the answerer; "" */
    const char *what;       /* N_(): 答复, 延期申请 */
};

/* Whether two names are one, blanks, points, case and widths aside; an empty one is nobody's. */
bool sign_is_same_name(const char *left, const char *right);
/* True when the arguments say it was decided on paper. */
bool sign_is_on_paper(const struct act *act);
/* True in an office of one person (单人办公, a setting) as long as nobody else has one of `roles`. */
bool sign_is_alone(struct office *office, unsigned roles);
/* Refuses unless somebody of `roles` other than the drafter decides, or a signatory on paper who is neither
 * is named, with number and day: a name (not 无, 领导 …), and not the user's own, who decides here
 * instead. Notes `roles` in act->deciders. Writes signatory, signed_on, signed_no (emptied when decided here). `note`
 * gets "纸质签批 …", "一人兼任" or "". */
MUST_USE enum status sign_check(struct act *act, unsigned roles, const struct draft_of *draft,
                                char *note, size_t size);

#endif
