/* Making public: only what was approved, frozen from then on; withdrawing and correcting. Mission R4, D1, F4. */
#include "work/publish_fixture.h"

static int64_t published(struct fixture *f, const char *title) {
    int64_t id = 0;
    approved(f, &id, title);
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001");
    return id;
}

static void what_is_published_is_frozen(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    assert_string_equal(column(f, id, "state"), "published");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "published_on"), "2026-11-20");
    assert_string_equal(column(f, id, "published_hash"), column(f, id, "approved_hash"));
    assert_string_equal(column(f, id, "published_ver"), column(f, id, "ver"));
    assert_string_equal(column(f, id, "publish_sort"), "");
    assert_int_equal(atoll(column(f, id, "published_by")), f->admin);
    refused(f, STATUS_DENIED, "", "不能改", "edit", id, "title", "改了的");
    refused(f, STATUS_DENIED, "", "不能作废", "void", id, "reason", "不想要了");
    refused(f, STATUS_DENIED, "", "不能发布", "publish", id, "board", "镇政府公开栏");
}

static void no_state_is_skipped(void **state) {
    static const char *const states[] = {"draft",       "returned", "in_review",
                                         "in_approval", "refused",  "void"};
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        set_columns(f, id, states[i], NULL);
        refused(f, STATUS_DENIED, "", "不能发布", "publish", id, "board", "东门村公开栏");
    }
}

static void what_changed_after_approval_is_refused(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    set_columns(f, id, "to_publish", "element_result", "清淤４处", NULL);
    refused(f, STATUS_DENIED, "", "签发后内容有改动", "publish", id, "board", "东门村公开栏");
    assert_string_equal(column(f, id, "state"), "to_publish");
    assert_string_equal(walk(f), "");
}

static void days_are_in_order(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    refused(f, STATUS_INVALID, "board", "请填写", "publish", id);
    refused(f, STATUS_INVALID, "received_on", "不能晚于今天", "publish", id, "board",
            "东门村公开栏", "on", "2026-11-21");
    refused(f, STATUS_INVALID, "received_on", "不能早于签发日期 2026-11-19", "publish", id, "board",
            "东门村公开栏", "on", "2026-11-18");
    must_do(f, "publish", id, "board", "东门村公开栏", "on", "2026-11-19");
    assert_string_equal(column(f, id, "published_on"), "2026-11-19");
}

static void before_is_before(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "路灯改造", "timepoint", "before", "effective_on", "2026-11-20");
    refused(f, STATUS_INVALID, "effective_on", "已经不是事前", "publish", id, "board",
            "东门村公开栏");
    must_do(f, "publish", id, "board", "东门村公开栏", "on", "2026-11-19");
}

static void what_is_for_everybody_is_seen_by_everybody(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    refused(f, STATUS_DENIED, "board", "不能只张贴在“机关内部栏”", "publish", id, "board",
            "机关内部栏");
    must_do(f, "publish", id, "board", "东门村公开栏");
    must_do(f, "post", id, "board", "机关内部栏"); /* there too */
    assert_int_not_equal(posting_at(f, id, b.internal), 0);
}

static void all_marked_ones_or_none(void **state) {
    struct fixture *f = *state;
    struct fields arguments = FIELDS_INIT;
    int64_t ids[3];
    make_boards(f);
    make_entry(f);
    approved(f, &ids[0], "东门村䶮塘清淤");
    approved(f, &ids[1], "三组𠮷路硬化");
    approved(f, &ids[2], "四组水井");
    set_columns(f, ids[2], "to_publish", "element_result", "改过", NULL);
    fields_set(&arguments, "board", "东门村公开栏");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "publish", ids, 3, 0, &arguments, &last), STATUS_DENIED);
    assert_non_null(strstr(said(), "GK2026-00003 签发后内容有改动"));
    assert_string_equal(walk(f), "");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "publish", ids, 2, 0, &arguments, &last), STATUS_OK);
    assert_string_equal(walk(f), "东门村公开栏/东门村䶮塘清淤 东门村公开栏/三组𠮷路硬化");
    fields_release(&arguments);
}

static void personal_data_comes_down_again(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "困难户补助");
    set_columns(f, id, "to_publish", "waived_hash", column(f, id, "approved_hash"), NULL);
    refused(f, STATUS_INVALID, "due_on", "含个人信息", "publish", id, "board", "东门村公开栏");
    must_do(f, "publish", id, "board", "东门村公开栏", "due_on", "2026-12-20");
    assert_string_equal(column(f, id, "personal_until"), "2026-12-20");
    refused(f, STATUS_INVALID, "due_on", "最迟 2026-12-20 撤下", "post", id, "board",
            "镇政府公开栏", "due_on", "2026-12-21");
    must_do(f, "post", id, "board", "镇政府公开栏");
    assert_string_equal(column(f, posting_at(f, id, b.hall), "due_on"), "2026-12-20");
}

static void withdrawing_takes_everything_down(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    must_do(f, "post", id, "board", "镇政府公开栏");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能撤回公开", "withdraw", id, "reason", "有误");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "reason", "请填写", "withdraw", id);
    must_do(f, "withdraw", id, "reason", "误公开");
    assert_string_equal(column(f, id, "state"), "withdrawn");
    assert_string_equal(column(f, id, "withdrawn_on"), "2026-11-20");
    assert_string_equal(column(f, id, "withdrawn_reason"), "误公开");
    assert_string_equal(walk(f), "");
    int64_t posting = posting_at(f, id, b.hall);
    assert_string_equal(column(f, posting, "state"), "down");
    assert_string_equal(column(f, posting, "down_reason"), "误公开");
    refused(f, STATUS_DENIED, "", "不能张贴", "post", id, "board", "镇政府公开栏");
}

/* The id a column of the record names. */
static int64_t named(struct fixture *f, int64_t id, const char *name) {
    return strtoll(column(f, id, name), NULL, 10);
}

static void a_correction_is_a_new_version_through_the_same_gates(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    refused(f, STATUS_INVALID, "reason", "请填写", "correct", id);
    must_do(f, "correct", id, "reason", "处数写错");
    int64_t next = named(f, id, "corrected_by");
    assert_string_equal(column(f, next, "number"), "GK2026-00002");
    assert_string_equal(column(f, next, "state"), "draft");
    assert_string_equal(column(f, next, "title"), "东门村䶮塘清淤");
    assert_string_equal(column(f, next, "element_result"), "清淤３处");
    assert_string_equal(column(f, next, "received_on"), "2026-11-20");
    assert_string_equal(column(f, next, "approved_hash"), "");
    assert_string_equal(column(f, next, "correct_reason"), "处数写错");
    assert_int_equal(named(f, next, "corrects"), id);
    refused(f, STATUS_DENIED, "", "已有更正件 GK2026-00002（拟稿）", "correct", id, "reason",
            "再改");
    assert_string_equal(column(f, id, "state"), "published"); /* until the new one is */
    refused(f, STATUS_DENIED, "", "更正稿和 GK2026-00001 一样", "submit", next);
    must_do(f, "edit", next, "element_result", "清淤４处");
    approve(f, next);
    must_do(f, "publish", next, "board", "镇政府公开栏");
    assert_string_equal(column(f, id, "state"), "corrected");
    assert_int_equal(named(f, id, "corrected_by"), next);
    assert_string_equal(column(f, id, "element_result"), "清淤３处");
    /* It still hangs where it hung, until somebody takes it down there. */
    assert_string_equal(walk(f),
                        "镇政府公开栏/东门村䶮塘清淤 东门村公开栏/（已更正）东门村䶮塘清淤");
    assert_string_equal(column(f, posting_at(f, id, b.village), "due_on"), "2026-11-20");
    must_do(f, "take_down", posting_at(f, id, b.village));
    refused(f, STATUS_DENIED, "", "不能更正", "correct", id, "reason", "再改");
    must_do(f, "correct", next, "reason", "又错"); /* the newest is corrected */
}

static void a_voided_correction_gives_way_to_another(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    must_do(f, "correct", id, "reason", "处数写错");
    must_do(f, "void", named(f, id, "corrected_by"), "reason", "不改了");
    must_do(f, "correct", id, "reason", "单位写错");
    assert_string_equal(column(f, named(f, id, "corrected_by"), "number"), "GK2026-00003");
}

static void a_clerk_corrects_others_do_not(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = published(f, "东门村䶮塘清淤");
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_REVIEWER | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "您的角色不能更正", "correct", id, "reason", "错");
    use_as(f, f->leader, ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "您的角色不能撤回公开", "withdraw", id, "reason", "错");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(what_is_published_is_frozen),
        with_office(no_state_is_skipped),
        with_office(what_changed_after_approval_is_refused),
        with_office(days_are_in_order),
        with_office(before_is_before),
        with_office(what_is_for_everybody_is_seen_by_everybody),
        with_office(all_marked_ones_or_none),
        with_office(personal_data_comes_down_again),
        with_office(withdrawing_takes_everything_down),
        with_office(a_correction_is_a_new_version_through_the_same_gates),
        with_office(a_voided_correction_gives_way_to_another),
        with_office(a_clerk_corrects_others_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
