/* Records: inserted, found, read, changed, kept, refused; two programs at once. */
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

static void read_back(struct store *store, int64_t id, struct record *out) {
    struct problem problem;
    expect_ok(store_read(store, &everything, id, out, &problem), &problem);
}

static void test_insert_and_read(void **state) {
    struct sample *sample = *state;
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    struct record record = {0, 0, FIELDS_INIT};
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, "䶮字头的路灯三个月不亮，𠮷旺家门口也一样");
    fields_set(&fields, COL_KIND, "complaint");
    fields_set_integer(&fields, COL_UNIT, sample->unit);
    fields_set(&fields, COL_SLIP_NO, "7");
    fields_set(&fields, COL_DUE_ON, "2026-11-17");
    fields_set(&fields, COL_BODY, "");
    sample_begin(sample->store);
    expect_ok(sample_insert(sample->store, "feedback", &fields, &id, &problem), &problem);
    sample_commit(sample->store, "one");
    read_back(sample->store, id, &record);
    assert_int_equal(record.id, id);
    assert_int_equal(record.ver, 1);
    assert_string_equal(fields_text(&record.fields, COL_TITLE), fields_text(&fields, COL_TITLE));
    assert_string_equal(fields_text(&record.fields, COL_RECORD_KIND), "feedback");
    assert_string_equal(fields_text(&record.fields, COL_NUMBER), "FK2026-00001");
    assert_string_equal(fields_text(&record.fields, COL_DUE_SORT), "2026-11-17");
    assert_string_equal(fields_text(&record.fields, COL_SOURCE), "box");
    assert_int_equal(fields_integer(&record.fields, COL_UNIT, 0), sample->unit);
    assert_int_equal(fields_integer(&record.fields, COL_SLIP_NO, 0), 7);
    assert_null(fields_get(&record.fields, COL_BODY));
    assert_null(fields_get(&record.fields, "id"));
    assert_null(fields_get(&record.fields, "ver"));
    record_release(&record);
    fields_release(&fields);
}

static void test_find(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t id = 0;
    expect_ok(store_find_number(sample->store, &everything, "DW2026-00001", &id, &problem),
              &problem);
    assert_int_equal(id, sample->unit);
    assert_int_equal(store_find_number(sample->store, &everything, "DW2026-00009", &id, &problem),
                     STATUS_NOT_FOUND);
    assert_string_equal(problem.places[0].value, "DW2026-00009");
    expect_ok(store_find_title(sample->store, &everything, "person", "张𠮷旺", &id, &problem),
              &problem);
    assert_int_equal(id, sample->person);
    assert_int_equal(store_find_title(sample->store, &everything, "unit", "张𠮷旺", &id, &problem),
                     STATUS_NOT_FOUND);
    sample_begin(sample->store);
    sample_named(sample->store, "unit", "东门村");
    sample_commit(sample->store, "again");
    assert_int_equal(store_find_title(sample->store, &everything, "unit", "东门村", &id, &problem),
                     STATUS_INVALID);
    char *title = store_title(sample->store, sample->person);
    assert_string_equal(title, "张𠮷旺");
    free(title);
    title = store_title(sample->store, 999);
    assert_string_equal(title, "");
    free(title);
}

static void test_filter(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct record record = {0, 0, FIELDS_INIT};
    struct fields fields = FIELDS_INIT;
    struct steps steps = {0};
    int64_t id = 0;
    int64_t found = 0;
    fields_set(&fields, COL_TITLE, "举报");
    fields_set(&fields, COL_KIND, "report");
    fields_set(&fields, COL_SEALED, "1");
    fields_set_integer(&fields, COL_PERSON, sample->person);
    sample_begin(sample->store);
    expect_ok(sample_insert(sample->store, "feedback", &fields, &id, &problem), &problem);
    fields_set(&fields, COL_TITLE, "反映孙会计的事");
    fields_set(&fields, COL_REPORTER, "张𠮷旺");
    expect_ok(store_set_sealed(sample->store, id, &fields, &problem), &problem);
    expect_ok(store_add_step(sample->store, id, 1, 0, "register", "", "registered", "", &problem),
              &problem);
    sample_commit(sample->store, "sealed");
    fields_release(&fields);

    const struct visible other = {"sealed = 0 OR person = :me", sample->unit};
    assert_int_equal(store_read(sample->store, &other, id, &record, &problem), STATUS_NOT_FOUND);
    assert_int_equal(record.id, 0);
    assert_int_equal(store_find_number(sample->store, &other, "FK2026-00001", &found, &problem),
                     STATUS_NOT_FOUND);
    assert_int_equal(store_sealed(sample->store, &other, id, &fields, &problem), STATUS_NOT_FOUND);
    expect_ok(store_steps(sample->store, &other, id, &steps, &problem), &problem);
    assert_int_equal(steps.count, 0);

    const struct visible charged = {"sealed = 0 OR person = :me", sample->person};
    expect_ok(store_read(sample->store, &charged, id, &record, &problem), &problem);
    assert_null(fields_get(&record.fields, COL_REPORTER));
    expect_ok(store_sealed(sample->store, &charged, id, &fields, &problem), &problem);
    assert_string_equal(fields_text(&fields, COL_TITLE), "反映孙会计的事");
    assert_string_equal(fields_text(&fields, COL_REPORTER), "张𠮷旺");
    expect_ok(store_steps(sample->store, &charged, id, &steps, &problem), &problem);
    assert_int_equal(steps.count, 1);
    steps_release(&steps);
    fields_release(&fields);
    record_release(&record);
}

static void test_update_keeps_the_version_before(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct record before = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    struct versions versions = {0};
    sample_begin(sample->store);
    int64_t id = sample_feedback(sample->store, "路灯}\"不亮{", "2026-11-17");
    sample_commit(sample->store, "one");
    read_back(sample->store, id, &before);
    fields_set(&changes, COL_TITLE, "路灯亮了");
    fields_set(&changes, COL_REPLY, "已修好");
    fields_set(&changes, COL_DUE_ON, "");
    fields_set(&changes, COL_SOURCE, "");
    sample_begin(sample->store);
    expect_ok(store_update(sample->store, &before, &changes, sample->person, 1763700000, &problem),
              &problem);
    sample_commit(sample->store, "two");
    record_release(&before);
    read_back(sample->store, id, &before);
    assert_int_equal(before.ver, 2);
    assert_string_equal(fields_text(&before.fields, COL_TITLE), "路灯亮了");
    assert_string_equal(fields_text(&before.fields, COL_REPLY), "已修好");
    assert_string_equal(fields_text(&before.fields, COL_SOURCE), "box");
    assert_string_equal(fields_text(&before.fields, COL_DUE_SORT), "9999-12-31");
    assert_string_equal(fields_text(&before.fields, COL_CHANGED), "1763700000");
    assert_null(fields_get(&before.fields, COL_DUE_ON));
    expect_ok(store_versions(sample->store, &everything, id, &versions, &problem), &problem);
    assert_int_equal(versions.count, 1);
    assert_int_equal(versions.items[0].ver, 1);
    assert_int_equal(versions.items[0].at, 1763700000);
    assert_string_equal(versions.items[0].person, "张𠮷旺");
    assert_non_null(strstr(versions.items[0].data, "\"title\":\"路灯}\\\"不亮{\""));
    assert_non_null(strstr(versions.items[0].data, "\"due_on\":\"2026-11-17\""));
    assert_non_null(strstr(versions.items[0].data, "\"kind\":\"complaint\""));
    assert_null(strstr(versions.items[0].data, "due_sort"));
    versions_release(&versions);
    fields_release(&changes);
    record_release(&before);
}

/* The JSON must be one object that another program can read. */
static void test_version_is_json(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct record before = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    int64_t bad = -1;
    read_back(sample->store, sample->person, &before);
    fields_set(&changes, COL_NOTE, "}{");
    sample_begin(sample->store);
    expect_ok(store_update(sample->store, &before, &changes, 0, 1, &problem), &problem);
    record_release(&before);
    read_back(sample->store, sample->person, &before);
    fields_set(&changes, COL_NOTE, "再改");
    expect_ok(store_update(sample->store, &before, &changes, 0, 2, &problem), &problem);
    sample_commit(sample->store, "two");
    expect_ok(store_integer(sample->store,
                            "SELECT count(*) FROM version WHERE NOT json_valid(data)"
                            " OR data ->> '$.title' <> '张𠮷旺'",
                            &bad, &problem),
              &problem);
    assert_int_equal(bad, 0);
    expect_ok(store_integer(sample->store,
                            "SELECT count(*) FROM version WHERE data ->> '$.note' = '}{'", &bad,
                            &problem),
              &problem);
    assert_int_equal(bad, 1);
    fields_release(&changes);
    record_release(&before);
}

static void test_conflict(void **state) {
    struct sample *sample = *state;
    struct store *other = NULL;
    struct problem problem;
    struct record mine = {0, 0, FIELDS_INIT};
    struct record theirs = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    struct versions versions = {0};
    expect_ok(store_open(sample->path, &other, &problem), &problem);
    read_back(sample->store, sample->unit, &mine);
    read_back(other, sample->unit, &theirs);
    fields_set(&changes, COL_TITLE, "东门村村委会");
    sample_begin(other);
    expect_ok(store_update(other, &theirs, &changes, 0, 5, &problem), &problem);
    sample_commit(other, "theirs");
    fields_set(&changes, COL_TITLE, "东门居委会");
    sample_begin(sample->store);
    assert_int_equal(store_update(sample->store, &mine, &changes, 0, 6, &problem), STATUS_CONFLICT);
    store_rollback(sample->store);
    record_release(&mine);
    read_back(sample->store, sample->unit, &mine);
    assert_string_equal(fields_text(&mine.fields, COL_TITLE), "东门村村委会");
    assert_int_equal(mine.ver, 2);
    expect_ok(store_versions(sample->store, &everything, sample->unit, &versions, &problem),
              &problem);
    assert_int_equal(versions.count, 1);
    versions_release(&versions);
    fields_release(&changes);
    record_release(&mine);
    record_release(&theirs);
    store_close(other);
}

static void test_busy(void **state) {
    struct sample *sample = *state;
    struct store *other = NULL;
    struct problem problem;
    expect_ok(store_open(sample->path, &other, &problem), &problem);
    other->busy_limit_ms = 10;
    sample_begin(sample->store);
    sample_named(sample->store, "unit", "石桥村");
    assert_int_equal(store_begin(other, &problem), STATUS_BUSY);
    int64_t id = 0;
    assert_int_equal(store_find_title(other, &everything, "unit", "石桥村", &id, &problem),
                     STATUS_NOT_FOUND);
    sample_commit(sample->store, "mine");
    sample_begin(other);
    expect_ok(store_find_title(other, &everything, "unit", "石桥村", &id, &problem), &problem);
    store_rollback(other);
    store_close(other);
}

/* A reader in the middle of its rows keeps a commit out: nothing is saved, and it says so. */
static void test_busy_commit(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sqlite3 *reader = NULL;
    sqlite3_stmt *rows = NULL;
    int64_t id = 0;
    assert_int_equal(sqlite3_open(sample->path, &reader), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(reader, "SELECT * FROM record", -1, &rows, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    sample->store->busy_limit_ms = 10;
    sample_begin(sample->store);
    sample_named(sample->store, "unit", "石桥村");
    assert_int_equal(store_commit(sample->store, "mine", &problem), STATUS_BUSY);
    assert_non_null(strstr(problem.message, "没有保存"));
    sqlite3_finalize(rows);
    sqlite3_close(reader);
    assert_int_equal(store_find_title(sample->store, &everything, "unit", "石桥村", &id, &problem),
                     STATUS_NOT_FOUND);
    sample_begin(sample->store);
    sample_named(sample->store, "unit", "石桥村");
    sample_commit(sample->store, "mine");
}

static void test_numbers(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char number[24];
    sample_begin(sample->store);
    for (int i = 1; i <= 3; i++) {
        expect_ok(store_next_number(sample->store, "FK", 2026, number, &problem), &problem);
    }
    assert_string_equal(number, "FK2026-00003");
    expect_ok(store_next_number(sample->store, "FK", 2027, number, &problem), &problem);
    assert_string_equal(number, "FK2027-00001");
    store_rollback(sample->store);
    sample_tamper(sample->path, "INSERT INTO counter VALUES ('FK', 2026, 123455)");
    sample_begin(sample->store);
    expect_ok(store_next_number(sample->store, "FK", 2026, number, &problem), &problem);
    assert_string_equal(number, "FK2026-123456");
    store_rollback(sample->store);
}

/* What the schema refuses: the field at fault is named and the status is INVALID. */
static void expect_refused(struct sample *sample, const char *column, const char *text) {
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, "标题");
    fields_set(&fields, COL_KIND, "complaint");
    fields_set(&fields, column, text);
    sample_begin(sample->store);
    assert_int_equal(sample_insert(sample->store, "feedback", &fields, &id, &problem),
                     STATUS_INVALID);
    assert_string_equal(problem.field, column);
    store_rollback(sample->store);
    fields_release(&fields);
}

static void test_refused_values(void **state) {
    struct sample *sample = *state;
    char long_title[101 * 3 + 1] = "";
    for (int i = 0; i < 101; i++) {
        strcat(long_title, "长");
    }
    expect_refused(sample, COL_TITLE, long_title);
    expect_refused(sample, COL_TITLE, "");
    expect_refused(sample, COL_RECEIVED_ON, "3月5日");
    expect_refused(sample, COL_SLIP_NO, "七");
    expect_refused(sample, COL_SLIP_NO, "1000");
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    int64_t id = 0;
    fields_set(&fields, COL_TITLE, "标题");
    fields_set(&fields, COL_KIND, "complaint");
    fields_set(&fields, COL_EXTERNAL_NO, "12345-0001");
    sample_begin(sample->store);
    expect_ok(sample_insert(sample->store, "feedback", &fields, &id, &problem), &problem);
    assert_int_equal(sample_insert(sample->store, "feedback", &fields, &id, &problem),
                     STATUS_INVALID);
    assert_string_equal(problem.field, COL_EXTERNAL_NO);
    fields_set(&fields, COL_EXTERNAL_NO, NULL);
    fields_set(&fields, COL_UNIT, "4711");
    assert_int_equal(sample_insert(sample->store, "feedback", &fields, &id, &problem),
                     STATUS_INVALID);
    store_rollback(sample->store);
    fields_release(&fields);
}

static void test_history_cannot_be_changed(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    static const char *const attempts[] = {"DELETE FROM record", "DELETE FROM audit",
                                           "UPDATE audit SET detail = ''",
                                           "UPDATE step SET note = ''", "DELETE FROM step"};
    sample_begin(sample->store);
    expect_ok(store_add_step(sample->store, sample->unit, 1, sample->person, "register", "",
                             "registered", "补记", &problem),
              &problem);
    sample_commit(sample->store, "step");
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        assert_int_equal(store_execute(sample->store, attempts[i], &problem), STATUS_DENIED);
    }
    struct steps steps = {0};
    expect_ok(store_steps(sample->store, &everything, sample->unit, &steps, &problem), &problem);
    assert_int_equal(steps.count, 1);
    assert_string_equal(steps.items[0].person, "张𠮷旺");
    assert_string_equal(steps.items[0].note, "补记");
    assert_string_equal(steps.items[0].to_state, "registered");
    steps_release(&steps);
}

/* No detail column may bear the name of a spine column: fields know names only. */
static void test_names_are_told_apart(void **state) {
    (void)state;
    for (const struct column *column = schema_columns; column->table != NULL; column++) {
        if (record_kind_find(column->table) != NULL && strcmp(column->name, "id") != 0) {
            assert_string_equal(column_find(column->table, column->name)->table, column->table);
        }
    }
    assert_null(column_find("feedback", "no_such_column"));
    assert_null(column_find("audit", COL_SAVE_ID));
    assert_int_equal(column_find("feedback", COL_TITLE)->max, 100);
    assert_int_equal(column_find("feedback", COL_SLIP_NO)->high, 999);
    assert_true(column_find("feedback", COL_DUE_SORT)->is_generated);
    assert_true(column_find("feedback", COL_KIND)->is_required);
    assert_false(column_find("feedback", COL_SOURCE)->is_required);
    assert_int_equal(column_find("feedback", COL_BOX)->type, COLUMN_REFERENCE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_insert_and_read, make, drop),
        cmocka_unit_test_setup_teardown(test_find, make, drop),
        cmocka_unit_test_setup_teardown(test_filter, make, drop),
        cmocka_unit_test_setup_teardown(test_update_keeps_the_version_before, make, drop),
        cmocka_unit_test_setup_teardown(test_version_is_json, make, drop),
        cmocka_unit_test_setup_teardown(test_conflict, make, drop),
        cmocka_unit_test_setup_teardown(test_busy, make, drop),
        cmocka_unit_test_setup_teardown(test_busy_commit, make, drop),
        cmocka_unit_test_setup_teardown(test_numbers, make, drop),
        cmocka_unit_test_setup_teardown(test_refused_values, make, drop),
        cmocka_unit_test_setup_teardown(test_history_cannot_be_changed, make, drop),
        cmocka_unit_test(test_names_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
