/* A damaged file: read as far as it can be, never written, and said how to restore. Pages are overwritten as a
 * bad disk would, by their root in the schema. */
#include "store/sample.h"

#include "base/buffer.h"
#include "store/store_copy.h"

static const char *sentence(const struct problem *problem) {
    static char text[1000];
    struct buffer out = BUFFER_INIT;
    problem_format(problem, problem->message, NULL, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static int make(void **state) {
    static struct sample sample;
    sample_make(&sample);
    sample_begin(sample.store);
    for (int i = 0; i < 400; i++) {
        char title[40];
        snprintf(title, sizeof title, "第 %d 盏路灯不亮𠮷", i);
        sample_feedback(sample.store, title, "2026-11-20");
    }
    sample_commit(sample.store, "made");
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

static int64_t integer(struct sample *sample, const char *sql) {
    struct problem problem;
    int64_t value = 0;
    expect_ok(store_integer(sample->store, sql, &value, &problem), &problem);
    return value;
}

static int64_t root_of(struct sample *sample, const char *table) {
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
    return integer(sample, sql);
}

/* Bytes of no meaning where the page was. */
static void spoil(const char *path, int64_t page, int64_t page_bytes) {
    char noise[65536];
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    memset(noise, 0xA5, sizeof noise);
    assert_int_equal(fseek(file, (long)((page - 1) * page_bytes), SEEK_SET), 0);
    assert_int_equal(fwrite(noise, 1, (size_t)page_bytes, file), page_bytes);
    assert_int_equal(fclose(file), 0);
}

static void open_again(struct sample *sample) {
    struct problem problem;
    store_close(sample->store);
    sample->store = NULL;
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
}

static void spoil_table(struct sample *sample, const char *table) {
    int64_t page = root_of(sample, table);
    int64_t bytes = integer(sample, "PRAGMA page_size");
    store_close(sample->store);
    sample->store = NULL;
    spoil(sample->path, page, bytes);
}

static void assert_refuses_writes(struct sample *sample) {
    struct problem problem;
    assert_true(store_is_damaged(sample->store));
    assert_true(store_is_read_only(sample->store));
    assert_int_equal(store_begin(sample->store, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(sentence(&problem), "数据库文件已损坏，只能看，不能保存；请退出"));
    assert_non_null(strstr(sentence(&problem), "用 zwgk restore 恢复"));
    assert_non_null(strstr(sentence(&problem), "zwgk salvage"));
}

static void test_a_whole_file_is_not_damaged(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    open_again(sample);
    assert_false(store_is_damaged(sample->store));
    expect_ok(store_check_pages(sample->store, &problem), &problem);
}

static void test_a_spoiled_table_leaves_the_others_readable(void **state) {
    struct sample *sample = *state;
    struct record unit = {0, 0, FIELDS_INIT};
    struct problem problem;
    size_t before = 0, after = 0;
    spoil_table(sample, "version");
    struct stat about;
    assert_int_equal(stat(sample->path, &about), 0);
    before = (size_t)about.st_size;
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_refuses_writes(sample);
    expect_ok(store_read(sample->store, &everything, sample->unit, &unit, &problem), &problem);
    assert_string_equal(fields_text(&unit.fields, COL_TITLE), "东门村");
    assert_int_equal(store_check_pages(sample->store, &problem), STATUS_CORRUPT);
    assert_int_equal(stat(sample->path, &about), 0);
    after = (size_t)about.st_size;
    assert_int_equal(before, after);
    record_release(&unit);
}

/* The page of the records' table that has these words: a leaf of a table begins with 13. */
static int64_t leaf_with(const char *path, int64_t bytes, const char *words) {
    char page[65536];
    FILE *file = fopen(path, "rb");
    int64_t found = 0;
    assert_non_null(file);
    for (int64_t number = 1; found == 0 && fread(page, 1, (size_t)bytes, file) == (size_t)bytes;
         number++)
        for (size_t at = 0; page[0] == 13 && at + strlen(words) < (size_t)bytes; at++)
            if (memcmp(page + at, words, strlen(words)) == 0)
                found = number;
    assert_int_equal(fclose(file), 0);
    assert_true(found > 0);
    return found;
}

/* The rows before the damage come; then it is said. */
static void test_a_list_goes_as_far_as_it_can_be_read(void **state) {
    static const char *const columns[] = {"number", "title"};
    struct sample *sample = *state;
    const struct page_request request = {
        .view = "feedback_all", .columns = columns, .column_count = 2, .order = "number"};
    struct page_start start = {0};
    struct page page = {0};
    struct problem problem;
    char key[40];
    size_t rows = 0;
    int64_t bytes = integer(sample, "PRAGMA page_size");
    store_close(sample->store);
    sample->store = NULL;
    spoil(sample->path, leaf_with(sample->path, bytes, "第 300 盏"), bytes);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_true(store_is_damaged(sample->store));
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        status = store_page(sample->store, &everything, &request, &start, 50, &page, &problem);
        rows += page.count;
        if (status == STATUS_OK) {
            assert_true(page.count > 0);
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){key, page.ids[page.count - 1], false, false};
        }
    }
    assert_int_equal(status, STATUS_CORRUPT);
    assert_true(rows >= 200 && rows < 400);
    assert_int_not_equal(rows % 50, 0); /* the page with the damage gave its first rows */
    page_release(&page);
}

static void test_a_shortened_file_is_read_to_its_end(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct stat about;
    store_close(sample->store);
    sample->store = NULL;
    assert_int_equal(stat(sample->path, &about), 0);
    assert_int_equal(truncate(sample->path, about.st_size - 8192), 0);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_refuses_writes(sample);
    assert_int_equal(integer(sample, "SELECT count(*) FROM setting") >= 0, 1);
}

static void test_without_its_tables_it_is_refused(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    struct stat about;
    int64_t bytes = integer(sample, "PRAGMA page_size");
    store_close(sample->store);
    sample->store = NULL;
    assert_int_equal(stat(sample->path, &about), 0);
    assert_int_equal(truncate(sample->path, bytes),
                     0); /* the schema goes on beyond its first page */
    assert_int_equal(store_open(sample->path, &sample->store, &problem), STATUS_CORRUPT);
    assert_null(sample->store);
    assert_non_null(strstr(sentence(&problem), "备份"));
}

/* Found out while it is used: what is read fails, and from then on nothing is written. */
static void test_damage_found_while_reading(void **state) {
    struct sample *sample = *state;
    struct record person = {0, 0, FIELDS_INIT};
    struct problem problem;
    int64_t page = root_of(sample, "person");
    int64_t bytes = integer(sample, "PRAGMA page_size");
    spoil(sample->path, page, bytes);
    expect_ok(store_reopen(sample->store, &problem), &problem);
    assert_false(store_is_damaged(sample->store));
    assert_int_equal(store_read(sample->store, &everything, sample->person, &person, &problem),
                     STATUS_CORRUPT);
    assert_refuses_writes(sample);
    record_release(&person);
}

static void test_the_copy_beside_it_is_named(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char copy[340];
    spoil_table(sample, "version");
    snprintf(copy, sizeof copy, "%s.before-%04d", sample->path, store_newest_schema());
    FILE *file = fopen(copy, "wb");
    assert_non_null(file);
    fputs("x", file); /* an empty one is none */
    assert_int_equal(fclose(file), 0);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_int_equal(store_begin(sample->store, &problem), STATUS_CORRUPT);
    snprintf(copy, sizeof copy, "zwgk.db.before-%04d", store_newest_schema());
    assert_non_null(strstr(sentence(&problem), copy));
}

/* Nothing bears the name of a copy that is damaged too. */
static void test_no_copy_is_made_of_it(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char copy[340], part[340];
    snprintf(copy, sizeof copy, "%.300s.copy", sample->path);
    snprintf(part, sizeof part, "%.300s.copy.part", sample->path);
    expect_ok(store_copy_verified(sample->store, copy, &problem), &problem);
    assert_int_equal(access(copy, F_OK), 0);
    assert_int_equal(unlink(copy), 0);
    spoil_table(sample, "version");
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
    assert_int_equal(store_copy_verified(sample->store, copy, &problem), STATUS_CORRUPT);
    assert_int_not_equal(access(copy, F_OK), 0);
    assert_int_not_equal(access(part, F_OK), 0);
}

/* Nor of one whose pages are whole and say what cannot be: an index that leads elsewhere. */
static void test_no_copy_is_made_of_what_disagrees(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char copy[340];
    snprintf(copy, sizeof copy, "%.300s.copy", sample->path);
    sqlite3_db_config(sample->store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    assert_int_equal(
        sqlite3_exec(sample->store->db,
                     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, "
                     "', title)', ', number)') WHERE name = 'record_title'; "
                     "PRAGMA writable_schema = RESET",
                     NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(integer(sample, "SELECT count(*) FROM sqlite_schema WHERE name = "
                                     "'record_title' AND sql LIKE '%number)'"),
                     1);
    assert_int_equal(store_copy_verified(sample->store, copy, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(sentence(&problem), "已损坏"));
    assert_int_not_equal(access(copy, F_OK), 0);
}

int main(void) {
#define WITH(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH(test_a_whole_file_is_not_damaged),
        WITH(test_a_spoiled_table_leaves_the_others_readable),
        WITH(test_a_list_goes_as_far_as_it_can_be_read),
        WITH(test_a_shortened_file_is_read_to_its_end),
        WITH(test_without_its_tables_it_is_refused),
        WITH(test_damage_found_while_reading),
        WITH(test_the_copy_beside_it_is_named),
        WITH(test_no_copy_is_made_of_it),
        WITH(test_no_copy_is_made_of_what_disagrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
