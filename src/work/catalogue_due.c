/* Due dates of catalogue entries while they are typed in. Stores nothing. */
#include "work/catalogue_due.h"

#include <stdlib.h>
#include <string.h>

bool catalogue_limit_of(const struct fields *columns, struct limit *out) {
    const char *fixed = fields_text(columns, "limit_fixed");
    *out = (struct limit){.amount = (int)fields_integer(columns, "limit_amount", 0)};
    if (limit_unit_from_name(fields_text(columns, "limit_unit"), &out->unit) != STATUS_OK) {
        return false;
    }
    out->fixed_month = strcmp(fixed, "quarter") == 0 ? -1 : (int)strtol(fixed, NULL, 10);
    /* The duty is the office's: a last day without work is met the day before. */
    out->roll = out->unit == LIMIT_DAY || out->unit == LIMIT_FIXED ? ROLL_BACKWARD : ROLL_NONE;
    return out->unit != LIMIT_FIXED || (out->amount >= 1 && out->amount <= 31);
}

bool catalogue_period_due(struct office *office, const struct fields *columns, day_number on,
                          struct period *period, struct due *due) {
    struct limit limit;
    int months = period_months(fields_text(columns, "cycle"));
    if (months == 0 || !catalogue_limit_of(columns, &limit) ||
        office_calendar(office, NULL) != STATUS_OK) {
        return false;
    }
    *period = period_of(on, months);
    /* A fixed day lies after the period, never in it. */
    const struct deadline deadline = {
        .received = period_last_day(period) + (limit.unit == LIMIT_FIXED ? 1 : 0), .limit = &limit};
    *due = deadline_due(office->calendar, &deadline);
    return due->day != DATE_NONE;
}
