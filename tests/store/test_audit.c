/* The audit chain: a sound file passes, whatever was changed behind the program's back is found, and a
 * save-id tells whether a save took place. */
#include "store/sample.h"

enum { CHANGES = 12 };

static int make(void **state) {
    static struct sample sample;
    struct record record = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    struct problem problem;
    sample_make(&sample);
    sample_begin(sample.store);
    int64_t id = sample_feedback(sample.store, "东门村三组路灯三个月不亮", "2026-11-17");
    sample_audit(sample.store, id, "register", "save-0");
    for (int i = 0; i < CHANGES; i++) {
        char text[32];
        snprintf(text, sizeof text, "第%d次答复", i);
        expect_ok(store_read(sample.store, &everything, id, &record, &problem), &problem);
        fields_set(&changes, COL_REPLY, text);
        expect_ok(store_update(sample.store, &record, &changes, sample.person, i, &problem),
                  &problem);
        sample_audit(sample.store, id, "reply", "save-1");
        sample_audit(sample.store, 0, "login", NULL);
    }
    sample_commit(sample.store, "save-1");
    fields_release(&changes);
    record_release(&record);
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

static void test_sound(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t rows = 0;
    expect_ok(store_verify_audit(sample->store, &rows, &problem), &problem);
    assert_int_equal(rows, 3 + 2 * CHANGES);
}

static void test_save_id(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    bool is_found = false;
    expect_ok(store_has_save(sample->store, "save-1", &is_found, &problem), &problem);
    assert_true(is_found);
    expect_ok(store_has_save(sample->store, "save-2", &is_found, &problem), &problem);
    assert_false(is_found);
}

/* Changes the file as another program would, and expects the row named. */
static void expect_found(struct sample *sample, const char *sql, const char *seq) {
    struct problem problem;
    int64_t rows = 0;
    sample_tamper(sample->path, sql);
    assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
    assert_string_equal(problem.places[0].name, "seq");
    assert_string_equal(problem.places[0].value, seq);
}

static void test_every_audit_column_is_covered(void **state) {
    struct sample *sample = *state;
    static const char *const changes[][2] = {
        {"at = at + 1", "at = at - 1"},
        {"person = 2", "person = NULL"},
        {"account = account || 'x'", "account = 'lichunmei'"},
        {"command = 'replx'", "command = 'reply'"},
        {"record = 2", "record = 3"},
        {"ver = ver + 1", "ver = ver - 1"},
        {"record_hash = zeroblob(32)", NULL},
    };
    char keep[400], back[600];
    snprintf(
        keep, sizeof keep,
        "ATTACH '%s.keep' AS other; CREATE TABLE other.keep AS SELECT * FROM audit WHERE seq = 6",
        sample->path);
    snprintf(back, sizeof back,
             "ATTACH '%s.keep' AS other; UPDATE audit SET record_hash = (SELECT record_hash FROM"
             " other.keep) WHERE seq = 6",
             sample->path);
    sample_run(sample->path, keep);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char sql[200];
        snprintf(sql, sizeof sql, "UPDATE audit SET %s WHERE seq = 6", changes[i][0]);
        expect_found(sample, sql, "6");
        if (changes[i][1] != NULL) {
            snprintf(sql, sizeof sql, "UPDATE audit SET %s WHERE seq = 6", changes[i][1]);
            sample_tamper(sample->path, sql);
            test_sound(state);
        }
    }
    sample_tamper(sample->path, back);
    test_sound(state);
    expect_found(sample, "UPDATE audit SET detail = '东门村三组路灭' WHERE seq = 6", "6");
}

static void test_save_id_is_covered(void **state) {
    expect_found(*state, "UPDATE audit SET save_id = 'save-2' WHERE seq = 4", "4");
}

static void test_links_are_covered(void **state) {
    expect_found(*state, "UPDATE audit SET hash = zeroblob(32) WHERE seq = 9", "9");
}

static void test_a_removed_row(void **state) {
    expect_found(*state, "DELETE FROM audit WHERE seq = 8", "8");
}

static void test_rows_that_changed_places(void **state) {
    expect_found(*state,
                 "UPDATE audit SET seq = 100 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 7;"
                 "UPDATE audit SET seq = 7 WHERE seq = 100",
                 "5");
}

static void test_rows_changed_and_linked_anew(void **state) {
    expect_found(*state, "UPDATE audit SET detail = '改过', prev = zeroblob(32) WHERE seq = 10",
                 "10");
}

static void test_a_shortened_chain(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t rows = 0;
    sample_tamper(sample->path, "DELETE FROM audit WHERE seq > 5");
    assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
}

static void test_a_changed_spine(void **state) {
    expect_found(*state, "UPDATE record SET title = '东门村三组路灯三个月不夜' WHERE id = 3", "26");
}

static void test_a_changed_detail(void **state) {
    expect_found(*state, "UPDATE feedback SET reply = '第11次答覆' WHERE id = 3", "26");
}

static void test_a_changed_version_number(void **state) {
    expect_found(*state, "UPDATE record SET ver = 99 WHERE id = 3", "26");
}

static void test_a_removed_record(void **state) {
    expect_found(*state, "DELETE FROM feedback WHERE id = 3; DELETE FROM record WHERE id = 3",
                 "26");
}

static void test_a_record_nobody_audited(void **state) {
    expect_found(
        *state,
        "INSERT INTO record (record_kind, number, state, title, received_on, due_sort, created, "
        "changed)"
        " VALUES ('unit', 'DW2026-77777', 'open', '假单位', '2026-01-01', '9999-12-31', 1, 1);"
        "INSERT INTO unit (id) SELECT id FROM record WHERE number = 'DW2026-77777'",
        "27");
}

/* Each single byte of the stored texts of one row, by turning one bit of the file. */
static void test_bit_flips_in_the_file(void **state) {
    struct sample *sample = *state;
    static const char needle[] = "第11次答复";
    struct problem problem;
    int64_t rows = 0;
    store_close(sample->store);
    sample->store = NULL;
    FILE *file = fopen(sample->path, "rb+");
    assert_non_null(file);
    static char bytes[1 << 20];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    int found = 0;
    for (size_t i = 0; i + sizeof needle < length; i++) {
        if (memcmp(bytes + i, needle, sizeof needle - 1) != 0) {
            continue;
        }
        found++;
        for (size_t at = i; at < i + sizeof needle - 1; at++) {
            assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
            fputc(bytes[at] ^ 1, file);
            assert_int_equal(fflush(file), 0);
            expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
            assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
            store_close(sample->store);
            sample->store = NULL;
            assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
            fputc(bytes[at], file);
            assert_int_equal(fflush(file), 0);
        }
    }
    fclose(file);
    assert_true(found > 0);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    test_sound(state);
}

/* Longer than one reading of the chain. */
static void test_a_long_chain(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int64_t rows = 0;
    sample_begin(sample->store);
    for (int i = 0; i < 4500; i++) {
        sample_audit(sample->store, 0, "print", "many");
    }
    sample_commit(sample->store, "many");
    expect_ok(store_verify_audit(sample->store, &rows, &problem), &problem);
    assert_int_equal(rows, 3 + 2 * CHANGES + 4500);
    expect_found(sample, "UPDATE audit SET account = '' WHERE seq = 4321", "4321");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sound, make, drop),
        cmocka_unit_test_setup_teardown(test_save_id, make, drop),
        cmocka_unit_test_setup_teardown(test_every_audit_column_is_covered, make, drop),
        cmocka_unit_test_setup_teardown(test_save_id_is_covered, make, drop),
        cmocka_unit_test_setup_teardown(test_links_are_covered, make, drop),
        cmocka_unit_test_setup_teardown(test_a_removed_row, make, drop),
        cmocka_unit_test_setup_teardown(test_rows_that_changed_places, make, drop),
        cmocka_unit_test_setup_teardown(test_rows_changed_and_linked_anew, make, drop),
        cmocka_unit_test_setup_teardown(test_a_shortened_chain, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_spine, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_detail, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_version_number, make, drop),
        cmocka_unit_test_setup_teardown(test_a_removed_record, make, drop),
        cmocka_unit_test_setup_teardown(test_a_record_nobody_audited, make, drop),
        cmocka_unit_test_setup_teardown(test_bit_flips_in_the_file, make, drop),
        cmocka_unit_test_setup_teardown(test_a_long_chain, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
