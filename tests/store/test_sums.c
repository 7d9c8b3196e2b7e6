/* The sums of pages: a new file has them, an older one gets them, a wrong page is damage and a free one isn't. That bits and swapped pages
 * are found at random places is tests/faults/test_flips. */
#include "store/sample.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/buffer.h"
#include "store/presence.h"
#include "store/store_copy.h"
#include "store/sums.h"

enum { PAGE = 4096, OLD_ROWS = 24000, OLD_SCHEMA = 5, SCHEMAS_MOST = 16 };

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

static void note_page(void *context, int64_t page) {
    int64_t *count = context;
    count[0]++;
    count[1] = page;
}

/* How many are wrong; *last: the last of them. */
static int64_t wrong_pages(struct store *store, int64_t *last) {
    int64_t count[2] = {0, 0};
    struct problem problem;
    expect_ok(store_find_wrong_pages(store, note_page, count, &problem), &problem);
    *last = count[1];
    return count[0];
}

static int64_t integer(struct store *store, const char *sql) {
    struct problem problem;
    int64_t value = 0;
    expect_ok(store_integer(store, sql, &value, &problem), &problem);
    return value;
}

static void close_it(struct sample *sample) {
    store_close(sample->store);
    sample->store = NULL;
}

static void change_byte(const char *path, int64_t at) {
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    int byte = fgetc(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    assert_true(fputc(byte ^ 8, file) != EOF);
    assert_int_equal(fclose(file), 0);
}

static void expect_sound(struct store *store) {
    struct problem problem;
    int64_t last = 0;
    assert_true(store_has_sums(store));
    assert_false(store_is_damaged(store));
    assert_int_equal(wrong_pages(store, &last), 0);
    expect_ok(store_check_pages(store, &problem), &problem);
}

static void test_a_new_file_has_them(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    expect_sound(sample->store);
    close_it(sample);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    expect_sound(sample->store);
    assert_int_equal(integer(sample->store, "PRAGMA page_size"), PAGE);
}

static void test_a_changed_page_is_damage(void **state) {
    struct sample *sample = *state;
    struct record unit = {0, 0, FIELDS_INIT};
    struct problem problem;
    int64_t last = 0;
    int64_t page = integer(sample->store, "SELECT rootpage FROM sqlite_schema WHERE name = 'unit'");
    close_it(sample);
    change_byte(sample->path, page * PAGE - 20);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_true(store_is_damaged(sample->store));
    assert_true(store_is_read_only(sample->store));
    assert_int_equal(wrong_pages(sample->store, &last), 1);
    assert_int_equal(last, page);
    assert_int_equal(store_read(sample->store, &everything, sample->unit, &unit, &problem),
                     STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "有一页坏了，或不是本程序写的"));
    record_release(&unit);
    char copy[400];
    snprintf(copy, sizeof copy, "%s.copy", sample->path);
    assert_int_equal(store_copy_verified(sample->store, copy, &problem), STATUS_CORRUPT);
    assert_int_equal(access(copy, F_OK), -1);
}

/* The byte that says how much is reserved of each page: without it no sum is looked at. */
static void test_a_head_that_hides_the_sums(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    close_it(sample);
    change_byte(sample->path, 20);
    assert_int_equal(store_open(sample->path, &sample->store, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "有一页坏了"));
    change_byte(sample->path, 20);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    expect_sound(sample->store);
}

/* A save that a power cut broke off may have left anything in a page that was free before. */
static void test_a_free_page_may_hold_anything(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char copy[400];
    int64_t before = integer(sample->store, "PRAGMA page_count");
    expect_ok(store_execute(sample->store,
                            "CREATE TABLE filler (bytes BLOB);"
                            "INSERT INTO filler VALUES (zeroblob(40000)); DROP TABLE filler",
                            &problem),
              &problem);
    assert_true(integer(sample->store, "PRAGMA freelist_count") >= 9);
    close_it(sample);
    change_byte(sample->path, (before + 4) * PAGE + 100);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    expect_sound(sample->store);
    snprintf(copy, sizeof copy, "%s.copy", sample->path);
    expect_ok(store_copy_verified(sample->store, copy, &problem), &problem);
    /* And the page is used again. */
    expect_ok(store_execute(sample->store,
                            "CREATE TABLE filler (bytes BLOB);"
                            "INSERT INTO filler VALUES (zeroblob(60000)); DROP TABLE filler",
                            &problem),
              &problem);
    expect_sound(sample->store);
}

/* ---- an older file ---------------------------------------------------------------------------------- */

static void list_up_to(int newest, struct embedded_file list[SCHEMAS_MOST]) {
    const struct embedded_file *file = embedded_first("data/schema/");
    int count = 0;
    for (; schema_number(file) > 0 && schema_number(file) <= newest; file++) {
        list[count++] = *file;
    }
    list[count] = (struct embedded_file){NULL, NULL, 0};
}

/* In the place of the sample: of the schema before, larger than what SQLite keeps in memory, with sums nowhere. */
static void make_old(struct sample *sample) {
    struct embedded_file list[SCHEMAS_MOST];
    struct problem problem;
    close_it(sample);
    assert_int_equal(unlink(sample->path), 0);
    list_up_to(OLD_SCHEMA, list);
    expect_ok(store_create_schema(sample->path, list, &sample->store, &problem), &problem);
    expect_ok(store_execute(sample->store,
                            "BEGIN; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                            " WHERE i < 24000) INSERT INTO record (id, record_kind, number, title,"
                            " state, received_on, due_sort, created, changed) SELECT i, 'unit',"
                            " 'DW' || i, '第' || i || '村民小组䶮塘𠮷祥路的路灯和下水道', 'open',"
                            " '2026-01-05', '9999-12-31', 1, 1 FROM n;"
                            " INSERT INTO unit (id) SELECT id FROM record; COMMIT",
                            &problem),
              &problem);
    assert_false(store_has_sums(sample->store));
    assert_true(integer(sample->store, "PRAGMA page_count") * PAGE > 5 * 1000 * 1000);
    close_it(sample);
}

static void expect_all_there(struct sample *sample) {
    assert_int_equal(integer(sample->store, "SELECT count(*) FROM record WHERE title ="
                                            " '第' || id || '村民小组䶮塘𠮷祥路的路灯和下水道'"),
                     OLD_ROWS);
    assert_int_equal(integer(sample->store, "SELECT count(*) FROM unit"), OLD_ROWS);
    assert_int_equal(integer(sample->store, "PRAGMA foreign_keys"), 1);
}

static void test_an_older_file_gets_them(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char copy[400];
    make_old(sample);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_int_equal(store_schema_version(sample->store), store_newest_schema());
    expect_sound(sample->store);
    expect_all_there(sample);
    snprintf(copy, sizeof copy, "%s.before-%04d", sample->path, SUMS_SCHEMA);
    assert_int_equal(access(copy, R_OK), 0);
}

/* In another process; its locks are its own. */
static pid_t open_elsewhere(const char *path, int done[2]) {
    char byte = 0;
    int ready[2];
    assert_true(pipe(done) == 0 && pipe(ready) == 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct problem problem;
        struct store *store = store_new(path, embedded_first("data/schema/"));
        bool is_in = store != NULL && presence_enter(store, &problem) == STATUS_OK;
        close(done[1]);
        (void)!write(ready[1], "x", 1);
        (void)!read(done[0], &byte, 1);
        _exit(is_in ? 0 : 1);
    }
    close(done[0]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

/* Who opened the file before the upgrade would write pages without: it waits for the next opening. */
static void test_not_while_others_have_it_open(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    int done[2], ended = 0;
    make_old(sample);
    pid_t child = open_elsewhere(sample->path, done);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_false(store_has_sums(sample->store));
    expect_all_there(sample);
    close_it(sample);
    close(done[1]);
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    expect_sound(sample->store);
    expect_all_there(sample);
}

/* The disk is full in the middle: the office goes on as it was, and has them another day. */
static void test_not_without_room(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct rlimit limit;
    int done[2];
    make_old(sample);
    pid_t child = open_elsewhere(sample->path, done);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    rlim_t bytes = (rlim_t)(integer(sample->store, "PRAGMA page_count") * PAGE);
    close_it(sample);
    close(done[1]);
    waitpid(child, NULL, 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit less = {bytes / 2, limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &less), 0);
    enum status status = store_open(sample->path, &sample->store, &problem);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    expect_ok(status, &problem);
    assert_false(store_has_sums(sample->store));
    assert_false(store_is_damaged(sample->store));
    expect_all_there(sample);
    expect_ok(store_check_pages(sample->store, &problem), &problem);
    close_it(sample);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    expect_sound(sample->store);
    expect_all_there(sample);
}

/* ---- bytes in memory -------------------------------------------------------------------------------- */

static void test_of_bytes(void **state) {
    unsigned char page[PAGE] = {0};
    (void)state;
    assert_false(sums_fit(page, PAGE, 1)); /* zeros, as a disk gives what it lost */
    page[7] = 1;
    assert_false(sums_fit(page, PAGE, 3));
    sums_set(page, PAGE, 3);
    assert_true(sums_fit(page, PAGE, 3));
    assert_false(sums_fit(page, PAGE, 4)); /* nor in another's place */
    for (int bit = 0; bit < 8; bit++) {
        page[4000] ^= (unsigned char)(1U << bit);
        assert_false(sums_fit(page, PAGE, 3));
        page[4000] ^= (unsigned char)(1U << bit);
    }
    page[20] = SUM_BYTES;
    sums_set(page, PAGE, 1);
    assert_false(sums_were_there(page, PAGE));
    page[20] = 0;
    assert_true(sums_were_there(page, PAGE));
    assert_int_equal(page[20], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_new_file_has_them, make, drop),
        cmocka_unit_test_setup_teardown(test_a_changed_page_is_damage, make, drop),
        cmocka_unit_test_setup_teardown(test_a_head_that_hides_the_sums, make, drop),
        cmocka_unit_test_setup_teardown(test_a_free_page_may_hold_anything, make, drop),
        cmocka_unit_test_setup_teardown(test_an_older_file_gets_them, make, drop),
        cmocka_unit_test_setup_teardown(test_not_while_others_have_it_open, make, drop),
        cmocka_unit_test_setup_teardown(test_not_without_room, make, drop),
        cmocka_unit_test(test_of_bytes),
    };
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
