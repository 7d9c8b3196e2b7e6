/* Files of every older schema, of a newer one, of another program, cut off anywhere, with pages swapped or a journal that is
 * not theirs: brought up to date with everything in them, or refused with what to do and left as they were, or read as far as
 * they can be, with every value as it was or said to be unreadable. */
#include "faults/older.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "store/fault_vfs.h"

enum { PAGE_MOST = 65536 };

struct files {
    char folder[256];
    char newest[320]; /* never opened again */
    char path[320];   /* what a test works on */
    char *lines[OLDER_RECORDS];
};

static bool is_full(void) {
    return getenv("FULL") != NULL;
}

static int make(void **state) {
    static struct files files;
    struct sample folder;
    struct store *store = NULL;
    struct problem problem;
    sample_folder(&folder);
    snprintf(files.folder, sizeof files.folder, "%s", folder.folder);
    older_make(files.folder);
    snprintf(files.newest, sizeof files.newest, "%s/%04d.db", files.folder, store_newest_schema());
    snprintf(files.path, sizeof files.path, "%s/work.db", files.folder);
    copy_bytes(files.newest, files.path);
    expect_ok(store_open(files.path, &store, &problem), &problem);
    assert_int_equal(older_read(store, files.lines, OLDER_RECORDS), 0);
    store_close(store);
    *state = &files;
    return 0;
}

static int drop(void **state) {
    struct files *files = *state;
    char command[300];
    for (int i = 0; i < OLDER_RECORDS; i++)
        free(files->lines[i]);
    snprintf(command, sizeof command, "rm -rf '%s'", files->folder);
    return system(command);
}

static void use(struct files *files, const char *from) {
    char command[400];
    snprintf(command, sizeof command, "rm -f '%s'*", files->path);
    assert_int_equal(system(command), 0);
    copy_bytes(from, files->path);
}

static const char *sentence(const struct problem *problem) {
    static char text[1000];
    struct buffer out = BUFFER_INIT;
    problem_format(problem, problem->message, NULL, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static char *all_bytes(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    struct stat about;
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &about), 0);
    char *bytes = malloc((size_t)about.st_size + 1);
    *length = fread(bytes, 1, (size_t)about.st_size, file);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void put_bytes(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* ---- older ones ------------------------------------------------------------------------------------- */

/* Opened, it is of the newest schema and says what the older one said. */
static void expect_brought(struct files *files) {
    struct store *store = NULL;
    struct problem problem = {0};
    char *lines[OLDER_RECORDS];
    int64_t rows = 0, bad = 0;
    expect_ok(store_open(files->path, &store, &problem), &problem);
    assert_int_equal(store_schema_version(store), store_newest_schema());
    assert_false(store_is_damaged(store));
    assert_int_equal(older_read(store, lines, OLDER_RECORDS), 0);
    for (int i = 0; i < OLDER_RECORDS; i++) {
        assert_string_equal(lines[i], files->lines[i]);
        free(lines[i]);
    }
    expect_ok(store_verify_audit(store, &rows, &problem), &problem);
    assert_int_equal(rows, OLDER_RECORDS);
    expect_ok(
        store_integer(store,
                      "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                      &bad, &problem),
        &problem);
    assert_int_equal(bad, 0);
    store_close(store);
}

static void every_older_schema_is_brought_up_to_date(void **state) {
    struct files *files = *state;
    for (int number = 1; number < store_newest_schema(); number++) {
        char from[400], copy[420];
        snprintf(from, sizeof from, "%s/%04d.db", files->folder, number);
        use(files, from);
        expect_brought(files);
        for (int step = number + 1; step <= store_newest_schema(); step++) {
            snprintf(copy, sizeof copy, "%s.before-%04d", files->path, step);
            assert_int_equal(access(copy, R_OK), 0);
        }
    }
}

/* The n-th write, sync or truncation kills the process that opens the file. False when it was not reached. */
static bool kill_at(struct files *files, int n) {
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        struct store *store = NULL;
        fault.kinds = FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE;
        fault.kills = true;
        fault.countdown = n;
        (void)!store_open(files->path, &store, NULL);
        _exit(0);
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void killed_while_it_is_brought_up_to_date(void **state) {
    struct files *files = *state;
    int kills = 0;
    for (int number = 1; number < store_newest_schema(); number++) {
        char from[400];
        bool was_killed = true;
        snprintf(from, sizeof from, "%s/%04d.db", files->folder, number);
        for (int n = 1; was_killed; n += is_full() ? 1 : 97) {
            use(files, from);
            was_killed = kill_at(files, n);
            kills += was_killed;
            expect_brought(files);
        }
    }
    print_message("# %d upgrades killed, each brought to its end by the next start\n", kills);
    assert_true(kills > store_newest_schema());
}

/* ---- refused ---------------------------------------------------------------------------------------- */

static void expect_refused(struct files *files, enum status status, const char *words) {
    struct store *store = NULL;
    struct problem problem = {0};
    size_t before_length = 0, after_length = 0;
    char *before = all_bytes(files->path, &before_length);
    assert_int_equal(store_open(files->path, &store, &problem), status);
    assert_null(store);
    if (strstr(sentence(&problem), words) == NULL)
        fail_msg("%s", sentence(&problem));
    char *after = all_bytes(files->path, &after_length);
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, after_length);
    free(before);
    free(after);
}

static void a_newer_schema_is_left_alone(void **state) {
    struct files *files = *state;
    char sql[80];
    use(files, files->newest);
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", store_newest_schema() + 1);
    sample_tamper(files->path, sql);
    expect_refused(files, STATUS_INVALID, "由更新版本的程序建立");
}

static void another_programs_is_left_alone(void **state) {
    struct files *files = *state;
    use(files, files->newest);
    sample_tamper(files->path, "PRAGMA application_id=1");
    expect_refused(files, STATUS_INVALID, "别的程序的数据库");
    put_bytes(files->path, "", 0);
    expect_refused(files, STATUS_INVALID, "空文件（0 字节）");
}

/* ---- damaged ---------------------------------------------------------------------------------------- */

struct tally_of_damage {
    int files, refused, marked, found_reading, found_verifying, unharmed;
};

/* True when the file's own checks find something. */
static bool verify_finds(struct store *store) {
    struct problem problem = {0};
    int64_t rows = 0;
    return store_verify_audit(store, &rows, &problem) != STATUS_OK || rows != OLDER_RECORDS ||
           store_check_pages(store, &problem) != STATUS_OK;
}

/* Opened and read through: a value that is not as it was must have been said to be wrong. */
static void read_damaged(struct files *files, const char *what, long at,
                         struct tally_of_damage *tally) {
    struct store *store = NULL;
    struct problem problem = {0};
    char *lines[OLDER_RECORDS] = {NULL};
    enum status status = store_open(files->path, &store, &problem);
    tally->files++;
    if (status != STATUS_OK) {
        tally->refused++;
        assert_true(problem.message != NULL && (unsigned char)sentence(&problem)[0] != '\0');
        return;
    }
    bool is_said = store_is_damaged(store);
    tally->marked += is_said;
    int failed = older_read(store, lines, OLDER_RECORDS);
    tally->found_reading += failed > 0;
    bool is_wrong = false;
    for (int i = 0; i < OLDER_RECORDS; i++) {
        is_wrong = is_wrong || (lines[i][0] != '!' && strcmp(lines[i], files->lines[i]) != 0);
        free(lines[i]);
    }
    bool is_found = verify_finds(store);
    tally->found_verifying += is_found && !is_said && failed == 0;
    tally->unharmed += !is_found && !is_said && failed == 0;
    if (is_wrong && !is_said && !is_found)
        fail_msg("%s at %ld: a wrong value, and nothing is said", what, at);
    if (is_said) {
        assert_int_equal(store_begin(store, &problem), STATUS_CORRUPT);
        assert_non_null(strstr(sentence(&problem), "用 zwgk restore 恢复"));
    }
    store_close(store);
}

static void print_tally(const char *what, const struct tally_of_damage *tally) {
    print_message(
        "# %s: %d files, %d refused, %d marked when opened, %d found when read, %d only by"
        " verify, %d with all as it was\n",
        what, tally->files, tally->refused, tally->marked, tally->found_reading,
        tally->found_verifying, tally->unharmed);
}

static void cut_off_anywhere(void **state) {
    struct files *files = *state;
    struct tally_of_damage tally = {0};
    size_t length = 0;
    char *bytes = all_bytes(files->newest, &length);
    for (size_t at = 512; at < length; at += is_full() ? 512 : 512 * 37) {
        use(files, files->newest);
        put_bytes(files->path, bytes, at);
        read_damaged(files, "cut off", (long)at, &tally);
    }
    free(bytes);
    print_tally("cut off", &tally);
    assert_true(tally.refused + tally.marked + tally.found_reading == tally.files);
}

static void pages_swapped(void **state) {
    struct files *files = *state;
    struct tally_of_damage tally = {0};
    size_t length = 0, page = 4096;
    char *bytes = all_bytes(files->newest, &length);
    static char kept[PAGE_MOST];
    for (size_t one = 1; one + 1 < length / page; one += is_full() ? 1 : 11) {
        size_t other = one + 1 + one * 7 % (length / page - one - 1);
        memcpy(kept, bytes + one * page, page);
        memcpy(bytes + one * page, bytes + other * page, page);
        memcpy(bytes + other * page, kept, page);
        use(files, files->newest);
        put_bytes(files->path, bytes, length);
        read_damaged(files, "swapped", (long)one, &tally);
        memcpy(bytes + other * page, bytes + one * page, page);
        memcpy(bytes + one * page, kept, page);
    }
    free(bytes);
    print_tally("pages swapped", &tally);
}

/* A save killed in its middle leaves a hot journal: the file without it, and with that of another file. */
static void journals_gone_and_foreign(void **state) {
    struct files *files = *state;
    struct tally_of_damage gone = {0}, foreign = {0};
    char journal[420], from[400], kept[420];
    snprintf(journal, sizeof journal, "%s-journal", files->path);
    snprintf(kept, sizeof kept, "%s/kept-journal", files->folder);
    snprintf(from, sizeof from, "%s/%04d.db", files->folder, 1);
    for (int n = 20; n < 400; n += is_full() ? 7 : 61) {
        use(files, from);
        if (!kill_at(files, n) || access(journal, F_OK) != 0)
            continue;
        copy_bytes(journal, kept);
        unlink(journal);
        read_damaged(files, "journal gone", n, &gone);
        use(files, files->newest);
        copy_bytes(kept, journal);
        read_damaged(files, "foreign journal", n, &foreign);
    }
    print_tally("journal gone", &gone);
    print_tally("foreign journal", &foreign);
    assert_true(gone.files > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_older_schema_is_brought_up_to_date),
        cmocka_unit_test(killed_while_it_is_brought_up_to_date),
        cmocka_unit_test(a_newer_schema_is_left_alone),
        cmocka_unit_test(another_programs_is_left_alone),
        cmocka_unit_test(cut_off_anywhere),
        cmocka_unit_test(pages_swapped),
        cmocka_unit_test(journals_gone_and_foreign),
    };
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    fault_install();
    return cmocka_run_group_tests(tests, make, drop);
}
