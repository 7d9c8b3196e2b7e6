/* Whether a draft is of this office and of this history of its records, and what becomes of one that isn't: it is put aside,
 * never thrown away and never offered. Used by draft.c, and by who founds or restores. */
#ifndef ZWGK_WORK_DRAFT_BELONG_H
#define ZWGK_WORK_DRAFT_BELONG_H

#include "store/draft.h"
#include "work/office.h"

/* Fills in what the draft belongs to now: office, and its records' marks, which the caller frees. What can't be read stays
 * empty: such a draft belongs to nothing when it is found again. */
void draft_bind(struct office *office, const char *mark, struct draft *draft);
enum draft_belonging { DRAFT_IS_OURS, DRAFT_IS_ANOTHERS, DRAFT_IS_UNKNOWN }; /* UNKNOWN: the office can't be read now */
enum draft_belonging draft_belonging(struct office *office, const char *mark, const struct draft *draft);
/* Moves what sessions that are over left and belongs elsewhere, of every person, from `file` into PATH.aside-DATE. OK, or
 * CONFLICT with how many and where; IO: it stays where it is, and isn't offered all the same. */
MUST_USE enum status draft_move_others(struct office *office, const char *mark, struct draft_file *file, const char *path,
                                       struct problem *problem);

/* Another office stands at `database` now: every account's file of drafts beside it is renamed. OK: there was none; CONFLICT:
 * how many and what the last one is called; IO: one could not be renamed. */
MUST_USE enum status drafts_put_files_aside(const char *database, day_number today, struct problem *problem);

#endif
