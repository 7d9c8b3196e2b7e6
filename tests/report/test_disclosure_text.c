/* The page of a disclosure: who decided what, where it hangs, what was found and said about it, and the version it
 * corrects. Mission R4, F4, D10. */
#include "work/publish_fixture.h"

#include "report/disclosure_text.h"
#include "work/save.h"

static const char *text_of(struct fixture *f, int64_t id) {
    static char text[8000];
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct buffer out = BUFFER_INIT;
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(disclosure_text_append(&f->office, &record, &out, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    record_release(&record);
    return text;
}

#define assert_says(f, id, words)                                                                  \
    do {                                                                                           \
        if (strstr(text_of(f, id), words) == NULL)                                                 \
            fail_msg("lacks %s:\n%s", words, text_of(f, id));                                      \
    } while (0)
#define assert_says_not(f, id, words)                                                              \
    do {                                                                                           \
        if (strstr(text_of(f, id), words) != NULL)                                                 \
            fail_msg("has %s:\n%s", words, text_of(f, id));                                        \
    } while (0)

static void a_draft_says_who_wrote_it(void **state) {
    struct fixture *f = *state;
    make_entry(f);
    int64_t id = draft(f, "东门村䶮塘清淤", "notice_amount", "7", "notice_unit", "day", NULL);
    assert_says(f, id, "拟稿      ");
    assert_says(f, id, "孙国强");
    assert_says(f, id, "\001公示\n7 日\n");
    assert_says_not(f, id, "送审");
    assert_says_not(f, id, "张贴");
    must_do(f, "submit", id);
    assert_says(f, id, "送审      2026-11-20");
}

static void what_was_published_says_where_it_hangs(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, said_of_it = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    assert_says(f, id, "审核      2026-11-19");
    assert_says(f, id, "公开\n");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照片１２");
    assert_says(f, id, "发布      2026-11-20");
    assert_says(f, id, "\001张贴\n");
    assert_says(f, id, "东门村公开栏  证明 照片１２");
    assert_says(f, id, "公开版本的指纹");
    must_register(f, "feedback", &said_of_it, "kind", "suggest", "title", "只清了２处",
                  "received_on", "2026-11-20", "source", "call", "about", column(f, id, "number"));
    assert_says(f, id, "\001涉及它的反馈\nFK2026-00001");
    assert_says(f, id, "只清了２处");
}

static void a_correction_says_what_it_corrects(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t id = 0, new = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照片１２");
    must_do(f, "correct", id, "reason", "处数写错");
    assert_int_equal(store_find_number(f->office.store, &all, "GK2026-00002", &new, NULL),
                     STATUS_OK);
    assert_says(f, new, "更正的是  GK2026-00001");
    assert_says(f, new, "处数写错");
    assert_says(f, new, "\001旧的一版张贴在\nTZ2026-00001");
}

static void what_may_not_be_seen_is_not_told(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照片１２");
    f->office.visible = (struct visible){.sql = "record_kind <> 'posting'", .me = 0};
    assert_says_not(f, id, "东门村公开栏  证明");
}

static void one_person_for_several_is_said(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct save save;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    int64_t id = 0;
    make_boards(f);
    make_entry(f);
    approved(f, &id, "东门村䶮塘清淤");
    assert_says_not(f, id, "一人兼任");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(save_begin(&f->office, &save, &problem), STATUS_OK);
    fields_set(&changes, "same_person", "审核 签发");
    assert_int_equal(save_change(&save, &record, &changes, "=", "edit", "", &problem), STATUS_OK);
    assert_int_equal(save_commit(&save, &problem), STATUS_OK);
    assert_says(f, id, "一人兼任：审核、签发\n");
    assert_says_not(f, id, "审核 签发");
    fields_release(&changes);
    record_release(&record);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_draft_says_who_wrote_it),
        with_office(what_was_published_says_where_it_hangs),
        with_office(a_correction_says_what_it_corrects),
        with_office(one_person_for_several_is_said),
        with_office(what_may_not_be_seen_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
