/* 公示: its first and last day, objections, its end. The day of posting is not counted. Mission P1. */
#include "work/publish_fixture.h"

static int64_t on_notice(struct fixture *f, const char *posted, const char *amount,
                         const char *unit) {
    int64_t id = 0;
    approved(f, &id, "低保名单公示", "notice_amount", amount, "notice_unit", unit);
    set_columns(f, id, "to_publish", "approved_on", posted, NULL);
    must_do(f, "publish", id, "board", "东门村公开栏", "on", posted);
    return id;
}

/* posted, amount, unit, first day, last day, the day by which it is closed. */
static void its_days_by_the_calendar(void **state) {
    static const char *const vectors[][6] = {
        {"2026-11-20", "7", "day", "2026-11-21", "2026-11-27", "2026-11-30"}, /* closed on Monday */
        {"2026-11-16", "3", "day", "2026-11-17", "2026-11-19", "2026-11-20"},
        {"2026-11-20", "1", "day", "2026-11-21", "2026-11-23",
         "2026-11-24"}, /* a Saturday: Monday */
        {"2026-11-20", "5", "workday", "2026-11-21", "2026-11-27", "2026-11-30"},
        {"2026-11-20", "1", "workday", "2026-11-21", "2026-11-23", "2026-11-24"},
        {"2026-09-28", "5", "workday", "2026-09-29", "2026-10-10",
         "2026-10-12"}, /* over National Day */
        {"2026-09-30", "7", "day", "2026-10-01", "2026-10-08",
         "2026-10-09"}, /* ends in the holiday */
        {"2026-02-10", "7", "workday", "2026-02-11", "2026-02-26",
         "2026-02-27"}, /* Spring Festival,
                                                                                       14th worked */
    };
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        const char *const *v = vectors[i];
        char now[24];
        at(f, "2026-12-31T09:00");
        int64_t id = 0;
        approved(f, &id, "低保名单公示", "notice_amount", v[1], "notice_unit", v[2]);
        set_columns(f, id, "to_publish", "approved_on", v[0], NULL);
        snprintf(now, sizeof now, "%sT09:00", v[0]);
        at(f, now);
        must_do(f, "publish", id, "board", "东门村公开栏");
        assert_string_equal(column(f, id, "state"), "on_notice");
        assert_string_equal(column(f, id, "notice_from"), v[3]);
        assert_string_equal(column(f, id, "notice_to"), v[4]);
        assert_string_equal(column(f, id, "due_on"), v[5]);
    }
}

static void it_closes_the_day_after_its_last(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = on_notice(f, "2026-11-20", "7", "day");
    assert_string_equal(column(f, posting_at(f, id, b.village), "due_on"), "2026-11-28");
    at(f, "2026-11-27T17:30");
    refused(f, STATUS_DENIED, "", "公示到 2026-11-27 为止，次日才能结束", "close_notice", id,
            "notice_result", "无异议");
    at(f, "2026-11-28T08:30");
    refused(f, STATUS_INVALID, "notice_result", "请填写", "close_notice", id);
    must_do(f, "close_notice", id, "notice_result", "公示期满，无异议");
    assert_string_equal(column(f, id, "state"), "published");
    assert_string_equal(column(f, id, "closed_on"), "2026-11-28");
    assert_string_equal(column(f, id, "notice_result"), "公示期满，无异议");
    assert_string_equal(column(f, id, "due_on"), "2026-12-16"); /* the limit it was published by */
    refused(f, STATUS_DENIED, "", "不能异议", "object", id, "body", "晚了");
}

static void it_hangs_for_all_of_its_days(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "低保名单公示", "notice_amount", "7", "notice_unit", "day");
    refused(f, STATUS_INVALID, "due_on", "公示到 2026-11-27 为止，当天不能撤下", "publish", id,
            "board", "东门村公开栏", "due_on", "2026-11-27");
    must_do(f, "publish", id, "board", "东门村公开栏", "due_on", "2026-11-28");
    int64_t posting = posting_at(f, id, b.village);
    at(f, "2026-11-27T09:00");
    refused(f, STATUS_INVALID, "down_on", "还张贴着的最后一处，不能撤下", "take_down", posting,
            "reason", "下雨淋坏");
    must_do(f, "post", id, "board", "镇政府公开栏");
    must_do(f, "take_down", posting, "reason", "下雨淋坏");
    at(f, "2026-11-28T09:00");
    must_do(f, "take_down", posting_at(f, id, b.hall));
}

static void the_decision_waits_for_its_notice(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "低保名单公示", "notice_amount", "7", "notice_unit", "day", "timepoint",
             "before", "effective_on", "2026-11-27");
    refused(f, STATUS_DENIED, "effective_on", "公示到 2026-11-27 才满，决定 2026-11-27 就生效",
            "publish", id, "board", "东门村公开栏");
    assert_string_equal(walk(f), "");
}

/* The feedback registered last. */
static int64_t newest_feedback(struct fixture *f) {
    static const char *const columns[] = {"number"};
    struct page page = {0};
    struct page_start start = {0};
    const struct page_request request = {.view = "feedback_all",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .descending = true};
    assert_int_equal(
        store_page(f->office.store, &f->office.visible, &request, &start, 1, &page, NULL),
        STATUS_OK);
    int64_t id = page.count > 0 ? page.ids[0] : 0;
    page_release(&page);
    return id;
}

static void an_objection_is_feedback_and_keeps_it_open(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = on_notice(f, "2026-11-20", "7", "day");
    refused(f, STATUS_INVALID, "body", "请填写", "object", id);
    must_do(f, "object", id, "body", "王某家有两辆车，不该在名单上", "reporter", "张𠮷旺",
            "contact", "１３800001234");
    int64_t objection = newest_feedback(f);
    assert_string_equal(column(f, objection, "kind"), "complain");
    assert_string_equal(column(f, objection, "title"), "对“低保名单公示”的异议");
    assert_string_equal(column(f, objection, "reporter"), "张𠮷旺");
    assert_int_equal(atoll(column(f, objection, "about")), id);
    at(f, "2026-11-30T09:00");
    refused(f, STATUS_DENIED, "", "还有 1 件异议没有办结（FK2026-00001 等）", "close_notice", id,
            "notice_result", "无异议");
    set_columns(f, objection, "closed", "verdict", "upheld", NULL);
    refused(f, STATUS_DENIED, "", "有异议成立（FK2026-00001）", "close_notice", id, "notice_result",
            "无异议");
    set_columns(f, objection, "=", "verdict", "untrue", NULL);
    refused(f, STATUS_DENIED, "", "与事实不符（FK2026-00001）", "close_notice", id, "notice_result",
            "无异议");
    set_columns(f, objection, "=", "verdict", "rejected", NULL);
    must_do(f, "close_notice", id, "notice_result", "一件异议，核实不成立，已答复");
}

/* The way out of an objection that is right: the corrected version takes its place. */
static void an_upheld_objection_ends_in_a_correction(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = on_notice(f, "2026-11-20", "7", "day");
    must_do(f, "correct", id, "reason", "异议成立");
    int64_t next = strtoll(column(f, id, "corrected_by"), NULL, 10);
    assert_string_equal(column(f, next, "notice_amount"), "7");
    approve(f, next);
    must_do(f, "publish", next, "board", "镇政府公开栏");
    assert_string_equal(column(f, id, "state"), "corrected");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "due_on"), "");
    assert_string_equal(column(f, next, "state"), "on_notice");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(its_days_by_the_calendar),
        with_office(it_closes_the_day_after_its_last),
        with_office(it_hangs_for_all_of_its_days),
        with_office(the_decision_waits_for_its_notice),
        with_office(an_objection_is_feedback_and_keeps_it_open),
        with_office(an_upheld_objection_ends_in_a_correction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
