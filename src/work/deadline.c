/* Due dates from limits, stops and extensions: pure, a calendar and numbers in, a day out. Stops are given
 * in their order; an extension lengthens the first limit; the last day is rolled once, at the end. */
#include "work/deadline.h"

#include <string.h>

static const char *const unit_names[] = {"workday", "day", "fixed", "at_once"};

enum status limit_unit_from_name(const char *name, enum limit_unit *out) {
    for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++) {
        if (name != NULL && strcmp(name, unit_names[i]) == 0) {
            *out = (enum limit_unit)i;
            return STATUS_OK;
        }
    }
    return STATUS_INVALID;
}

const char *limit_unit_name(enum limit_unit unit) {
    return unit_names[unit];
}

static int units_between(const struct calendar *calendar, enum limit_unit unit, day_number from,
                         day_number to) {
    return unit == LIMIT_WORKDAY ? workday_between(calendar, from, to) : to - from;
}

static day_number add_units(const struct calendar *calendar, enum limit_unit unit, day_number from,
                            int count) {
    if (unit == LIMIT_WORKDAY)
        return workday_add(calendar, from, count);
    if (count > date_from_ymd(9999, 12, 31) - from)
        return DATE_NONE;
    return from + count;
}

static bool clock_stands(const struct deadline *deadline) {
    for (size_t i = 0; i < deadline->stop_count; i++) {
        if (deadline->stops[i].to == DATE_NONE)
            return true;
    }
    return false;
}

/* The day on which `count` units are full, days of stops not counted. */
static day_number count_units(const struct calendar *calendar, const struct deadline *deadline,
                              int count) {
    enum limit_unit unit = deadline->limit->unit;
    day_number from = deadline->received;
    for (size_t i = 0; i < deadline->stop_count; i++) {
        const struct stop *stop = &deadline->stops[i];
        day_number stopped = stop->from > from ? stop->from : from;
        int run = units_between(calendar, unit, from, stopped);
        if (run >= count)
            break;
        count -= run;
        from = stop->to > stopped ? stop->to : stopped;
    }
    return add_units(calendar, unit, from, count);
}

static int days_of_month(int year, int month) {
    day_number first = date_from_ymd(year, month, 1);
    day_number next =
        month == 12 ? date_from_ymd(year, 12, 31) + 1 : date_from_ymd(year, month + 1, 1);
    return next - first;
}

static bool month_is_fixed(const struct limit *limit, int month) {
    if (limit->fixed_month == 0)
        return true;
    return limit->fixed_month < 0 ? month % 3 == 1 : month == limit->fixed_month;
}

/* The first fixed day on or after `received`; a 31st is the last day of a shorter month. */
static day_number fixed_day(const struct limit *limit, day_number received) {
    int year, month, day;
    date_to_ymd(received, &year, &month, &day);
    for (int tried = 0; tried < 25 && year <= 9999; tried++) {
        int length = days_of_month(year, month);
        day_number fixed =
            date_from_ymd(year, month, limit->amount < length ? limit->amount : length);
        if (month_is_fixed(limit, month) && fixed >= received)
            return fixed;
        month = month % 12 + 1;
        year += month == 1;
    }
    return DATE_NONE;
}

/* The last day before rolling. */
static day_number last_day(const struct calendar *calendar, const struct deadline *deadline) {
    const struct limit *limit = deadline->limit;
    day_number day;
    switch (limit->unit) {
    case LIMIT_WORKDAY:
    case LIMIT_DAY:
        return count_units(calendar, deadline, limit->amount + deadline->extended_by);
    case LIMIT_FIXED:
        day = fixed_day(limit, deadline->received);
        return day == DATE_NONE ? day : add_units(calendar, LIMIT_DAY, day, deadline->extended_by);
    case LIMIT_AT_ONCE:
        break;
    }
    return add_units(calendar, LIMIT_DAY, deadline->received, deadline->extended_by);
}

static bool rolls(const struct limit *limit) {
    return limit->roll != ROLL_NONE && limit->unit != LIMIT_WORKDAY;
}

static bool is_assumed(const struct calendar *calendar, day_number from, day_number to) {
    for (int year = date_year(from); year <= date_year(to); year++) {
        if (!calendar_has_year(calendar, year))
            return true;
    }
    return false;
}

/* Whether the answer hangs on a year whose notice is not loaded. */
static bool due_is_assumed(const struct calendar *calendar, const struct deadline *deadline,
                           day_number last, day_number due) {
    if (deadline->limit->unit == LIMIT_WORKDAY)
        return due > deadline->received && is_assumed(calendar, deadline->received + 1, due);
    if (!rolls(deadline->limit))
        return false;
    return last < due ? is_assumed(calendar, last, due) : is_assumed(calendar, due, last);
}

struct due deadline_due(const struct calendar *calendar, const struct deadline *deadline) {
    struct due due = {DATE_NONE, false, false};
    if (clock_stands(deadline))
        return due;
    day_number last = last_day(calendar, deadline);
    if (last == DATE_NONE)
        return due;
    due.day = last;
    if (rolls(deadline->limit))
        due.day = workday_roll(calendar, last, deadline->limit->roll == ROLL_BACKWARD);
    if (due.day == DATE_NONE)
        return due;
    due.was_rolled = due.day != last;
    due.is_assumed = due_is_assumed(calendar, deadline, last, due.day);
    return due;
}

static bool is_stopped(const struct deadline *deadline, day_number day) {
    for (size_t i = 0; i < deadline->stop_count; i++) {
        const struct stop *stop = &deadline->stops[i];
        if (day > stop->from && (stop->to == DATE_NONE || day <= stop->to))
            return true;
    }
    return false;
}

/* The day until which there is something to explain while the clock stands: the open stop's. */
static day_number standing_since(const struct deadline *deadline) {
    for (size_t i = 0; i < deadline->stop_count; i++) {
        if (deadline->stops[i].to == DATE_NONE)
            return deadline->stops[i].from;
    }
    return deadline->received;
}

void deadline_explain(const struct calendar *calendar, const struct deadline *deadline,
                      void (*each)(void *context, const struct deadline_day *day), void *context) {
    struct due due = deadline_due(calendar, deadline);
    day_number last =
        due.day == DATE_NONE ? standing_since(deadline) : last_day(calendar, deadline);
    day_number end = due.day != DATE_NONE && due.day > last ? due.day : last;
    enum limit_unit unit = deadline->limit->unit;
    int count = 0;
    for (day_number day = deadline->received; day <= end; day++) {
        struct deadline_day at = {.day = day};
        at.kind = calendar_day_kind(calendar, day, &at.name);
        at.is_received = day == deadline->received;
        at.is_due = day == due.day;
        at.is_stopped = !at.is_received && is_stopped(deadline, day);
        bool in_unit = unit == LIMIT_DAY ||
                       (unit == LIMIT_WORKDAY && (at.kind == DAY_WORK || at.kind == DAY_ON));
        at.is_counted = in_unit && !at.is_received && !at.is_stopped && day <= last;
        count += at.is_counted;
        at.count = count;
        at.is_rolled_over = due.was_rolled && !at.is_due &&
                            ((day >= last && day < due.day) || (day > due.day && day <= last));
        at.is_assumed = !calendar_has_year(calendar, date_year(day));
        each(context, &at);
    }
}
