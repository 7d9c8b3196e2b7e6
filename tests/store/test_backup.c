/* The copy a backup is made of, on a file system that fails at every operation, in memory and beside the file; and putting a
 * file in another's place. */
#include "store/sample.h"
#include "store/presence.h"

#include <sys/wait.h>

#include "store/backup.h"
#include "store/fault_vfs.h"
#include "store/restore.h"

static struct problem why;

static int sample_setup(void **state) {
    struct sample *s = calloc(1, sizeof *s);
    sample_make(s);
    *state = s;
    return 0;
}

static int sample_teardown(void **state) {
    sample_remove(*state);
    free(*state);
    return 0;
}

static enum status take(struct sample *s, struct backup_copy **copy, struct backup_facts *facts) {
    int64_t lock_us = 0;
    why = (struct problem){0};
    return backup_copy_take(s->store, NULL, copy, facts, &lock_us, &why);
}

static int count_files(const struct sample *s, const char *text) {
    DIR *opened = opendir(s->folder);
    struct dirent *entry;
    int count = 0;
    while ((entry = readdir(opened)) != NULL)
        count += strstr(entry->d_name, text) != NULL;
    closedir(opened);
    return count;
}

static char *read_file(const char *path, size_t *size) {
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    char *bytes = malloc((size_t)about.st_size + 1);
    FILE *file = fopen(path, "rb");
    *size = fread(bytes, 1, (size_t)about.st_size, file);
    fclose(file);
    return bytes;
}

/* In memory or in a file beside it, the copy has the same bytes. */
static void both_ways_are_the_same(void **state) {
    struct sample *s = *state;
    struct backup_keys none = {0};
    char *bytes[2];
    size_t sizes[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        struct backup_copy *copy = NULL;
        struct backup_facts facts = {0};
        char path[400];
        int64_t written = 0;
        s->store->copy_memory_most = i == 0 ? 0 : 1;
        expect_ok(take(s, &copy, &facts), &why);
        assert_int_equal(count_files(s, ".part"), i);
        snprintf(path, sizeof path, "%s/copy%d", s->folder, i);
        expect_ok(backup_write(copy, &facts, &none, path, NULL, &written, &why), &why);
        assert_int_equal(backup_write(copy, &facts, &none, path, NULL, &written, &why),
                         STATUS_INVALID);
        backup_copy_free(copy);
        assert_int_equal(count_files(s, ".part"), 0);
        bytes[i] = read_file(path, &sizes[i]);
        assert_int_equal(sizes[i], facts.bytes);
    }
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(bytes[0], bytes[1], sizes[0]);
    free(bytes[0]);
    free(bytes[1]);
}

/* Whatever operation of the file system fails, once or from then on: a whole copy or a refusal, and nothing left. */
static void every_operation_may_fail(void **state) {
    struct sample *s = *state;
    unsigned kinds = FAULT_WRITE | FAULT_READ | FAULT_OPEN | FAULT_TRUNCATE | FAULT_LOCK;
    int refused = 0, tried = 0;
    for (int way = 0; way < 4; way++) {
        int hits = 1;
        for (int n = 1; hits > 0 && n < 2000; n++, tried++) {
            struct backup_copy *copy = NULL;
            struct backup_facts facts = {0};
            s->store->copy_memory_most = way < 2 ? 0 : 1;
            s->store->busy_limit_ms = 20;
            fault.kinds = kinds;
            fault.countdown = n;
            fault.stays = way % 2 != 0;
            fault.code = SQLITE_FULL;
            fault.hits = 0;
            enum status status = take(s, &copy, &facts);
            hits = fault.hits;
            fault.kinds = 0;
            fault.countdown = 0;
            assert_true((status == STATUS_OK) == (copy != NULL));
            assert_true(status == STATUS_OK || why.message != NULL);
            refused += status != STATUS_OK;
            backup_copy_free(copy);
            assert_int_equal(count_files(s, ".part"), 0);
            struct problem ignored;
            (void)!store_reopen(s->store, &ignored); /* a failing read marks the file as damaged */
            s->store->is_damaged = s->store->is_read_only = false;
        }
    }
    assert_true(refused > 10);
    printf("# %d faults, %d refused, nothing left\n", tried, refused);
}

/* One byte of a page changed behind the audit: there is no copy of such a file. */
static void a_forged_file_is_not_copied(void **state) {
    struct sample *s = *state;
    struct backup_copy *copy = NULL;
    struct backup_facts facts = {0};
    expect_ok(store_execute(s->store, "UPDATE unit SET note = 'forged'", &why), &why);
    assert_int_equal(take(s, &copy, &facts), STATUS_CORRUPT);
    assert_null(copy);
    assert_int_equal(count_files(s, ".part"), 0);
}

static void write_text(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool has_text(const char *path, const char *text) {
    size_t size = 0;
    if (access(path, R_OK) != 0)
        return false;
    char *bytes = read_file(path, &size);
    bool is_same = size == strlen(text) && memcmp(bytes, text, size) == 0;
    free(bytes);
    return is_same;
}

/* What belongs to the old file goes with it: its journal would spoil the new one. */
static void a_journal_goes_with_its_file(void **state) {
    struct sample *s = *state;
    char old[400], fresh[400], aside[400], journal[420], with[420];
    snprintf(old, sizeof old, "%s/old", s->folder);
    snprintf(fresh, sizeof fresh, "%s/fresh", s->folder);
    snprintf(aside, sizeof aside, "%s/aside", s->folder);
    snprintf(journal, sizeof journal, "%s-journal", old);
    snprintf(with, sizeof with, "%s-journal", aside);
    write_text(old, "old");
    write_text(journal, "hot");
    write_text(fresh, "fresh");
    expect_ok(store_replace(old, fresh, aside, &why), &why);
    assert_true(has_text(old, "fresh") && has_text(aside, "old") && has_text(with, "hot"));
    assert_int_not_equal(access(journal, F_OK), 0);
    assert_int_not_equal(access(fresh, F_OK), 0);
    /* What fails leaves the old one where it was, journal and all. */
    write_text(journal, "hot");
    snprintf(aside, sizeof aside, "%s/aside2", s->folder);
    assert_int_equal(store_replace(old, fresh, aside, &why), STATUS_IO);
    assert_true(has_text(old, "fresh") && has_text(journal, "hot"));
    assert_int_not_equal(access(aside, F_OK), 0);
    write_text(fresh, "fresher");
    snprintf(aside, sizeof aside, "%s/aside", s->folder); /* there is one */
    assert_int_equal(store_replace(old, fresh, aside, &why), STATUS_IO);
    assert_true(has_text(old, "fresh") && has_text(aside, "old"));
}

/* While one puts a file in place nobody comes in; while one is in nobody puts. */
static void sessions_and_restoring_keep_each_other_out(void **state) {
    struct sample *s = *state;
    int lock = -1;
    store_close(s->store);
    s->store = NULL;
    expect_ok(store_keep_out(s->path, &lock, &why), &why);
    pid_t child = fork();
    if (child == 0) {
        struct store *store = store_new(s->path, embedded_first("data/schema/"));
        store->busy_limit_ms = 50;
        enum status status = presence_enter(store, &why);
        _exit(status == STATUS_BUSY ? 0 : 1);
    }
    int result = 0;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    store_let_in(lock);
    child = fork();
    if (child == 0) {
        struct store *store = NULL;
        _exit(store_open(s->path, &store, &why) == STATUS_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    expect_ok(store_keep_out(s->path, &lock, &why), &why); /* whoever died is out */
    store_let_in(lock);
}

int main(void) {
    fault_install();
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, sample_setup, sample_teardown)
        TEST(both_ways_are_the_same),
        TEST(every_operation_may_fail),
        TEST(a_forged_file_is_not_copied),
        TEST(a_journal_goes_with_its_file),
        TEST(sessions_and_restoring_keep_each_other_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
