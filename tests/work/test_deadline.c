/* Due dates: units, stops, extensions, fixed days, rolling, years without a notice, and the explanation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "work/deadline.h"

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

static struct due due_of(const char *received, const struct limit *limit, int extended_by,
                         const struct stop *stops, size_t stop_count) {
    struct deadline deadline = {date_from_iso(received), limit, extended_by, stops, stop_count};
    return deadline_due(calendar, &deadline);
}

static void assert_due(struct due due, const char *expected) {
    char got[DATE_BYTES];
    assert_string_equal(date_to_iso(due.day, got), expected);
}

static const struct limit reply = {.amount = 20, .unit = LIMIT_WORKDAY, .extension_max = 20};
static const struct limit five = {.amount = 5, .unit = LIMIT_WORKDAY};

static void working_days(void **state) {
    assert_due(due_of("2026-02-13", &reply, 0, NULL, 0), "2026-03-19");
    assert_due(due_of("2026-02-13", &five, 0, NULL, 0), "2026-02-27");
    const struct limit none = {.amount = 0, .unit = LIMIT_WORKDAY};
    assert_due(due_of("2026-02-15", &none, 0, NULL, 0), "2026-02-15");
}

static void an_extension_adds_to_the_first_due_date(void **state) {
    assert_due(due_of("2026-02-13", &reply, 20, NULL, 0), "2026-04-17");
}

static void stops_do_not_count(void **state) {
    /* Monday 1 June: 2 June is day 1; stopped on 3 June (day 2, counts) until Monday 8 June (does not). */
    const struct stop one[] = {{date_from_ymd(2026, 6, 3), date_from_ymd(2026, 6, 8)}};
    assert_due(due_of("2026-06-01", &five, 0, NULL, 0), "2026-06-08");
    assert_due(due_of("2026-06-01", &five, 0, one, 1), "2026-06-11");
    const struct stop same_day[] = {{date_from_ymd(2026, 6, 3), date_from_ymd(2026, 6, 3)}};
    assert_due(due_of("2026-06-01", &five, 0, same_day, 1), "2026-06-08");
    const struct stop two[] = {{date_from_ymd(2026, 6, 3), date_from_ymd(2026, 6, 8)},
                               {date_from_ymd(2026, 6, 9), date_from_ymd(2026, 6, 10)}};
    assert_due(due_of("2026-06-01", &five, 0, two, 2), "2026-06-12");
    const struct stop at_receipt[] = {{date_from_ymd(2026, 6, 1), date_from_ymd(2026, 6, 2)}};
    assert_due(due_of("2026-06-01", &five, 0, at_receipt, 1), "2026-06-09");
    const struct stop after[] = {{date_from_ymd(2026, 6, 9), date_from_ymd(2026, 6, 30)}};
    assert_due(due_of("2026-06-01", &five, 0, after, 1), "2026-06-08");
    const struct stop on_the_last_day[] = {{date_from_ymd(2026, 6, 8), date_from_ymd(2026, 6, 30)}};
    assert_due(due_of("2026-06-01", &five, 0, on_the_last_day, 1), "2026-06-08");
    assert_due(due_of("2026-06-01", &five, 1, on_the_last_day, 1), "2026-07-01");
    const struct stop overlapping[] = {{date_from_ymd(2026, 6, 3), date_from_ymd(2026, 6, 8)},
                                       {date_from_ymd(2026, 6, 4), date_from_ymd(2026, 6, 5)}};
    assert_due(due_of("2026-06-01", &five, 0, overlapping, 2), "2026-06-11");
}

static void while_the_clock_stands_there_is_no_due_date(void **state) {
    const struct stop open[] = {{date_from_ymd(2026, 6, 3), DATE_NONE}};
    assert_int_equal(due_of("2026-06-01", &five, 0, open, 1).day, DATE_NONE);
}

static void calendar_days_roll_by_a_flag(void **state) {
    struct limit limit = {.amount = 15, .unit = LIMIT_DAY};
    struct due due = due_of("2026-09-18", &limit, 0, NULL, 0);
    assert_due(due, "2026-10-03");
    assert_false(due.was_rolled);
    assert_false(due.is_assumed);
    limit.roll = ROLL_FORWARD;
    due = due_of("2026-09-18", &limit, 0, NULL, 0);
    assert_due(due, "2026-10-08");
    assert_true(due.was_rolled);
    limit.roll = ROLL_BACKWARD;
    assert_due(due_of("2026-09-18", &limit, 0, NULL, 0), "2026-09-30");
    limit.amount = 22;
    due = due_of("2026-09-18", &limit, 0, NULL, 0);
    assert_due(due, "2026-10-10"); /* a Saturday worked */
    assert_false(due.was_rolled);
}

static void calendar_days_with_stops_and_extension(void **state) {
    const struct limit limit = {.amount = 30, .unit = LIMIT_DAY, .roll = ROLL_FORWARD};
    const struct stop stops[] = {{date_from_ymd(2026, 3, 10), date_from_ymd(2026, 3, 20)}};
    assert_due(due_of("2026-03-01", &limit, 0, NULL, 0), "2026-03-31");
    assert_due(due_of("2026-03-01", &limit, 0, stops, 1), "2026-04-10");
    assert_due(due_of("2026-03-01", &limit, 15, stops, 1),
               "2026-04-27"); /* 25 April is a Saturday */
    const struct limit year = {.amount = 366, .unit = LIMIT_DAY};
    assert_due(due_of("2024-02-29", &year, 0, NULL, 0), "2025-03-01");
    const struct limit endless = {.amount = INT32_MAX, .unit = LIMIT_DAY};
    assert_int_equal(due_of("2024-02-29", &endless, 0, NULL, 0).day, DATE_NONE);
}

static void fixed_days(void **state) {
    struct limit limit = {.amount = 20, .unit = LIMIT_FIXED, .fixed_month = -1};
    assert_due(due_of("2026-01-20", &limit, 0, NULL, 0), "2026-01-20");
    assert_due(due_of("2026-01-21", &limit, 0, NULL, 0), "2026-04-20");
    assert_due(due_of("2026-11-01", &limit, 0, NULL, 0), "2027-01-20");
    limit = (struct limit){.amount = 31, .unit = LIMIT_FIXED, .fixed_month = 0};
    assert_due(due_of("2024-02-05", &limit, 0, NULL, 0), "2024-02-29");
    assert_due(due_of("2026-02-05", &limit, 0, NULL, 0), "2026-02-28");
    limit = (struct limit){.amount = 31, .unit = LIMIT_FIXED, .fixed_month = 1};
    assert_due(due_of("2026-02-01", &limit, 0, NULL, 0), "2027-01-31");
    limit.roll = ROLL_BACKWARD;
    assert_due(due_of("2026-02-01", &limit, 0, NULL, 0), "2027-01-29");
    assert_int_equal(due_of("9999-12-31", &limit, 0, NULL, 0).day, DATE_NONE);
}

static void at_once_is_the_day_itself(void **state) {
    const struct limit limit = {.unit = LIMIT_AT_ONCE};
    assert_due(due_of("2026-02-15", &limit, 0, NULL, 0), "2026-02-15");
}

static void a_year_without_notice_is_marked(void **state) {
    assert_false(due_of("2026-12-24", &five, 0, NULL, 0).is_assumed);
    struct due due = due_of("2026-12-25", &five, 0, NULL, 0);
    assert_due(due, "2027-01-01");
    assert_true(due.is_assumed);
    assert_false(due_of("2023-12-31", &five, 0, NULL, 0).is_assumed); /* counted in 2024 only */
    struct limit limit = {.amount = 10, .unit = LIMIT_DAY};
    assert_false(due_of("2026-12-25", &limit, 0, NULL, 0).is_assumed);
    limit.roll = ROLL_FORWARD;
    assert_true(due_of("2026-12-25", &limit, 0, NULL, 0).is_assumed);
}

struct told {
    struct deadline_day days[64];
    size_t count;
};
static void tell(void *context, const struct deadline_day *day) {
    struct told *told = context;
    assert_true(told->count < 64);
    told->days[told->count++] = *day;
}

static void the_explanation_counts_each_day(void **state) {
    struct told told = {.count = 0};
    struct deadline deadline = {date_from_iso("2026-02-13"), &five, 0, NULL, 0};
    deadline_explain(calendar, &deadline, tell, &told);
    assert_int_equal(told.count, 15);
    assert_true(told.days[0].is_received);
    assert_false(told.days[0].is_counted);
    assert_int_equal(told.days[1].kind, DAY_ON);
    assert_int_equal(told.days[1].count, 1);
    assert_string_equal(told.days[2].name, "春节");
    assert_false(told.days[2].is_counted);
    assert_true(told.days[14].is_due);
    assert_int_equal(told.days[14].count, 5);
}

static void the_explanation_shows_stops_and_rolling(void **state) {
    struct told told = {.count = 0};
    const struct stop stops[] = {{date_from_ymd(2026, 6, 3), date_from_ymd(2026, 6, 8)}};
    struct deadline deadline = {date_from_iso("2026-06-01"), &five, 0, stops, 1};
    deadline_explain(calendar, &deadline, tell, &told);
    assert_int_equal(told.count, 11);
    assert_true(told.days[2].is_counted);
    for (size_t i = 3; i <= 7; i++)
        assert_true(told.days[i].is_stopped && !told.days[i].is_counted);
    assert_true(told.days[10].is_due && told.days[10].count == 5);

    struct limit limit = {.amount = 15, .unit = LIMIT_DAY, .roll = ROLL_FORWARD};
    told.count = 0;
    deadline = (struct deadline){date_from_iso("2026-09-18"), &limit, 0, NULL, 0};
    deadline_explain(calendar, &deadline, tell, &told);
    assert_int_equal(told.count, 21);
    assert_true(told.days[15].is_rolled_over && told.days[15].count == 15);
    assert_true(told.days[19].is_rolled_over && !told.days[19].is_counted);
    assert_true(told.days[20].is_due && !told.days[20].is_rolled_over);

    limit.roll = ROLL_BACKWARD;
    told.count = 0;
    deadline_explain(calendar, &deadline, tell, &told);
    assert_int_equal(told.count, 16);
    assert_true(told.days[12].is_due && !told.days[12].is_rolled_over);
    assert_true(told.days[13].is_rolled_over && told.days[15].is_rolled_over);
}

static void the_explanation_of_a_standing_clock_ends_there(void **state) {
    struct told told = {.count = 0};
    const struct stop open[] = {{date_from_ymd(2026, 6, 3), DATE_NONE}};
    struct deadline deadline = {date_from_iso("2026-06-01"), &five, 0, open, 1};
    deadline_explain(calendar, &deadline, tell, &told);
    assert_int_equal(told.count, 3);
    assert_int_equal(told.days[2].count, 2);
    assert_false(told.days[2].is_due);
}

static void unit_names_go_both_ways(void **state) {
    for (int unit = LIMIT_WORKDAY; unit <= LIMIT_AT_ONCE; unit++) {
        enum limit_unit back = LIMIT_WORKDAY;
        assert_int_equal(limit_unit_from_name(limit_unit_name((enum limit_unit)unit), &back),
                         STATUS_OK);
        assert_int_equal(back, unit);
    }
    enum limit_unit back;
    assert_int_equal(limit_unit_from_name("month", &back), STATUS_INVALID);
    assert_int_equal(limit_unit_from_name(NULL, &back), STATUS_INVALID);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_builtin, without)
    const struct CMUnitTest tests[] = {
        TEST(working_days),
        TEST(an_extension_adds_to_the_first_due_date),
        TEST(stops_do_not_count),
        TEST(while_the_clock_stands_there_is_no_due_date),
        TEST(calendar_days_roll_by_a_flag),
        TEST(calendar_days_with_stops_and_extension),
        TEST(fixed_days),
        TEST(at_once_is_the_day_itself),
        TEST(a_year_without_notice_is_marked),
        TEST(the_explanation_counts_each_day),
        TEST(the_explanation_shows_stops_and_rolling),
        TEST(the_explanation_of_a_standing_clock_ends_there),
        TEST(unit_names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
