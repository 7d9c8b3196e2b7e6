/* How SQLite reads the lists: along an index, open records by the index of open records, whatever part of a
 * page it is; and a bad order is found. */
#include "store/page_sql.h"
#include "store/view.h"
#include "store/sample.h"

static int make(void **state) {
    struct store *store = NULL;
    struct problem problem;
    expect_ok(store_create_in_memory(&store, &problem), &problem);
    *state = store;
    return 0;
}

static int drop(void **state) {
    store_close(*state);
    return 0;
}

static void test_orders_walk_an_index(void **state) {
    static const char *const orders[] = {"due_sort", "received_on", "number", "title", "id"};
    static const char *const views[] = {"unit_all",     "person_all",    "box_all",  "opening_all",
                                        "feedback_all", "feedback_open", "box_open", "opening_open",
                                        "unit_open",    "person_open",   "phrase_all",    "phrase_open"};
    struct problem problem;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        /* Open records are a part of all: by title and id they would be sorted. */
        size_t count = strstr(views[i], "_open") == NULL ? 5 : 3;
        for (size_t j = 0; j < count; j++) {
            bool is_bad = true;
            expect_ok(store_check_order(*state, views[i], orders[j], &is_bad, &problem), &problem);
            if (is_bad) {
                fail_msg("%s %s", views[i], orders[j]);
            }
        }
    }
}

static void test_a_bad_order_is_found(void **state) {
    struct problem problem;
    bool is_bad = false;
    expect_ok(store_check_order(*state, "feedback_open", "title", &is_bad, &problem), &problem);
    assert_true(is_bad);
    expect_ok(store_check_order(*state, "box_all", "place", &is_bad, &problem), &problem);
    assert_true(is_bad);
    assert_int_equal(store_check_order(*state, "box_all", "no_column", &is_bad, &problem),
                     STATUS_INVALID);
    assert_int_equal(store_check_order(*state, "no_view", "id", &is_bad, &problem), STATUS_INVALID);
}

/* The first line of the plan: how the record's rows are found. */
static void expect_plan(struct store *store, const struct page_request *request, enum part part,
                        const char *index) {
    struct buffer text = BUFFER_INIT;
    const struct view *view = NULL;
    struct problem problem;
    sqlite3_stmt *handle = NULL;
    const struct visible some = {"sealed = 0 OR person = :me", 1};
    const struct part_sql sql = {&some, request, part, true, false};
    struct buffer full = BUFFER_INIT;
    expect_ok(view_find(store, request->view, &view, &problem), &problem);
    buffer_append(&text, "EXPLAIN QUERY PLAN ");
    page_append_select(&text, &sql);
    assert_int_equal(
        sqlite3_prepare_v2(store->db, view_expand(buffer_text(&text), &full), -1, &handle, NULL),
        SQLITE_OK);
    buffer_release(&full);
    assert_int_equal(sqlite3_step(handle), SQLITE_ROW);
    const char *detail = (const char *)sqlite3_column_text(handle, 3);
    if (strstr(detail, index) == NULL) {
        fail_msg("%s by %s: %s", request->view, request->order, detail);
    }
    sqlite3_finalize(handle);
    buffer_release(&text);
}

static void test_open_records_by_their_index(void **state) {
    static const char *const orders[][2] = {{"due_sort", "record_open_due"},
                                            {"received_on", "record_open_received"},
                                            {"number", "record_open_number"}};
    static const char *const columns[] = {"number", "title", "unit", "person", "due_on", "kind"};
    for (int i = 0; i < 9; i++) {
        const struct page_request request = {.view = "feedback_open",
                                             .order = orders[i / 3][0],
                                             .columns = columns,
                                             .column_count = 6};
        bool is_unique = i / 3 == 2 && i % 3 == PART_SAME_KEY;
        expect_plan(*state, &request, (enum part)(i % 3),
                    is_unique ? "(number=?)" : orders[i / 3][1]);
    }
}

static void test_all_records_by_theirs(void **state) {
    static const char *const orders[][2] = {{"due_sort", "record_all_due"},
                                            {"received_on", "record_all_received"},
                                            {"number", "record_all_number"},
                                            {"title", "record_title"},
                                            {"id", "record_all_id"}};
    for (int i = 0; i < 5; i++) {
        const struct page_request request = {.view = "feedback_all", .order = orders[i][0]};
        expect_plan(*state, &request, PART_ALL, orders[i][1]);
        expect_plan(*state, &request, PART_BEYOND, orders[i][1]);
    }
}

/* The queue's own columns come out of the index alone. */
static void test_the_queue_reads_no_table(void **state) {
    static const char *const columns[] = {"number",      "title",     "unit",       "person",
                                          "received_on", "due_on",    "state",      "open",
                                          "sealed",      "paused_on", "limit_rule", "statutory"};
    const struct page_request request = {
        .view = "feedback_open", .order = "due_sort", .columns = columns, .column_count = 12};
    for (int i = 0; i < 3; i++) {
        expect_plan(*state, &request, (enum part)i, "USING COVERING INDEX record_open_due");
    }
}

/* Every kind together: along the dates of open records, up to the last that is near. */
static void test_the_review_walks_the_dates(void **state) {
    static const char *const columns[] = {"number", "title", "unit_name", "person_name", "urges"};
    static const struct condition near = {"due_sort", IS_AT_MOST, "2026-11-25"};
    struct problem problem;
    const struct page_request request = {.view = "overdue_all",
                                         .columns = columns,
                                         .column_count = 5,
                                         .order = "due_sort",
                                         .conditions = &near,
                                         .condition_count = 1};
    const struct page_request paused = {.view = "overdue_paused", .order = "paused_on"};
    for (int i = 0; i < 3; i++) {
        expect_plan(*state, &request, (enum part)i, "record_due");
        expect_plan(*state, &paused, (enum part)i, "record_paused");
    }
    static const char *const lists[][2] = {{"overdue_all", "due_sort"},
                                           {"overdue_paused", "paused_on"}};
    for (int i = 0; i < 2; i++) {
        bool is_bad = true;
        expect_ok(store_check_order(*state, lists[i][0], lists[i][1], &is_bad, &problem), &problem);
        assert_false(is_bad);
    }
}

/* The totals read nothing but the index. */
static void test_the_totals_read_no_table(void **state) {
    struct store *store = *state;
    const struct view *view = NULL;
    struct problem problem;
    sqlite3_stmt *handle = NULL;
    struct buffer full = BUFFER_INIT;
    expect_ok(view_find(store, "overdue_all", &view, &problem), &problem);
    const char *sql = view_expand("EXPLAIN QUERY PLAN SELECT count(*) FROM overdue_all"
                                  " WHERE (sealed = 0 OR person = 1) AND due_sort <= '2026-11-25'",
                                  &full);
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &handle, NULL), SQLITE_OK);
    buffer_release(&full);
    assert_int_equal(sqlite3_step(handle), SQLITE_ROW);
    const char *detail = (const char *)sqlite3_column_text(handle, 3);
    if (strstr(detail, "USING COVERING INDEX record_due (due_sort<?)") == NULL) {
        fail_msg("%s", detail);
    }
    sqlite3_finalize(handle);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_orders_walk_an_index, make, drop),
        cmocka_unit_test_setup_teardown(test_a_bad_order_is_found, make, drop),
        cmocka_unit_test_setup_teardown(test_open_records_by_their_index, make, drop),
        cmocka_unit_test_setup_teardown(test_all_records_by_theirs, make, drop),
        cmocka_unit_test_setup_teardown(test_the_queue_reads_no_table, make, drop),
        cmocka_unit_test_setup_teardown(test_the_review_walks_the_dates, make, drop),
        cmocka_unit_test_setup_teardown(test_the_totals_read_no_table, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
