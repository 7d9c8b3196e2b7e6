/* The calendar: the supplied vectors, and counting over leap days, year ends, many days and years without
 * a notice. Run from the root of the source tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/workday.h"

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

static void assert_add(const char *from, int count, const char *expected) {
    char got[DATE_BYTES];
    date_to_iso(workday_add(calendar, date_from_iso(from), count), got);
    if (strcmp(got, expected) != 0)
        fail_msg("%s + %d: %s, not %s", from, count, got, expected);
}

static void supplied_vectors(void **state) {
    FILE *file = fopen("tests/work/workday_vectors.tsv", "r");
    assert_non_null(file);
    char line[200], from[20], due[20];
    int count, seen = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%19[0-9-]\t%d\t%19[0-9-]", from, &count, due) == 3) {
            assert_add(from, count, due);
            seen++;
        }
    }
    fclose(file);
    assert_int_equal(seen, 7);
}

static void working_days_of_each_year(void **state) {
    static const int months[12] = {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23};
    assert_int_equal(
        workday_between(calendar, date_from_ymd(2023, 12, 31), date_from_ymd(2024, 12, 31)), 251);
    assert_int_equal(
        workday_between(calendar, date_from_ymd(2024, 12, 31), date_from_ymd(2025, 12, 31)), 248);
    assert_int_equal(
        workday_between(calendar, date_from_ymd(2025, 12, 31), date_from_ymd(2026, 12, 31)), 248);
    for (int month = 1; month <= 12; month++) {
        day_number before = date_from_ymd(2026, month, 1) - 1;
        day_number last =
            month == 12 ? date_from_ymd(2026, 12, 31) : date_from_ymd(2026, month + 1, 1) - 1;
        assert_int_equal(workday_between(calendar, before, last), months[month - 1]);
    }
}

static void zero_is_the_day_itself(void **state) {
    assert_add("2026-02-13", 0, "2026-02-13");
    assert_add("2026-02-15", 0, "2026-02-15");
}

static void leap_days_and_year_ends(void **state) {
    assert_add("2024-02-28", 1, "2024-02-29");
    assert_add("2024-02-28", 2, "2024-03-01");
    assert_add("2028-02-28", 1, "2028-02-29");
    assert_add("2025-12-31", 1, "2026-01-04");
    assert_add("2024-12-31", 1, "2025-01-02");
    assert_add("2027-12-31", 1, "2028-01-03");
}

static void weekend_days_worked_count(void **state) {
    assert_add("2026-02-13", 1, "2026-02-14");
    assert_add("2026-02-13", 2, "2026-02-24");
    assert_add("2026-02-27", 1, "2026-02-28");
    assert_add("2026-02-27", 2, "2026-03-02");
    assert_add("2024-02-08", 1, "2024-02-09"); /* 除夕 was only encouraged */
}

/* The long way, day by day, is what the quick way must agree with. */
static void agrees_with_counting_day_by_day(void **state) {
    day_number first = date_from_ymd(2023, 12, 1), last = date_from_ymd(2027, 2, 1);
    for (day_number from = first; from < last; from += 5) {
        day_number day = from;
        for (int count = 1; count <= 40; count++) {
            do
                day++;
            while (!calendar_is_workday(calendar, day));
            assert_int_equal(workday_add(calendar, from, count), day);
            assert_int_equal(workday_between(calendar, from, day), count);
            day_number back = workday_add(calendar, day + 1, -count);
            assert_true(calendar_is_workday(calendar, back));
            assert_int_equal(workday_between(calendar, back - 1, day), count);
        }
    }
}

static void ten_thousand(void **state) {
    day_number from = date_from_iso("2024-01-01"), day = from;
    for (int count = 0; count < 10000;) {
        day++;
        count += calendar_is_workday(calendar, day);
    }
    assert_int_equal(workday_add(calendar, from, 10000), day);
    assert_int_equal(workday_add(calendar, day + 1, -10000), workday_add(calendar, from, 1));
    assert_int_equal(workday_add(calendar, from, 100000000), DATE_NONE);
    assert_int_equal(workday_add(calendar, from, INT32_MAX), DATE_NONE);
    assert_int_equal(workday_add(calendar, from, INT32_MIN), DATE_NONE);
}

static void backwards(void **state) {
    assert_add("2026-02-24", -1, "2026-02-14");
    assert_add("2026-02-20", -1, "2026-02-14");
    assert_add("2026-01-05", -1, "2026-01-04");
    assert_int_equal(
        workday_between(calendar, date_from_iso("2026-02-24"), date_from_iso("2026-02-13")), -2);
    assert_int_equal(
        workday_between(calendar, date_from_iso("2026-02-24"), date_from_iso("2026-02-24")), 0);
}

static void rolling(void **state) {
    day_number holiday = date_from_iso("2026-10-03");
    assert_int_equal(workday_roll(calendar, holiday, false), date_from_iso("2026-10-08"));
    assert_int_equal(workday_roll(calendar, holiday, true), date_from_iso("2026-09-30"));
    day_number worked = date_from_iso("2026-10-10");
    assert_int_equal(workday_roll(calendar, worked, false), worked);
    assert_int_equal(workday_roll(calendar, worked, true), worked);
}

static void kinds_and_names(void **state) {
    const char *name = NULL;
    assert_int_equal(calendar_day_kind(calendar, date_from_iso("2026-02-14"), &name), DAY_ON);
    assert_string_equal(name, "春节");
    assert_int_equal(calendar_day_kind(calendar, date_from_iso("2026-02-15"), &name), DAY_OFF);
    assert_int_equal(calendar_day_kind(calendar, date_from_iso("2026-11-21"), &name), DAY_WEEKEND);
    assert_string_equal(name, "");
    assert_int_equal(calendar_day_kind(calendar, date_from_iso("2026-11-20"), NULL), DAY_WORK);
    assert_true(calendar_has_year(calendar, 2024));
    assert_false(calendar_has_year(calendar, 2027));
    assert_non_null(strstr(calendar_notice(calendar, 2026), "国办发明电〔2025〕7号"));
    assert_string_equal(calendar_notice(calendar, 2027), "");
}

static enum status add(const char *text, struct problem *problem) {
    return calendar_add_file(calendar, text, strlen(text), problem);
}

static void a_newer_notice_replaces_the_year(void **state) {
    struct problem problem = {0};
    assert_int_equal(
        add("\xEF\xBB\xBF# 新通知\r\n日期\t类型\t名称\r\n\r\n2026-05-01\t放假\t劳动节\r\n",
            &problem),
        STATUS_OK);
    assert_string_equal(calendar_notice(calendar, 2026), "新通知");
    assert_true(calendar_is_workday(calendar, date_from_iso("2026-02-18")));
    assert_false(calendar_is_workday(calendar, date_from_iso("2026-05-01")));
    assert_false(calendar_is_workday(calendar, date_from_iso("2025-10-01")));
    assert_add("2026-02-13", 5, "2026-02-20");
}

static void assert_refused(const char *text, int line, int column) {
    struct problem problem = {0};
    assert_int_equal(add(text, &problem), STATUS_INVALID);
    assert_non_null(problem.message);
    assert_int_equal(problem.line, line);
    assert_int_equal(problem.column, column);
}

#define HEAD "# 通知\n日期\t类型\t名称\n"
static void bad_files_change_nothing(void **state) {
    assert_refused("", 1, 1);
    assert_refused("# 通知\n", 1, 1);
    assert_refused("日期\t类型\t名称\n2027-01-01\t放假\t元旦\n", 1, 1);
    assert_refused("# 通知\n2027-01-01\t放假\t元旦\n", 2, 1);
    assert_refused(HEAD "2027-02-29\t放假\t元旦\n", 3, 1);
    assert_refused(HEAD "2027-1-1\t放假\t元旦\n", 3, 1);
    assert_refused(HEAD "2027-01-01\t休息\t元旦\n", 3, 2);
    assert_refused(HEAD "2027-01-01\t放假\n", 3, 1);
    assert_refused(HEAD "2027-01-01\t放假\t元旦\t多\n", 3, 1);
    assert_refused(HEAD "2027-01-01\t放假\t\n", 3, 3);
    assert_refused(HEAD "2027-01-01\t放假\t元\xE2\x80\xAE旦\n", 3, 3);
    assert_refused(HEAD "2027-01-01\t放假\t元旦\n2028-01-01\t放假\t元旦\n", 4, 1);
    assert_refused(HEAD "2027-01-01\t放假\t元旦\n2027-01-01\t放假\t元旦\n", 4, 1);
    assert_refused(HEAD "2027-01-04\t上班\t元旦\n", 3, 2);
    struct problem problem = {0};
    assert_int_equal(add(HEAD "2027-01-01\t放假\t\xD4\xAA\xB5\xA9\n", &problem), STATUS_INVALID);
    assert_false(calendar_has_year(calendar, 2027));
    assert_true(calendar_is_workday(calendar, date_from_iso("2027-01-01")));
}

struct seen {
    int days, off, years;
};
static void see_day(void *context, day_number day, bool is_off, const char *name) {
    struct seen *seen = context;
    seen->days++;
    seen->off += is_off;
    assert_true(name[0] != '\0');
}
static void see_year(void *context, int year, const char *notice) {
    struct seen *seen = context;
    seen->years++;
    assert_int_equal(year, 2023 + seen->years);
    assert_true(notice[0] != '\0');
}
static void each_day_can_be_read_back(void **state) {
    struct seen seen = {0};
    calendar_each(calendar, see_day, see_year, &seen);
    assert_int_equal(seen.days, 36 + 33 + 39);
    assert_int_equal(seen.off, seen.days - 8 - 5 - 6);
    assert_int_equal(seen.years, 3);
}

static void days_may_come_in_any_order(void **state) {
    struct problem problem;
    assert_int_equal(
        calendar_add_day(calendar, date_from_iso("2030-01-02"), true, "元旦", &problem), STATUS_OK);
    assert_int_equal(
        calendar_add_day(calendar, date_from_iso("2023-01-02"), true, "元旦", &problem), STATUS_OK);
    assert_int_equal(calendar_add_day(calendar, date_from_iso("2030-01-02"), true, "节", &problem),
                     STATUS_OK);
    assert_int_equal(calendar_add_day(calendar, DATE_NONE, true, "节", &problem), STATUS_INVALID);
    assert_add("2022-12-30", 1, "2023-01-03");
    assert_add("2026-02-13", 20, "2026-03-19");
    assert_add("2030-01-01", 1, "2030-01-03");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_builtin, without)
    const struct CMUnitTest tests[] = {
        TEST(supplied_vectors),
        TEST(working_days_of_each_year),
        TEST(zero_is_the_day_itself),
        TEST(leap_days_and_year_ends),
        TEST(weekend_days_worked_count),
        TEST(agrees_with_counting_day_by_day),
        TEST(ten_thousand),
        TEST(backwards),
        TEST(rolling),
        TEST(kinds_and_names),
        TEST(a_newer_notice_replaces_the_year),
        TEST(bad_files_change_nothing),
        TEST(each_day_can_be_read_back),
        TEST(days_may_come_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
