/* Upgrades: each step once, with a checked copy before it; a step that fails leaves the file at the step
 * before, and an older program refuses what a newer one made. */
#include "store/sample.h"

static struct embedded_file first; /* all of the program's own schema, as if it were the first */

static void make_first(void) {
    static char text[300000];
    size_t length = 0;
    const struct embedded_file *file = embedded_first("data/schema/");
    for (; schema_number(file) > 0; file++) {
        assert_true(length + strlen(file->text) < sizeof text);
        memcpy(text + length, file->text, strlen(file->text) + 1);
        length += strlen(file->text);
    }
    first = (struct embedded_file){"data/schema/0001_all.sql", text, length};
}

static int make(void **state) {
    static struct sample sample;
    const struct embedded_file *real = embedded_first("data/schema/");
    assert_non_null(real);
    assert_int_equal(schema_number(real), 1);
    make_first();
    sample_make(&sample);
    store_close(sample.store);
    sample.store = NULL;
    sample_tamper(sample.path, "PRAGMA user_version=1");
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

static const struct embedded_file fax = {"data/schema/0002_fax.sql",
                                         "ALTER TABLE unit ADD COLUMN fax TEXT;\n", 0};
static const struct embedded_file rebuild = {"data/schema/0003_rebuild.sql",
                                             "CREATE TABLE new_unit (\n    id INTEGER PRIMARY KEY "
                                             "REFERENCES record (id),\n    fax TEXT\n) STRICT;\n"
                                             "INSERT INTO new_unit SELECT id, fax FROM unit;\nDROP "
                                             "TABLE unit;\nALTER TABLE new_unit RENAME TO unit;\n",
                                             0};
static const struct embedded_file breaks = {
    "data/schema/0003_breaks.sql",
    "ALTER TABLE unit ADD COLUMN telex TEXT;\nINSERT INTO nowhere VALUES (1);\n", 0};
static const struct embedded_file orphans = {"data/schema/0003_orphans.sql",
                                             "UPDATE record SET unit = 4711, ver = ver + 1;\n", 0};
static const struct embedded_file views = {"data/schema/views.sql", "", 0};
static const struct embedded_file none = {NULL, NULL, 0};

static bool has_column(struct store *store, const char *column) {
    char sql[120];
    int64_t count = 0;
    struct problem problem;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('unit') WHERE name = '%s'",
             column);
    expect_ok(store_integer(store, sql, &count, &problem), &problem);
    return count == 1;
}

static bool exists(const struct sample *sample, const char *ending) {
    char path[400];
    snprintf(path, sizeof path, "%s%s", sample->path, ending);
    return access(path, F_OK) == 0;
}

static void test_numbers(void **state) {
    (void)state;
    assert_int_equal(schema_number(&fax), 2);
    assert_int_equal(schema_number(&views), 0);
    assert_int_equal(schema_number(&none), 0);
    const struct embedded_file odd = {"data/schema/12_short.sql", "", 0};
    assert_int_equal(schema_number(&odd), 0);
    const struct embedded_file list[] = {first, fax, views, none};
    assert_int_equal(schema_newest(list), 2);
}

static void test_two_steps(void **state) {
    struct sample *sample = *state;
    const struct embedded_file list[] = {first, fax, rebuild, views, none};
    struct problem problem;
    struct stat about;
    expect_ok(store_open_schema(sample->path, list, &sample->store, &problem), &problem);
    assert_int_equal(store_schema_version(sample->store), 3);
    assert_true(has_column(sample->store, "fax"));
    int64_t value = 0;
    expect_ok(store_integer(sample->store, "SELECT count(*) FROM unit", &value, &problem),
              &problem);
    assert_int_equal(value, 1);
    expect_ok(store_integer(sample->store, "PRAGMA foreign_keys", &value, &problem), &problem);
    assert_int_equal(value, 1);
    store_close(sample->store);

    char copy[400];
    snprintf(copy, sizeof copy, "%s.before-0002", sample->path);
    assert_int_equal(stat(copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    assert_true(exists(sample, ".before-0003"));
    assert_false(exists(sample, ".before-0002.part"));
    assert_false(exists(sample, ".before-0002.part-journal"));
    assert_false(exists(sample, ".before-0002-journal"));
    const struct embedded_file old[] = {first, views, none};
    expect_ok(store_open_schema(copy, old, &sample->store, &problem), &problem);
    assert_false(has_column(sample->store, "fax"));
    char *title = store_title(sample->store, sample->unit);
    assert_string_equal(title, "东门村");
    free(title);
    store_close(sample->store);
    sample->store = NULL;
    assert_int_equal(store_open_schema(sample->path, old, &sample->store, &problem),
                     STATUS_INVALID);
    assert_string_equal(problem.places[problem.place_count - 1].value, "3");
}

static void expect_stays(struct sample *sample, const struct embedded_file *bad,
                         enum status status) {
    const struct embedded_file list[] = {first, fax, *bad, views, none};
    const struct embedded_file good[] = {first, fax, views, none};
    struct problem problem;
    assert_int_equal(store_open_schema(sample->path, list, &sample->store, &problem), status);
    assert_null(sample->store);
    expect_ok(store_open_schema(sample->path, good, &sample->store, &problem), &problem);
    assert_int_equal(store_schema_version(sample->store), 2);
    assert_true(has_column(sample->store, "fax"));
    assert_false(has_column(sample->store, "telex"));
    int64_t rows = 0;
    expect_ok(store_integer(sample->store, "SELECT count(*) FROM audit", &rows, &problem),
              &problem);
    assert_int_equal(rows, 2);
}

static void test_a_step_that_fails(void **state) {
    expect_stays(*state, &breaks, STATUS_CORRUPT);
}

static void test_a_step_that_breaks_references(void **state) {
    expect_stays(*state, &orphans, STATUS_CORRUPT);
}

static void test_no_copy_no_upgrade(void **state) {
    struct sample *sample = *state;
    const struct embedded_file list[] = {first, fax, views, none};
    struct problem problem;
    char copy[400];
    snprintf(copy, sizeof copy, "%s.before-0002", sample->path);
    assert_int_equal(mkdir(copy, 0700), 0);
    assert_int_equal(store_open_schema(sample->path, list, &sample->store, &problem), STATUS_IO);
    assert_int_equal(rmdir(copy), 0);
    assert_false(exists(sample, ".before-0002.part"));
    const struct embedded_file old[] = {first, views, none};
    expect_ok(store_open_schema(sample->path, old, &sample->store, &problem), &problem);
    assert_int_equal(store_schema_version(sample->store), 1);
}

/* Another program holds the file: the upgrade waits, then gives up, and changes nothing. */
static void test_busy(void **state) {
    struct sample *sample = *state;
    const struct embedded_file list[] = {first, fax, views, none};
    const struct embedded_file old[] = {first, views, none};
    struct problem problem;
    expect_ok(store_open_schema(sample->path, old, &sample->store, &problem), &problem);
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(sample->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    sample->store->busy_limit_ms = 10;
    sample->store->schema = list;
    assert_int_equal(schema_migrate(sample->store, &problem), STATUS_BUSY);
    assert_int_equal(store_schema_version(sample->store), 1);
    assert_false(exists(sample, ".before-0002"));
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    /* Another program did it meanwhile. */
    assert_int_equal(sqlite3_exec(other, fax.text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "PRAGMA user_version=2", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    expect_ok(schema_migrate(sample->store, &problem), &problem);
    assert_int_equal(store_schema_version(sample->store), 2);
    assert_false(exists(sample, ".before-0002"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_numbers, make, drop),
        cmocka_unit_test_setup_teardown(test_two_steps, make, drop),
        cmocka_unit_test_setup_teardown(test_a_step_that_fails, make, drop),
        cmocka_unit_test_setup_teardown(test_a_step_that_breaks_references, make, drop),
        cmocka_unit_test_setup_teardown(test_no_copy_no_upgrade, make, drop),
        cmocka_unit_test_setup_teardown(test_busy, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
