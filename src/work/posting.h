/* What hangs where, as boards and disclosures ask for it. Used by work only. */
#ifndef ZWGK_WORK_POSTING_H
#define ZWGK_WORK_POSTING_H

#include "work/act.h"

/* Counts what hangs: `column` is "board" or "disclosure", `id` which. `first` gets the number of the first. */
MUST_USE enum status posting_count_hanging(struct act *act, const char *column, int64_t id,
                                           int64_t *count, char first[24]);
/* Saves the same change in every posting that hangs there. to_state "=": stays. */
MUST_USE enum status posting_change_hanging(struct act *act, const char *column, int64_t id,
                                            const struct fields *changes, const char *to_state,
                                            const char *command, const char *note);
/* A disclosure was corrected: where its old version still hangs is said so, and it is to come down today. */
MUST_USE enum status posting_mark_corrected(struct act *act, const struct record *old,
                                            const char *by_number);
/* The first day on which what is posted then no longer has to hang for its 公示: the day after its last day.
 * DATE_NONE: no such period. */
day_number posting_free_from(const struct fields *disclosure);

#endif
