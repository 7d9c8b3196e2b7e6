/* Whatever a save writes is held fast by an audit row when it is committed, also when the save asked for none; and a change
 * made elsewhere is not covered up by the next one made here. */
#include "store/anchor.h"
#include "store/bind.h"
#include "store/sample.h"
#include "store/store_copy.h"

#include "store/credential.h"
#include "store/urge.h"

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

static int64_t rows_of(struct store *store) {
    struct problem problem;
    int64_t rows = 0;
    expect_ok(store_integer(store, "SELECT count(*) FROM audit", &rows, &problem), &problem);
    return rows;
}

static void expect_sound(struct store *store) {
    struct problem problem;
    int64_t rows = 0;
    expect_ok(store_verify_audit(store, &rows, &problem), &problem);
}

static void expect_fault(struct store *store) {
    struct problem problem;
    int64_t rows = 0;
    assert_int_equal(store_verify_audit(store, &rows, &problem), STATUS_CORRUPT);
}

/* ---- everything that is written ------------------------------------------------------------------ */

typedef enum status writer(struct sample *sample, struct problem *problem);

static enum status w_step(struct sample *s, struct problem *p) {
    return store_add_step(s->store, s->unit, 1, s->person, "edit", "open", "open", "换了𠮷", p);
}
static enum status w_sealed(struct sample *s, struct problem *p) {
    struct fields fields = FIELDS_INIT;
    fields_set(&fields, COL_TITLE, "䶮口村举报");
    fields_set(&fields, COL_REPORTER, "张三");
    enum status status = store_set_sealed(s->store, s->unit, &fields, p);
    fields_release(&fields);
    return status;
}
static enum status w_pause(struct sample *s, struct problem *p) {
    return store_start_pause(s->store, s->unit, "2026-11-20", "等上级答复", p);
}
static enum status w_resume(struct sample *s, struct problem *p) {
    return store_end_pause(s->store, s->unit, "2026-11-21", p);
}
static enum status w_urge(struct sample *s, struct problem *p) {
    const struct new_urge urge = {
        .record = s->unit, .at = 1, .to_unit = s->unit, .serial = 1, .note = "请办"};
    return store_add_urge(s->store, &urge, p);
}
static enum status w_answer(struct sample *s, struct problem *p) {
    return store_answer_urges(s->store, s->unit, "在办", 2, p);
}
static enum status w_setting(struct sample *s, struct problem *p) {
    return store_set_setting(s->store, "near_workdays", "５", p);
}
static enum status w_new_setting(struct sample *s, struct problem *p) {
    return store_add_setting(s->store, "some_new_one", "1", p);
}
static enum status w_encoding(struct sample *s, struct problem *p) {
    return store_set_source_encoding(s->store, "feedback 热线月报.csv", "GB18030", p);
}
static enum status w_code(struct sample *s, struct problem *p) {
    return store_add_code(s->store, "some_list", "x", "某某", 1, p);
}
static enum status w_put_code(struct sample *s, struct problem *p) {
    return store_put_code(s->store, "some_list", "x", "又某", 2, false, p);
}
static enum status w_limit(struct sample *s, struct problem *p) {
    struct fields limit = FIELDS_INIT;
    fields_set(&limit, COL_ID, "feedback.answer");
    fields_set(&limit, COL_VALID_FROM, "2027-01-01");
    fields_set(&limit, COL_AMOUNT, "7");
    fields_set(&limit, COL_UNIT, "workday");
    fields_set(&limit, COL_ARTICLE, "本办法第三条");
    enum status status = store_set_limit(s->store, &limit, p);
    fields_release(&limit);
    return status;
}
static enum status w_day(struct sample *s, struct problem *p) {
    return store_set_calendar_day(s->store, "2027-02-08", true, "春节", p);
}
static enum status w_year(struct sample *s, struct problem *p) {
    return store_set_calendar_year(s->store, 2027, "国办发明电〔2026〕9号", p);
}
static enum status w_credential(struct sample *s, struct problem *p) {
    return store_set_credential(s->store, s->person, "$argon2id$x", true, 3, p);
}
static enum status w_hash(struct sample *s, struct problem *p) {
    return store_set_hash(s->store, s->person, "$argon2id$y", p);
}
static enum status w_anchor(struct sample *s, struct problem *p) {
    struct anchor anchor = {.day = "2026-11-20", .at = 4};
    enum status status = store_audit_end(s->store, &anchor.end, p);
    return status == STATUS_OK ? store_set_anchor(s->store, &anchor, s->person, p) : status;
}
static enum status w_insert(struct sample *s, struct problem *p) {
    (void)p;
    sample_named(s->store, "unit", "䶮口村");
    return STATUS_OK;
}
static enum status update(struct sample *s, const char *address, struct problem *p) {
    struct record record = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    enum status status = store_read(s->store, &everything, s->unit, &record, p);
    fields_set(&changes, COL_ADDRESS, address);
    if (status == STATUS_OK)
        status = store_update(s->store, &record, &changes, s->person, 5, p);
    fields_release(&changes);
    record_release(&record);
    return status;
}
static enum status w_update(struct sample *s, struct problem *p) {
    return update(s, "三组", p);
}
static enum status w_clear(struct sample *s, struct problem *p) {
    return store_clear_versions(s->store, s->unit, "address", "", p);
}

static const struct {
    writer *write;
    const char *undo; /* another program changes it afterwards */
} writers[] = {
    {w_step, "UPDATE step SET note = '改'"},
    {w_sealed, "UPDATE sealed SET reporter = '李四'"},
    {w_pause, "UPDATE pause SET reason = '改'"},
    {w_resume, "UPDATE pause SET to_on = NULL"},
    {w_urge, "UPDATE urge SET note = '改'"},
    {w_answer, "UPDATE urge SET answer = '改'"},
    {w_setting, "UPDATE setting SET value = '9' WHERE key = 'near_workdays'"},
    {w_new_setting, "DELETE FROM setting WHERE key = 'some_new_one'"},
    {w_encoding, "UPDATE source_encoding SET encoding = 'UTF-8'"},
    {w_code, "UPDATE code SET label = '改' WHERE list = 'some_list'"},
    {w_put_code, "UPDATE code SET active = 1 WHERE list = 'some_list'"},
    {w_limit, "UPDATE limit_rule SET amount = 70 WHERE valid_from = '2027-01-01'"},
    {w_day, "DELETE FROM calendar_day WHERE day = '2027-02-08'"},
    {w_year, "UPDATE calendar_year SET notice = '' WHERE year = 2027"},
    {w_credential, "UPDATE credential SET hash = '$argon2id$z'"},
    {w_hash, "UPDATE credential SET must_change = 0"},
    {w_anchor, "UPDATE anchor SET at = 5"},
    {w_insert, "UPDATE unit SET note = '改' WHERE id = (SELECT max(id) FROM record)"},
    {w_update, "UPDATE unit SET address = '四组' WHERE address = '三组'"},
    {w_update, "UPDATE version SET at = at + 1"},
    {w_clear, "UPDATE version SET data = json_set(data, '$.address', '三组')"},
};

static void test_everything_is_held_fast(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        int64_t before = rows_of(sample->store);
        sample_begin(sample->store);
        expect_ok(writers[i].write(sample, &problem), &problem);
        sample_commit(sample->store, "");
        assert_true(rows_of(sample->store) > before);
        expect_sound(sample->store);
        char saved[340];
        snprintf(saved, sizeof saved, "%s.keep", sample->path);
        expect_ok(store_copy_verified(sample->store, saved, &problem), &problem);
        sample_tamper(sample->path, writers[i].undo);
        expect_fault(sample->store);
        store_close(sample->store);
        assert_int_equal(rename(saved, sample->path), 0);
        expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
        expect_sound(sample->store);
    }
}

/* What only counts, or follows from the records, leaves none: it would fill the audit. */
static void test_what_only_counts(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t before = rows_of(sample->store);
    sample_begin(sample->store);
    expect_ok(store_set_failures(sample->store, sample->person, 3, 0, &problem), &problem);
    expect_ok(store_set_setting(sample->store, "detector_ran_on", "2026-11-20", &problem),
              &problem);
    expect_ok(store_write_name_keys(sample->store, &problem), &problem);
    sample_commit(sample->store, "");
    assert_int_equal(rows_of(sample->store), before);
    expect_sound(sample->store);
}

static void test_a_save_given_up_leaves_none(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t before = rows_of(sample->store);
    sample_begin(sample->store);
    expect_ok(w_limit(sample, &problem), &problem);
    store_rollback(sample->store);
    sample_begin(sample->store);
    sample_commit(sample->store, "");
    assert_int_equal(rows_of(sample->store), before);
}

/* ---- the next change ----------------------------------------------------------------------------- */

static void test_a_changed_setting_is_not_covered_up(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sample_begin(sample->store);
    expect_ok(w_setting(sample, &problem), &problem);
    sample_commit(sample->store, "");
    sample_tamper(sample->path, "INSERT INTO setting VALUES ('one_person_office', '1')");
    sample_begin(sample->store);
    expect_ok(store_set_setting(sample->store, "near_workdays", "3", &problem), &problem);
    sample_commit(sample->store, "");
    expect_fault(sample->store);
}

static void test_a_changed_record_is_not_covered_up(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sample_tamper(sample->path, "UPDATE unit SET address = '别处' WHERE id = 1");
    assert_int_equal(sample->unit, 1);
    sample_begin(sample->store);
    expect_ok(update(sample, "三组", &problem), &problem);
    sample_audit(sample->store, sample->unit, "edit", "");
    sample_commit(sample->store, "");
    expect_fault(sample->store);
}

/* Something of everything that stands beside the unit and the person. */
static void fill(struct sample *sample) {
    static writer *const all[] = {w_step, w_sealed, w_pause, w_urge, w_update, w_credential};
    struct problem problem;
    sample_begin(sample->store);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        expect_ok(all[i](sample, &problem), &problem);
    sample_commit(sample->store, "");
    expect_sound(sample->store);
}

static enum status w_audit(struct sample *s, struct problem *p) {
    (void)p;
    sample_audit(s->store, s->unit, "reveal", "");
    return STATUS_OK;
}

static enum status w_audit_all(struct sample *s, struct problem *p) {
    sample_audit(s->store, s->person, "reveal", "");
    return w_audit(s, p);
}

/* The record is saved after it was changed elsewhere: verify tells it for ever, by its number and what the sheet would say. */
static void expect_told(struct sample *sample, writer *next, int64_t record) {
    struct problem problem;
    char id[24];
    int64_t rows = 0;
    snprintf(id, sizeof id, "%lld", (long long)record);
    for (int i = 0; i < 2; i++) {
        sample_begin(sample->store);
        expect_ok(i == 0 ? next(sample, &problem) : w_audit_all(sample, &problem), &problem);
        sample_commit(sample->store, "");
    }
    assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "以前在本程序之外被改动过"));
    assert_string_equal(problem.places[2].name, "record");
    assert_string_equal(problem.places[2].value, id);
    expect_ok(store_integer(sample->store, "SELECT count(*) FROM audit WHERE command = 'outside'",
                            &rows, &problem),
              &problem);
    assert_int_equal(rows, 1);
}

static const struct {
    const char *change;
    writer *next;
    bool is_person;
} changes[] = {
    {"UPDATE step SET note = '改' WHERE id = (SELECT max(id) FROM step)", w_step, false},
    {"INSERT INTO step (record, at, command, from_state, to_state, note) VALUES (1, 1, 'close', "
     "'a', 'b', '')",
     w_pause, false},
    {"UPDATE sealed SET reporter = '李四' WHERE record = 1", w_resume, false},
    {"UPDATE pause SET reason = '改'", w_answer, false},
    {"UPDATE urge SET note = '改'", w_update, false},
    {"UPDATE version SET at = at + 1 WHERE record = 1", w_audit, false},
    {"UPDATE version SET data = json_set(data, '$.title', '改') WHERE record = 1", w_sealed, false},
    {"UPDATE record SET title = '西门村' WHERE id = 1", w_clear, false},
    {"UPDATE record SET ver = ver + 1 WHERE id = 1; INSERT INTO version SELECT record, ver + 1, "
     "at, person, data"
     " FROM version WHERE record = 1",
     w_step, false},
    {"UPDATE unit SET address = '别处' WHERE id = 1", w_update, false},
    {"UPDATE credential SET hash = '$argon2id$z'", w_hash, true},
    {"UPDATE credential SET hash = '$argon2id$z'", w_credential, true},
};

static void test_a_changed_record_is_told_for_ever(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char saved[340];
    assert_int_equal(sample->unit, 1);
    fill(sample);
    snprintf(saved, sizeof saved, "%s.keep", sample->path);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        expect_ok(store_copy_verified(sample->store, saved, &problem), &problem);
        sample_tamper(sample->path, changes[i].change);
        expect_fault(sample->store);
        expect_told(sample, changes[i].next, changes[i].is_person ? sample->person : sample->unit);
        store_close(sample->store);
        assert_int_equal(rename(saved, sample->path), 0);
        expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
        expect_sound(sample->store);
    }
}

/* Nobody is accused of what the program wrote: in one save, in many, of new records and of many at once. */
static void test_what_the_program_wrote_is_no_change(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t rows = 0;
    fill(sample);
    for (int i = 0; i < 4; i++) {
        sample_begin(sample->store);
        for (size_t w = 0; w < sizeof writers / sizeof writers[0]; w++)
            if (writers[w].write != w_anchor && writers[w].write != w_pause &&
                writers[w].write != w_resume && writers[w].write != w_urge) {
                expect_ok(writers[w].write(sample, &problem), &problem);
                expect_ok(w_audit_all(sample, &problem), &problem);
            }
        for (int n = 0; n < 100; n++)
            expect_ok(store_add_step(sample->store, sample_named(sample->store, "unit", "䶮口村"),
                                     1, 0, "edit", "", "", "", &problem),
                      &problem);
        sample_commit(sample->store, "");
        sample_begin(sample->store);
        for (int64_t id = 1; id <= 2 + 101 * (i + 1); id++)
            expect_ok(store_add_step(sample->store, id, 1, 0, "edit", "", "", "", &problem),
                      &problem);
        sample_commit(sample->store, "");
        expect_sound(sample->store);
    }
    expect_ok(store_integer(sample->store, "SELECT count(*) FROM audit WHERE command = 'outside'",
                            &rows, &problem),
              &problem);
    assert_int_equal(rows, 0);
}

/* What a rule or a full disk refused leaves no trace, and is found at the next save. */
static void test_a_change_is_told_after_a_save_given_up(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    fill(sample);
    sample_tamper(sample->path, changes[0].change);
    sample_begin(sample->store);
    expect_ok(w_step(sample, &problem), &problem);
    store_rollback(sample->store);
    expect_told(sample, w_step, sample->unit);
}

/* A version and its record's count, both made up, and bound by an audit row of the program's own making: no row speaks of it. */
static void test_a_version_nobody_audited(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t rows = 0;
    fill(sample);
    sample_begin(sample->store);
    for (int i = 0; i < 2; i++)
        expect_ok(update(sample, i == 0 ? "五组" : "六组", &problem), &problem); /* audited once */
    sample_commit(sample->store, "");
    assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "没有都记入审计"));
}

/* What is cleared by the program is no fault; the same from outside is (above). */
static void test_cleared_versions(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    for (int i = 0; i < 3; i++) {
        sample_begin(sample->store);
        expect_ok(update(sample, i == 0 ? "一组" : i == 1 ? "二组" : "三组", &problem), &problem);
        sample_audit(sample->store, sample->unit, "edit", "");
        if (i == 1)
            expect_ok(w_clear(sample, &problem), &problem);
        sample_commit(sample->store, "");
        expect_sound(sample->store);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_everything_is_held_fast, make, drop),
        cmocka_unit_test_setup_teardown(test_what_only_counts, make, drop),
        cmocka_unit_test_setup_teardown(test_a_save_given_up_leaves_none, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_setting_is_not_covered_up, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_record_is_not_covered_up, make, drop),
        cmocka_unit_test_setup_teardown(test_cleared_versions, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_record_is_told_for_ever, make, drop),
        cmocka_unit_test_setup_teardown(test_what_the_program_wrote_is_no_change, make, drop),
        cmocka_unit_test_setup_teardown(test_a_change_is_told_after_a_save_given_up, make, drop),
        cmocka_unit_test_setup_teardown(test_a_version_nobody_audited, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
