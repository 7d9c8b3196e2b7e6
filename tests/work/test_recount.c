/* A holiday notice loaded later moves what is due: drafts by the limit of their catalogue entry, what waits to be
 * published in its order, what was refused, a 公示 to be closed, a card, a board. Mission R3, N1. */
#include "work/publish_fixture.h"

#include "work/calendar_load.h"
#include "work/card.h"

static int load(struct fixture *f, const char *days) {
    char text[400];
    int moved = 0;
    struct problem problem = {0};
    use_as(f, f->admin, ROLE_ADMIN | ROLE_CLERK);
    snprintf(text, sizeof text, "# 国办发明电〔2026〕9号\n日期\t类型\t名称\n%s", days);
    if (office_load_calendar(&f->office, text, strlen(text), &moved, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return moved;
}

static const char two_days[] = "2026-11-30\t放假\t测试\n2026-12-01\t放假\t测试\n";

static void drafts_by_the_limit_of_their_entry(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    make_entry(f);
    int64_t usual = draft(f, "东门村䶮塘清淤", NULL);
    int64_t before =
        draft(f, "路灯改造", "timepoint", "before", "effective_on", "2026-11-30", NULL);
    must_register(f, "catalogue", &entry, "title", "危房改造", "affair", "rural", "power",
                  "service", "scope", "public", "timing", "ad_hoc", "unit", "东门村", "limit_text",
                  "10个工作日内", "limit_unit", "workday", "limit_amount", "10");
    int64_t own = draft(f, "三组𠮷路", "catalogue", "危房改造", NULL);
    assert_string_equal(column(f, usual, "due_on"), "2026-12-16");
    assert_string_equal(column(f, before, "due_on"), "2026-11-29");
    assert_string_equal(column(f, own, "due_on"), "2026-12-02");
    assert_int_equal(load(f, two_days), 2);
    assert_string_equal(column(f, usual, "due_on"), "2026-12-18");
    assert_string_equal(column(f, before, "due_on"), "2026-11-29"); /* no holiday puts it off */
    assert_string_equal(column(f, own, "due_on"), "2026-12-04");
    char rule[40];
    snprintf(rule, sizeof rule, "catalogue.%lld", (long long)entry);
    assert_string_equal(column(f, own, "limit_rule"), rule);
}

static void what_waits_to_be_published_keeps_its_order(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    load(f, two_days);
    assert_string_equal(column(f, id, "due_on"), "2026-12-18");
    assert_string_equal(column(f, id, "publish_sort"), "12026-12-18");
    assert_string_equal(column(f, id, "state"), "to_publish");
    must_do(f, "publish", id, "board", "东门村公开栏"); /* the approval stands */
}

static void what_was_refused_is_looked_at_a_year_on(void **state) {
    struct fixture *f = *state;
    make_entry(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    set_columns(f, id, "refused", "refused_on", "2026-11-20", "limit_rule", "disclosure.re_review",
                "due_on", "2027-11-19", NULL);
    assert_int_equal(load(f, "2027-11-18\t放假\t测试\n2027-11-19\t放假\t测试\n"), 1);
    assert_string_equal(column(f, id, "due_on"), "2027-11-17");
}

/* What hangs says until when: that stands. */
static void a_notice_is_closed_on_a_working_day(void **state) {
    struct fixture *f = *state;
    struct record card = {0};
    int64_t id = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "低保名单", "notice_amount", "5", "notice_unit", "workday");
    must_do(f, "publish", id, "board", "东门村公开栏");
    assert_string_equal(column(f, id, "notice_to"), "2026-11-27");
    assert_string_equal(column(f, id, "due_on"), "2026-11-30");
    assert_int_equal(card_find(&f->office, id, &card, NULL), STATUS_OK);
    assert_string_equal(column(f, card.id, "due_on"), ""); /* none while it hangs */
    load(f, "2026-11-27\t放假\t测试\n2026-11-30\t放假\t测试\n2026-12-01\t放假\t测试\n");
    assert_string_equal(column(f, id, "notice_to"), "2026-11-27");
    assert_string_equal(column(f, id, "due_on"), "2026-12-02");
    assert_string_equal(column(f, card.id, "due_on"), "");
    record_release(&card);
}

static void a_board_is_checked_on_a_working_day(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "board", &id, "title", "东门村公开栏", "kind", "board", "checked_on",
                  "2026-11-20", "check_cycle_days", "10");
    assert_string_equal(column(f, id, "due_on"), "2026-11-30");
    load(f, two_days);
    assert_string_equal(column(f, id, "due_on"), "2026-12-02");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(drafts_by_the_limit_of_their_entry),
        with_office(what_waits_to_be_published_keeps_its_order),
        with_office(what_was_refused_is_looked_at_a_year_on),
        with_office(a_notice_is_closed_on_a_working_day),
        with_office(a_board_is_checked_on_a_working_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
