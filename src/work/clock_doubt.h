/* A machine whose clock can't be right: it says a time before the newest row of the audit, before this program was built,
 * or long after both. Then no statutory time limit is counted or closed until somebody who may says what day it is. */
#ifndef ZWGK_WORK_CLOCK_DOUBT_H
#define ZWGK_WORK_CLOCK_DOUBT_H

#include "base/clock.h"
#include "base/status.h"

struct office;
struct fields;

enum clock_doubt {
    CLOCK_SURE,
    CLOCK_TOO_OLD, /* before this program was built */
    CLOCK_BEHIND,  /* more than five minutes before the newest row of the audit */
    CLOCK_AHEAD    /* more than sixty days after it */
};
enum today_source {
    TODAY_OF_CLOCK,
    TODAY_UNKNOWN,  /* in doubt: time stands at the newest row of the audit, and no record is saved */
    TODAY_TYPED,    /* by somebody who may save but not confirm it: saves are of that day */
    TODAY_CONFIRMED /* by a supervisor or admin: as ever */
};

struct clock_watch {
    enum clock_doubt doubt;
    enum today_source today;
    int64_t newest;  /* of the audit, when it was looked last */
    int64_t machine; /* the machine's clock then ... */
    int64_t running; /* ... and how long it had run */
    int day;         /* typed; holds for that day only */
};

/* Compares the clock with the audit and takes over what was confirmed on this machine today. A time that was set on purpose
 * (--now) and a demonstration are never doubted. Reads; inside a save too. */
void clock_look(struct office *office);
/* The same when a minute has passed or the clock has jumped since; true when something is otherwise now. */
bool clock_look_again(struct office *office);
day_number clock_built_on(void); /* this program */
bool clock_is_doubtful(const struct office *office);
/* False while statutory limits are neither counted nor closed. */
bool clock_may_count(const struct office *office);
/* The sentence about it: what the machine's clock says, and what to do. */
void clock_tell(const struct office *office, struct problem *problem);

/* What day it is, as typed (2026-11-20, 11-20): audited. By a supervisor or admin it is confirmed: it holds for everybody
 * at this machine until the day is over or the machine is started again, and what was registered meanwhile gets its time
 * limits (*counted, NULL allowed). By others it holds for this session. INVALID when it is no date, or long before or after
 * the newest row of the audit and not `is_sure`. */
MUST_USE enum status clock_type_today(struct office *office, const char *typed, bool is_sure,
                                      int *counted, struct problem *problem);

/* ---- asked by save.c ----------------------------------------------------------------------------- */

/* A record may be written: DENIED, field "today", while nobody has said what day it is. */
MUST_USE enum status clock_check_save(const struct office *office, struct problem *problem);
/* Takes the due date out of a new record with a statutory limit while those are not counted. */
void clock_defer(const struct office *office, struct fields *record);
/* DENIED when a change counts or closes a statutory limit while that is not done. A first due date is left for later. */
MUST_USE enum status clock_check_change(const struct office *office, const struct fields *before,
                                        struct fields *changes, bool closes,
                                        struct problem *problem);

#endif
