/* Ways round the gates of a disclosure that look allowed one by one: a second account, a name written otherwise, a
 * discussion undone after approval, two corrections of one text, a board that changes its kind. */
#include "work/publish_fixture.h"

#include "work/sign.h"

static int64_t reviewer;

static void as_clerk(struct fixture *f) {
    use_as(f, f->clerk, ROLE_CLERK);
}

/* Boards, the entry, a reviewer; the user is the clerk. */
static struct boards prepare(struct fixture *f) {
    struct boards boards = make_boards(f);
    make_entry(f);
    must_register(f, "person", &reviewer, "title", "陈晓", "account", "chenxiao", "roles",
                  "reviewer");
    as_clerk(f);
    return boards;
}

static int64_t submitted(struct fixture *f) {
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    must_do(f, "submit", id);
    return id;
}

static int64_t reviewed(struct fixture *f) {
    int64_t id = submitted(f);
    use_as(f, reviewer, ROLE_REVIEWER);
    must_do(f, "review", id, "review_outcome", "public");
    return id;
}

/* ---- who ------------------------------------------------------------------------------------------ */

static void one_name_however_it_is_written(void **state) {
    (void)state;
    assert_true(sign_is_same_name("李春梅", "　李 春　梅 "));
    assert_true(sign_is_same_name("李春梅", "李\u00A0春\u2009梅"));
    assert_true(sign_is_same_name("张𠮷旺", "张𠮷\U000E0100旺"));
    assert_true(sign_is_same_name("Ｗａｎｇ Ｗｅｉ", "wang wei"));
    assert_true(sign_is_same_name("买买提·艾力", "买买提•艾力"));
    assert_true(sign_is_same_name("买买提・艾力", "买买提·艾力"));
    assert_false(sign_is_same_name("张𠮷旺", "张吉旺"));
    assert_false(sign_is_same_name("李春梅", "李春"));
    assert_false(sign_is_same_name("", ""));
    assert_false(sign_is_same_name("·", "•"));
}

static void the_drafter_signs_under_no_spelling(void **state) {
    struct fixture *f = *state;
    prepare(f);
    int64_t id = submitted(f);
    static const char *const spellings[] = {"李春梅", "李 春 梅", "李　春梅", "李\u00A0春梅",
                                            "李\u2003春\u2003梅"};
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        refused(f, STATUS_DENIED, "signatory", "拟稿", "review", id, "review_outcome", "public",
                "signatory", spellings[i], "signed_no", "7");
}

static void a_second_account_is_the_same_person(void **state) {
    struct fixture *f = *state;
    int64_t twin = 0;
    prepare(f);
    use_as(f, f->admin, ROLE_ADMIN);
    must_register(f, "person", &twin, "title", "李 春梅", "account", "licm2", "roles",
                  "reviewer supervisor");
    as_clerk(f);
    int64_t id = submitted(f);
    use_as(f, twin, ROLE_REVIEWER | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "与您同名", "review", id, "review_outcome", "public");
    use_as(f, reviewer, ROLE_REVIEWER);
    must_do(f, "review", id, "review_outcome", "public");
    use_as(f, twin, ROLE_REVIEWER | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "与您同名", "approve", id);
}

static void nobody_signed_it_before_it_was_there(void **state) {
    struct fixture *f = *state;
    prepare(f);
    int64_t id = submitted(f); /* formed on 2026-11-18 */
    refused(f, STATUS_INVALID, "signed_on", "2026-11-18", "review", id, "review_outcome", "public",
            "signatory", "刘䶮", "signed_no", "7", "signed_on", "2026-11-17");
    must_do(f, "review", id, "review_outcome", "public", "signatory", "刘䶮", "signed_no", "7",
            "signed_on", "2026-11-18");
}

/* ---- the discussion ------------------------------------------------------------------------------- */

static int64_t discussed(struct fixture *f, int64_t *meeting) {
    must_register(f, "meeting", meeting, "kind", "collective", "title", "村务联席会", "received_on",
                  "2026-11-17", "entitled", "9", "attended", "7", "votes_for", "7", "votes_against",
                  "0", "abstained", "0", "participants", "全体", "minutes", "议定清淤", "opinions",
                  "无异议", "decision", "同意清淤");
    int64_t id =
        draft(f, "东门村䶮塘清淤", "major", "1", "discussion", column(f, *meeting, "number"), NULL);
    must_do(f, "submit", id);
    use_as(f, reviewer, ROLE_REVIEWER);
    must_do(f, "review", id, "review_outcome", "public");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "approve", id);
    as_clerk(f);
    return id;
}

static void a_discussion_undone_after_approval_stops_it(void **state) {
    struct fixture *f = *state;
    int64_t meeting = 0;
    prepare(f);
    int64_t id = discussed(f, &meeting);
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "void", meeting, "reason", "没有开过");
    as_clerk(f);
    refused(f, STATUS_DENIED, "discussion", "不是有效的集体讨论记录", "publish", id, "board",
            "东门村公开栏");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "restore", meeting);
    as_clerk(f);
    must_do(f, "publish", id, "board", "东门村公开栏");
}

/* ---- two corrections ------------------------------------------------------------------------------ */

static void a_text_has_one_correction(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t id = 0, first = 0;
    prepare(f);
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏");
    must_do(f, "correct", id, "reason", "处数写错");
    first = atoll(column(f, id, "corrected_by"));
    must_do(f, "void", first, "reason", "不改了");
    must_do(f, "correct", id, "reason", "单位写错");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "已有更正件 GK2026-00003", "restore", first, "reason", "还是改");
    as_clerk(f);
    must_do(f, "void", atoll(column(f, id, "corrected_by")), "reason", "不改了");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "restore", first, "reason", "还是改");
    as_clerk(f);
    /* restored, it is the correction again: there is no third */
    refused(f, STATUS_DENIED, "", "已有更正件 GK2026-00002", "correct", id, "reason", "再改");
    (void)all;
}

static void who_has_left_stops_no_correction(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    prepare(f);
    approved(f, &id, "东门村䶮塘清淤", "person", "陈晓");
    must_do(f, "publish", id, "board", "东门村公开栏");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "void", reviewer, "reason", "调走");
    must_do(f, "void", atoll(column(f, id, "catalogue")), "reason", "不再公开");
    as_clerk(f);
    refused(f, STATUS_DENIED, "catalogue", "“村级重大事项”已作废，请先恢复", "correct", id,
            "reason", "处数写错");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "restore", atoll(column(f, id, "catalogue")));
    as_clerk(f);
    must_do(f, "correct", id, "reason", "处数写错");
    /* whom the catalogue names takes it on */
    assert_int_equal(atoll(column(f, atoll(column(f, id, "corrected_by")), "person")), f->village);
}

/* ---- days and places ------------------------------------------------------------------------------ */

static void published_and_posted_on_one_day(void **state) {
    struct fixture *f = *state;
    struct boards boards = prepare(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤"); /* on 2026-11-19 */
    must_do(f, "publish", id, "board", "东门村公开栏", "on", "2026-11-19", "received_on",
            "2026-11-20");
    int64_t posting = posting_at(f, id, boards.village);
    assert_string_equal(column(f, id, "published_on"), column(f, posting, "received_on"));
}

static void a_board_keeps_its_readers_while_something_hangs(void **state) {
    struct fixture *f = *state;
    struct boards boards = prepare(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤", "public_interest", "0", "internal_matter", "1", "scope",
             "internal");
    must_do(f, "publish", id, "board", "机关内部栏");
    use_as(f, f->admin, ROLE_ADMIN);
    refused(f, STATUS_DENIED, "kind", "还张贴着 1 件", "edit", boards.internal, "kind", "board");
    must_do(f, "edit", boards.internal, "kind", "circular", "place", "二楼");
    must_do(f, "edit", boards.village, "kind", "hall");
    as_clerk(f);
    must_do(f, "take_down", posting_at(f, id, boards.internal));
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "edit", boards.internal, "kind", "board");
}

/* ---- the order of 15 ------------------------------------------------------------------------------- */

static void what_becomes_hot_while_it_waits_goes_first(void **state) {
    struct fixture *f = *state;
    prepare(f);
    int64_t id = reviewed(f);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "approve", id);
    int64_t entry = atoll(column(f, id, "catalogue"));
    assert_string_equal(column(f, id, "publish_sort"), "12026-12-16");
    must_do(f, "mark_hot", entry, "hot", "hot");
    assert_string_equal(column(f, id, "publish_sort"), "02026-12-16");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "edit", entry, "hot", "", "hot_source", "");
    assert_string_equal(column(f, id, "publish_sort"), "12026-12-16");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_name_however_it_is_written),
        with_office(the_drafter_signs_under_no_spelling),
        with_office(a_second_account_is_the_same_person),
        with_office(nobody_signed_it_before_it_was_there),
        with_office(a_discussion_undone_after_approval_stops_it),
        with_office(a_text_has_one_correction),
        with_office(who_has_left_stops_no_correction),
        with_office(published_and_posted_on_one_day),
        with_office(a_board_keeps_its_readers_while_something_hangs),
        with_office(what_becomes_hot_while_it_waits_goes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
