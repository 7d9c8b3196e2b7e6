/* Days by arithmetic, checked by counting through every day from 1900 to 2999. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

static void test_known_days(void **state) {
    assert_int_equal(date_from_ymd(1970, 1, 1), 0);
    assert_int_equal(date_from_ymd(1969, 12, 31), -1);
    assert_int_equal(date_from_ymd(2000, 3, 1), 11017);
    assert_int_equal(date_from_ymd(2026, 11, 22), 20779);
    assert_int_equal(date_weekday(date_from_ymd(2026, 11, 22)), 7);
    assert_int_equal(date_weekday(date_from_ymd(2026, 11, 23)), 1);
    assert_int_equal(date_weekday(0), 4);
    assert_int_equal(date_weekday(-4), 7);
    assert_int_equal(date_year(date_from_ymd(2026, 1, 1)), 2026);
    assert_int_equal(date_year(date_from_ymd(2025, 12, 31)), 2025);
}

static void test_every_day_follows_the_one_before(void **state) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    day_number expected = date_from_ymd(1900, 1, 1);
    assert_int_equal(expected, -25567);
    for (int year = 1900; year <= 2999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
            for (int day = 1; day <= length; day++, expected++) {
                int y, m, d;
                date_to_ymd(expected, &y, &m, &d);
                if (date_from_ymd(year, month, day) != expected || y != year || m != month ||
                    d != day) {
                    fail_msg("%d-%d-%d", year, month, day);
                }
            }
            assert_int_equal(date_from_ymd(year, month, length + 1), DATE_NONE);
        }
    }
}

static void test_no_such_day(void **state) {
    assert_int_equal(date_from_ymd(2026, 2, 29), DATE_NONE);
    assert_int_not_equal(date_from_ymd(2028, 2, 29), DATE_NONE);
    assert_int_equal(date_from_ymd(2100, 2, 29), DATE_NONE);
    assert_int_equal(date_from_ymd(2026, 13, 1), DATE_NONE);
    assert_int_equal(date_from_ymd(2026, 0, 1), DATE_NONE);
    assert_int_equal(date_from_ymd(2026, 1, 0), DATE_NONE);
    assert_int_equal(date_from_ymd(1899, 12, 31), DATE_NONE);
    assert_int_equal(date_from_ymd(10000, 1, 1), DATE_NONE);
    assert_int_not_equal(date_from_ymd(9999, 12, 31), DATE_NONE);
}

static void test_iso_is_exact(void **state) {
    static const char *const wrong[] = {
        "",           "2026-11-2",  "2026-11-222", "2026/11/22",     "2026-11-22 ", " 2026-11-2",
        "2026-02-30", "2026-1a-22", "2026-11-+2",  "２０２６-11-22", "20261122",    "-026-11-22",
    };
    char out[DATE_BYTES];
    assert_int_equal(date_from_iso("2026-11-22"), 20779);
    assert_string_equal(date_to_iso(20779, out), "2026-11-22");
    assert_string_equal(date_to_iso(date_from_ymd(1900, 1, 9), out), "1900-01-09");
    assert_string_equal(date_to_iso(DATE_NONE, out), "");
    assert_int_equal(date_from_iso(NULL), DATE_NONE);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(date_from_iso(wrong[i]), DATE_NONE);
    }
}

static void test_any_number_can_be_shown(void **state) {
    static const day_number days[] = {INT32_MIN + 1, -1000000, 2932896, INT32_MAX};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        char out[DATE_BYTES];
        assert_true(date_to_iso(days[i], out)[0] != '\0');
        assert_in_range(date_weekday(days[i]), 1, 7);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_every_day_follows_the_one_before),
        cmocka_unit_test(test_no_such_day),
        cmocka_unit_test(test_iso_is_exact),
        cmocka_unit_test(test_any_number_can_be_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
