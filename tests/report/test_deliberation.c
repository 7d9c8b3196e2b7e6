/* 民主议政评政 on its page and on paper: the share of the satisfied, what was said, the tally of a period. Mission N6. */
#include "work/office_fixture.h"

#include "form/scr_files.h"
#include "report/prints.h"
#include "report/record_text.h"

#define FORUM                                                                                      \
    "kind", "民主议政", "received_on", "2026-11-18", "title", "䶮塘村民议政会", "participants",    \
        "张𠮷旺、李春梅等", "minutes", "逐项评议", "questions", "一问低保，二问路灯"

static int64_t meet(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "meeting", &id, FORUM, "attended", "１６", "satisfied", "9", "mostly", "5",
                  "dissatisfied", "2");
    return id;
}

static const char *page_of(struct fixture *f, int64_t id) {
    static char text[8000];
    struct scr_source files = scr_files_source();
    struct record record = {0};
    struct buffer out = BUFFER_INIT;
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_text_append(&f->office, &files, &record, &out, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    record_release(&record);
    return text;
}

static void its_page_says_the_share_and_what_was_said(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    must_do(f, "add_feedback", id, "kind", "建议", "title", "𠮷祥路路灯太暗", "unit", "东门村");
    assert_non_null(strstr(page_of(f, id), "87.5%"));
    assert_non_null(strstr(page_of(f, id), "FK2026-00001  交办  建议  东门村  𠮷祥路路灯太暗\n"));
    must_do(f, "edit", id, "satisfied", "", "mostly", "", "dissatisfied", "");
    assert_null(strstr(page_of(f, id), "满意率"));
}

static const char *tally(struct fixture *f, const char *from, const char *to) {
    static char text[8000];
    struct scr_source files = scr_files_source();
    struct buffer out = BUFFER_INIT;
    struct problem problem = {0};
    const struct print_request request = {.from = date_from_iso(from), .to = date_from_iso(to)};
    if (prints_append(&f->office, &files, prints_find("deliberation"), &request, &out, &problem) !=
        STATUS_OK)
        fail_msg("%s", sentence(&problem));
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static void a_tally_has_every_meeting_of_the_period(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f), old = 0, other = 0, wrong = 0;
    must_register(f, "meeting", &old, FORUM, "received_on", "2026-03-05", "title", "春季议政",
                  "satisfied", "1", "dissatisfied", "3");
    must_register(f, "meeting", &other, "kind", "其他会议", "title", "学习", "participants", "全体",
                  "minutes", "学了文件");
    must_register(f, "meeting", &wrong, FORUM, "title", "登错的议政");
    must_do(f, "void", wrong, "reason", "登错");
    must_do(f, "add_feedback", id, "kind", "建议", "title", "路灯太暗");
    const char *text = tally(f, "2026-01-01", "2026-12-31");
    assert_non_null(strstr(text, "HY2026-00001"));
    assert_non_null(strstr(text, "春季议政"));
    assert_non_null(strstr(text, "25.0%"));
    assert_non_null(strstr(text, "75.0%")); /* 15 of 20 together */
    assert_non_null(strstr(text, "2 次"));
    assert_null(strstr(text, "学习"));
    assert_null(strstr(text, "登错的议政"));
    assert_null(strstr(tally(f, "2026-11-01", "2026-11-30"), "春季议政"));
    assert_non_null(strstr(tally(f, "2025-01-01", "2025-12-31"), "0 次"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(its_page_says_the_share_and_what_was_said),
        with_office(a_tally_has_every_meeting_of_the_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
