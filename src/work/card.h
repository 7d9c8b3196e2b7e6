/* 政务公开档案卡: one for each disclosure that was published, opened by itself, filled in by a clerk, filed by
 * filing.h. Used by work, and by the screen for what it proposes. Mission D9. */
#ifndef ZWGK_WORK_CARD_H
#define ZWGK_WORK_CARD_H

#include "work/act.h"

/* The card of a disclosure; NOT_FOUND, without a problem, when it has none. */
MUST_USE enum status card_find(struct office *office, int64_t disclosure, struct record *out,
                               struct problem *problem);
/* What a card that is to be filled could say: feedback_summary from what was said about the disclosure (counts,
 * never names), result from what became of it, retention by its subject, keeper by the setting. Only columns
 * the card has nothing in; what has to be written by hand is left out. */
MUST_USE enum status card_propose(struct office *office, const struct record *card,
                                  struct fields *out, struct problem *problem);
/* A step on the card of a disclosure that was withdrawn or corrected, or whose notice ended; nothing when it has none.
 * The card of a 公示 that was waiting for that falls due from today on. */
MUST_USE enum status card_tell(struct act *act, int64_t disclosure, const char *command,
                               const char *note);
/* How long what is about this subject is kept: a code of the list retention. */
void card_retention(struct office *office, const char *subject, char out[16]);
/* Sets due_on, limit_rule and statutory by a rule that counts from `received`. */
MUST_USE enum status card_set_due(struct office *office, const char *rule, day_number received,
                                  struct fields *out, struct problem *problem);
/* The first and only day that the yearly filing is counted from: the last of the card's year. */
day_number card_year_end(const struct fields *card);

#endif
