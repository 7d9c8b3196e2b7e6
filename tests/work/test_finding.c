/* A finding from the day it is found to its end: ordered, answered, rechecked; let go only with a reason and by
 * somebody who has no part in it; never changed by hand, voided or deleted. Inspections and what they list. Mission
 * D6, D7, V1, V4, N4. */
#include "work/publish_fixture.h"

#include "work/calendar_load.h"
#include "work/record_due.h"
#include "work/related.h"

static int64_t reviewer, other_leader;

static void begin(struct fixture *f) {
    must_register(f, "person", &reviewer, "title", "陈晓", "account", "chenxiao", "roles",
                  "reviewer");
    must_register(f, "person", &other_leader, "title", "刘䶮", "account", "liuyan", "roles",
                  "supervisor");
    use_as(f, f->clerk, ROLE_CLERK);
}
static void as_leader(struct fixture *f) {
    use_as(f, f->leader, ROLE_SUPERVISOR);
}

static int64_t found(struct fixture *f) {
    int64_t id = 0;
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "finding", &id, "kind", "避实就虚", "title", "公开栏𠮷只写合计", "evidence",
                  "三季度支出只有一个总数", "unit", "东门村", "person", "张𠮷旺");
    return id;
}
static int64_t ordered(struct fixture *f) {
    int64_t id = found(f);
    as_leader(f);
    must_do(f, "order", id, "demand", "写到每一笔", "order_no", "青政责改〔2026〕3号");
    return id;
}
static int64_t answered(struct fixture *f) {
    int64_t id = ordered(f);
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "answer_order", id, "reply", "已写到每一笔", "answered_by", "张𠮷旺");
    return id;
}

static void from_found_to_rectified(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = found(f);
    assert_string_equal(column(f, id, "number"), "WT2026-00001");
    assert_string_equal(column(f, id, "kind"), "evasive");
    assert_string_equal(column(f, id, "received_on"), "2026-11-20");
    assert_string_equal(column(f, id, "due_on"), "2026-12-04");
    at(f, "2026-11-23T09:00");
    as_leader(f);
    refused(f, STATUS_INVALID, "demand", "请填写", "order", id);
    refused(f, STATUS_INVALID, "due_on", "整改期限 2026-11-20 早于 2026-11-23", "order", id,
            "demand", "写到每一笔", "due_on", "2026-11-20");
    must_do(f, "order", id, "demand", "写到每一笔", "order_no", "青政责改〔2026〕3号");
    assert_string_equal(column(f, id, "state"), "ordered");
    assert_string_equal(column(f, id, "ordered_on"), "2026-11-23");
    assert_int_equal(atoll(column(f, id, "ordered_by")), f->leader);
    assert_string_equal(column(f, id, "due_on"), "2026-12-07"); /* counted from the order */
    refused(f, STATUS_DENIED, "", "不能复查", "recheck", id, "passed", "是");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_INVALID, "reply", "请填写", "answer_order", id);
    must_do(f, "answer_order", id, "reply", "已写到每一笔", "answered_by", "张𠮷旺");
    assert_string_equal(column(f, id, "state"), "answered");
    assert_string_equal(column(f, id, "answered_by"), "张𠮷旺");
    assert_int_equal(atoll(column(f, id, "replied_by")), f->clerk);
    use_as(f, reviewer, ROLE_REVIEWER);
    refused(f, STATUS_INVALID, "passed", "请填写", "recheck", id);
    must_do(f, "recheck", id, "passed", "是", "recheck_note", "现场看过");
    assert_string_equal(column(f, id, "state"), "rectified");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "outcome"), "rectified");
    assert_string_equal(column(f, id, "outcome_reason"), "现场看过");
    assert_int_equal(atoll(column(f, id, "ended_by")), reviewer);
    assert_string_equal(steps_of(f, id), "register order answer_order recheck");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "整改完成", "no_action", id, "reason", "不追了");
}

static void what_is_not_right_is_ordered_again(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = answered(f);
    at(f, "2026-11-30T09:00");
    use_as(f, reviewer, ROLE_REVIEWER);
    refused(f, STATUS_INVALID, "recheck_note", "请写明还差什么", "recheck", id, "passed", "否");
    refused(f, STATUS_INVALID, "due_on", "早于 2026-11-30", "recheck", id, "passed", "0",
            "recheck_note", "还差两笔", "due_on", "2026-11-29");
    must_do(f, "recheck", id, "passed", "否", "recheck_note", "还差两笔");
    assert_string_equal(column(f, id, "state"), "ordered");
    assert_string_equal(column(f, id, "open"), "1");
    assert_string_equal(column(f, id, "outcome"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-14"); /* counted from the recheck */
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "answer_order", id, "reply", "两笔也写了");
    assert_string_equal(column(f, id, "answered_by"), "李春梅");
    use_as(f, reviewer, ROLE_REVIEWER);
    must_do(f, "recheck", id, "passed", "是");
    assert_string_equal(column(f, id, "state"), "rectified");
}

static void who_answered_does_not_recheck(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = ordered(f);
    use_as(f, other_leader, ROLE_SUPERVISOR);
    must_do(f, "answer_order", id, "reply", "已改", "answered_by", "张𠮷旺");
    refused(f, STATUS_DENIED, "", "整改回复是您写的或录入的，须由别人复查", "recheck", id, "passed",
            "是");
    as_leader(f);
    must_do(f, "recheck", id, "passed", "是");
}

static void who_is_charged_does_not_end_it(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处",
                  "person", "周建华");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "责任人是您自己，须由别人整改完成", "rectify", id,
            "outcome_reason", "改了");
    refused(f, STATUS_DENIED, "", "责任人是您自己，须由别人不予追究", "no_action", id, "reason",
            "小事");
    use_as(f, other_leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "outcome_reason", "请填写", "rectify", id);
    must_do(f, "rectify", id, "outcome_reason", "已另贴两处");
    assert_string_equal(column(f, id, "state"), "rectified");
}

/* The recorder of a breach does not decide on it. */
static void who_reported_it_does_not_let_it_go(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    as_leader(f);
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处",
                  "unit", "东门村");
    refused(f, STATUS_DENIED, "", "是您登记的问题，须由别人不予追究", "no_action", id, "reason",
            "小事");
    use_as(f, other_leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "reason", "请填写", "no_action", id);
    must_do(f, "no_action", id, "reason", "经核查不属于问题");
    assert_string_equal(column(f, id, "state"), "no_action");
    assert_string_equal(column(f, id, "outcome"), "no_action");
    assert_string_equal(column(f, id, "outcome_reason"), "经核查不属于问题");
    assert_string_equal(column(f, id, "same_person"), "");
}

static void alone_it_is_marked(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    as_leader(f);
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处",
                  "person", "周建华");
    f->office.one_person_office = true;
    must_do(f, "rectify", id, "outcome_reason", "改了");
    assert_string_equal(column(f, id, "same_person"), "整改完成");
}

static void by_their_roles(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = found(f);
    refused(f, STATUS_DENIED, "", "您的角色不能责令整改", "order", id, "demand", "改");
    refused(f, STATUS_DENIED, "", "您的角色不能整改完成", "rectify", id, "outcome_reason", "改了");
    refused(f, STATUS_DENIED, "", "您的角色不能追究", "accountability", id);
    use_as(f, reviewer, ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "您的角色不能责令整改", "order", id, "demand", "改");
    refused(f, STATUS_DENIED, "", "您的角色不能不予追究", "no_action", id, "reason", "算了");
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处");
    use_as(f, f->admin, ROLE_ADMIN);
    register_refused(f, STATUS_DENIED, "", "您的角色不能登记", "finding", "kind", "form", "title",
                     "试", "evidence", "试");
}

static void nobody_changes_voids_or_deletes_one(void **state) {
    static const char *const commands[] = {"edit",   "void", "restore", "restore_version",
                                           "delete", "close"};
    static const char *const states[] = {"open",      "ordered",   "answered",  "accountable",
                                         "rectified", "no_action", "accounted", "void"};
    struct fixture *f = *state;
    begin(f);
    int64_t id = found(f);
    for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
        for (size_t c = 0; c < sizeof commands / sizeof commands[0]; c++)
            for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role <<= 1) {
                use_as(f, f->admin, role);
                if (flow_allows(&f->office, "finding", states[s], commands[c]))
                    fail_msg("%s %s", states[s], commands[c]);
            }
    use_as(f, f->admin, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "不能改", "edit", id, "evidence", "没有这回事");
    refused(f, STATUS_DENIED, "", "不能作废", "void", id, "reason", "不想要了");
}

static void what_is_not_said_follows_what_it_is_about(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, disclosure = 0;
    begin(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    make_boards(f);
    make_entry(f);
    disclosure = draft(f, "东门村䶮塘清淤", NULL);
    must_register(f, "finding", &id, "kind", "partial", "title", "没有明细", "evidence", "只有合计",
                  "about", "GK2026-00001", "due_on", "2026-11-27");
    assert_int_equal(atoll(column(f, id, "about")), disclosure);
    assert_int_equal(atoll(column(f, id, "unit")), f->unit);
    assert_int_equal(atoll(column(f, id, "person")), f->village);
    assert_string_equal(column(f, id, "due_on"), "2026-11-27");
    must_register(f, "finding", &id, "kind", "form", "title", "字太小", "evidence", "看不清",
                  "about", "GK2026-00001", "person", "李春梅");
    assert_int_equal(atoll(column(f, id, "unit")), f->other_unit); /* hers */
    register_refused(f, STATUS_INVALID, "received_on", "发现日期 2026-11-21 还没有到", "finding",
                     "kind", "form", "title", "试", "evidence", "试", "received_on", "2026-11-21");
    register_refused(f, STATUS_INVALID, "kind", "没有“小事”这一项", "finding", "kind", "小事",
                     "title", "试", "evidence", "试");
    register_refused(f, STATUS_INVALID, "evidence", "请填写", "finding", "kind", "form", "title",
                     "试");
    register_refused(f, STATUS_INVALID, "outcome", "不能在这里填写", "finding", "kind", "form",
                     "title", "试", "evidence", "试", "outcome", "rectified");
}

static void an_order_goes_to_somebody(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处");
    as_leader(f);
    refused(f, STATUS_INVALID, "unit", "没有写明责令谁整改", "order", id, "demand", "多贴几处");
    must_do(f, "order", id, "demand", "多贴几处", "unit", "东门村", "due_on", "2026-11-25");
    assert_string_equal(column(f, id, "due_on"), "2026-11-25");
    assert_int_equal(atoll(column(f, id, "unit")), f->unit);
}

/* Only what the limit counts is counted again. */
static void a_new_calendar_moves_its_date(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    char iso[DATE_BYTES];
    begin(f);
    int64_t id = ordered(f);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_string_equal(date_to_iso(due.due.day, iso), column(f, id, "due_on"));
    record_due_release(&due);
    record_release(&record);
}

/* ---- inspections ---------------------------------------------------------------------------------- */

static void append_title(void *context, const struct fields *row) {
    strcat(context, fields_text(row, "title"));
    strcat(context, " ");
}

static int64_t inspected(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "inspection", &id, "unit", "东门村", "leader", "周建华", "members",
                  "李春梅、陈晓", "scope", "公开栏", "result", "栏里是空的", "internal", "是");
    return id;
}

static void an_inspection_lists_findings(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    char titles[300] = "";
    int64_t finding = 0;
    begin(f);
    int64_t id = inspected(f);
    assert_string_equal(column(f, id, "number"), "JC2026-00001");
    assert_string_equal(column(f, id, "title"), "检查东门村");
    refused(f, STATUS_INVALID, "evidence", "请填写", "add_finding", id, "kind", "form", "title",
            "空栏");
    refused(f, STATUS_INVALID, "kind", "没有“小事”这一项", "add_finding", id, "kind", "小事",
            "title", "空栏", "evidence", "空的");
    must_do(f, "add_finding", id, "kind", "未公开", "title", "空栏䶮", "evidence", "空的");
    must_do(f, "add_finding", id, "kind", "form", "title", "字太小", "evidence", "看不清", "unit",
            "社会事务办");
    assert_int_equal(related_each(&f->office, "inspection", "findings", id, append_title, titles, NULL),
                     STATUS_OK);
    assert_string_equal(titles, "空栏䶮 字太小 ");
    assert_int_equal(store_find_number(f->office.store, &all, "WT2026-00001", &finding, NULL),
                     STATUS_OK);
    assert_int_equal(atoll(column(f, finding, "inspection")), id);
    assert_int_equal(atoll(column(f, finding, "unit")), f->unit);
    assert_string_equal(column(f, finding, "internal"), "1");
    assert_string_equal(column(f, finding, "kind"), "not_published");
    assert_int_equal(store_find_number(f->office.store, &all, "WT2026-00002", &finding, NULL),
                     STATUS_OK);
    assert_int_equal(atoll(column(f, finding, "unit")), f->other_unit);
    refused(f, STATUS_DENIED, "", "列出了 2 个问题，不能作废", "void", id, "reason", "登错");
}

static void an_inspection_of_something(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    register_refused(f, STATUS_INVALID, "unit", "没有写明检查什么", "inspection", "result", "好");
    register_refused(f, STATUS_INVALID, "result", "请填写", "inspection", "unit", "东门村");
    register_refused(f, STATUS_INVALID, "received_on", "还没有到", "inspection", "unit", "东门村",
                     "result", "好", "received_on", "2026-11-23");
    id = inspected(f);
    must_do(f, "edit", id, "result", "栏里有两张");
    must_do(f, "void", id, "reason", "登错");
    assert_string_equal(column(f, id, "state"), "void");
    must_do(f, "restore", id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(from_found_to_rectified),
        with_office(what_is_not_right_is_ordered_again),
        with_office(who_answered_does_not_recheck),
        with_office(who_is_charged_does_not_end_it),
        with_office(who_reported_it_does_not_let_it_go),
        with_office(alone_it_is_marked),
        with_office(by_their_roles),
        with_office(nobody_changes_voids_or_deletes_one),
        with_office(what_is_not_said_follows_what_it_is_about),
        with_office(an_order_goes_to_somebody),
        with_office(a_new_calendar_moves_its_date),
        with_office(an_inspection_lists_findings),
        with_office(an_inspection_of_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
