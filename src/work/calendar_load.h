/* Loading a year's holiday notice into the office's database. */
#ifndef ZWGK_WORK_CALENDAR_LOAD_H
#define ZWGK_WORK_CALENDAR_LOAD_H

#include "work/office.h"

struct save;

/* Checks a file of data/calendars' form, stores the year with its days, and recounts the due dates of open
 * feedback that change by it, each as a step `recount`: all in one save. *moved: how many. Only an admin. */
MUST_USE enum status office_load_calendar(struct office *office, const char *text, size_t length,
                                          int *moved, struct problem *problem);
/* Stores the year in an open save, without recounting. For founding. */
MUST_USE enum status calendar_store_text(struct save *save, const char *text, size_t length,
                                         int *year, struct problem *problem);

#endif
