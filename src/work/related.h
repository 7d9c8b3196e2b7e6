/* What belongs to a record without being a column of it: the members of a team, the tasks of a meeting and the feedback
 * that came up there, the findings of an inspection, what a finding led to, feedback of the same matter. */
#ifndef ZWGK_WORK_RELATED_H
#define ZWGK_WORK_RELATED_H

#include "work/office.h"

/* "members", "tasks" and "feedback", "findings", "accountability", "linked_feedback": what there is of a kind, from 0; NULL:
 * no more. */
const char *related_name(const char *kind, size_t at);
/* Calls `row` for each of that name in the order of numbers, void ones left out, with its columns: number state title
 * and those of the view. */
MUST_USE enum status related_each(struct office *office, const char *kind, const char *name, int64_t id,
                                  void (*row)(void *context, const struct fields *fields),
                                  void *context, struct problem *problem);

#endif
