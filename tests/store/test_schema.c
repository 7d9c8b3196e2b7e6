/* The file's tables, indexes, views and triggers are those of the shipped schema, or the file is only read and it is said which
 * are not: when it is opened, when a save begins, when an older one is brought up, and by verify. */
#include "store/audit_row.h"
#include "store/sample.h"
#include "store/schema_check.h"
#include "store/store_copy.h"

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

/* When the newest schema was changed on purpose: what store/schema_check.c is to have as `known`. */
static void test_the_newest_is_known(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    unsigned char hash[SCHEMA_HASH_BYTES];
    expect_ok(schema_hash(sample->store, hash, &problem), &problem);
    if (!schema_is_known(hash))
        for (int i = 0; i < SCHEMA_HASH_BYTES; i++)
            print_error("0x%02x,%s", hash[i], i % 16 == 15 ? "\n" : " ");
    assert_true(schema_is_known(hash));
    hash[0] ^= 1;
    assert_false(schema_is_known(hash));
}

static const struct {
    const char *change, *name, *message;
} changes[] = {
    {"CREATE TRIGGER quiet BEFORE INSERT ON audit WHEN new.command = 'reveal' BEGIN SELECT "
     "raise(IGNORE); END",
     "quiet", "多出"},
    {"CREATE TRIGGER later AFTER UPDATE ON feedback BEGIN UPDATE feedback SET reply = '改' WHERE "
     "id = new.id; END",
     "later", "多出"},
    {"CREATE VIEW people AS SELECT * FROM person", "people", "多出"},
    {"CREATE TABLE extra (a TEXT)", "extra", "多出"},
    {"CREATE INDEX extra_index ON step (note)", "extra_index", "多出"},
    {"DROP TRIGGER audit_is_not_changed", "audit_is_not_changed", "缺少"},
    {"DROP INDEX step_record", "step_record", "缺少"},
    {"DROP TABLE looked", "looked_topic", "缺少"},
    {"DROP TRIGGER version_is_not_deleted; CREATE TRIGGER version_is_not_deleted BEFORE DELETE ON "
     "version BEGIN"
     " SELECT 1; END",
     "version_is_not_deleted", "不同"},
    {"DROP INDEX step_record; CREATE INDEX step_record ON step (id)", "step_record", "不同"},
    {"ALTER TABLE unit ADD COLUMN more TEXT", "unit", "不同"},
};

struct told {
    const char *name, *message;
    int count;
    bool is_named;
};

static void note(void *context, const struct problem *fault) {
    struct told *told = context;
    told->count++;
    if (strcmp(fault->places[1].value, told->name) == 0 &&
        strstr(fault->message, told->message) != NULL)
        told->is_named = true;
}

static void expect_strange(struct sample *sample, size_t i) {
    struct problem problem = {0};
    struct told told = {.name = changes[i].name, .message = changes[i].message};
    int64_t rows = 0;
    assert_true(store_is_strange(sample->store));
    assert_true(store_is_read_only(sample->store));
    assert_int_equal(store_begin(sample->store, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "结构在本程序之外被改过"));
    assert_non_null(strstr(problem.places[0].value, changes[i].name));
    expect_ok(store_check_schema(sample->store, note, &told, &problem), &problem);
    assert_true(told.is_named);
    assert_true(told.count > 0 && told.count < 3);
    assert_int_equal(store_verify_audit(sample->store, &rows, &problem), STATUS_CORRUPT);
}

/* Each is found at the next opening, and by a session that was open all the while before it writes anything. */
static void test_every_change_is_found(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char saved[340];
    snprintf(saved, sizeof saved, "%s.keep", sample->path);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        expect_ok(store_copy_verified(sample->store, saved, &problem), &problem);
        sample_begin(sample->store);
        sample_commit(sample->store, "");
        sample_run(sample->path, changes[i].change);
        assert_int_equal(store_begin(sample->store, &problem), STATUS_CORRUPT);
        expect_strange(sample, i);
        store_close(sample->store);
        expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
        expect_strange(sample, i);
        store_close(sample->store);
        assert_int_equal(rename(saved, sample->path), 0);
        expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
        assert_false(store_is_strange(sample->store));
    }
}

/* SQLite's own figures, and its own words for the search index's tables, are nobody's change. */
static void test_what_sqlite_makes_is_none(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sample_run(sample->path, "ANALYZE; VACUUM");
    sample_begin(sample->store);
    sample_commit(sample->store, "");
    store_close(sample->store);
    sample_run(sample->path, "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = "
                             "replace(sql, 'search_data', '\"search_data\"')"
                             " WHERE name = 'search_data'");
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_false(store_is_strange(sample->store));
}

/* Without the closer look nothing that a trigger does to the audit as it is written goes unnoticed either. */
static void test_an_audit_row_that_was_not_stored(void **state) {
    struct sample *sample = *state;
    static const char *const triggers[] = {
        "CREATE TRIGGER t BEFORE INSERT ON audit BEGIN SELECT raise(IGNORE); END",
        "DROP TRIGGER audit_is_not_changed; CREATE TRIGGER t AFTER INSERT ON audit BEGIN UPDATE "
        "audit SET detail"
        " = '' WHERE seq = new.seq; END",
        "DROP TRIGGER audit_is_not_deleted; CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE "
        "FROM audit WHERE"
        " seq = new.seq; END",
    };
    const struct audit_entry entry = {
        .account = "", .command = "print", .detail = "表", .save_id = "s"};
    struct problem problem;
    for (size_t i = 0; i < sizeof triggers / sizeof triggers[0]; i++) {
        sample_begin(sample->store);
        assert_int_equal(sqlite3_exec(sample->store->db, triggers[i], NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(store_add_audit(sample->store, &entry, &problem), STATUS_CORRUPT);
        assert_non_null(strstr(problem.message, "没有照原样存进"));
        store_rollback(sample->store);
    }
}

/* One that would act while an older file is brought up. */
static void test_an_older_file(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct embedded_file list[16] = {{NULL, NULL, 0}};
    const struct embedded_file *file = embedded_first("data/schema/");
    struct store *older = NULL;
    char path[340];
    int count = 0;
    for (; schema_number(file) > 0 && schema_number(file) < store_newest_schema(); file++)
        list[count++] = *file;
    snprintf(path, sizeof path, "%s.old", sample->path);
    for (int planted = 0; planted < 2; planted++) {
        unlink(path);
        expect_ok(store_create_schema(path, list, &older, &problem), &problem);
        store_close(older);
        if (planted == 1)
            sample_run(path, changes[0].change);
        enum status status = store_open(path, &older, &problem);
        assert_int_equal(status, planted == 1 ? STATUS_CORRUPT : STATUS_OK);
        assert_true(planted == 0 || strstr(problem.message, "结构在本程序之外被改过") != NULL);
        store_close(older);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_newest_is_known, make, drop),
        cmocka_unit_test_setup_teardown(test_every_change_is_found, make, drop),
        cmocka_unit_test_setup_teardown(test_what_sqlite_makes_is_none, make, drop),
        cmocka_unit_test_setup_teardown(test_an_audit_row_that_was_not_stored, make, drop),
        cmocka_unit_test_setup_teardown(test_an_older_file, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
