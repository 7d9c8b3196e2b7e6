/* What belongs to a record without being a column of it: the members of a team, the tasks of a meeting. */
#ifndef ZWGK_WORK_RELATED_H
#define ZWGK_WORK_RELATED_H

#include "work/office.h"

/* "members", "tasks"; NULL: the kind has none. */
const char *related_name(const char *kind);
/* Calls `row` for each in the order of numbers, void ones left out, with its columns: number state title
 * and those of the view. */
MUST_USE enum status related_each(struct office *office, const char *kind, int64_t id,
                                  void (*row)(void *context, const struct fields *fields),
                                  void *context, struct problem *problem);

#endif
