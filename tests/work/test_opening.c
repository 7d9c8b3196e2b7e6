/* Boxes and their openings: two people, slips, complete by itself, the box's next day. */
#include "work/office_fixture.h"

static int64_t open_box(struct fixture *f, const char *day, const char *slips,
                        const char *void_slips) {
    int64_t id = 0;
    must_register(f, "opening", &id, "box", "政府大院", "received_on", day, "opener", "李春梅",
                  "second_opener", "罗桂芳", "slips", slips, "void_slips", void_slips,
                  "void_reason", void_slips[0] == '0' ? "" : "空白");
    return id;
}

static int64_t from_opening(struct fixture *f, int64_t opening, const char *title) {
    int64_t id = 0;
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)opening);
    must_register(f, "feedback", &id, "kind", "suggest", "title", title, "opening", number);
    return id;
}

static void two_different_people_open_it(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "second_opener", "不能是同一个人", "opening", "box",
                     "政府大院", "opener", "Ａ李春梅", "second_opener", "A李春梅", "slips", "1");
    register_refused(f, STATUS_INVALID, "second_opener", "请填写", "opening", "box", "政府大院",
                     "opener", "李春梅", "slips", "1");
    register_refused(f, STATUS_INVALID, "void_slips", "作废 3 张，比意见条总数 2 张还多", "opening",
                     "box", "政府大院", "opener", "李春梅", "second_opener", "罗桂芳", "slips", "2",
                     "void_slips", "3", "void_reason", "空白");
    register_refused(f, STATUS_INVALID, "void_reason", "请写明作废原因", "opening", "box",
                     "政府大院", "opener", "李春梅", "second_opener", "罗桂芳", "slips", "2",
                     "void_slips", "1");
    register_refused(f, STATUS_INVALID, "received_on", "不能晚于今天（2026-11-20）", "opening",
                     "box", "政府大院", "opener", "李春梅", "second_opener", "罗桂芳", "slips", "2",
                     "received_on", "2026-11-21");
    register_refused(f, STATUS_INVALID, "slips", "", "opening", "box", "政府大院", "opener",
                     "李春梅", "second_opener", "罗桂芳", "slips", "1000");
}

static void it_has_a_title_and_tells_its_box(void **state) {
    struct fixture *f = *state;
    int64_t id = open_box(f, "2026-11-19", "3", "1");
    assert_string_equal(column(f, id, "title"), "政府大院 2026-11-19");
    assert_string_equal(column(f, id, "number"), "KX2026-00001");
    assert_string_equal(column(f, id, "state"), "open");
    assert_string_equal(column(f, f->box, "opened_on"), "2026-11-19");
    assert_string_equal(column(f, f->box, "due_on"), "2026-11-26");
    open_box(f, "2026-11-12", "0", "0");
    assert_string_equal(column(f, f->box, "opened_on"), "2026-11-19"); /* the newest counts */
}

static void the_next_opening_is_on_a_working_day(void **state) {
    struct fixture *f = *state;
    at(f, "2026-09-30T09:00");
    open_box(f, "2026-09-28", "0", "0");
    assert_string_equal(column(f, f->box, "due_on"), "2026-10-08"); /* 10-05 is in the holiday */
    must_do(f, "edit", f->box, "cycle_days", "14");
    assert_string_equal(column(f, f->box, "due_on"), "2026-10-12");
}

static void no_slips_or_only_void_ones_are_complete(void **state) {
    struct fixture *f = *state;
    int64_t empty = open_box(f, "2026-11-19", "0", "0");
    int64_t blank = open_box(f, "2026-11-20", "2", "2");
    char number[24];
    assert_string_equal(column(f, empty, "state"), "complete");
    assert_string_equal(column(f, blank, "state"), "complete");
    snprintf(number, sizeof number, "%lld", (long long)blank);
    register_refused(f, STATUS_INVALID, "opening", "没有有效的意见条", "feedback", "kind", "suggest",
                     "title", "建议", "opening", number);
}

static void complete_once_every_valid_slip_has_its_record(void **state) {
    struct fixture *f = *state;
    int64_t id = open_box(f, "2026-11-19", "3", "1");
    int64_t first = from_opening(f, id, "公开栏字太小");
    assert_string_equal(column(f, first, "slip_no"), "1");
    assert_string_equal(column(f, first, "received_on"), "2026-11-19");
    assert_string_equal(column(f, first, "source"), "box");
    assert_int_equal(strtoll(column(f, first, "box"), NULL, 10), f->box);
    assert_string_equal(column(f, id, "state"), "open");
    int64_t second = from_opening(f, id, "加一条长凳");
    assert_string_equal(column(f, second, "slip_no"), "2");
    assert_string_equal(column(f, id, "state"), "complete");
    assert_string_equal(column(f, id, "open"), "0");
    /* One slip may give several: more are taken, counted to the last slip. */
    from_opening(f, id, "又一件");
    assert_string_equal(column(f, from_opening(f, id, "再一件"), "slip_no"), "3");
    must_do(f, "void", first, "reason", "登错");
    assert_string_equal(column(f, id, "state"), "complete");
    must_do(f, "void", second, "reason", "登错");
    assert_string_equal(column(f, id, "state"), "open"); /* two records, of one slip */
    /* What is entered instead of a void one gets its slip's number. */
    assert_string_equal(column(f, from_opening(f, id, "重登第一张"), "slip_no"), "1");
    assert_string_equal(column(f, id, "state"), "complete");
}

static void several_records_of_one_slip_are_one_slip(void **state) {
    struct fixture *f = *state;
    int64_t again = 0;
    char number[24];
    int64_t id = open_box(f, "2026-11-19", "2", "0");
    from_opening(f, id, "公开栏字太小");
    snprintf(number, sizeof number, "%lld", (long long)id);
    must_register(f, "feedback", &again, "kind", "complain", "title", "路灯不亮", "opening", number,
                  "slip_no", "1");
    assert_string_equal(column(f, id, "state"), "open");
    refused(f, STATUS_DENIED, "", "已登记 1 张意见条", "void", id, "reason", "错");
    assert_string_equal(column(f, from_opening(f, id, "第二张"), "slip_no"), "2");
    assert_string_equal(column(f, id, "state"), "complete");
    must_do(f, "edit", again, "slip_no", "2");
    assert_string_equal(column(f, id, "state"), "complete");
    must_do(f, "void", again, "reason", "登错");
    assert_string_equal(column(f, id, "state"), "complete");
}

static void voiding_opens_it_again(void **state) {
    struct fixture *f = *state;
    int64_t id = open_box(f, "2026-11-19", "1", "0");
    int64_t only = from_opening(f, id, "公开栏字太小");
    assert_string_equal(column(f, id, "state"), "complete");
    must_do(f, "void", only, "reason", "登错");
    assert_string_equal(column(f, id, "state"), "open");
    assert_string_equal(steps_of(f, id), "register complete reopen");
    must_do(f, "restore", only, "reason", "没错");
    assert_string_equal(column(f, id, "state"), "complete");
}

static void a_slip_fits_its_opening(void **state) {
    struct fixture *f = *state;
    int64_t other = 0;
    char number[24];
    int64_t id = open_box(f, "2026-11-19", "2", "0");
    snprintf(number, sizeof number, "%lld", (long long)id);
    must_register(f, "box", &other, "title", "东门村公开栏", "place", "村委会门口", "keeper",
                  "张𠮷旺");
    register_refused(f, STATUS_INVALID, "slip_no", "只有 2 张意见条", "feedback", "kind", "suggest",
                     "title", "建议", "opening", number, "slip_no", "3");
    register_refused(f, STATUS_INVALID, "box", "开的不是这只反馈箱", "feedback", "kind", "suggest",
                     "title", "建议", "opening", number, "box", "东门村公开栏");
    register_refused(f, STATUS_INVALID, "slip_no", "没有写明哪一次开箱", "feedback", "kind",
                     "suggest", "title", "建议", "received_on", "2026-11-19", "slip_no", "1");
}

static void counts_can_be_put_right(void **state) {
    struct fixture *f = *state;
    int64_t id = open_box(f, "2026-11-19", "2", "0");
    from_opening(f, id, "公开栏字太小");
    must_do(f, "edit", id, "void_slips", "1", "void_reason", "空白");
    assert_string_equal(column(f, id, "state"), "complete");
    must_do(f, "edit", id, "slips", "3");
    assert_string_equal(column(f, id, "state"), "open");
    refused(f, STATUS_DENIED, "box", "不能再改反馈箱和开箱日期", "edit", id, "received_on",
            "2026-11-18");
    refused(f, STATUS_INVALID, "void_reason", "请写明作废原因", "edit", id, "void_reason", "");
}

static void a_wrong_opening_is_voided(void **state) {
    struct fixture *f = *state;
    open_box(f, "2026-11-12", "0", "0");
    int64_t id = open_box(f, "2026-11-19", "1", "0");
    int64_t only = from_opening(f, id, "公开栏字太小");
    refused(f, STATUS_DENIED, "", "KX2026-00002 已登记 1 张意见条，不能作废", "void", id, "reason", "错");
    must_do(f, "void", only, "reason", "登错");
    must_do(f, "void", id, "reason", "日期登错");
    assert_string_equal(column(f, f->box, "opened_on"), "2026-11-12");
    assert_string_equal(column(f, f->box, "due_on"), "2026-11-19");
}

static void a_box_has_two_keepers_who_differ(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "substitute", "不能是同一个人", "box", "title", "石桥箱",
                     "place", "桥头", "keeper", "李春梅", "substitute", "李春梅");
    register_refused(f, STATUS_INVALID, "title", "已经有叫“政府大院”的了", "box", "title",
                     "政府大院", "place", "桥头", "keeper", "李春梅");
    register_refused(f, STATUS_INVALID, "place", "请填写", "box", "title", "石桥箱", "keeper",
                     "李春梅");
    register_refused(f, STATUS_INVALID, "keeper", "里没有“社会事务办”", "box", "title", "石桥箱",
                     "place", "桥头", "keeper", "社会事务办");
    must_do(f, "edit", f->box, "substitute", "李春梅");
    refused(f, STATUS_INVALID, "substitute", "不能是同一个人", "edit", f->box, "keeper", "李春梅");
    refused(f, STATUS_INVALID, "cycle_days", "", "edit", f->box, "cycle_days", "400");
    must_do(f, "edit", f->box, "cycle_days", "");
    assert_string_equal(column(f, f->box, "cycle_days"), "7");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(two_different_people_open_it),
        with_office(it_has_a_title_and_tells_its_box),
        with_office(the_next_opening_is_on_a_working_day),
        with_office(no_slips_or_only_void_ones_are_complete),
        with_office(complete_once_every_valid_slip_has_its_record),
        with_office(several_records_of_one_slip_are_one_slip),
        with_office(voiding_opens_it_again),
        with_office(a_slip_fits_its_opening),
        with_office(counts_can_be_put_right),
        with_office(a_wrong_opening_is_voided),
        with_office(a_box_has_two_keepers_who_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
