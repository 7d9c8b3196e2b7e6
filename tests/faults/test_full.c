/* No room: in the database, for an export, for printing, on a small disk, and while a form is being saved. It is said what
 * was not saved or written, nothing of it is there by half, and with room again the same things work. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults/whole.h"
#include "harness/pty.h"
#include "harness/screen.h"

enum { SIGNALLED = 128, ROWS = 400 };

/* The size no file of this process and of those it starts may outgrow. */
static void limit_files(rlim_t bytes) {
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static rlim_t size_of(const char *path) {
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return (rlim_t)about.st_size;
}

static int64_t feedbacks(const struct office *office) {
    return whole_count(office->database,
                       "SELECT count(*) FROM record WHERE record_kind = 'feedback'");
}

static void expect_whole(const struct office *office) {
    const char *half = whole_find_half(office->database, true);
    if (half != NULL)
        fail_msg("not 0: %s", half);
}

static void expect_said(const struct office *office, int status, const char *words) {
    if (status == 0 || status >= SIGNALLED || strstr(office->errors, words) == NULL)
        fail_msg("status %d: %s", status, office->errors);
}

static void expect_done(const struct office *office, int status) {
    if (status != 0)
        fail_msg("status %d: %s", status, office->errors);
}

static const char *many_rows(struct office *office) {
    static char text[ROWS * 400];
    size_t length = (size_t)snprintf(text, sizeof text, "收到日期,类别,标题,内容\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "2026-11-19,建议,第%d件：东门村䶮塘边加一盏路灯,"
                                   "晚上老人走路看不见𠮷，请尽快安排人去看一看\n",
                                   i);
    return office_write(office, "rows.csv", text);
}

/* True when the folder has nothing but these ends of names. */
static void expect_no_rest(const struct office *office, const char *part) {
    DIR *folder = opendir(office->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (strstr(entry->d_name, part) != NULL)
            fail_msg("left behind: %s", entry->d_name);
    closedir(folder);
}

static void no_room_in_the_database(void **state) {
    struct office *office = *state;
    char rows[400];
    snprintf(rows, sizeof rows, "%s", many_rows(office));
    int64_t before = feedbacks(office);
    limit_files(size_of(office->database));
    int status = office_run(office, "import", "feedback", rows);
    limit_files(RLIM_INFINITY);
    expect_said(office, status, "什么也没有保存");
    assert_int_equal(feedbacks(office), before);
    expect_whole(office);
    expect_done(office, office_run(office, "import", "feedback", rows));
    assert_int_equal(feedbacks(office), before + ROWS);
    expect_whole(office);
}

static void no_room_for_an_export(void **state) {
    struct office *office = *state;
    char path[400];
    snprintf(path, sizeof path, "%s/反馈.csv", office->folder);
    limit_files(2048);
    int status = office_run(office, "export", "feedback", path);
    limit_files(RLIM_INFINITY);
    expect_said(office, status, "没有");
    expect_no_rest(office, "反馈");
    expect_done(office, office_run(office, "export", "feedback", path));
    assert_true(size_of(path) > 2048);
}

static void no_room_to_print(void **state) {
    struct office *office = *state;
    char lp[400];
    snprintf(lp, sizeof lp, "%s", office_write(office, "lp", "#!/bin/sh\ncat >/dev/null\n"));
    assert_int_equal(chmod(lp, 0700), 0);
    assert_int_equal(setenv("ZWGK_LP", lp, 1), 0);
    limit_files(64);
    int status = office_run(office, "report", "overdue-list", "--print");
    limit_files(RLIM_INFINITY);
    expect_said(office, status, "没有");
    expect_done(office, office_run(office, "report", "overdue-list", "--print"));
    unsetenv("ZWGK_LP");
}

/* The form stays with what was typed; with room again it is saved. */
static void no_room_while_a_form_is_saved(void **state) {
    struct office *office = *state;
    struct rlimit none;
    int64_t before = feedbacks(office);
    struct pty *p = pty_start_with(office, NULL, (const char *const[]){NULL});
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &none), 0);
    struct rlimit little = {.rlim_cur = 4096, .rlim_max = none.rlim_max};
    pty_keys(p, "=33<Enter>投<Enter>东门村三组䶮塘边路灯三个月不亮");
    assert_int_equal(prlimit(pty_pid(p), RLIMIT_FSIZE, &little, NULL), 0);
    pty_keys(p, "<F2>");
    if (pty_is_over(p))
        pty_fail(p, "the program has ended", __FILE__, __LINE__);
    assert_screen_contains(p, "没有保存");
    assert_screen_contains(p, "东门村三组䶮塘边路灯三个月不亮");
    assert_int_equal(feedbacks(office), before);
    assert_int_equal(prlimit(pty_pid(p), RLIMIT_FSIZE, &none, NULL), 0);
    pty_keys(p, "<F2>");
    assert_screen_lacks(p, "没有保存");
    assert_int_equal(feedbacks(office), before + 1);
    pty_close(p);
    expect_whole(office);
    assert_int_equal(whole_count(office->database, "SELECT count(*) FROM record WHERE title = "
                                                   "'东门村三组䶮塘边路灯三个月不亮'"),
                     1);
}

/* What fills a disk to its last block; its size. */
static void fill_disk(const char *path) {
    char block[1024] = "";
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    while (write(file, block, sizeof block) > 0)
        ;
    close(file);
}

/* A disk of its own, where that is allowed. */
static void a_small_disk(void **state) {
    struct office *office = *state;
    char moved[700], filler[400], old[300], rows_path[400], folder[280], size[40];
    snprintf(rows_path, sizeof rows_path, "%s", many_rows(office));
    snprintf(old, sizeof old, "%s", office->database);
    snprintf(folder, sizeof folder, "%s/disk", office->folder);
    snprintf(size, sizeof size, "size=%lluk",
             (unsigned long long)size_of(office->database) / 1024 + 1024);
    assert_int_equal(mkdir(folder, 0700), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("tmpfs", folder, "tmpfs", 0, size) != 0) {
        print_message("# no disk of its own here: only root may mount one\n");
        skip();
    }
    snprintf(moved, sizeof moved, "cp '%s' '%s/zwgk.db'", old, folder);
    assert_int_equal(system(moved), 0);
    snprintf(office->database, sizeof office->database, "%s/zwgk.db", folder);
    snprintf(filler, sizeof filler, "%s/filler", folder);
    int64_t before = feedbacks(office);
    fill_disk(filler);
    expect_said(office, office_run(office, "import", "feedback", rows_path), "磁盘已满");
    assert_non_null(strstr(office->errors, "什么也没有保存"));
    snprintf(moved, sizeof moved, "%s/out.csv", folder);
    expect_said(office, office_run(office, "export", "feedback", moved), "磁盘");
    assert_int_equal(access(moved, F_OK), -1);
    assert_int_equal(unlink(filler), 0);
    assert_int_equal(feedbacks(office), before);
    expect_whole(office);
    expect_done(office, office_run(office, "import", "feedback", rows_path));
    assert_int_equal(feedbacks(office), before + ROWS);
    expect_whole(office);
    snprintf(office->database, sizeof office->database, "%s", old);
    assert_int_equal(umount(folder), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_room_in_the_database, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(no_room_for_an_export, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(no_room_to_print, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(no_room_while_a_form_is_saved, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(a_small_disk, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
