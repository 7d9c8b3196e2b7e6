/* The office's time: the zone, the change of day, setting it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

static void test_the_zone_decides_the_day(void **state) {
    char out[20];
    struct clock clock = CLOCK_INIT;
    clock.fixed_utc = 1795363199; /* 2026-11-22 15:59:59 UTC */
    assert_int_equal(clock_now(&clock), 1795363199);
    assert_int_equal(clock_today(&clock), date_from_ymd(2026, 11, 22));
    assert_string_equal(clock_format(&clock, clock.fixed_utc, out), "2026-11-22 23:59");
    clock.fixed_utc++;
    assert_int_equal(clock_today(&clock), date_from_ymd(2026, 11, 23));
    assert_string_equal(clock_format(&clock, clock.fixed_utc, out), "2026-11-23 00:00");
    clock.zone_minutes = -300;
    assert_string_equal(clock_format(&clock, clock.fixed_utc, out), "2026-11-22 11:00");
    assert_int_equal(clock_day_of(&clock, 0), -1);
    assert_string_equal(clock_format(&clock, -1, out), "1969-12-31 18:59");
}

static void test_the_machines_zone_does_not_matter(void **state) {
    struct clock clock = {.fixed_utc = 1795363200, .zone_minutes = 480};
    setenv("TZ", "America/New_York", 1);
    tzset();
    assert_int_equal(clock_today(&clock), date_from_ymd(2026, 11, 23));
    unsetenv("TZ");
    tzset();
}

static void test_setting_it(void **state) {
    char out[20];
    struct clock clock = CLOCK_INIT;
    assert_int_equal(clock_set(&clock, "2026-11-22T09:12", NULL), STATUS_OK);
    assert_string_equal(clock_format(&clock, clock_now(&clock), out), "2026-11-22 09:12");
    assert_int_equal(clock.fixed_utc, 1795309920);
    assert_int_equal(clock_set(&clock, "2026-11-22", NULL), STATUS_OK);
    assert_string_equal(clock_format(&clock, clock_now(&clock), out), "2026-11-22 09:00");
    assert_int_equal(clock_set(&clock, "2028-02-29T00:00", NULL), STATUS_OK);
    assert_string_equal(clock_format(&clock, clock_now(&clock), out), "2028-02-29 00:00");
    assert_int_equal(clock_set(&clock, "2026-12-31T23:59", NULL), STATUS_OK);
    assert_int_equal(clock_today(&clock), date_from_ymd(2026, 12, 31));
}

static void test_refused_times_leave_it_alone(void **state) {
    static const char *const wrong[] = {
        "",
        "2026-02-30",
        "2026-11-22T",
        "2026-11-22T9:12",
        "2026-11-22 09:12",
        "20261122",
        "2026-11-22T24:00",
        "2026-11-22T09:60",
        "2026-11-22T0912",
        "2026-11-22T09:12:00",
        "1965-01-01",
        "2026-11-22T-1:12",
        "2026-11-22T09-12",
    };
    struct clock clock = {.fixed_utc = 1000, .zone_minutes = 480};
    struct problem problem;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(clock_set(&clock, wrong[i], &problem), STATUS_INVALID);
        assert_non_null(strstr(problem.message, "2026-11-22T09:12"));
        assert_string_equal(problem.places[0].value, wrong[i]);
        assert_int_equal(clock.fixed_utc, 1000);
    }
    assert_int_equal(clock_set(&clock, NULL, &problem), STATUS_INVALID);
}

static void test_the_machines_clock_is_used_when_none_is_set(void **state) {
    struct clock clock = CLOCK_INIT;
    int64_t before = (int64_t)time(NULL);
    int64_t now = clock_now(&clock);
    assert_true(now >= before && now <= (int64_t)time(NULL));
    int64_t first = clock_monotonic_ms();
    assert_true(first >= 0 && clock_monotonic_ms() >= first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_zone_decides_the_day),
        cmocka_unit_test(test_the_machines_zone_does_not_matter),
        cmocka_unit_test(test_setting_it),
        cmocka_unit_test(test_refused_times_leave_it_alone),
        cmocka_unit_test(test_the_machines_clock_is_used_when_none_is_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
