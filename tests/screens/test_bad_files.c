/* Files that are no office of ours, disks that take nothing more, two people at one record, and the power
 * going: a clear sentence and the exit code, or an open form with everything still in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/screen.h"

enum { BAD_DATA = 5 };

/* ---- no office of ours ------------------------------------------------------------------------------ */

/* Four bytes of the file's head put in place of those that are there. */
static void overwrite(const char *path, long at, const char bytes[4]) {
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, 4, file), 4);
    assert_int_equal(fclose(file), 0);
}

static char *content(const char *path, size_t *length) {
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    *length = fread(bytes, 1, sizeof bytes, file);
    assert_true(*length < sizeof bytes);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

/* The program says why and ends; the terminal is as before, and so is the file. */
static void assert_refused(struct office *office, const char *sentence) {
    const struct pty_options options = {.may_end = true};
    const char *const arguments[] = {NULL};
    static char before[1 << 20];
    size_t length = 0, after = 0;
    const char *bytes = content(office->database, &length);
    memcpy(before, bytes, length);
    struct pty *p = pty_start_with(office, &options, arguments);
    assert_int_equal(pty_wait(p), BAD_DATA);
    assert_false(screen_is_alternate(p));
    assert_true(screen_cursor_is_visible(p));
    if (!strstr(pty_errors(p), sentence))
        pty_fail(p, sentence, __FILE__, __LINE__);
    pty_close(p);
    bytes = content(office->database, &after);
    assert_int_equal(after, length);
    assert_memory_equal(bytes, before, length);
}

/* As the sqlite3 shell, its pages with their sums. */
static void tamper(const struct office *office, const char *sql) {
    char command[700];
    snprintf(command, sizeof command, "\"${ZWGK%%/*}/tests/sql\" '%s' '%s'", office->database, sql);
    assert_int_equal(system(command), 0);
}

/* Each names the file, and a copy that lies with it. */
static void test_newer_database(void **state) {
    struct office *office = *state;
    char path[400];
    tamper(office, "PRAGMA user_version=9999");
    assert_refused(office, "office.db 由更新版本的程序建立（结构 9999），没有改动它");
    snprintf(path, sizeof path, "%s.before-0001", office->database);
    assert_int_equal(symlink(office->database, path), 0);
    assert_refused(office, " 的 office.db.before-0001）");
    assert_int_equal(unlink(path), 0);
}

static void test_database_of_another_program(void **state) {
    struct office *office = *state;
    tamper(office, "PRAGMA application_id=7");
    assert_refused(office, "office.db 是别的程序的数据库，没有改动它");
}

static void test_empty_file(void **state) {
    struct office *office = *state;
    office_write(office, "office.db", "");
    assert_refused(office, "空文件（0 字节）");
}

static void test_a_text_is_no_database(void **state) {
    struct office *office = *state;
    office_write(office, "office.db", "青石镇政务公开办公室台账\n第一条\n");
    assert_refused(office, "不是数据库");
}

/* ---- a damaged one --------------------------------------------------------------------------------- */

/* The number a query of the sqlite3 shell gives. */
static long number_of(const struct office *office, const char *sql) {
    char command[600], answer[40] = "";
    snprintf(command, sizeof command, "sqlite3 '%s' \"%s\"", office->database, sql);
    FILE *shell = popen(command, "r");
    assert_non_null(shell);
    assert_non_null(fgets(answer, sizeof answer, shell));
    assert_int_equal(pclose(shell), 0);
    return atol(answer);
}

static void spoil(const struct office *office, const char *table) {
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
    long page = number_of(office, sql);
    overwrite(office->database, (page - 1) * number_of(office, "PRAGMA page_size"),
              "\xA5\xA5\xA5\xA5");
}

/* Bold, on the two rows above the keys; everything can be read and printed, nothing is begun in vain. */
static void test_damaged_database_is_read_only(void **state) {
    struct office *office = *state;
    char paper[400];
    snprintf(paper, sizeof paper, "%s/slip.txt", office->folder);
    const char *slips = office_write(office, "slips.csv",
                                     "类别,标题,收到日期\n投诉,三组路灯三个月不亮,2026-11-18\n");
    assert_int_equal(office_run(office, "import", "feedback", slips), 0);
    spoil(office, "urge");
    struct pty *p = pty_start(office, NULL);
    assert_screen(p, "damaged");
    assert_non_null(strstr(screen_attributes(p), "bold red: 数据库文件已损坏，只能看，不能保存"));
    pty_keys(p, "=34<Enter>");
    assert_screen_contains(p, "三组路灯三个月不亮");
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "数据库文件已损坏，只能看，不能保存；请退出，用 zwgk restore");
    assert_screen_contains(p, "34 待办反馈"); /* no form was opened */
    pty_keys(p, "2<Enter>");
    assert_screen_contains(p, "数据库文件已损坏");
    assert_screen_contains(p, "34 待办反馈");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "5 看");
    assert_screen_contains(p, "6 打印");
    assert_screen_lacks(p, "交办");
    pty_keys(p, "<Esc>0/三组路灯三个月<Enter><Enter>");
    assert_screen_contains(p, "FK2026-00001  反馈件");
    pty_keys(p, "6<Down><Enter>2<C-U>");
    pty_keys(p, paper);
    pty_keys(p, "<Enter>");
    pty_close(p);
    FILE *written = fopen(paper, "r");
    assert_non_null(written);
    assert_int_equal(fclose(written), 0);
}

/* ---- disks ------------------------------------------------------------------------------------------ */

static void disk_of(const struct office *office, char path[320]) {
    snprintf(path, 320, "%s/disk", office->folder);
}

/* An office whose database has a small file system to itself. */
static int setup_disk(void **state) {
    struct office *office = office_bare();
    char disk[320];
    disk_of(office, disk);
    snprintf(office->now, sizeof office->now, "%s", OFFICE_NOW);
    snprintf(office->database, sizeof office->database, "%.280s/disk/office.db", office->folder);
    assert_int_equal(mkdir(disk, 0700), 0);
    *state = office;
    return 0;
}

static int teardown_disk(void **state) {
    struct office *office = *state;
    char disk[320];
    disk_of(office, disk);
    (void)umount2(disk, MNT_DETACH);
    office_free(office);
    return 0;
}

/* Mounting takes root: without it the test is skipped. */
static void make_disk(struct office *office) {
    char disk[320];
    disk_of(office, disk);
    if (mount("tmpfs", disk, "tmpfs", 0, "size=2m,mode=700") != 0)
        skip();
    assert_int_equal(office_run(office, "init", "--test"), 0);
}

static void set_read_only(struct office *office, bool is_read_only) {
    char disk[320];
    disk_of(office, disk);
    assert_int_equal(
        mount("tmpfs", disk, "tmpfs", MS_REMOUNT | (is_read_only ? MS_RDONLY : 0), NULL), 0);
}

static void test_full_disk_keeps_the_form(void **state) {
    static const char block[4096];
    struct office *office = *state;
    char path[320];
    make_disk(office);
    struct pty *p = pty_start(office, "--open", "33");
    pty_keys(p, "投<Enter>磁盘满的时候写的标题<Enter>张𠮷旺");
    snprintf(path, sizeof path, "%.280s/disk/filler", office->folder);
    FILE *filler = fopen(path, "wb");
    assert_non_null(filler);
    while (fwrite(block, 1, sizeof block, filler) == sizeof block && fflush(filler) == 0)
        ;
    fclose(filler);
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "磁盘已满");
    assert_screen_contains(p, "磁盘满的时候写的标题");
    assert_screen_contains(p, "张𠮷旺");
    assert_int_equal(unlink(path), 0);
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001");
    pty_close(p);
}

static void test_read_only_disk_opens_and_says_so(void **state) {
    struct office *office = *state;
    make_disk(office);
    set_read_only(office, true);
    struct pty *p = pty_start(office, "--open", "33");
    pty_keys(p, "投<Enter>只读的时候写的标题<F2>");
    assert_screen_contains(p, "数据库只能读");
    assert_screen_contains(p, "只读的时候写的标题");
    pty_keys(p, "<F3>=34<Enter>");
    assert_screen_contains(p, "34 待办反馈");
    pty_close(p);
    set_read_only(office, false);
    assert_int_equal(office_run(office, "verify"), 0);
}

/* ---- two people at one record ----------------------------------------------------------------------- */

static int setup_slip(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    const char *slip = office_write(
        office, "slip.csv", "收到日期,类别,标题,姓名,电话\n2026-11-18,投诉,路灯不亮,张𠮷旺,1\n");
    assert_int_equal(office_run(office, "import", "feedback", slip), 0);
    *state = office;
    return 0;
}

static void test_changed_by_another_meanwhile(void **state) {
    struct office *office = *state;
    struct pty *first = pty_start(office, "--open", "34");
    struct pty *second = pty_start(office, "--open", "34");
    pty_keys(first, "2<Enter><Tab><Tab><Tab><Tab><Tab><Tab><End>，我改的");
    assert_screen_contains(first, "标题: 路灯不亮，我改的");
    pty_keys(second, "2<Enter><Tab><Tab><Tab><Tab><Tab><Tab><Tab><C-U>王建国<F2>");
    assert_screen_contains(second, "已保存：FK2026-00001");
    pty_keys(first, "<F2>");
    assert_screen_contains(first, "两人同时改了这一条");
    assert_screen_contains(first, "路灯不亮，我改的");
    assert_screen_contains(first, "王建国");
    pty_keys(first, "<F2>"); /* each changed another field: both are kept */
    assert_screen_contains(first, "已保存：FK2026-00001");
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "路灯不亮，我改的"));
    assert_non_null(strstr(office->output, "王建国"));
    pty_close(second);
    pty_close(first);
}

/* ---- the power goes --------------------------------------------------------------------------------- */

static void test_killed_in_mid_edit(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, "--open", "33");
    pty_keys(p, "投<Enter>断电以前存下的<F2>");
    assert_screen_contains(p, "已保存：FK2026-00002");
    pty_keys(p, "投<Enter>断电时正在写的");
    pty_kill(p);
    pty_close(p);
    p = pty_start(office, "--open", "34");
    assert_screen_contains(p, "断电以前存下的");
    assert_screen_lacks(p, "断电时正在写的");
    pty_keys(p, "=33<Enter>投<Enter>来电以后<F2>");
    assert_screen_contains(p, "已保存：FK2026-00003");
    pty_close(p);
    assert_int_equal(office_run(office, "verify"), 0);
}

static void test_line_cut_in_mid_edit(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, "--open", "33");
    pty_keys(p, "投<Enter>线断时正在写的");
    assert_int_equal(pty_hang_up(p), 0); /* it leaves by itself */
    pty_close(p);
    assert_int_equal(office_run(office, "verify"), 0);
}

#define WITH(setup, test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH(office_setup_test, test_newer_database),
        WITH(office_setup_test, test_database_of_another_program),
        WITH(office_setup_test, test_empty_file),
        WITH(office_setup_test, test_a_text_is_no_database),
        WITH(office_setup_test, test_damaged_database_is_read_only),
        cmocka_unit_test_setup_teardown(test_full_disk_keeps_the_form, setup_disk, teardown_disk),
        cmocka_unit_test_setup_teardown(test_read_only_disk_opens_and_says_so, setup_disk,
                                        teardown_disk),
        WITH(setup_slip, test_changed_by_another_meanwhile),
        WITH(setup_slip, test_killed_in_mid_edit),
        WITH(setup_slip, test_line_cut_in_mid_edit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
