/* Boards and other channels: their check, what hangs on them. Mission N2, F4. */
#include "work/publish_fixture.h"

static void every_kind_can_be_registered(void **state) {
    static const char *const kinds[] = {"公示栏(电子屏)", "公开厅",     "专用电话", "纸质媒体",
                                        "政府网站",       "内部公开栏", "会议通报", "内部通报"};
    struct fixture *f = *state;
    char title[60];
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        int64_t id = 0;
        snprintf(title, sizeof title, "渠道䶮%zu", i);
        must_register(f, "board", &id, "title", title, "kind", kinds[i]);
        assert_string_equal(column(f, id, "state"), "open");
    }
    register_refused(f, STATUS_INVALID, "kind", "没有“喇叭”这一项", "board", "title", "大喇叭",
                     "kind", "喇叭");
    register_refused(f, STATUS_INVALID, "title", "已经有叫“渠道䶮0”的了", "board", "title",
                     "渠道䶮0", "kind", "board");
}

static void the_next_check_is_on_a_working_day(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "board", &id, "title", "东门村公开栏", "kind", "board", "check_cycle_days",
                  "30");
    assert_string_equal(column(f, id, "due_on"), "2026-12-21"); /* the 20th is a Sunday */
    at(f, "2026-12-23T09:00");
    refused(f, STATUS_INVALID, "condition", "请填写", "check", id);
    refused(f, STATUS_INVALID, "condition", "没有“好”这一项", "check", id, "condition", "好");
    refused(f, STATUS_INVALID, "checked_on", "不能晚于今天", "check", id, "condition", "good", "on",
            "2026-12-24");
    must_do(f, "check", id, "condition", "破损", "on", "2026-12-22");
    assert_string_equal(column(f, id, "condition"), "worn");
    assert_string_equal(column(f, id, "checked_on"), "2026-12-22");
    assert_string_equal(column(f, id, "due_on"), "2027-01-21");
    refused(f, STATUS_INVALID, "checked_on", "已经检查过", "check", id, "condition", "good", "on",
            "2026-12-01");
    must_do(f, "edit", id, "check_cycle_days", "");
    assert_string_equal(column(f, id, "due_on"), "");
    assert_string_equal(steps_of(f, id), "register check edit");
}

static void what_hangs_keeps_its_board(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    int64_t id = 0;
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001");
    refused(f, STATUS_DENIED, "", "还张贴着 1 件（TZ2026-00001 等）", "void", b.village, "reason",
            "拆了");
    must_do(f, "take_down", posting_at(f, id, b.village), "reason", "换栏");
    must_do(f, "void", b.village, "reason", "拆了");
    must_do(f, "restore", b.village);
}

static void what_hangs_follows_its_board(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    int64_t first = 0, second = 0;
    make_entry(f);
    approved(f, &first, "东门村䶮塘清淤");
    approved(f, &second, "三组𠮷路硬化");
    must_do(f, "publish", first, "board", "东门村公开栏");
    must_do(f, "publish", second, "board", "镇政府公开栏");
    assert_string_equal(walk(f), "镇政府公开栏/三组𠮷路硬化 东门村公开栏/东门村䶮塘清淤");
    must_do(f, "edit", b.village, "route", "5");
    assert_string_equal(walk(f), "东门村公开栏/东门村䶮塘清淤 镇政府公开栏/三组𠮷路硬化");
    must_do(f, "edit", b.village, "title", "东门村新公开栏", "unit", "社会事务办", "keeper",
            "李春梅");
    int64_t posting = posting_at(f, first, b.village);
    assert_string_equal(column(f, posting, "route_sort"), "0005 东门村新公开栏");
    assert_int_equal(atoll(column(f, posting, "unit")), f->other_unit);
    assert_int_equal(atoll(column(f, posting, "person")), f->clerk);
    must_do(f, "edit", b.village, "phone", "12345");
    assert_string_equal(steps_of(f, posting), "register board board");
    must_do(f, "edit", b.village, "route", ""); /* none: walked last */
    assert_string_equal(walk(f), "镇政府公开栏/三组𠮷路硬化 东门村新公开栏/东门村䶮塘清淤");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(every_kind_can_be_registered),
        with_office(the_next_check_is_on_a_working_day),
        with_office(what_hangs_keeps_its_board),
        with_office(what_hangs_follows_its_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
