/* Lights, computed from dates when shown. The same test for every kind; no clock and no settings of its own. */
#include "work/light.h"

day_number light_near_until(const struct calendar *calendar, day_number today, int near_workdays) {
    day_number until = workday_add(calendar, today, near_workdays > 0 ? near_workdays : 0);
    return until == DATE_NONE ? today : until;
}

/* From today to the due date in the limit's unit; a due date that passed is at least one unit late, on the
 * weekend after it too. */
static int units_left(const struct calendar *calendar, day_number today, day_number due,
                      enum limit_unit unit) {
    int left = unit == LIMIT_WORKDAY ? workday_between(calendar, today, due) : due - today;
    return due < today && left > -1 ? -1 : left;
}

struct light_state light_of(const struct calendar *calendar, day_number today, day_number due,
                            enum limit_unit unit, bool is_open, bool is_paused, int near_workdays) {
    struct light_state state = {LIGHT_NONE, false, 0, false};
    if (!is_open)
        return state;
    if (is_paused) {
        state.light = LIGHT_PAUSED;
        return state;
    }
    if (due == DATE_NONE)
        return state;
    state.has_days_left = true;
    state.is_in_days = unit != LIMIT_WORKDAY;
    state.days_left = units_left(calendar, today, due, unit);
    if (due < today)
        state.light = LIGHT_OVERDUE;
    else if (due <= light_near_until(calendar, today, near_workdays))
        state.light = LIGHT_NEAR;
    else
        state.light = LIGHT_NORMAL;
    return state;
}

const char *light_name(enum light light) {
    static const char *const names[] = {"", "normal", "near", "overdue", "paused"};
    return names[light];
}
