/* What clerks type for dates, integers and money: all spellings, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/value.h"

/* A calendar without holidays: Monday to Friday. Knows nothing beyond 500 days. */
static day_number add_weekdays(void *context, day_number from, int count) {
    (void)context;
    int step = count < 0 ? -1 : 1;
    if (count > 500 || count < -500) {
        return DATE_NONE;
    }
    for (int left = count * step; left > 0;) {
        from += step;
        left -= date_weekday(from) <= 5 ? 1 : 0;
    }
    return from;
}

static struct date_context on(const char *today) {
    return (struct date_context){date_from_iso(today), add_weekdays, NULL};
}

static void check_date(const char *typed, const char *today, const char *expected) {
    struct date_context context = on(today);
    day_number day = DATE_NONE;
    char shown[DATE_BYTES];
    struct problem problem = {0};
    enum status status = value_parse_date(typed, &context, &day, &problem);
    if (status != STATUS_OK || strcmp(date_to_iso(day, shown), expected) != 0) {
        fail_msg("%s on %s: %s", typed, today, status == STATUS_OK ? shown : "refused");
    }
}

static void test_all_spellings_of_a_date(void **state) {
    static const char *const spellings[] = {
        "20261122",
        "1122",
        "26.11.22",
        "2026/11/22",
        "2026-11-22",
        "2026年11月22日",
        "2026.11.22",
        "26-11-22",
        "11月22日",
        "11月22号",
        "11-22",
        "11/22",
        "11.22",
        "11月22",
        "26年11月22日",
        "２０２６１１２２",
        "１１２２",
        "２６．１１．２２",
        "２０２６／１１／２２",
        "２０２６－１１－２２",
        " 1122 ",
        "　1122　",
        "2026 年 11 月 22 日",
        "２６。１１。２２",
        "+0",
        "－０",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        check_date(spellings[i], "2026-11-22", "2026-11-22");
    }
    check_date("2026/3/5", "2026-11-22", "2026-03-05");
    check_date("2026年3月5日", "2026-11-22", "2026-03-05");
    check_date("3月5日", "2026-04-01", "2026-03-05");
    check_date("0305", "2026-04-01", "2026-03-05");
    check_date("1900-01-01", "2026-04-01", "1900-01-01");
    check_date("29991231", "2026-04-01", "2999-12-31");
}

static void test_days_from_today(void **state) {
    check_date("t", "2026-11-22", "2026-11-22");
    check_date("Ｔ", "2026-11-22", "2026-11-22");
    check_date("今天", "2026-11-22", "2026-11-22");
    check_date("+5", "2026-11-28", "2026-12-03");
    check_date("-5", "2026-01-03", "2025-12-29");
    check_date("＋５", "2026-11-28", "2026-12-03");
    check_date("－５", "2026-01-03", "2025-12-29");
    check_date("+5w", "2026-11-20", "2026-11-27");
    check_date("+5W", "2026-11-20", "2026-11-27");
    check_date("＋１ｗ", "2026-11-20", "2026-11-23");
    check_date("-1w", "2026-11-23", "2026-11-20");
}

static void test_a_date_without_year_is_the_nearest(void **state) {
    check_date("0105", "2026-12-20", "2027-01-05");
    check_date("1220", "2027-01-05", "2026-12-20");
    check_date("0601", "2026-11-22", "2026-06-01");
    check_date("0523", "2026-11-22", "2027-05-23"); /* 183 days back, 182 forward */
    check_date("0524", "2026-11-22", "2026-05-24"); /* 182 days back, 183 forward */
    check_date("0229", "2028-12-01", "2028-02-29");
    check_date("0229", "2027-12-01", "2028-02-29");
}

static void test_nearest_is_never_more_than_183_days_away(void **state) {
    struct date_context context = on("2026-07-02");
    for (int month = 1; month <= 12; month++) {
        for (int day = 1; day <= 28; day++) {
            char typed[32];
            day_number found;
            snprintf(typed, sizeof typed, "%02d%02d", month, day);
            assert_int_equal(value_parse_date(typed, &context, &found, NULL), STATUS_OK);
            assert_true(found - context.today <= 183 && context.today - found <= 183);
        }
    }
}

static void test_refused_dates_say_what_to_type(void **state) {
    static const struct {
        const char *typed;
        const char *told; /* part of the message */
    } rows[] = {
        {"", "可以写"},
        {"abc", "可以写"},
        {"112", "可以写"},
        {"261122", "可以写"},
        {"2026", "20"},
        {"2月30日", "没有"},
        {"0230", "没有"},
        {"20260229", "没有"},
        {"2026-13-01", "没有"},
        {"2026-00-10", "没有"},
        {"1332", "没有"},
        {"1899-12-31", "1900"},
        {"3000-01-01", "1900"},
        {"2026-11/22", "可以写"},
        {"2026年11-22", "可以写"},
        {"2026-11", "可以写"},
        {"2026年11月", "可以写"},
        {"2026-11-22-1", "可以写"},
        {"2026-11-22x", "可以写"},
        {"+", "可以写"},
        {"+5x", "可以写"},
        {"+5w5", "可以写"},
        {"-", "可以写"},
        {"+999999", "可以写"},
        {"-99999", "1900"},
        {"+600w", "日历"},
        {"明年", "可以写"},
        {"202611220", "可以写"},
        {"t5", "可以写"},
        {"026-11-22", "可以写"},
        {"2026-111-22", "可以写"},
        {"22日11月", "可以写"},
        {"2026-11-22 2026-11-22 2026-11-22 2026-11-22 2026-11-22", "可以写"},
    };
    struct date_context context = on("2026-11-22");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        day_number day = 7;
        struct problem problem = {0};
        if (value_parse_date(rows[i].typed, &context, &day, &problem) != STATUS_INVALID ||
            strstr(problem.message, rows[i].told) == NULL) {
            fail_msg("%s: %s", rows[i].typed, problem.message);
        }
        assert_int_equal(problem.status, STATUS_INVALID);
        assert_int_equal(day, 7);
    }
}

static void test_workdays_need_a_calendar(void **state) {
    struct date_context context = {date_from_iso("2026-11-20"), NULL, NULL};
    day_number day;
    struct problem problem;
    assert_int_equal(value_parse_date("+5w", &context, &day, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "工作日"));
    assert_int_equal(value_parse_date("+5", &context, &day, NULL), STATUS_OK);
}

static void test_integers(void **state) {
    static const struct {
        const char *typed;
        int64_t value;
    } rows[] = {
        {"0", 0},     {"12", 12},  {"-12", -12}, {"+3", 3},    {"１２", 12},
        {"－７", -7}, {" 5　", 5}, {"007", 7},   {"100", 100},
    };
    int64_t value;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(value_parse_integer(rows[i].typed, -100, 100, &value, NULL), STATUS_OK);
        assert_int_equal(value, rows[i].value);
    }
    assert_int_equal(value_parse_integer("9223372036854775807", 0, INT64_MAX, &value, NULL), 0);
    assert_true(value == INT64_MAX);
}

static void test_refused_integers(void **state) {
    static const char *const wrong[] = {"", "-", "+", "1.5", "1a", "十", "1 2", "--1", "0x10"};
    int64_t value = 9;
    struct problem problem;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(value_parse_integer(wrong[i], 0, 99, &value, &problem), STATUS_INVALID);
        assert_non_null(strstr(problem.message, "整数"));
    }
    static const char *const outside[] = {"100", "-1", "9223372036854775808",
                                          "99999999999999999999999"};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        assert_int_equal(value_parse_integer(outside[i], 0, 99, &value, &problem), STATUS_INVALID);
        assert_non_null(strstr(problem.message, "{high}"));
    }
    assert_int_equal(value, 9);
    struct buffer out = BUFFER_INIT;
    problem_format(&problem, problem.message, NULL, &out);
    assert_string_equal(buffer_text(&out), "99999999999999999999999 超出范围，应在 0 到 99 之间");
    buffer_release(&out);
}

static void test_money(void **state) {
    static const struct {
        const char *typed;
        int64_t fen;
        const char *shown;
    } rows[] = {
        {"1,234.5", 123450, "1234.50"},
        {"1234.50元", 123450, "1234.50"},
        {"0", 0, "0.00"},
        {"0.05", 5, "0.05"},
        {"-3.2", -320, "-3.20"},
        {"１，２３４．５０元", 123450, "1234.50"},
        {"￥1,234,567.89", 123456789, "1234567.89"},
        {"¥20", 2000, "20.00"},
        {" 8 ", 800, "8.00"},
        {"12元", 1200, "12.00"},
        {"-0.01", -1, "-0.01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t fen = 1;
        struct buffer out = BUFFER_INIT;
        assert_int_equal(value_parse_money(rows[i].typed, &fen, NULL), STATUS_OK);
        assert_true(fen == rows[i].fen);
        value_append_money(&out, fen);
        assert_string_equal(buffer_text(&out), rows[i].shown);
        buffer_release(&out);
    }
}

static void test_refused_money(void **state) {
    static const char *const wrong[] = {
        "",
        "元",
        "1.234",
        "1.",
        ".5",
        "1,23",
        "12,3456",
        "1,,234",
        "1234,567",
        ",123",
        "1.2.3",
        "一百",
        "1元2",
        "1,234,",
        "92233720368547758.08",
        "99999999999999999999",
    };
    int64_t fen = 3;
    struct problem problem;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        if (value_parse_money(wrong[i], &fen, &problem) != STATUS_INVALID) {
            fail_msg("%s was taken", wrong[i]);
        }
        assert_non_null(strstr(problem.message, "金额"));
    }
    assert_true(fen == 3);
}

static void test_money_at_its_ends(void **state) {
    struct buffer out = BUFFER_INIT;
    value_append_money(&out, INT64_MIN);
    assert_string_equal(buffer_text(&out), "-92233720368547758.08");
    buffer_clear(&out);
    value_append_money(&out, INT64_MAX);
    assert_string_equal(buffer_text(&out), "92233720368547758.07");
    buffer_release(&out);
}

static void test_quantities(void **state) {
    static const struct {
        const char *typed, *stored;
    } good[] = {
        {"12", "12"},
        {"12.50", "12.5"},
        {"０１，２３４．５", "1234.5"},
        {"0", "0"},
        {"0.0001", "0.0001"},
        {" 1,234 ", "1234"},
        {"0012.0", "12"},
        {"999999999999.9999", "999999999999.9999"},
        {"100.0100", "100.01"},
    };
    static const char *const bad[] = {"",   "-1",  "+1",  "1.",    ".5",   "1.23456",      "1e3",
                                      "一", "1,2", "1 2", "1.2.3", "12袋", "1000000000000"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct buffer out = BUFFER_INIT;
        int64_t quantity = -1;
        assert_int_equal(value_parse_quantity(good[i].typed, &quantity, NULL), STATUS_OK);
        value_append_quantity(&out, quantity);
        assert_string_equal(buffer_text(&out), good[i].stored);
        buffer_release(&out);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct problem problem = {0};
        int64_t quantity = 0;
        if (value_parse_quantity(bad[i], &quantity, &problem) != STATUS_INVALID)
            fail_msg("%s", bad[i]);
        assert_non_null(strstr(problem.message, "不是数量"));
    }
}

static void test_grouped_money(void **state) {
    static const struct {
        int64_t fen;
        const char *shown;
    } list[] = {{0, "0.00"},
                {-1, "-0.01"},
                {99999, "999.99"},
                {100000, "1,000.00"},
                {-123456789, "-1,234,567.89"},
                {INT64_MIN, "-92,233,720,368,547,758.08"}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct buffer out = BUFFER_INIT;
        value_append_money_grouped(&out, list[i].fen);
        assert_string_equal(buffer_text(&out), list[i].shown);
        buffer_release(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantities),
        cmocka_unit_test(test_grouped_money),
        cmocka_unit_test(test_all_spellings_of_a_date),
        cmocka_unit_test(test_days_from_today),
        cmocka_unit_test(test_a_date_without_year_is_the_nearest),
        cmocka_unit_test(test_nearest_is_never_more_than_183_days_away),
        cmocka_unit_test(test_refused_dates_say_what_to_type),
        cmocka_unit_test(test_workdays_need_a_calendar),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_refused_integers),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_refused_money),
        cmocka_unit_test(test_money_at_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
