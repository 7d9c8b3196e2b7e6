/* Imports: all rows in one transaction, each by the rules, refused rows leave it usable. */
#include "work/office_fixture.h"

#include "work/import.h"

static enum status row(struct import *import, int64_t *id, ...) {
    struct fields values = FIELDS_INIT;
    va_list list;
    va_start(list, id);
    fill(&values, list);
    va_end(list);
    last = (struct problems){0};
    enum status status = import_row(import, &values, false, id, &last);
    fields_release(&values);
    return status;
}

static struct import *begin(struct fixture *f, const char *kind) {
    struct import *import = NULL;
    struct problem problem = {0};
    if (import_begin(&f->office, kind, &import, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return import;
}

static int64_t count_feedback(struct fixture *f) {
    struct visible all = visible_to_rules();
    struct page_request request = {.view = "feedback_all", .order = "number"};
    int64_t count = 0;
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &count, NULL), STATUS_OK);
    return count;
}

static void good_rows_are_stored_bad_ones_said(void **state) {
    struct fixture *f = *state;
    struct import *import = begin(f, "feedback");
    int64_t id = 0;
    assert_int_equal(row(import, &id, "kind", "投诉", "title", "路灯不亮", "received_on",
                         "2026/11/3", "unit", "东门村", "source", "来电", NULL),
                     STATUS_OK);
    assert_int_equal(row(import, &id, "kind", "赞美", "title", "", "received_on", "2026-11-31",
                         "unit", "西门村", NULL),
                     STATUS_INVALID);
    assert_int_equal(last.count, 4);
    assert_int_equal(
        row(import, &id, "kind", "praise", "title", "服务好", "received_on", "2026-11-04", NULL),
        STATUS_OK);
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
    assert_int_equal(count_feedback(f), 2);
    assert_string_equal(column(f, id, "number"), "FK2026-00002");
    assert_string_equal(column(f, id - 1, "source"), "call");
    assert_int_equal(strtoll(column(f, id - 1, "unit"), NULL, 10), f->unit);
    assert_string_equal(column(f, id - 1, "received_on"), "2026-11-03");
}

static void an_abandoned_import_leaves_nothing(void **state) {
    struct fixture *f = *state;
    struct import *import = begin(f, "feedback");
    int64_t id = 0;
    assert_int_equal(
        row(import, &id, "kind", "投诉", "title", "路灯", "received_on", "2026-11-03", NULL),
        STATUS_OK);
    import_abandon(import);
    import_abandon(NULL);
    assert_int_equal(count_feedback(f), 0);
    must_register(f, "feedback", &id, "kind", "投诉", "title", "路灯", "received_on", "2026-11-03");
    assert_string_equal(column(f, id, "number"), "FK2026-00001");
}

/* A setting, a code, a limit not read for want of memory is no fault of the row. */
static void a_row_is_not_blamed_for_what_was_not_read(void **state) {
    struct fixture *f = *state;
    struct import *import = begin(f, "feedback");
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    assert_int_equal(
        row(import, &id, "kind", "投诉", "title", "路灯", "received_on", "2026-11-03", NULL),
        STATUS_OK);
    store_miss_memory(f->office.store);
    assert_int_equal(row(import, &id, "kind", "赞美", "title", "", NULL), STATUS_NO_MEMORY);
    assert_int_equal(last.count, 1);
    assert_non_null(strstr(sentence(&last.items[0]), "内存不够"));
    fields_set(&values, "kind", "投诉");
    fields_set(&values, "received_on", "2026-11-03");
    fields_set(&values, "title", "井盖");
    values.failed = true; /* and what the caller could not hold is not left out */
    last = (struct problems){0};
    assert_int_equal(import_row(import, &values, false, &id, &last), STATUS_NO_MEMORY);
    fields_release(&values);
    import_abandon(import);
    store_miss_memory(f->office.store);
    last = (struct problems){0};
    assert_int_equal(flow_check_new(&f->office, "feedback", &values, &last), STATUS_NO_MEMORY);
    assert_int_equal(last.count, 1);
    assert_int_equal(count_feedback(f), 0);
}

static void a_duplicate_names_row_or_number(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "投诉", "title", "井盖", "received_on", "2026-11-03",
                  "contact", "１３９", "external_no", "A-1");
    struct import *import = begin(f, "feedback");
    assert_int_equal(
        row(import, &id, "kind", "投诉", "title", "垃圾", "received_on", "2026-11-03", NULL),
        STATUS_OK);
    assert_int_equal(
        row(import, &id, "kind", "没有", "title", "x", "received_on", "2026-11-03", NULL),
        STATUS_INVALID);
    assert_int_equal(row(import, &id, "kind", "投诉", "title", "路灯", "received_on", "2026-11-03",
                         "external_no", "B-7", NULL),
                     STATUS_OK);
    /* The same as the database's, though its digits are of another width. */
    assert_int_equal(row(import, &id, "kind", "投诉", "title", "井盖", "received_on", "2026-11-03",
                         "contact", "139", NULL),
                     STATUS_INVALID);
    assert_non_null(strstr(said(), "与 FK2026-00001 重复"));
    assert_int_equal(
        row(import, &id, "kind", "投诉", "title", "路灯", "received_on", "2026-11-03", NULL),
        STATUS_INVALID);
    assert_string_equal(said(), "与本文件第 3 条数据重复");
    assert_int_equal(row(import, &id, "kind", "投诉", "title", "别的", "received_on", "2026-11-03",
                         "external_no", "B-7", NULL),
                     STATUS_INVALID);
    assert_string_equal(said(), "外部编号与本文件第 3 条数据相同");
    assert_string_equal(last.items[0].field, "external_no");
    assert_int_equal(row(import, &id, "kind", "投诉", "title", "别的", "received_on", "2026-11-03",
                         "external_no", "A-1", NULL),
                     STATUS_INVALID);
    assert_string_equal(said(), "外部编号已用在 FK2026-00001 上");
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
    assert_int_equal(count_feedback(f), 3);
}

static void other_kinds_are_imported_too(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    struct import *import = begin(f, "unit");
    assert_int_equal(row(import, &id, "title", "石桥村", "phone", "0000-6610012", NULL), STATUS_OK);
    assert_int_equal(row(import, &id, "title", "石桥村", NULL), STATUS_INVALID);
    assert_non_null(strstr(said(), "已经有叫“石桥村”的了"));
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
}

static void it_needs_the_role_and_the_kind(void **state) {
    struct fixture *f = *state;
    struct import *import = NULL;
    struct problem problem = {0};
    assert_int_equal(import_begin(&f->office, "gift", &import, &problem), STATUS_INVALID);
    use_as(f, f->leader, ROLE_REVIEWER);
    assert_int_equal(import_begin(&f->office, "feedback", &import, &problem), STATUS_DENIED);
    assert_null(import);
}

static void handed_over_while_importing(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    struct import *import = begin(f, "feedback");
    int64_t id = 0;
    fields_set(&values, "kind", "complain");
    fields_set(&values, "title", "路灯不亮");
    fields_set(&values, "received_on", "2026-11-19");
    fields_set(&values, "unit", "东门村");
    last = (struct problems){0};
    assert_int_equal(import_row(import, &values, true, &id, &last), STATUS_OK);
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
    assert_string_equal(column(f, id, "state"), "assigned");
    fields_release(&values);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(good_rows_are_stored_bad_ones_said),
        with_office(an_abandoned_import_leaves_nothing),
        with_office(a_row_is_not_blamed_for_what_was_not_read),
        with_office(a_duplicate_names_row_or_number),
        with_office(other_kinds_are_imported_too),
        with_office(it_needs_the_role_and_the_kind),
        with_office(handed_over_while_importing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
