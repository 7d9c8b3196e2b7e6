/* Lights, computed from dates when shown, never stored (product.md section 5). */
#ifndef ZWGK_WORK_LIGHT_H
#define ZWGK_WORK_LIGHT_H

#include "work/deadline.h"

enum light { LIGHT_NONE /* closed, or no due date */, LIGHT_NORMAL, LIGHT_NEAR, LIGHT_OVERDUE, LIGHT_PAUSED };

struct light_state {
    enum light light;
    bool has_days_left;
    int days_left; /* in the limit's own unit; negative when late */
    bool is_in_days; /* that is calendar days, not working days */
};

/* near_workdays: the setting, 3; due today is near. The same test for every kind. */
struct light_state light_of(const struct calendar *calendar, day_number today, day_number due,
                            enum limit_unit unit, bool is_open, bool is_paused, int near_workdays);
const char *light_name(enum light light); /* "normal" "near" "overdue" "paused" "" */
/* The last day that is still near: due <= this and >= today. */
day_number light_near_until(const struct calendar *calendar, day_number today, int near_workdays);

#endif
