/* The small tables: settings, codes, value lists, limits, calendar, accounts, pauses. */
#include "store/sample.h"

static int make(void **state) {
    static struct sample sample;
    sample_make(&sample);
    sample_begin(sample.store);
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

static void test_settings(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char *value = store_setting(sample->store, "office_name");
    assert_string_equal(value, "");
    free(value);
    expect_ok(store_set_setting(sample->store, "office_name", "青石镇", &problem), &problem);
    expect_ok(store_set_setting(sample->store, "office_name", "青石镇政务公开办公室", &problem),
              &problem);
    value = store_setting(sample->store, "office_name");
    assert_string_equal(value, "青石镇政务公开办公室");
    free(value);
    sample_commit(sample->store, "setting");
}

static void test_codes(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct code_rows rows = {0};
    expect_ok(store_add_code(sample->store, "feedback_kind", "praise", "表扬", 3, &problem),
              &problem);
    expect_ok(store_add_code(sample->store, "feedback_kind", "complaint", "投诉", 1, &problem),
              &problem);
    expect_ok(store_add_code(sample->store, "feedback_kind", "old", "旧", 0, &problem), &problem);
    expect_ok(
        store_put_code(sample->store, "feedback_kind", "complaint", "投诉件", 2, true, &problem),
        &problem);
    expect_ok(store_add_code(sample->store, "source", "box", "反馈箱", 1, &problem), &problem);
    sample_commit(sample->store, "codes");
    sample_tamper(sample->path, "UPDATE code SET active = 0 WHERE code = 'old'");
    expect_ok(store_codes(sample->store, "feedback_kind", &rows, &problem), &problem);
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.items[0].code, "complaint");
    assert_string_equal(rows.items[0].label, "投诉件");
    assert_string_equal(rows.items[1].label, "表扬");
    expect_ok(store_codes(sample->store, "none", &rows, &problem), &problem);
    assert_int_equal(rows.count, 0);
    code_rows_release(&rows);
}

static void test_titles(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct code_rows rows = {0};
    sample_named(sample->store, "unit", "石桥村");
    sample_named(sample->store, "unit", "党政办");
    struct record record = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    expect_ok(store_read(sample->store, &everything, sample->unit, &record, &problem), &problem);
    fields_set(&changes, COL_OPEN, "0");
    expect_ok(store_update(sample->store, &record, &changes, 0, 1, &problem), &problem);
    sample_commit(sample->store, "titles");
    expect_ok(store_titles(sample->store, &everything, "unit", NULL, 10, &rows, &problem),
              &problem);
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.items[0].label, "党政办");
    assert_string_equal(rows.items[0].code, "DW2026-00003");
    expect_ok(store_titles(sample->store, &everything, "unit", "村", 10, &rows, &problem),
              &problem);
    assert_int_equal(rows.count, 1);
    expect_ok(store_titles(sample->store, &everything, "unit", "", 1, &rows, &problem), &problem);
    assert_int_equal(rows.count, 1);
    code_rows_release(&rows);
    fields_release(&changes);
    record_release(&record);
}

static void set_limit(struct store *store, const char *valid_from, const char *amount) {
    struct fields limit = FIELDS_INIT;
    struct problem problem;
    fields_set(&limit, COL_ID, "feedback_complaint");
    fields_set(&limit, COL_VALID_FROM, valid_from);
    fields_set(&limit, COL_AMOUNT, amount);
    fields_set(&limit, COL_UNIT, "workday");
    fields_set(&limit, COL_ARTICLE, "本镇规定");
    expect_ok(store_set_limit(store, &limit, &problem), &problem);
    fields_set(&limit, COL_UNIT, "fortnight");
    assert_int_equal(store_set_limit(store, &limit, &problem), STATUS_INVALID);
    assert_string_equal(problem.field, COL_UNIT);
    fields_release(&limit);
}

static void test_limits(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct fields limit = FIELDS_INIT;
    set_limit(sample->store, "2020-01-01", "15");
    set_limit(sample->store, "2026-07-01", "10");
    sample_commit(sample->store, "limits");
    expect_ok(store_limit(sample->store, "feedback_complaint", "2026-06-30", &limit, &problem),
              &problem);
    assert_string_equal(fields_text(&limit, COL_AMOUNT), "15");
    expect_ok(store_limit(sample->store, "feedback_complaint", "2026-07-01", &limit, &problem),
              &problem);
    assert_string_equal(fields_text(&limit, COL_AMOUNT), "10");
    assert_string_equal(fields_text(&limit, COL_ROLL), "none");
    assert_int_equal(fields_integer(&limit, COL_EXTENSION_MAX, -1), 0);
    assert_int_equal(
        store_limit(sample->store, "feedback_complaint", "2019-12-31", &limit, &problem),
        STATUS_NOT_FOUND);
    assert_int_equal(store_limit(sample->store, "none", "2026-12-31", &limit, &problem),
                     STATUS_NOT_FOUND);
    fields_release(&limit);
}

struct heard {
    struct store *store;
    bool is_inside;
    char text[400];
};

static void hear_year(void *context, int year, const char *notice);

static void hear_day(void *context, const char *iso, bool is_off, const char *name) {
    struct heard *heard = context;
    size_t length = strlen(heard->text);
    if (!heard->is_inside) { /* a callback may use the store, even for the same question */
        struct heard inside = {heard->store, true, ""};
        expect_ok(store_calendar(heard->store, hear_day, hear_year, &inside, NULL), NULL);
        assert_non_null(strstr(inside.text, "国庆"));
    }
    snprintf(heard->text + length, sizeof heard->text - length, "%s%s%s ", iso,
             is_off ? "休" : "班", name);
}

static void hear_year(void *context, int year, const char *notice) {
    struct heard *heard = context;
    size_t length = strlen(heard->text);
    snprintf(heard->text + length, sizeof heard->text - length, "%d%s ", year, notice);
}

static void test_calendar(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct heard heard = {sample->store, false, ""};
    expect_ok(store_set_calendar_year(sample->store, 2025, "旧", &problem), &problem);
    expect_ok(store_set_calendar_day(sample->store, "2025-10-01", true, "国庆", &problem),
              &problem);
    expect_ok(store_set_calendar_year(sample->store, 2026, "国办发", &problem), &problem);
    expect_ok(store_set_calendar_day(sample->store, "2026-02-15", true, "春节", &problem),
              &problem);
    expect_ok(store_set_calendar_year(sample->store, 2026, "国办发明电〔2025〕", &problem),
              &problem);
    expect_ok(store_set_calendar_day(sample->store, "2026-02-14", false, "", &problem), &problem);
    sample_commit(sample->store, "calendar");
    expect_ok(store_calendar(sample->store, hear_day, hear_year, &heard, &problem), &problem);
    assert_string_equal(heard.text, "2025-10-01休国庆 2026-02-14班 2025旧 2026国办发明电〔2025〕 ");
}

static void test_accounts(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct fields account = FIELDS_INIT;
    struct fields person = FIELDS_INIT;
    int64_t id = 0;
    fields_set(&person, COL_TITLE, "李春梅");
    fields_set(&person, COL_ACCOUNT, "lichunmei");
    fields_set(&person, COL_OS_ACCOUNT, "lcm");
    fields_set(&person, COL_ROLES, "clerk supervisor");
    expect_ok(sample_insert(sample->store, "person", &person, &id, &problem), &problem);
    expect_ok(store_account(sample->store, "lcm", true, &account, &problem), &problem);
    assert_string_equal(fields_text(&account, "hash"), "");
    expect_ok(store_set_credential(sample->store, id, "$argon2id$", true, 7, &problem), &problem);
    expect_ok(store_set_failures(sample->store, id, 3, 99, &problem), &problem);
    sample_commit(sample->store, "account");
    expect_ok(store_account(sample->store, "lichunmei", false, &account, &problem), &problem);
    assert_int_equal(fields_integer(&account, "id", 0), id);
    assert_string_equal(fields_text(&account, "hash"), "$argon2id$");
    assert_string_equal(fields_text(&account, "failures"), "3");
    assert_string_equal(fields_text(&account, "locked_until"), "99");
    assert_string_equal(fields_text(&account, "must_change"), "1");
    assert_string_equal(fields_text(&account, "roles"), "clerk supervisor");
    assert_string_equal(fields_text(&account, "title"), "李春梅");
    assert_int_equal(store_account(sample->store, "lcm", false, &account, &problem),
                     STATUS_NOT_FOUND);
    assert_int_equal(store_account(sample->store, "' OR '1'='1", false, &account, &problem),
                     STATUS_NOT_FOUND);
    fields_release(&account);
    fields_release(&person);
}

static void test_pauses(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct pauses pauses = {0};
    int64_t id = sample_feedback(sample->store, "停一停", "2026-11-17");
    assert_int_equal(store_end_pause(sample->store, id, "2026-11-12", &problem), STATUS_NOT_FOUND);
    expect_ok(store_start_pause(sample->store, id, "2026-11-10", "等上级答复", &problem), &problem);
    expect_ok(store_end_pause(sample->store, id, "2026-11-12", &problem), &problem);
    expect_ok(store_start_pause(sample->store, id, "2026-11-13", "又等", &problem), &problem);
    sample_commit(sample->store, "pauses");
    expect_ok(store_pauses(sample->store, &everything, id, &pauses, &problem), &problem);
    assert_int_equal(pauses.count, 2);
    assert_string_equal(pauses.items[0].from_on, "2026-11-10");
    assert_string_equal(pauses.items[0].to_on, "2026-11-12");
    assert_string_equal(pauses.items[0].reason, "等上级答复");
    assert_string_equal(pauses.items[1].to_on, "");
    pauses_release(&pauses);
}

/* More texts than the cache of statements has places, some of them in use. */
static void test_many_statements(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sample_commit(sample->store, "nothing");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3 * STATEMENTS_MOST; i++) {
            char sql[64];
            struct visible visible = {sql, 0};
            int64_t id = 0;
            snprintf(sql, sizeof sql, "%d > 0", i);
            enum status status =
                store_find_number(sample->store, &visible, "DW2026-00001", &id, &problem);
            assert_int_equal(status, i == 0 ? STATUS_NOT_FOUND : STATUS_OK);
            assert_true(sample->store->statement_count <= STATEMENTS_MOST);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settings, make, drop),
        cmocka_unit_test_setup_teardown(test_codes, make, drop),
        cmocka_unit_test_setup_teardown(test_titles, make, drop),
        cmocka_unit_test_setup_teardown(test_limits, make, drop),
        cmocka_unit_test_setup_teardown(test_calendar, make, drop),
        cmocka_unit_test_setup_teardown(test_accounts, make, drop),
        cmocka_unit_test_setup_teardown(test_pauses, make, drop),
        cmocka_unit_test_setup_teardown(test_many_statements, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
