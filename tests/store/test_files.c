/* Where a database may lie and who may get at it, links to it, file systems by their number, and every setting of an open
 * file. */
#include "store/place.h"
#include "store/sample.h"

#include "base/buffer.h"

static int make(void **state) {
    static struct sample sample;
    sample_make(&sample);
    store_close(sample.store);
    sample.store = NULL;
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    struct sample *sample = *state;
    chmod(sample->folder, 0700);
    sample_remove(sample);
    return 0;
}

static const char *place_of(const struct problem *problem, const char *name) {
    for (int i = 0; i < problem->place_count; i++) {
        if (strcmp(problem->places[i].name, name) == 0) {
            return problem->places[i].value;
        }
    }
    return "";
}

static enum status open_it(struct sample *sample, struct problem *problem) {
    memset(problem, 0, sizeof *problem);
    enum status status = store_open(sample->path, &sample->store, problem);
    store_close(sample->store);
    sample->store = NULL;
    return status;
}

/* ---- permissions --------------------------------------------------------------------------------- */

/* Refused with the command; the command, carried out, mends it. */
static void expect_mended(struct sample *sample, mode_t file, mode_t folder, const char *says,
                          const char *begins) {
    struct problem problem;
    assert_int_equal(chmod(sample->path, file), 0);
    assert_int_equal(chmod(sample->folder, folder), 0);
    assert_int_equal(open_it(sample, &problem), STATUS_DENIED);
    if (strstr(problem.message, says) == NULL) {
        print_error("%s\n", problem.message);
    }
    assert_non_null(strstr(problem.message, says));
    const char *command = place_of(&problem, "command");
    assert_int_equal(strncmp(command, begins, strlen(begins)), 0);
    assert_int_equal(system(command), 0);
    expect_ok(open_it(sample, &problem), &problem);
}

static void test_others_are_refused(void **state) {
    struct sample *sample = *state;
    expect_mended(sample, 0666, 0700, "其他人也能改", "chmod o-rwx '");
    expect_mended(sample, 0662, 0770, "其他人也能改", "chmod o-rwx '");
    expect_mended(sample, 0664, 0755, "其他人也能读", "chmod o-rwx '");
    expect_mended(sample, 0660, 0777, "文件夹其他人也能改", "chmod o-w '");
}

static void test_usual_places_are_open(void **state) {
    struct sample *sample = *state;
    static const struct {
        mode_t file, folder;
    } usual[] = {{0660, 0755}, {0660, 02770}, {0600, 0700},
                 {0660, 0750}, {0664, 0700},  {0660, 01777}};
    struct problem problem;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        assert_int_equal(chmod(sample->path, usual[i].file), 0);
        assert_int_equal(chmod(sample->folder, usual[i].folder), 0);
        expect_ok(open_it(sample, &problem), &problem);
    }
}

/* A name that a shell would take apart. */
static void test_command_is_quoted(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char odd[400];
    snprintf(odd, sizeof odd, "%s/$(it's) 单䶮 \"x\";.db", sample->folder);
    assert_int_equal(rename(sample->path, odd), 0);
    snprintf(sample->path, sizeof sample->path, "%.*s", (int)sizeof sample->path - 1, odd);
    expect_mended(sample, 0666, 0700, "其他人也能改", "chmod o-rwx '");
    struct stat about;
    assert_int_equal(stat(odd, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    expect_ok(open_it(sample, &problem), &problem);
}

static void test_new_file_in_an_open_folder(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char path[400];
    snprintf(path, sizeof path, "%s/new.db", sample->folder);
    assert_int_equal(chmod(sample->folder, 0777), 0);
    assert_int_equal(store_create(path, &sample->store, &problem), STATUS_DENIED);
    assert_null(sample->store);
    assert_int_not_equal(access(path, F_OK), 0);
}

/* ---- links and strangers' journals --------------------------------------------------------------- */

static void test_links(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char other[400];
    snprintf(other, sizeof other, "%s/other.db", sample->folder);
    assert_int_equal(symlink(sample->path, other), 0);
    expect_ok(store_open(other, &sample->store, &problem), &problem);
    assert_string_equal(store_path(sample->store), sample->path);
    store_close(sample->store);
    sample->store = NULL;
    assert_int_equal(unlink(other), 0);
    assert_int_equal(link(sample->path, other), 0);
    assert_int_equal(open_it(sample, &problem), STATUS_DENIED);
    assert_non_null(strstr(problem.message, "硬链接"));
    assert_int_equal(unlink(other), 0);
    expect_ok(open_it(sample, &problem), &problem);
}

static void test_journal_of_a_stranger(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char journal[400];
    snprintf(journal, sizeof journal, "%s-journal", sample->path);
    unlink(journal);
    assert_int_equal(symlink("/dev/null", journal), 0);
    assert_int_equal(open_it(sample, &problem), STATUS_DENIED);
    assert_non_null(strstr(problem.message, "不是本程序留下的"));
    assert_int_equal(unlink(journal), 0);
    if (geteuid() == 0) {
        FILE *file = fopen(journal, "w");
        assert_non_null(file);
        fclose(file);
        assert_int_equal(chown(sample->path, 0, 0), 0);
        assert_int_equal(chown(journal, 65534, 65534), 0);
        assert_int_equal(open_it(sample, &problem), STATUS_DENIED);
        assert_int_equal(unlink(journal), 0);
    }
    expect_ok(open_it(sample, &problem), &problem);
}

/* ---- file systems -------------------------------------------------------------------------------- */

static void test_file_systems(void **state) {
    static const unsigned long refused[] = {0x6969,     0xff534d42, 0xfe534d42,
                                            0x517b,     0x65735546, 0x01021997,
                                            0x00c36400, 0x4d44,     0x2011bab0};
    /* ext, xfs, btrfs, zfs, tmpfs, overlay, f2fs, reiserfs */
    static const unsigned long local[] = {0xef53,     0x58465342, 0x9123683e, 0x2fc12fc1,
                                          0x01021994, 0x794c7630, 0xf2f52010, 0x52654973};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const char *message = NULL;
        assert_non_null(place_refused_type(refused[i], &message));
        assert_non_null(strstr(message, "没有打开"));
        assert_non_null(strstr(message, "请把数据库移到本机硬盘"));
    }
    const char *message = NULL;
    /* As a signed number of 32 bits, the way some machines' statfs gives it. */
    assert_string_equal(place_refused_type(0xffffffffff534d42UL, &message), "CIFS");
    assert_string_equal(place_refused_type(0x65735546, &message), "FUSE");
    assert_non_null(strstr(message, "ntfs-3g"));
    for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
        assert_null(place_refused_type(local[i], NULL));
    }
}

/* ---- folders ------------------------------------------------------------------------------------- */

static mode_t mode_of(const char *path) {
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static void test_folders_are_made(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char path[600], folder[400], shared[400], inner[500];
    snprintf(folder, sizeof folder, "%s/a/b", sample->folder);
    snprintf(path, sizeof path, "%s/zwgk.db", folder);
    mode_t old = umask(0077);
    expect_ok(place_make_folders(path, &problem), &problem);
    expect_ok(place_make_folders(path, &problem), &problem);
    mode_t own = mode_of(folder);
    assert_true(own == 02770 || own == 0700);
    assert_true(geteuid() != 0 || own == 02770);
    /* In the office's shared folder its group is inherited. */
    snprintf(shared, sizeof shared, "%s/shared", sample->folder);
    snprintf(inner, sizeof inner, "%s/zwgk", shared);
    snprintf(path, sizeof path, "%s/zwgk.db", inner);
    assert_int_equal(mkdir(shared, 0770), 0);
    if (geteuid() == 0) {
        assert_int_equal(chown(shared, 0, 65534), 0);
    }
    assert_int_equal(chmod(shared, 02770), 0);
    expect_ok(place_make_folders(path, &problem), &problem);
    assert_int_equal(mode_of(inner), 02770);
    umask(old);
    rmdir(inner);
    rmdir(shared);
    rmdir(folder);
    snprintf(folder, sizeof folder, "%s/a", sample->folder);
    rmdir(folder);
}

/* What is only told: the first of it with its command. */
static void keep_told(void *context, const struct place_finding *finding) {
    struct buffer *out = context;
    buffer_append_format(out, "%d %s|%s\n", finding->is_refused, finding->problem.message,
                         finding->command);
}

static void test_what_is_told(void **state) {
    struct sample *sample = *state;
    struct buffer told = BUFFER_INIT;
    assert_int_equal(chmod(sample->path, 0644), 0);
    assert_int_equal(chmod(sample->folder, 0770), 0);
    place_judge(sample->path, keep_told, &told);
    assert_non_null(strstr(buffer_text(&told), "进不了文件夹"));
    assert_non_null(strstr(buffer_text(&told), "|chmod 660 '"));
    assert_null(strstr(buffer_text(&told), "1 "));
    buffer_clear(&told);
    assert_int_equal(chmod(sample->path, 0660), 0);
    assert_int_equal(chmod(sample->folder, 0700), 0);
    place_judge(sample->path, keep_told, &told);
    assert_string_equal(buffer_text(&told), "");
    buffer_release(&told);
}

/* ---- every setting of an open file --------------------------------------------------------------- */

static void expect_pragma(struct store *store, const char *sql, int64_t wanted) {
    struct problem problem;
    int64_t value = -1;
    expect_ok(store_integer(store, sql, &value, &problem), &problem);
    if (value != wanted) {
        print_error("%s\n", sql);
    }
    assert_int_equal(value, wanted);
}

static void expect_config(sqlite3 *db, int option, int wanted) {
    int value = -1;
    assert_int_equal(sqlite3_db_config(db, option, -1, &value), SQLITE_OK);
    assert_int_equal(value, wanted);
}

static void test_settings(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    struct store *store = sample->store;
    expect_pragma(store, "SELECT journal_mode = 'truncate' FROM pragma_journal_mode", 1);
    expect_pragma(store, "SELECT locking_mode = 'normal' FROM pragma_locking_mode", 1);
    expect_pragma(store, "PRAGMA synchronous", 2);
    expect_pragma(store, "PRAGMA foreign_keys", 1);
    expect_pragma(store, "PRAGMA trusted_schema", 0);
    expect_pragma(store, "PRAGMA cell_size_check", 1);
    expect_pragma(store, "PRAGMA mmap_size", 0);
    expect_pragma(store, "PRAGMA secure_delete", 1);
    expect_pragma(store, "PRAGMA temp_store", 2);
    expect_pragma(store, "PRAGMA cache_size", -4000);
    expect_pragma(store, "PRAGMA application_id", STORE_APPLICATION_ID);
    expect_pragma(store, "PRAGMA user_version", store_newest_schema());
    expect_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1);
    expect_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    expect_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0);
    expect_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0);
    assert_int_equal(sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, -1), 16 * 1024 * 1024);
    assert_int_equal(sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, -1), 0);
    assert_int_equal(sqlite3_limit(store->db, SQLITE_LIMIT_SQL_LENGTH, -1), 100 * 1000);
    /* Extended result codes, and every table strict. */
    assert_int_equal(sqlite3_exec(store->db, "INSERT INTO setting (key, value) VALUES (NULL, '')",
                                  NULL, NULL, NULL),
                     SQLITE_CONSTRAINT_NOTNULL);
    expect_pragma(store,
                  "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                  " AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'",
                  0);
}

#define FILES_TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void) {
    const struct CMUnitTest tests[] = {
        FILES_TEST(test_others_are_refused),
        FILES_TEST(test_usual_places_are_open),
        FILES_TEST(test_command_is_quoted),
        FILES_TEST(test_new_file_in_an_open_folder),
        FILES_TEST(test_links),
        FILES_TEST(test_journal_of_a_stranger),
        cmocka_unit_test(test_file_systems),
        FILES_TEST(test_folders_are_made),
        FILES_TEST(test_what_is_told),
        FILES_TEST(test_settings),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
