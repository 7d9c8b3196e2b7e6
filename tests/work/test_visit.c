/* 回访: which closed matters wait for it, its results, opening again and registering anew. */
#include "work/office_fixture.h"

#include "work/save.h"

#include "store/write.h"

#define TODAY "2026-11-20"

static int64_t closed(struct fixture *f, const char *kind, const char *title, const char *contact) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", TODAY,
                  "reporter", "杨秀莲", "contact", contact, "body", "旧内容");
    must_do(f, "assign", id, "unit", "东门村");
    must_do(f, "reply", id, "reply", "已办好。");
    if (strcmp(column(f, id, "state"), "in_check") == 0)
        must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "1");
    must_do(f, "announce", id, "place", "东门村公开栏");
    must_do(f, "close", id);
    return id;
}

static void set_setting(struct fixture *f, const char *key, const char *value) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, key, value, NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

static int64_t waiting(struct fixture *f) {
    struct page_request request = {.view = "feedback_visit", .order = "due_sort"};
    int64_t count = 0;
    assert_int_equal(store_count(f->office.store, &f->office.visible, &request, NULL, &count, NULL),
                     STATUS_OK);
    return count;
}

static void which_wait_for_it(void **state) {
    struct fixture *f = *state;
    int64_t id = closed(f, "complain", "臭味", "13900000110");
    assert_string_equal(column(f, id, "visit_by"), "2026-12-20");
    assert_int_equal(waiting(f), 1);
    closed(f, "suggest", "装灯", "13900000111");
    assert_int_equal(waiting(f), 2);
    closed(f, "complain", "没有电话的", "");
    closed(f, "praise", "感谢", "13900000112");
    assert_int_equal(waiting(f), 2);
    set_setting(f, "visit_kinds", "praise");
    set_setting(f, "visit_days", "10");
    id = closed(f, "praise", "再谢", "13900000112");
    assert_string_equal(column(f, id, "visit_by"), "2026-11-30");
    closed(f, "complain", "不在其中", "13900000112");
    assert_int_equal(waiting(f), 3);
    set_setting(f, "visit_days", "0");
    closed(f, "praise", "三谢", "13900000112");
    assert_int_equal(waiting(f), 3);
}

/* What the queue's list and the workbench say agree: by the date until which the visit is due. */
static void the_queue_has_lights(void **state) {
    struct fixture *f = *state;
    struct queue_counts counts;
    closed(f, "complain", "一", "1");
    at(f, "2026-12-18T09:00");
    closed(f, "complain", "二", "2");
    assert_int_equal(store_queue_counts(f->office.store, &f->office.visible, "feedback_visit",
                                        "2026-12-18", "2026-12-22", &counts, NULL),
                     STATUS_OK);
    assert_int_equal(counts.overdue, 0);
    assert_int_equal(counts.near, 1);
    assert_int_equal(counts.normal, 1);
    assert_int_equal(store_queue_counts(f->office.store, &f->office.visible, "feedback_visit",
                                        "2026-12-21", "2026-12-23", &counts, NULL),
                     STATUS_OK);
    assert_int_equal(counts.overdue, 1);
}

static void satisfied_or_not_reached(void **state) {
    struct fixture *f = *state;
    int64_t id = closed(f, "complain", "臭味", "13900000110");
    refused(f, STATUS_INVALID, "visit_result", "请填写", "visit", id);
    refused(f, STATUS_INVALID, "visit_result", "可以填：满意、基本满意、不满意、联系不上", "visit",
            id, "visit_result", "好");
    refused(f, STATUS_INVALID, "visit_on", "不能晚于今天", "visit", id, "visit_result", "满意",
            "visit_on", "2026-11-21");
    refused(f, STATUS_INVALID, "visit_on", "不能早于办结日期", "visit", id, "visit_result", "满意",
            "visit_on", "2026-11-19");
    refused(f, STATUS_INVALID, "visit_again", "只有不满意的", "visit", id, "visit_result", "满意",
            "visit_again", "new");
    must_do(f, "visit", id, "visit_result", "联系不上");
    assert_int_equal(waiting(f), 0);
    assert_string_equal(column(f, id, "visit_on"), TODAY);
    must_do(f, "visit", id, "visit_result", "满意", "visit_note", "已经不臭了");
    assert_string_equal(column(f, id, "visit_result"), "satisfied");
    assert_string_equal(column(f, id, "state"), "closed");
    refused(f, STATUS_DENIED, "", "已经回访过了", "visit", id, "visit_result", "不满意");
    refused(f, STATUS_DENIED, "", "现在的状态是“办结”", "edit", id, "title", "x");
    use_as(f, f->leader, ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "您的角色不能回访", "visit", id, "visit_result", "满意");
}

static void dissatisfied_opens_it_again(void **state) {
    struct fixture *f = *state;
    int64_t id = closed(f, "complain", "臭味", "13900000110");
    at(f, "2026-11-30T09:00");
    must_do(f, "visit", id, "visit_result", "不满意", "visit_note", "还是臭");
    assert_string_equal(column(f, id, "state"), "in_hand");
    assert_string_equal(column(f, id, "open"), "1");
    assert_string_equal(column(f, id, "visit_again"), "reopen");
    assert_string_equal(column(f, id, "reopened_on"), "2026-11-30");
    assert_string_equal(column(f, id, "due_on"), "2026-12-21"); /* 15 working days from today */
    assert_string_equal(column(f, id, "limit_rule"), "feedback.complain");
    assert_string_equal(column(f, id, "replied_on"), "");
    assert_string_equal(column(f, id, "announced_on"), "");
    assert_string_equal(column(f, id, "closed_on"), "");
    assert_int_equal(waiting(f), 0);
    refused(f, STATUS_DENIED, "", "还没有答复", "close", id);
    must_do(f, "extend", id, "amount", "2", "reason", "等检测");
    assert_string_equal(column(f, id, "due_on"), "2026-12-23");
    must_do(f, "reply", id, "reply", "已搬迁。");
    must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "2");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-12-23");
    must_do(f, "announce", id, "place", "东门村公开栏");
    must_do(f, "close", id);
    assert_string_equal(column(f, id, "visit_by"), "2026-12-30"); /* a new round */
    assert_string_equal(column(f, id, "visit_result"), "");
    assert_int_equal(waiting(f), 1);
    assert_string_equal(steps_of(f, id),
                        "register assign reply check_pass announce close visit extend reply "
                        "check_pass announce close");
}

static void dissatisfied_with_a_new_one(void **state) {
    struct fixture *f = *state;
    int64_t id = closed(f, "complain", "臭味", "13900000110");
    int64_t made = 0;
    struct visible all = visible_to_rules();
    at(f, "2026-11-23T09:00");
    must_do(f, "visit", id, "visit_result", "dissatisfied", "visit_again", "另立新件", "visit_note",
            "又养了一批");
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "visit_again"), "new");
    assert_int_equal(store_find_number(f->office.store, &all, "FK2026-00002", &made, NULL),
                     STATUS_OK);
    assert_string_equal(column(f, made, "title"), "臭味");
    assert_string_equal(column(f, made, "body"), "又养了一批");
    assert_string_equal(column(f, id, "visit_note"), ""); /* said there, and nowhere else */
    assert_string_equal(column(f, made, "reporter"), "杨秀莲");
    assert_string_equal(column(f, made, "state"), "assigned");
    assert_string_equal(column(f, made, "received_on"), "2026-11-23");
    assert_int_equal(strtoll(column(f, made, "again_of"), NULL, 10), id);
    assert_int_equal(strtoll(column(f, made, "unit"), NULL, 10), f->unit);
}

/* Past every rule. */
static void set_columns(struct fixture *f, int64_t id, const char *name, const char *text) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct save save;
    fields_set(&changes, name, text);
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(save_change(&save, &record, &changes, "=", "edit", "", NULL), STATUS_OK);
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    record_release(&record);
    fields_release(&changes);
}

/* What the record says, with its steps and earlier versions. */
static const char *record_words(struct fixture *f, int64_t id) {
    static char text[8000];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    struct versions versions = {0};
    snprintf(text, sizeof text, "%s\n", column(f, id, "visit_note"));
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++)
        strncat(text, steps.items[i].note, sizeof text - strlen(text) - 1);
    assert_int_equal(store_versions(f->office.store, &all, id, &versions, NULL), STATUS_OK);
    for (size_t i = 0; i < versions.count; i++)
        strncat(text, versions.items[i].data, sizeof text - strlen(text) - 1);
    steps_release(&steps);
    versions_release(&versions);
    return text;
}

/* The new one turns out a report: what was said at the visit is in no older record, version, step or audit entry. */
static void a_new_one_that_is_a_report_leaves_no_words(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t id = closed(f, "complain", "臭味", "13900000110"), made = 0;
    at(f, "2026-11-23T09:00");
    must_do(f, "visit", id, "visit_result", "dissatisfied", "visit_again", "new", "visit_note",
            "䶮会计收了钱");
    assert_int_equal(store_find_number(f->office.store, &all, "FK2026-00002", &made, NULL),
                     STATUS_OK);
    assert_null(strstr(record_words(f, id), "收了钱"));
    must_do(f, "edit", made, "kind", "report");
    assert_string_equal(column(f, made, "sealed"), "1");
    assert_null(strstr(record_words(f, id), "收了钱"));
    /* Nor in one that an older program made. */
    int64_t old = closed(f, "complain", "噪声", "13900000111");
    must_do(f, "visit", old, "visit_result", "dissatisfied", "visit_again", "new");
    assert_int_equal(store_find_number(f->office.store, &all, "FK2026-00004", &made, NULL),
                     STATUS_OK);
    set_columns(f, old, "visit_note", "䶮会计收了钱");
    set_columns(f, old, "answered_by", "周建华");
    assert_non_null(strstr(record_words(f, old), "收了钱"));
    must_do(f, "edit", made, "kind", "report");
    assert_null(strstr(record_words(f, old), "收了钱"));
}

/* One that may not be visited spoils the whole: nothing is stored, no new record left behind. */
static void several_are_all_or_none(void **state) {
    struct fixture *f = *state;
    struct fields arguments = FIELDS_INIT;
    struct visible all = visible_to_rules();
    int64_t none = 0;
    int64_t ids[2];
    ids[0] = closed(f, "complain", "臭味", "13900000110");
    ids[1] = closed(f, "complain", "噪声", "13900000111");
    must_do(f, "visit", ids[1], "visit_result", "满意");
    fields_set(&arguments, "visit_result", "dissatisfied");
    fields_set(&arguments, "visit_again", "new");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "visit", ids, 2, 0, &arguments, &last), STATUS_DENIED);
    fields_release(&arguments);
    assert_string_equal(column(f, ids[0], "visit_result"), "");
    assert_int_equal(store_find_number(f->office.store, &all, "FK2026-00003", &none, NULL),
                     STATUS_NOT_FOUND);
}

static void a_report_is_not_visited_by_others(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    set_setting(f, "visit_kinds", "report complain");
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  TODAY, "contact", "13900000113");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "reply", id, "reply", "已移交。");
    must_do(f, "close", id);
    assert_int_equal(waiting(f), 0);
    refused(f, STATUS_DENIED, "visit_again", "举报件只能重新办理", "visit", id, "visit_result",
            "dissatisfied", "visit_again", "new");
    must_do(f, "visit", id, "visit_result", "dissatisfied");
    assert_string_equal(column(f, id, "state"), "in_hand");
    assert_string_equal(column(f, id, "withheld_reason"), "不宜公开：举报件");
    assert_string_equal(column(f, id, "sealed"), "1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(which_wait_for_it),
        with_office(the_queue_has_lights),
        with_office(satisfied_or_not_reached),
        with_office(dissatisfied_opens_it_again),
        with_office(a_new_one_that_is_a_report_leaves_no_words),
        with_office(dissatisfied_with_a_new_one),
        with_office(several_are_all_or_none),
        with_office(a_report_is_not_visited_by_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
