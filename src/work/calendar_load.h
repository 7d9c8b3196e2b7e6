/* Loading a year's holiday notice into the office's database. */
#ifndef ZWGK_WORK_CALENDAR_LOAD_H
#define ZWGK_WORK_CALENDAR_LOAD_H

#include "work/office.h"

struct save;

/* An open record whose due date moves; days are ISO. */
struct calendar_move {
    const char *number, *title, *before, *after;
};
struct calendar_preview {
    void (*move)(void *context, const struct calendar_move *move); /* may be NULL */
    void *context;
    int year, off, on; /* out: the file's year, its days off and weekend days worked */
    int moved;         /* out */
};

/* What loading the file would do, storing nothing: every open record the user may see whose due date would
 * move. Only an admin. */
MUST_USE enum status office_preview_calendar(struct office *office, const char *text,
                                             size_t length, struct calendar_preview *preview,
                                             struct problem *problem);
/* Checks a file of data/calendars' form, stores the year with its days, and recounts the due dates of open
 * records that change by it, each as a step `recount`: all in one save. *moved: how many the user may see.
 * Only an admin. */
MUST_USE enum status office_load_calendar(struct office *office, const char *text, size_t length,
                                          int *moved, struct problem *problem);
/* Counts the statutory due dates that were left open while the clock was in doubt (clock_doubt.h), each as a step
 * `recount`. *counted: how many the user may see. */
MUST_USE enum status calendar_count_deferred(struct save *save, int *counted, struct problem *problem);
/* Stores the year in an open save, without recounting. For founding. */
MUST_USE enum status calendar_store_text(struct save *save, const char *text, size_t length,
                                         int *year, struct problem *problem);

#endif
