/* Calls and visits: answered from what is public only, called back, passed on as feedback with links both ways, a report
 * emptied; counts by month, way and topic. Mission F5, F6, C2. */
#include "work/publish_fixture.h"

#include "work/enquiry.h"
#include "work/hot.h"
#include "work/published.h"
#include "work/related.h"

static int64_t published(struct fixture *f, const char *title) {
    int64_t id = 0;
    approved(f, &id, title);
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001");
    return id;
}

static void prepare(struct fixture *f) {
    make_boards(f);
    make_entry(f);
}

/* ---- answered ------------------------------------------------------------------------------------ */

static void an_answer_takes_topic_and_unit_of_what_was_found(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    prepare(f);
    int64_t found = published(f, "东门村䶮塘清淤");
    must_register(f, "enquiry", &id, "way", "来电", "body", "䶮塘清淤花了多少钱？\n什么时候完工",
                  "found", column(f, found, "number"), "asker", "张𠮷旺", "contact",
                  "１３８00001234");
    assert_string_equal(column(f, id, "state"), "answered");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "title"), "䶮塘清淤花了多少钱？");
    assert_string_equal(column(f, id, "topic"), column(f, found, "catalogue"));
    assert_string_equal(column(f, id, "unit"), column(f, found, "unit"));
    assert_string_equal(column(f, id, "answered_on"), "2026-11-20");
    assert_string_equal(column(f, id, "answered_by"), "孙国强");
    assert_int_equal(strncmp(column(f, id, "number"), "CX2026-", 7), 0);
}

static void only_what_is_public_answers(void **state) {
    struct fixture *f = *state;
    int64_t outside = 0, feedback = 0, id = 0;
    prepare(f);
    int64_t waiting = draft(f, "还没定的清淤", NULL);
    int64_t internal = published(f, "内部的清淤");
    set_columns(f, internal, NULL, "scope", "internal", NULL);
    const int64_t hidden[] = {waiting, internal};
    for (size_t i = 0; i < 2; i++) {
        char number[24];
        snprintf(number, sizeof number, "%s", column(f, hidden[i], "number"));
        register_refused(f, STATUS_DENIED, "found", "没有向社会公开", "enquiry", "way", "call",
                         "body", "清淤", "found", number);
    }
    must_register(f, "feedback", &feedback, "kind", "consult", "title", "塘几时清", "received_on",
                  "2026-11-19");
    register_refused(f, STATUS_DENIED, "found", "没有向社会公开", "enquiry", "way", "call", "body",
                     "清淤", "found", column(f, feedback, "number"));
    must_do(f, "settle", feedback, "reply", "十二月", "place", "镇政府公开栏");
    must_register(f, "enquiry", &id, "way", "call", "body", "清淤", "found",
                  column(f, feedback, "number"));
    must_register(f, "outside", &outside, "title", "十二月停电安排", "publisher", "供电所",
                  "published_on", "2026-11-18", "body", "十二月三日检修。");
    must_register(f, "enquiry", &id, "way", "visit", "body", "几时停电", "found",
                  column(f, outside, "number"));
    assert_string_equal(column(f, id, "state"), "answered");
}

static void a_day_to_come_is_refused(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "received_on", "不能晚于今天", "enquiry", "way", "call",
                     "body", "清淤", "received_on", "2026-11-21");
    register_refused(f, STATUS_INVALID, "way", "没有“传真”这一项", "enquiry", "way", "传真", "body",
                     "清淤");
    register_refused(f, STATUS_INVALID, "body", "请填写", "enquiry", "way", "call");
}

/* ---- to be called back --------------------------------------------------------------------------- */

static void who_got_no_answer_is_called_back_in_time(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "enquiry", &id, "way", "window", "body", "老屋漏水能不能补助");
    assert_string_equal(column(f, id, "state"), "asked");
    assert_string_equal(column(f, id, "open"), "1");
    assert_string_equal(column(f, id, "due_on"), "2026-11-23"); /* the next working day */
    refused(f, STATUS_INVALID, "reply", "怎么答复", "answer", id);
    must_do(f, "answer", id, "reply", "可以，带户口本来", "satisfied", "满意");
    assert_string_equal(column(f, id, "state"), "answered");
    assert_string_equal(column(f, id, "satisfied"), "satisfied");
    refused(f, STATUS_DENIED, "", "不能回话答复", "answer", id, "reply", "再答");
    must_do(f, "void", id, "reason", "登错");
    must_do(f, "restore", id, "reason", "没有登错");
    assert_string_equal(column(f, id, "state"), "answered");
}

/* ---- passed on ----------------------------------------------------------------------------------- */

static void add_number(void *context, const struct fields *fields) {
    snprintf(context, 24, "%s", fields_text(fields, "number"));
}

static void an_unanswered_call_becomes_feedback_linked_both_ways(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    char number[24], linked[24] = "";
    prepare(f);
    must_register(f, "enquiry", &id, "way", "call", "body", "三组路灯不亮，几时修？", "asker",
                  "张𠮷旺", "contact", "13800001234", "topic", "村级重大事项");
    must_do(f, "to_feedback", id, "kind", "complain", "unit", "东门村");
    assert_string_equal(column(f, id, "state"), "passed_on");
    int64_t feedback = atoll(column(f, id, "feedback"));
    assert_string_equal(column(f, feedback, "source"), "call");
    assert_string_equal(column(f, feedback, "kind"), "complain");
    assert_string_equal(column(f, feedback, "title"), "三组路灯不亮，几时修？");
    assert_string_equal(column(f, feedback, "reporter"), "张𠮷旺");
    assert_string_equal(column(f, feedback, "contact"), "13800001234");
    assert_string_equal(column(f, feedback, "topic"), column(f, id, "topic"));
    assert_string_equal(column(f, feedback, "state"), "assigned");
    snprintf(number, sizeof number, "%s", column(f, id, "number"));
    assert_int_equal(
        related_each(&f->office, "feedback", "enquiries", feedback, add_number, linked, NULL),
        STATUS_OK);
    assert_string_equal(linked, number);
    refused(f, STATUS_DENIED, "", "不能转为反馈件", "to_feedback", id, "kind", "suggest");
    refused(f, STATUS_DENIED, "", "不能作废", "void", id, "reason", "不要了");
}

/* Neither the call nor an earlier version of it says anything more. */
static void says_nothing(struct fixture *f, int64_t id) {
    static const char *const columns[] = {"asker", "contact", "topic",
                                          "found", "reply",   "feedback"};
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    assert_string_equal(column(f, id, "title"), "另行登记办理");
    assert_string_equal(column(f, id, "body"), "另行登记办理");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        assert_string_equal(column(f, id, columns[i]), "");
    assert_int_equal(store_versions(f->office.store, &all, id, &versions, NULL), STATUS_OK);
    assert_true(versions.count > 0);
    for (size_t i = 0; i < versions.count; i++) {
        assert_null(strstr(versions.items[i].data, "吃拿卡要"));
        assert_null(strstr(versions.items[i].data, "张𠮷旺"));
    }
    versions_release(&versions);
}

static void a_call_that_is_a_report_keeps_nothing(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, later = 0;
    must_register(f, "enquiry", &id, "way", "call", "body", "会计吃拿卡要", "asker", "张𠮷旺");
    must_do(f, "to_feedback", id, "kind", "report");
    says_nothing(f, id);
    must_register(f, "enquiry", &later, "way", "call", "body", "也是吃拿卡要", "asker", "张𠮷旺");
    must_do(f, "to_feedback", later, "kind", "complain");
    must_do(f, "edit", atoll(column(f, later, "feedback")), "kind", "report");
    says_nothing(f, later);
}

/* ---- who may ------------------------------------------------------------------------------------- */

static void only_clerks_log_calls(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "enquiry", &id, "way", "call", "body", "几时停电");
    use_as(f, f->leader, ROLE_REVIEWER);
    register_refused(f, STATUS_DENIED, "", "不能登记", "enquiry", "way", "call", "body", "清淤");
    refused(f, STATUS_DENIED, "", "您的角色不能", "answer", id, "reply", "明天");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "answer", id, "reply", "明天");
}

/* ---- counts -------------------------------------------------------------------------------------- */

static void calls_are_counted_by_month_way_and_topic(void **state) {
    struct fixture *f = *state;
    struct enquiry_counts counts;
    struct hot_list *list = calloc(1, sizeof *list);
    int64_t id = 0;
    prepare(f);
    int64_t found = published(f, "东门村䶮塘清淤");
    char number[24];
    snprintf(number, sizeof number, "%s", column(f, found, "number"));
    static const char *const days[] = {"2026-10-09", "2026-11-20", "2026-11-20"};
    for (int i = 0; i < 3; i++)
        must_register(f, "enquiry", &id, "way", i == 0 ? "visit" : "call", "body", "清淤",
                      "received_on", days[i], "found", number, "satisfied",
                      i == 2 ? "dissatisfied" : "mostly");
    must_register(f, "enquiry", &id, "way", "call", "body", "登重的", "found", number);
    must_do(f, "void", id, "reason", "登重");
    must_register(f, "enquiry", &id, "way", "call", "body", "修路灯", "topic", "村级重大事项");
    must_do(f, "to_feedback", id, "kind", "complain"); /* counted as feedback from now on */
    must_register(f, "enquiry", &id, "way", "call", "body", "没人知道的");
    assert_int_equal(published_looked(&f->office, found, NULL), STATUS_OK);
    assert_int_equal(published_looked(&f->office, found, NULL), STATUS_OK);
    const day_number from = date_from_ymd(2026, 1, 1), to = date_from_ymd(2026, 11, 20);
    assert_int_equal(enquiry_count(&f->office, from, to, &counts, NULL), STATUS_OK);
    assert_int_equal(counts.month_count, 2);
    assert_string_equal(counts.months[0].month, "2026-10");
    assert_int_equal(counts.months[0].answered, 1);
    assert_int_equal(counts.months[1].answered, 2);
    assert_int_equal(counts.months[1].passed_on, 1);
    assert_int_equal(counts.months[1].asked, 1);
    assert_int_equal(counts.today, 4);
    assert_int_equal(counts.way_count, 2);
    for (size_t i = 0; i < counts.way_count; i++) {
        bool is_call = strcmp(counts.ways[i].way, "call") == 0;
        assert_int_equal(counts.ways[i].count, is_call ? 4 : 1);
        assert_int_equal(counts.ways[i].satisfied, 1);
        assert_int_equal(counts.ways[i].dissatisfied, is_call ? 1 : 0);
    }
    assert_int_equal(hot_count(&f->office, from, to, list, NULL), STATUS_OK);
    assert_int_equal(list->count, 1);
    assert_string_equal(list->items[0].title, "村级重大事项");
    assert_int_equal(list->items[0].enquiries, 3);
    assert_int_equal(list->items[0].count, 1);
    assert_int_equal(list->items[0].looked, 2);
    hot_release(list);
    free(list);
}

/* ---- the hall ------------------------------------------------------------------------------------ */

static bool is_listed(struct fixture *f, const struct published_request *request, int64_t id) {
    struct published_page page = {.count = 0};
    bool is_there = false;
    assert_int_equal(published_list(&f->office, request, "", 0, 16, &page, NULL), STATUS_OK);
    for (size_t i = 0; i < page.count; i++)
        is_there = is_there || page.items[i].id == id;
    published_page_release(&page);
    return is_there;
}

static void the_hall_lists_what_everybody_may_read(void **state) {
    struct fixture *f = *state;
    const struct published_request rural = {.affair = "rural"};
    const struct published_request money = {.affair = "money"};
    const struct published_request outside = {.affair = "", .is_outside = true};
    int64_t other = 0;
    prepare(f);
    int64_t open = published(f, "东门村䶮塘清淤");
    int64_t internal = published(f, "内部的事");
    int64_t changed = published(f, "签发后改过的");
    int64_t withdrawn = published(f, "撤下的事");
    int64_t waiting = draft(f, "拟的稿", NULL);
    int64_t to_publish = 0;
    approved(f, &to_publish, "待发布的");
    set_columns(f, internal, NULL, "scope", "internal", NULL);
    set_columns(f, changed, NULL, "element_result", "清淤９处", NULL);
    must_do(f, "withdraw", withdrawn, "reason", "有误");
    assert_true(is_listed(f, &rural, open));
    const int64_t hidden[] = {internal, changed, withdrawn, waiting, to_publish};
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        struct published_item item;
        assert_false(is_listed(f, &rural, hidden[i]));
        assert_false(published_item(&f->office, hidden[i], &item));
    }
    assert_false(is_listed(f, &money, open));
    const struct published_request of_unit = {.affair = "", .unit = f->unit};
    const struct published_request of_other = {.affair = "", .unit = f->other_unit};
    assert_true(is_listed(f, &of_unit, open));
    assert_false(is_listed(f, &of_other, open));
    struct published_item item;
    assert_true(published_item(&f->office, open, &item));
    assert_string_equal(item.title, "东门村䶮塘清淤");
    assert_string_equal(item.unit, "东门村");
    published_item_release(&item);
    must_register(f, "outside", &other, "title", "停电找老李13800001234", "publisher", "供电所",
                  "published_on", "2026-11-18", "body", "检修", "expires_on", "2026-11-20");
    assert_true(is_listed(f, &outside, other));
    assert_true(published_item(&f->office, other, &item));
    assert_string_equal(item.title, "停电找老李138****1234");
    published_item_release(&item);
    at(f, "2026-11-21T09:00");
    assert_false(is_listed(f, &outside, other));
}

/* More than a page, two of a day, and those that may not be seen left out between them. */
static void the_hall_turns_pages_without_a_gap(void **state) {
    struct fixture *f = *state;
    const struct published_request rural = {.affair = "rural"};
    struct published_page page = {.count = 0};
    int64_t ids[7], seen[7];
    size_t count = 0;
    prepare(f);
    for (int i = 0; i < 7; i++) {
        char title[40];
        snprintf(title, sizeof title, "第%d件", i + 1);
        ids[i] = published(f, title);
    }
    set_columns(f, ids[3], NULL, "scope", "internal", NULL);
    char key[DATE_BYTES] = "";
    int64_t id = 0;
    do {
        assert_int_equal(published_list(&f->office, &rural, key, id, 2, &page, NULL), STATUS_OK);
        for (size_t i = 0; i < page.count; i++)
            seen[count++] = page.items[i].id;
        memcpy(key, page.key, sizeof key);
        id = page.id;
    } while (page.has_more);
    published_page_release(&page);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(seen[i], ids[i < 3 ? 6 - i : 5 - i]);
}

static void who_only_enquires_sees_no_record(void **state) {
    struct fixture *f = *state;
    struct record record = {0};
    int64_t id = 0;
    prepare(f);
    int64_t open = published(f, "东门村䶮塘清淤");
    must_register(f, "feedback", &id, "kind", "consult", "title", "几时修", "received_on",
                  "2026-11-19");
    use_as(f, f->clerk, ROLE_ENQUIRY);
    const int64_t all[] = {open, id, f->unit};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(store_read(f->office.store, &f->office.visible, all[i], &record, NULL),
                         STATUS_NOT_FOUND);
    record_release(&record);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(an_answer_takes_topic_and_unit_of_what_was_found),
        with_office(only_what_is_public_answers),
        with_office(a_day_to_come_is_refused),
        with_office(who_got_no_answer_is_called_back_in_time),
        with_office(an_unanswered_call_becomes_feedback_linked_both_ways),
        with_office(a_call_that_is_a_report_keeps_nothing),
        with_office(only_clerks_log_calls),
        with_office(calls_are_counted_by_month_way_and_topic),
        with_office(the_hall_lists_what_everybody_may_read),
        with_office(the_hall_turns_pages_without_a_gap),
        with_office(who_only_enquires_sees_no_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
