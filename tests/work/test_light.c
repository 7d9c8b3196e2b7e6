/* Lights and days left, at the edges of near and late, over holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "work/light.h"
#include "work/role.h"

static struct calendar *calendar;

static int with_builtin(void **state) {
    struct problem problem;
    calendar = calendar_new();
    return calendar == NULL || calendar_add_builtin(calendar, &problem) != STATUS_OK;
}

static int without(void **state) {
    calendar_free(calendar);
    return 0;
}

static void assert_light(const char *today, const char *due, enum limit_unit unit, enum light light,
                         int days_left) {
    struct light_state state =
        light_of(calendar, date_from_iso(today), date_from_iso(due), unit, true, false, 3);
    assert_int_equal(state.light, light);
    assert_true(state.has_days_left);
    assert_int_equal(state.days_left, days_left);
}

static void in_working_days(void **state) {
    assert_light("2026-11-20", "2026-11-17", LIMIT_WORKDAY, LIGHT_OVERDUE, -3);
    assert_light("2026-11-20", "2026-11-19", LIMIT_WORKDAY, LIGHT_OVERDUE, -1);
    assert_light("2026-11-20", "2026-11-20", LIMIT_WORKDAY, LIGHT_NEAR, 0);
    assert_light("2026-11-20", "2026-11-24", LIMIT_WORKDAY, LIGHT_NEAR, 2);
    assert_light("2026-11-20", "2026-11-25", LIMIT_WORKDAY, LIGHT_NEAR, 3);
    assert_light("2026-11-20", "2026-11-26", LIMIT_WORKDAY, LIGHT_NORMAL, 4);
}

static void late_on_the_weekend_after_is_one(void **state) {
    assert_light("2026-11-21", "2026-11-20", LIMIT_WORKDAY, LIGHT_OVERDUE, -1);
    assert_light("2026-11-23", "2026-11-20", LIMIT_WORKDAY, LIGHT_OVERDUE, -1);
    assert_light("2026-11-24", "2026-11-20", LIMIT_WORKDAY, LIGHT_OVERDUE, -2);
}

static void near_is_in_working_days_whatever_the_unit(void **state) {
    assert_light("2026-02-13", "2026-02-25", LIMIT_DAY, LIGHT_NEAR, 12);
    assert_light("2026-02-13", "2026-02-26", LIMIT_DAY, LIGHT_NORMAL, 13);
    assert_light("2026-02-13", "2026-02-10", LIMIT_DAY, LIGHT_OVERDUE, -3);
    assert_int_equal(light_near_until(calendar, date_from_iso("2026-02-13"), 3),
                     date_from_iso("2026-02-25"));
    assert_int_equal(light_near_until(calendar, date_from_iso("2026-02-13"), 0),
                     date_from_iso("2026-02-13"));
}

static void paused_closed_and_without_limit(void **state) {
    day_number today = date_from_iso("2026-11-20"), due = today - 5;
    struct light_state light = light_of(calendar, today, due, LIMIT_WORKDAY, true, true, 3);
    assert_int_equal(light.light, LIGHT_PAUSED);
    assert_false(light.has_days_left);
    light = light_of(calendar, today, due, LIMIT_WORKDAY, false, false, 3);
    assert_int_equal(light.light, LIGHT_NONE);
    assert_false(light.has_days_left);
    light = light_of(calendar, today, due, LIMIT_WORKDAY, false, true, 3);
    assert_int_equal(light.light, LIGHT_NONE);
    light = light_of(calendar, today, DATE_NONE, LIMIT_WORKDAY, true, false, 3);
    assert_int_equal(light.light, LIGHT_NONE);
    assert_false(light.has_days_left);
}

static void names(void **state) {
    assert_string_equal(light_name(LIGHT_NONE), "");
    assert_string_equal(light_name(LIGHT_NORMAL), "normal");
    assert_string_equal(light_name(LIGHT_NEAR), "near");
    assert_string_equal(light_name(LIGHT_OVERDUE), "overdue");
    assert_string_equal(light_name(LIGHT_PAUSED), "paused");
}

static void roles(void **state) {
    assert_int_equal(role_set_from_text("clerk supervisor"), ROLE_CLERK | ROLE_SUPERVISOR);
    assert_int_equal(role_set_from_text("  admin  clerks enquiry "), ROLE_ADMIN | ROLE_ENQUIRY);
    assert_int_equal(role_set_from_text(""), 0);
    assert_int_equal(role_set_from_text(NULL), 0);
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role *= 2) {
        assert_int_equal(role_set_from_text(role_name((enum role)role)), role);
        assert_true(role_label((enum role)role)[0] != '\0');
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_builtin, without)
    const struct CMUnitTest tests[] = {
        TEST(in_working_days),
        TEST(late_on_the_weekend_after_is_one),
        TEST(near_is_in_working_days_whatever_the_unit),
        TEST(paused_closed_and_without_limit),
        TEST(names),
        TEST(roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
