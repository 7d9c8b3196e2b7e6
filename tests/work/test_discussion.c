/* 集体讨论: what its record must say, its quorum and votes, and what a 重大 disclosure needs of it. Mission I4. */
#include "work/office_fixture.h"

#include "work/disclosure.h"
#include "work/settings.h"

#define DISCUSSION                                                                                 \
    "kind", "集体讨论", "received_on", "2026-11-10", "title", "䶮塘承包", "participants",          \
        "张𠮷旺、李春梅等", "minutes", "议了三个方案", "decision", "同意第二个方案"

static int64_t discuss(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "meeting", &id, DISCUSSION, "entitled", "７", "attended", "5", "votes_for", "4",
                  "votes_against", "0", "abstained", "1", "opinions", "王二小：租金偏低");
    return id;
}

static void a_discussion_says_who_and_how(void **state) {
    struct fixture *f = *state;
    int64_t id = discuss(f);
    assert_string_equal(column(f, id, "entitled"), "7");
    assert_string_equal(column(f, id, "votes_against"), "0");
    assert_string_equal(column(f, id, "opinions"), "王二小：租金偏低");
}

static void what_a_discussion_lacks_is_named(void **state) {
    struct fixture *f = *state;
    static const char *const required[] = {"entitled",  "attended",  "votes_for", "votes_against",
                                           "abstained", "decision"};
    int64_t id = discuss(f);
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        refused(f, STATUS_INVALID, required[i], "集体讨论须写明", "edit", id, required[i], "");
    refused(f, STATUS_INVALID, "participants", "请填写", "edit", id, "participants", "");
    register_refused(f, STATUS_INVALID, "entitled", "集体讨论须写明", "meeting", DISCUSSION);
}

static void no_decision_without_a_quorum(void **state) {
    struct fixture *f = *state;
    int64_t id = discuss(f);
    refused(f, STATUS_INVALID, "attended", "应到 10 人，实到 5 人，没有超过 50%", "edit", id,
            "entitled", "10");
    must_do(f, "edit", id, "entitled", "9"); /* 5 of 9 are more than half */
    refused(f, STATUS_INVALID, "attended", "实到 5 人，多于应到 4 人", "edit", id, "entitled", "4");
}

static void votes_are_as_many_as_people(void **state) {
    struct fixture *f = *state;
    int64_t id = discuss(f);
    refused(f, STATUS_INVALID, "votes_for", "共 6 票，与实到 5 人不符", "edit", id, "votes_for",
            "5");
    refused(f, STATUS_INVALID, "votes_for", "共 4 票，与实到 5 人不符", "edit", id, "abstained",
            "0");
    must_do(f, "edit", id, "votes_for", "5", "abstained", "0");
}

static void other_meetings_need_none_of_it(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "meeting", &id, "kind", "其他会议", "title", "学习", "participants", "全体",
                  "minutes", "学了文件");
    refused(f, STATUS_INVALID, "entitled", "集体讨论须写明", "edit", id, "kind", "集体讨论");
}

/* ---- 重大 ---------------------------------------------------------------------------------------- */

static int64_t major(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", "集体承包经营", "affair", "rural", "subject",
                  "contract", "power", "decision", "scope", "public", "timing", "ad_hoc", "unit",
                  "东门村", "leader", "周建华", "person", "张𠮷旺", "basis", "合同", "major", "1");
    must_register(f, "disclosure", &id, "catalogue", "集体承包经营", "received_on", "2026-11-18",
                  "lines", "䶮塘 金额=5000.00", "expires_on", "2031-12-31");
    return id;
}

/* What approval asks. */
static enum status ask(struct fixture *f, int64_t id) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields none = FIELDS_INIT, changes = FIELDS_INIT;
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    last = (struct problems){0};
    struct act act = {.office = &f->office,
                      .kind = "disclosure",
                      .command = "approve",
                      .before = &record,
                      .id = id,
                      .arguments = &none,
                      .changes = &changes,
                      .problems = &last};
    enum status status = disclosure_check_discussion(&act);
    record_release(&record);
    return status;
}

static void a_major_matter_needs_its_discussion(void **state) {
    struct fixture *f = *state;
    int64_t id = major(f), other = 0;
    assert_string_equal(column(f, id, "major"), "1");
    refused(f, STATUS_INVALID, "major", "不能改成“否”", "edit", id, "major", "0");
    assert_int_equal(ask(f, id), STATUS_DENIED);
    assert_non_null(strstr(said(), "是重大事项，须有集体讨论记录"));
    must_register(f, "meeting", &other, "kind", "其他会议", "title", "学习", "participants", "全体",
                  "minutes", "学了文件");
    refused(f, STATUS_INVALID, "discussion", "须是类型为“集体讨论”的会议", "edit", id, "discussion",
            "学习");
    discuss(f);
    must_do(f, "edit", id, "discussion", "䶮塘承包");
    assert_int_equal(ask(f, id), STATUS_OK);
}

static void a_discussion_voided_since_counts_no_more(void **state) {
    struct fixture *f = *state;
    int64_t meeting = discuss(f), id = major(f);
    must_do(f, "edit", id, "discussion", "䶮塘承包");
    must_do(f, "void", meeting, "reason", "登错");
    assert_int_equal(ask(f, id), STATUS_DENIED);
    assert_non_null(strstr(said(), "不是有效的集体讨论记录"));
}

static void a_stricter_quorum_is_asked_again(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    discuss(f);
    int64_t id = major(f);
    must_do(f, "edit", id, "discussion", "䶮塘承包");
    assert_int_equal(settings_set(&f->office, "quorum_percent", "80", &problem), STATUS_OK);
    assert_int_equal(ask(f, id), STATUS_DENIED);
    assert_non_null(strstr(said(), "没有形成决定"));
}

static void submitting_says_what_approval_will_ask(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    int64_t id = major(f);
    must_do(f, "submit", id);
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    assert_string_equal(steps.items[steps.count - 1].note,
                        "重大事项还没有集体讨论记录，签发前须补上");
    steps_release(&steps);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_discussion_says_who_and_how),
        with_office(what_a_discussion_lacks_is_named),
        with_office(no_decision_without_a_quorum),
        with_office(votes_are_as_many_as_people),
        with_office(other_meetings_need_none_of_it),
        with_office(a_major_matter_needs_its_discussion),
        with_office(a_discussion_voided_since_counts_no_more),
        with_office(a_stricter_quorum_is_asked_again),
        with_office(submitting_says_what_approval_will_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
