/* Where a published version hangs, from when until when. Mission F4, F7, F9, P1. */
#include "work/publish_fixture.h"

/* Published on the village's board. */
static int64_t published(struct fixture *f, const char *title) {
    int64_t id = 0;
    approved(f, &id, title);
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001", "due_on",
            "2026-12-20");
    return id;
}

static void a_posting_says_where_and_until_when(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    int64_t posting = posting_at(f, id, b.village);
    assert_string_equal(column(f, posting, "number"), "TZ2026-00001");
    assert_string_equal(column(f, posting, "title"), "东门村䶮塘清淤");
    assert_string_equal(column(f, posting, "state"), "open");
    assert_string_equal(column(f, posting, "received_on"), "2026-11-20");
    assert_string_equal(column(f, posting, "due_on"), "2026-12-20");
    assert_string_equal(column(f, posting, "proof_no"), "照0001");
    assert_string_equal(column(f, posting, "route_sort"), "0020 东门村公开栏");
    assert_string_equal(column(f, posting, "published_hash"), column(f, id, "published_hash"));
    assert_int_equal(atoll(column(f, posting, "unit")), f->unit);
    assert_int_equal(atoll(column(f, posting, "person")), f->village);
}

static void only_what_is_published_goes_up(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = draft(f, "还在拟稿的", NULL);
    refused(f, STATUS_DENIED, "", "不能张贴", "post", id, "board", "东门村公开栏");
    register_refused(f, STATUS_DENIED, "disclosure", "GK2026-00001 现在是“拟稿”，不能张贴",
                     "posting", "disclosure", "GK2026-00001", "board", "东门村公开栏");
    register_refused(f, STATUS_INVALID, "board", "请填写", "posting", "disclosure", "GK2026-00001");
    assert_string_equal(walk(f), "");
}

static void it_hangs_in_a_place_once(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    refused(f, STATUS_INVALID, "board", "已经张贴在“东门村公开栏”了", "post", id, "board",
            "东门村公开栏");
    assert_int_equal(last.count, 1); /* and nothing of what the program fills in */
    must_do(f, "post", id, "board", "镇政府公开栏", "readers", "0");
    must_do(f, "take_down", posting_at(f, id, b.village), "reason", "换新的一版");
    must_do(f, "post", id, "board", "东门村公开栏");
    assert_string_equal(walk(f), "镇政府公开栏/东门村䶮塘清淤 东门村公开栏/东门村䶮塘清淤");
    assert_string_equal(steps_of(f, id), "register edit publish post post");
}

static void days_are_in_order(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    refused(f, STATUS_INVALID, "received_on", "2026-11-21 还没有到", "post", id, "board",
            "镇政府公开栏", "on", "2026-11-21");
    refused(f, STATUS_INVALID, "received_on", "不能早于公开日期 2026-11-20", "post", id, "board",
            "镇政府公开栏", "on", "2026-11-19");
    refused(f, STATUS_INVALID, "due_on", "早于张贴日期 2026-11-20", "post", id, "board",
            "镇政府公开栏", "due_on", "2026-11-19");
}

static void it_comes_down_with_a_day_and_early_with_a_reason(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    int64_t posting = posting_at(f, id, b.village);
    at(f, "2026-12-01T09:00");
    refused(f, STATUS_INVALID, "down_on", "不能晚于今天", "take_down", posting, "on", "2026-12-02");
    refused(f, STATUS_INVALID, "down_on", "不能早于张贴日期 2026-11-20", "take_down", posting, "on",
            "2026-11-19");
    refused(f, STATUS_INVALID, "down_reason", "应张贴到 2026-12-20，提前撤下请写明理由",
            "take_down", posting);
    must_do(f, "take_down", posting, "on", "2026-11-30", "reason", "栏位修缮");
    assert_string_equal(column(f, posting, "state"), "down");
    assert_string_equal(column(f, posting, "open"), "0");
    assert_string_equal(column(f, posting, "down_on"), "2026-11-30");
    assert_string_equal(column(f, posting, "down_reason"), "栏位修缮");
    assert_string_equal(walk(f), "");
    must_do(f, "edit", posting, "proof_no", "剪报１２号"); /* the proof may come later */
    refused(f, STATUS_DENIED, "", "不能撤下", "take_down", posting);
}

static void in_its_time_it_comes_down_without_a_word(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t posting = posting_at(f, published(f, "东门村䶮塘清淤"), b.village);
    at(f, "2026-12-20T09:00");
    must_do(f, "take_down", posting);
    assert_string_equal(column(f, posting, "down_on"), "2026-12-20");
}

static void the_only_proof_is_not_voided(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    int64_t wrong = posting_at(f, id, b.village);
    refused(f, STATUS_INVALID, "reason", "请填写", "void", wrong);
    refused(f, STATUS_DENIED, "", "唯一的张贴记录", "void", wrong, "reason", "登错了栏");
    must_do(f, "post", id, "board", "镇政府公开栏", "proof_no", "照0002");
    must_do(f, "void", wrong, "reason", "登错了栏");
    assert_string_equal(walk(f), "镇政府公开栏/东门村䶮塘清淤");
    refused(f, STATUS_DENIED, "", "不能恢复使用", "restore", wrong);
    refused(f, STATUS_DENIED, "", "唯一的张贴记录", "void", posting_at(f, id, b.hall), "reason",
            "也错了");
}

static void only_the_desk_posts(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    int64_t posting = posting_at(f, id, b.village);
    use_as(f, f->leader, ROLE_REVIEWER | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "您的角色不能张贴", "post", id, "board", "镇政府公开栏");
    refused(f, STATUS_DENIED, "", "您的角色不能撤下", "take_down", posting);
    refused(f, STATUS_DENIED, "", "您的角色不能作废", "void", posting, "reason", "错");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "post", id, "board", "镇政府公开栏");
}

static void inside_the_office_it_hangs_inside(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "机关食堂收支", "public_interest", "0", "internal_matter", "1", "scope",
             "internal");
    refused(f, STATUS_DENIED, "board", "公开范围是“本单位”", "publish", id, "board",
            "东门村公开栏");
    must_do(f, "publish", id, "board", "机关内部栏", "readers", "３8");
    refused(f, STATUS_DENIED, "board", "只能在内部公开栏", "post", id, "board", "县政府网站");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_posting_says_where_and_until_when),
        with_office(only_what_is_published_goes_up),
        with_office(it_hangs_in_a_place_once),
        with_office(days_are_in_order),
        with_office(it_comes_down_with_a_day_and_early_with_a_reason),
        with_office(in_its_time_it_comes_down_without_a_word),
        with_office(the_only_proof_is_not_voided),
        with_office(only_the_desk_posts),
        with_office(inside_the_office_it_hangs_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
