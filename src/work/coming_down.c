/* Counts what comes down today or in the days off that begin tomorrow, through the user's visibility. Takes
 * nothing down. */
#include "work/coming_down.h"

enum { EXPIRING_DAYS = 30, DAYS_OFF_MOST = 30 };

static enum status count_between(struct office *office, const char *view, const char *order,
                                 const char *column, day_number from, day_number to, int64_t *count,
                                 struct problem *problem) {
    char first[DATE_BYTES], last[DATE_BYTES];
    const struct condition conditions[] = {
        {column, IS_AT_MOST, date_to_iso(to, last)},
        {column, IS_AT_LEAST, from == DATE_NONE ? "" : date_to_iso(from, first)}};
    const struct page_request request = {.view = view,
                                         .order = order,
                                         .conditions = conditions,
                                         .condition_count = from == DATE_NONE ? 1 : 2};
    return store_count(office->store, &office->visible, &request, NULL, count, problem);
}

enum status coming_down_count(struct office *office, struct coming_down *out,
                              struct problem *problem) {
    day_number today = office_today(office);
    *out = (struct coming_down){.until = today};
    enum status status = office_calendar(office, problem);
    if (status != STATUS_OK)
        return status;
    while (out->holiday_days < DAYS_OFF_MOST &&
           !calendar_is_workday(office->calendar, out->until + 1)) {
        out->until++;
        out->holiday_days++;
    }
    status = count_between(office, "posting_up", "route_sort", "due_on", DATE_NONE, today,
                           &out->today, problem);
    if (status == STATUS_OK)
        status = count_between(office, "posting_up", "route_sort", "due_on", today + 1, out->until,
                               &out->in_holiday, problem);
    if (status == STATUS_OK)
        status = count_between(office, "disclosure_personal", "personal_until", "personal_until",
                               DATE_NONE, today, &out->personal, problem);
    if (status == STATUS_OK)
        status = count_between(office, "disclosure_expiring", "expires_on", "expires_on", today,
                               today + EXPIRING_DAYS, &out->expiring, problem);
    return status;
}
