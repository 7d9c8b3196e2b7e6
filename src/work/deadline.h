/* Due dates: limits of n working days, n days, a fixed day or at once; pauses; extensions; holidays.
 * Pure: a calendar and numbers in, a day out. Article 30-33 of 政府信息公开条例, 民法典 203. */
#ifndef ZWGK_WORK_DEADLINE_H
#define ZWGK_WORK_DEADLINE_H

#include "work/workday.h"

enum limit_unit { LIMIT_WORKDAY, LIMIT_DAY, LIMIT_FIXED, LIMIT_AT_ONCE };
/* Where the last day of a limit in calendar days moves when it is no working day: forward where the
 * right is the public's, backward where the duty is the office's. */
enum limit_roll { ROLL_NONE, ROLL_FORWARD, ROLL_BACKWARD };

struct limit {
    int amount; /* of the unit; LIMIT_FIXED: day of the month */
    enum limit_unit unit;
    int fixed_month; /* LIMIT_FIXED: 0 every month, 1..12 that month, -1 first month of each quarter */
    enum limit_roll roll;
    int extension_max; /* of the unit */
    bool is_statutory;
    char article[96]; /* where the limit is written */
};

struct stop {
    day_number from; /* the day the clock stops: it still counts */
    day_number to;   /* the day it starts again: it does not count; DATE_NONE: still stopped */
};

struct deadline {
    day_number received; /* day 0 */
    const struct limit *limit;
    int extended_by; /* of the limit's unit, added to the first due date */
    const struct stop *stops;
    size_t stop_count;
};

struct due {
    day_number day; /* DATE_NONE while the clock stands */
    bool is_assumed; /* runs into a year whose notice is not loaded */
    bool was_rolled;
};

struct due deadline_due(const struct calendar *calendar, const struct deadline *deadline);

/* What happens on one day of the count. */
struct deadline_day {
    day_number day;
    enum day_kind kind;
    const char *name; /* of the holiday, "" */
    bool is_counted, is_stopped, is_received, is_due, is_rolled_over, is_assumed;
    int count; /* days of the unit so far */
};
/* Calls `each` for every day from receipt to due date, in order. */
void deadline_explain(const struct calendar *calendar, const struct deadline *deadline,
                      void (*each)(void *context, const struct deadline_day *day), void *context);

/* Parses the columns of limit_rule. */
MUST_USE enum status limit_unit_from_name(const char *name, enum limit_unit *out);
const char *limit_unit_name(enum limit_unit unit); /* "workday" … */

#endif
