/* What is asked of feedback alone: used external numbers, and the counts of the timeliness and satisfaction rates. */
#include "store/sample.h"

static int make(void **state) {
    static struct sample sample;
    sample_make(&sample);
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

/* Name, text, name, text …, NULL. */
static int64_t add(struct sample *sample, ...) {
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    va_list list;
    va_start(list, sample);
    for (const char *name; (name = va_arg(list, const char *)) != NULL;) {
        fields_set(&fields, name, va_arg(list, const char *));
    }
    va_end(list);
    fields_set(&fields, COL_TITLE, "东门村三组路灯");
    expect_ok(sample_insert(sample->store, "feedback", &fields, &id, &problem), &problem);
    fields_release(&fields);
    return id;
}

static void test_external_numbers(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t found = 0;
    char number[24];
    sample_begin(sample->store);
    int64_t id = add(sample, COL_KIND, "complain", COL_EXTERNAL_NO, "12345-𠮷-7", NULL);
    add(sample, COL_KIND, "complain", COL_STATE, "void", COL_OPEN, "0", COL_EXTERNAL_NO, "用过的",
        NULL);
    sample_commit(sample->store, "external");
    expect_ok(
        store_external_feedback(sample->store, &everything, "12345-𠮷-7", &found, number, &problem),
        &problem);
    assert_int_equal(found, id);
    assert_string_equal(number, "FK2026-00001");
    expect_ok(
        store_external_feedback(sample->store, &everything, "用过的", &found, number, &problem),
        &problem);
    assert_int_equal(found, id + 1);
    expect_ok(
        store_external_feedback(sample->store, &everything, "12345", &found, number, &problem),
        &problem);
    assert_int_equal(found, 0);
    assert_string_equal(number, "");
}

struct rows {
    char text[600];
    int most;
};

static bool add_row(void *context, const struct feedback_row *row) {
    struct rows *rows = context;
    size_t length = strlen(rows->text);
    snprintf(rows->text + length, sizeof rows->text - length, "%s %s %d %d %d %d|",
             row->unit == 0 ? "-" : row->unit_title, row->kind, (int)row->counts.answers.in_time,
             (int)row->counts.answers.late, (int)row->counts.answers.waiting,
             (int)row->counts.answers.overdue);
    return --rows->most > 0;
}

static const char *counted(struct sample *sample, const struct visible *visible, const char *from,
                           const char *to) {
    static struct rows rows;
    struct problem problem;
    rows = (struct rows){"", 9};
    expect_ok(store_answer_counts(sample->store, visible, from, to, "2026-11-20", add_row, &rows,
                                  &problem),
              &problem);
    return rows.text;
}

static void test_answer_counts(void **state) {
    struct sample *sample = *state;
    char unit[24], person[24];
    snprintf(unit, sizeof unit, "%lld", (long long)sample->unit);
    snprintf(person, sizeof person, "%lld", (long long)sample->person);
#define ANSWERED(on, due) COL_REPLIED_ON, on, COL_REPLY_DUE_ON, due
    sample_begin(sample->store);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, ANSWERED("2026-11-10", "2026-11-10"), NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, ANSWERED("2026-11-11", "2026-11-10"), COL_OPEN,
        "0", NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, COL_REPLIED_ON, "2026-11-12", NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, ANSWERED("2026-11-12", "2026-11-10"), COL_STATE,
        "void", COL_OPEN, "0", NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, ANSWERED("2026-11-12", "2026-11-10"),
        COL_SEALED, "1", COL_PERSON, person, NULL);
    add(sample, COL_KIND, "consult", COL_DUE_ON, "2026-11-19", NULL);
    add(sample, COL_KIND, "consult", COL_DUE_ON, "2026-11-20", NULL);
    add(sample, COL_KIND, "consult", COL_PAUSED_ON, "2026-11-01", NULL);
    add(sample, COL_KIND, "consult", COL_DUE_ON, "2026-11-19", COL_SEALED, "1", NULL);
    add(sample, COL_KIND, "consult", COL_STATE, "void", COL_OPEN, "0", NULL);
    sample_commit(sample->store, "answers");
    const struct visible own = {"sealed = 0 OR person = :me", sample->person};
    assert_string_equal(counted(sample, &own, "2026-11-01", "2026-11-02"), "");
    const struct visible none = {"id < 0", 0};
    const char *all = "- consult 0 0 2 1|东门村 praise 2 1 0 0|";
    assert_string_equal(counted(sample, &everything, "2026-01-01", "2026-12-31"), all);
    assert_string_equal(counted(sample, &own, "2026-11-10", "2026-11-12"), all);
    assert_string_equal(counted(sample, &own, "2026-11-11", "2026-11-11"),
                        "- consult 0 0 2 1|东门村 praise 0 1 0 0|");
    assert_string_equal(counted(sample, &own, "2026-11-13", "2026-12-31"), "- consult 0 0 2 1|");
    assert_string_equal(counted(sample, &none, "2026-01-01", "2026-12-31"), "");
    struct rows one = {"", 1};
    struct problem problem;
    assert_int_equal(store_answer_counts(sample->store, &own, "2026-01-01", "2026-12-31",
                                         "2026-11-20", add_row, &one, &problem),
                     STATUS_NO_MEMORY);
    assert_string_equal(one.text, "- consult 0 0 2 1|");
}

/* How SQLite carries out the statement with these words: never past what is of no interest. */
static void plan_of(struct sample *sample, const char *words, char plan[1000]) {
    sqlite3_stmt *handle = NULL;
    char sql[2000];
    plan[0] = '\0';
    do {
        handle = sqlite3_next_stmt(sample->store->db, handle);
        assert_non_null(handle);
    } while (strstr(sqlite3_sql(handle), words) == NULL);
    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", sqlite3_sql(handle));
    assert_int_equal(sqlite3_prepare_v2(sample->store->db, sql, -1, &handle, NULL), SQLITE_OK);
    while (sqlite3_step(handle) == SQLITE_ROW) {
        strncat(plan, (const char *)sqlite3_column_text(handle, 3), 200);
        strcat(plan, "\n");
    }
    sqlite3_finalize(handle);
    assert_null(strstr(plan, "SCAN d"));
    assert_null(strstr(plan, "SCAN r"));
}

static void test_answers_are_found_by_indexes(void **state) {
    struct sample *sample = *state;
    char plan[1000];
    counted(sample, &everything, "2026-01-01", "2026-12-31");
    plan_of(sample, "overdue", plan);
    assert_non_null(strstr(plan, "SEARCH d USING COVERING INDEX feedback_replied"));
    assert_non_null(strstr(plan, "SEARCH r USING COVERING INDEX record_open_due"));
}

static bool add_visits(void *context, const struct feedback_row *row) {
    struct rows *rows = context;
    size_t length = strlen(rows->text);
    snprintf(rows->text + length, sizeof rows->text - length, "%s %s %d %d %d %d|",
             row->unit == 0 ? "-" : row->unit_title, row->kind, (int)row->counts.visits.satisfied,
             (int)row->counts.visits.mostly, (int)row->counts.visits.dissatisfied,
             (int)row->counts.visits.unreachable);
    return --rows->most > 0;
}

static const char *visits(struct sample *sample, const struct visible *visible, const char *from,
                          const char *to) {
    static struct rows rows;
    struct problem problem;
    rows = (struct rows){"", 9};
    expect_ok(store_visit_counts(sample->store, visible, from, to, add_visits, &rows, &problem),
              &problem);
    return rows.text;
}

static void test_visit_counts(void **state) {
    struct sample *sample = *state;
    char unit[24], person[24], plan[1000];
    snprintf(unit, sizeof unit, "%lld", (long long)sample->unit);
    snprintf(person, sizeof person, "%lld", (long long)sample->person);
#define VISITED(on, result) COL_OPEN, "0", COL_VISIT_ON, on, COL_VISIT_RESULT, result
    sample_begin(sample->store);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, VISITED("2026-11-10", "satisfied"), NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, VISITED("2026-11-11", "mostly"), NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, VISITED("2026-11-12", "unreachable"), NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, COL_STATE, "void",
        VISITED("2026-11-12", "satisfied"), NULL);
    add(sample, COL_KIND, "praise", COL_UNIT, unit, COL_SEALED, "1", COL_PERSON, person,
        VISITED("2026-11-12", "satisfied"), NULL);
    add(sample, COL_KIND, "consult", VISITED("2026-11-12", "dissatisfied"), NULL);
    add(sample, COL_KIND, "consult", COL_OPEN, "0", NULL);
    sample_commit(sample->store, "visits");
    const struct visible own = {"sealed = 0 OR person = :me", sample->person};
    const struct visible none = {"id < 0", 0};
    const char *all = "- consult 0 0 1 0|东门村 praise 1 1 0 1|";
    assert_string_equal(visits(sample, &everything, "2026-01-01", "2026-12-31"), all);
    assert_string_equal(visits(sample, &own, "2026-11-10", "2026-11-12"), all);
    assert_string_equal(visits(sample, &own, "2026-11-11", "2026-11-11"), "东门村 praise 0 1 0 0|");
    assert_string_equal(visits(sample, &own, "2026-11-13", "2026-12-31"), "");
    assert_string_equal(visits(sample, &none, "2026-01-01", "2026-12-31"), "");
    plan_of(sample, "unreachable", plan);
    assert_non_null(strstr(plan, "SEARCH d USING COVERING INDEX feedback_visited"));
    struct rows one = {"", 1};
    struct problem problem;
    assert_int_equal(store_visit_counts(sample->store, &own, "2026-01-01", "2026-12-31", add_visits,
                                        &one, &problem),
                     STATUS_NO_MEMORY);
}

/* A day that is none is refused by the column itself. */
static void test_the_due_date_is_a_day(void **state) {
    struct sample *sample = *state;
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, "路灯");
    fields_set(&fields, COL_KIND, "complain");
    fields_set(&fields, COL_REPLY_DUE_ON, "11-20");
    sample_begin(sample->store);
    assert_int_not_equal(sample_insert(sample->store, "feedback", &fields, &id, &problem),
                         STATUS_OK);
    store_rollback(sample->store);
    fields_release(&fields);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_external_numbers, make, drop),
        cmocka_unit_test_setup_teardown(test_answer_counts, make, drop),
        cmocka_unit_test_setup_teardown(test_answers_are_found_by_indexes, make, drop),
        cmocka_unit_test_setup_teardown(test_visit_counts, make, drop),
        cmocka_unit_test_setup_teardown(test_the_due_date_is_a_day, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
