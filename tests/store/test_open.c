/* Opening: every bad file gets its own sentence and stays as it was; making keeps to its mode; a file that
 * cannot be written is read. */
#include "store/sample.h"

static int make_folder(void **state) {
    static struct sample sample;
    sample_folder(&sample);
    *state = &sample;
    return 0;
}

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

static void write_file(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 22);
    assert_non_null(bytes);
    *length = fread(bytes, 1, 1 << 22, file);
    fclose(file);
    return bytes;
}

/* Refused with this status and words, and not one byte is different. */
static void expect_refused(const char *path, enum status status, const char *words) {
    struct store *store = NULL;
    struct problem problem;
    size_t before_length = 0;
    size_t after_length = 0;
    char *before = read_file(path, &before_length);
    assert_int_equal(store_open(path, &store, &problem), status);
    assert_null(store);
    if (strstr(problem.message, words) == NULL) {
        fail_msg("%s: %s", words, problem.message);
    }
    char *after = read_file(path, &after_length);
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, before_length);
    free(before);
    free(after);
}

static void test_no_file(void **state) {
    struct sample *sample = *state;
    struct store *store = NULL;
    struct problem problem;
    assert_int_equal(store_open(sample->path, &store, &problem), STATUS_NOT_FOUND);
    assert_string_equal(problem.places[0].value, sample->path);
    assert_int_not_equal(access(sample->path, F_OK), 0);
    assert_int_equal(store_open(sample->folder, &store, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "不是普通文件"));
}

static void test_not_a_database(void **state) {
    struct sample *sample = *state;
    static const char text[] = "收到日期,类别,标题\n2026-11-03,投诉,路灯不亮\n";
    char noise[8192];
    write_file(sample->path, "", 0);
    expect_refused(sample->path, STATUS_INVALID, "0 字节");
    write_file(sample->path, text, sizeof text - 1);
    expect_refused(sample->path, STATUS_INVALID, "不是数据库");
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (char)(i * 2654435761U >> 13);
    }
    write_file(sample->path, noise, sizeof noise);
    expect_refused(sample->path, STATUS_INVALID, "不是数据库");
}

static void test_another_programs_database(void **state) {
    struct sample *sample = *state;
    sample_tamper(sample->path,
                  "CREATE TABLE record (id INTEGER PRIMARY KEY); PRAGMA user_version=1");
    expect_refused(sample->path, STATUS_INVALID, "别的程序");
    sample_tamper(sample->path, "PRAGMA application_id=42");
    expect_refused(sample->path, STATUS_INVALID, "别的程序");
}

static void test_newer_database(void **state) {
    struct sample *sample = *state;
    char sql[64];
    store_close(sample->store);
    sample->store = NULL;
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", store_newest_schema() + 1);
    sample_tamper(sample->path, sql);
    expect_refused(sample->path, STATUS_INVALID, "更新版本");
    sample_tamper(sample->path, "PRAGMA user_version=0");
    expect_refused(sample->path, STATUS_CORRUPT, "没有建完");
}

static void test_truncated_files(void **state) {
    struct sample *sample = *state;
    store_close(sample->store);
    sample->store = NULL;
    size_t length = 0;
    char *whole = read_file(sample->path, &length);
    write_file(sample->path, whole, 50);
    expect_refused(sample->path, STATUS_INVALID, "不是数据库");
    write_file(sample->path, whole, 512);
    expect_refused(sample->path, STATUS_CORRUPT, "备份");
    free(whole);
}

static void test_create_refuses_what_is_there(void **state) {
    struct sample *sample = *state;
    struct store *store = NULL;
    struct problem problem;
    write_file(sample->path, "工作笔记", 12);
    assert_int_equal(store_create(sample->path, &store, &problem), STATUS_INVALID);
    assert_non_null(strstr(problem.message, "已经有了"));
    expect_refused(sample->path, STATUS_INVALID, "不是数据库");
    unlink(sample->path);
    char nowhere[400];
    snprintf(nowhere, sizeof nowhere, "%s/no/zwgk.db", sample->folder);
    assert_int_equal(store_create(nowhere, &store, &problem), STATUS_IO);
}

static void test_create_sets_mode_and_marks(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct stat about;
    int64_t value = 0;
    mode_t old = umask(0077);
    expect_ok(store_create(sample->path, &sample->store, &problem), &problem);
    umask(old);
    assert_int_equal(stat(sample->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    assert_int_equal(store_schema_version(sample->store), store_newest_schema());
    assert_string_equal(store_path(sample->store), sample->path);
    assert_false(store_is_read_only(sample->store));
    expect_ok(store_integer(sample->store, "PRAGMA application_id", &value, &problem), &problem);
    assert_int_equal(value, STORE_APPLICATION_ID);
}

/* A failed making leaves nothing behind. */
static void test_create_takes_back_what_fails(void **state) {
    struct sample *sample = *state;
    static const struct embedded_file broken[] = {
        {"data/schema/0001_x.sql", "CREATE TABLE a (b TEXT) STRICT;\nCREATE NONSENSE;\n", 0},
        {NULL, NULL, 0},
    };
    struct problem problem;
    assert_int_not_equal(store_create_schema(sample->path, broken, &sample->store, &problem),
                         STATUS_OK);
    assert_null(sample->store);
    assert_int_not_equal(access(sample->path, F_OK), 0);
}

static void expect_setting(struct store *store, const char *sql, int64_t expected) {
    struct problem problem;
    int64_t value = -1;
    expect_ok(store_integer(store, sql, &value, &problem), &problem);
    assert_int_equal(value, expected);
}

static void test_settings(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    for (int i = 0; i < 2; i++) {
        expect_setting(sample->store, "SELECT journal_mode = 'truncate' FROM pragma_journal_mode",
                       1);
        expect_setting(sample->store, "PRAGMA synchronous", 2);
        expect_setting(sample->store, "PRAGMA foreign_keys", 1);
        expect_setting(sample->store, "PRAGMA trusted_schema", 0);
        expect_setting(sample->store, "PRAGMA cell_size_check", 1);
        expect_setting(sample->store, "PRAGMA secure_delete", 1);
        expect_setting(sample->store, "PRAGMA temp_store", 2);
        expect_setting(sample->store, "PRAGMA cache_size", i == 0 ? -4000 : -16000);
        assert_int_not_equal(store_execute(sample->store, "ATTACH ':memory:' AS other", &problem),
                             STATUS_OK);
        assert_int_not_equal(store_execute(sample->store, "SELECT \"no such column\"", &problem),
                             STATUS_OK);
        store_set_bulk(sample->store, true);
        expect_ok(store_reopen(sample->store, &problem), &problem);
    }
}

/* Somebody's shell set WAL: we set it back, or say that we cannot. */
static void test_wal_is_taken_back(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    store_close(sample->store);
    sample_tamper(sample->path, "PRAGMA journal_mode=WAL");
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    store_close(sample->store);
    sample->store = NULL;
    size_t length = 0;
    char *bytes = read_file(sample->path, &length);
    assert_int_equal(bytes[18], 1);
    free(bytes);
}

/* Only somebody else than root can be kept from writing. */
static void test_read_only(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct record record = {0, 0, FIELDS_INIT};
    store_close(sample->store);
    sample->store = NULL;
    assert_int_equal(chmod(sample->path, 0440), 0);
    assert_int_equal(chmod(sample->folder, 0550), 0);
    bool was_root = geteuid() == 0 && seteuid(65534) == 0;
    enum status opened = store_open(sample->path, &sample->store, &problem);
    enum status read = opened == STATUS_OK
                           ? store_read(sample->store, &everything, sample->unit, &record, NULL)
                           : opened;
    bool is_read_only = opened == STATUS_OK && store_is_read_only(sample->store);
    enum status begun = opened == STATUS_OK ? store_begin(sample->store, &problem) : opened;
    store_close(sample->store);
    sample->store = NULL;
    if (was_root) {
        assert_int_equal(seteuid(0), 0);
    }
    assert_int_equal(chmod(sample->folder, 0700), 0);
    assert_int_equal(opened, STATUS_OK);
    assert_int_equal(read, STATUS_OK);
    assert_string_equal(fields_text(&record.fields, COL_TITLE), "东门村");
    assert_true(is_read_only);
    assert_int_equal(begun, STATUS_IO);
    assert_non_null(strstr(problem.message, "只能读"));
    record_release(&record);
}

static void test_in_memory(void **state) {
    (void)state;
    struct store *store = NULL;
    struct problem problem;
    expect_ok(store_create_in_memory(&store, &problem), &problem);
    sample_begin(store);
    int64_t id = sample_feedback(store, "记忆里的一件", NULL);
    sample_commit(store, "memory");
    struct record record = {0, 0, FIELDS_INIT};
    expect_ok(store_read(store, &everything, id, &record, &problem), &problem);
    assert_string_equal(store_path(store), "");
    record_release(&record);
    store_close(store);
    store_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_file, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_not_a_database, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_another_programs_database, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_newer_database, make, drop),
        cmocka_unit_test_setup_teardown(test_truncated_files, make, drop),
        cmocka_unit_test_setup_teardown(test_create_refuses_what_is_there, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_create_sets_mode_and_marks, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_create_takes_back_what_fails, make_folder, drop),
        cmocka_unit_test_setup_teardown(test_settings, make, drop),
        cmocka_unit_test_setup_teardown(test_wal_is_taken_back, make, drop),
        cmocka_unit_test_setup_teardown(test_read_only, make, drop),
        cmocka_unit_test(test_in_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
