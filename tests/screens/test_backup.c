/* 05 备份 key by key: making copies, the passphrase, the paper key, rehearsing and restoring, the copy made on leaving, and the
 * age on the workbench. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/screen.h"

static int setup_bare(void **state) {
    *state = office_bare();
    return 0;
}

/* Files in the office's folder of copies with that ending. */
static int copies(const struct office *office, const char *ending) {
    char folder[300];
    int count = 0;
    struct dirent *entry;
    snprintf(folder, sizeof folder, "%s/backup", office->folder);
    DIR *opened = opendir(folder);
    while (opened != NULL && (entry = readdir(opened)) != NULL) {
        const char *dot = strrchr(entry->d_name, '.');
        count += dot != NULL && strcmp(dot, ending) == 0;
    }
    if (opened != NULL)
        closedir(opened);
    return count;
}

static void test_two_keys_make_a_copy(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "共 没有备份");
    pty_keys(p, "=05<Enter>");
    assert_screen(p, "backup_empty");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "这里没有记录，没有可用的命令");
    pty_keys(p, "<F6><Enter>");
    assert_screen_contains(p, "已备份，读回验过，没有加密");
    assert_screen_contains(p, "2026-11-20 09:00");
    assert_int_equal(copies(office, ".db"), 1);
    pty_keys(p, "<F3>");
    assert_screen_contains(p,
                           "共 备份 今天"); /* the short form: the counts' headings share the row */
    pty_close(p);
    snprintf(office->now, sizeof office->now, "2026-11-21T09:00");
    p = pty_start_with(office, &(struct pty_options){.rows = 40, .cols = 100},
                       (const char *const[]){NULL});
    assert_screen_contains(p, "上次备份 昨天 09:00");
    pty_close(p);
    snprintf(office->now, sizeof office->now, "2026-11-26T09:00");
    p = pty_start_with(office, &(struct pty_options){.rows = 40, .cols = 100},
                       (const char *const[]){NULL});
    assert_screen_contains(p, "上次备份 11-20 09:00  太久了");
    assert_non_null(strstr(screen_attributes(p), "red: 上次备份 11-20"));
    pty_resize(p, 24, 80);
    assert_non_null(strstr(screen_attributes(p), "red: 备份 11-20"));
    pty_close(p);
}

static void test_passphrase_then_a_folder(void **state) {
    struct office *office = *state;
    char keys[400];
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=05<Enter><F6>3青石镇二零二六备份<Enter>");
    assert_screen_lacks(p, "青石镇二零二六");
    pty_keys(p, "青石镇二零二六备份错<Enter>");
    assert_screen_contains(p, "两次输入的口令不一样");
    pty_keys(p, "<F6>3太短<Enter>太短<Enter>");
    assert_screen_contains(p, "至少 6 个汉字");
    pty_keys(p, "<F6>3青石镇二零二六备份<Enter>青石镇二零二六备份<Enter>");
    assert_screen_contains(p, "备份口令已设");
    snprintf(keys, sizeof keys, "<F6>2%s<Enter>", office->folder);
    pty_keys(p, keys);
    assert_screen_contains(p, "已备份，读回验过，加密");
    assert_int_equal(copies(office, ".zbk"), 1);
    assert_int_equal(copies(office, ".db"), 0);
    pty_keys(p, "<Enter>又一个错的口令<Enter>");
    assert_screen_contains(p, "口令不对，没有改动任何东西");
    pty_keys(p, "<Enter>青石镇二零二六备份<Enter>");
    assert_screen_contains(p, "演练成功");
    assert_screen_contains(p, "恢复会丢掉备份以后的操作");
    pty_keys(p, "<F3>");
    pty_keys(p, "<F6>2/media/nobody/U<Enter>");
    assert_screen_contains(p, "没有文件夹 /media/nobody/U：U 盘没插好，或名字写错了");
    pty_close(p);
}

static void test_unencrypted_elsewhere_asks(void **state) {
    struct office *office = *state;
    char keys[400];
    struct pty *p = pty_start(office, NULL);
    snprintf(keys, sizeof keys, "=05<Enter><F6>2%s<Enter>", office->folder);
    pty_keys(p, keys);
    assert_screen_contains(p, "没设备份口令，U 盘丢了谁都能看");
    pty_keys(p, "<Esc>");
    assert_int_equal(copies(office, ".db"), 0);
    pty_close(p);
}

/* What the page shows opens a copy, typed off it. */
static void test_paper_key_opens_a_copy(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    char lines[4][40] = {""};
    pty_keys(p, "=05<Enter><F6>4");
    assert_screen_contains(p, "只显示这一次");
    int row = screen_find(p, "1  ", NULL);
    for (int i = 0; i < 4; i++)
        snprintf(lines[i], sizeof lines[i], "%s", screen_row(p, row + i) + 3);
    pty_keys(p, "<F3><F6><Enter>");
    assert_screen_contains(p, "加密");
    pty_keys(p, "<Enter>");
    for (int i = 0; i < 4; i++) {
        assert_screen_contains(p, "照纸打第几行的 16 个字");
        pty_keys(p, i == 2 ? "7777 7777 7777 7777" : lines[i]);
        pty_keys(p, "<Enter>");
    }
    assert_screen_contains(p, "纸质密钥第 3 行打错了");
    pty_keys(p, "<Enter>");
    for (int i = 0; i < 4; i++) {
        pty_keys(p, lines[i]);
        pty_keys(p, "<Enter>");
    }
    assert_screen_contains(p, "演练成功");
    pty_close(p);
}

static void test_restoring_ends_the_program(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=05<Enter><F6><Enter><F3>");
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n备份后的村\n")),
                     0);
    pty_keys(p, "=05<Enter><Enter>");
    assert_screen(p, "backup_rehearsal");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "用这份备份换掉现在的数据库");
    struct pty *other = pty_start(office, NULL); /* somebody comes in */
    pty_keys(p, "2");
    assert_int_equal(pty_wait(p), 4);
    assert_non_null(strstr(pty_errors(p), "还有人开着这个数据库"));
    pty_close(other);
    p = pty_start(office, NULL);
    pty_keys(p, "=05<Enter><Enter><F2>2");
    assert_int_equal(pty_wait(p), 0);
    assert_non_null(strstr(pty_errors(p), "已从备份恢复，请再打开程序；原来的文件是"));
    assert_int_equal(office_run(office, "list", "unit"), 0);
    assert_null(strstr(office->output, "备份后的村"));
    assert_int_equal(office_run(office, "verify"), 0);
}

/* A session that slept through somebody's moving the file saves nothing and says why. */
static void test_a_moved_file_is_said(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    char moved[400];
    pty_keys(p, "=02<Enter>");
    snprintf(moved, sizeof moved, "%s.elsewhere", office->database);
    assert_int_equal(rename(office->database, moved), 0);
    assert_int_equal(office_run(office, "init", "--test", "--office", "青石镇"), 0);
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "数据库文件已被换掉");
    pty_close(p);
}

static void test_leaving_makes_one(void **state) {
    struct office *office = *state;
    office->now[0] = '\0';
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "1青石镇政务公开办公室<Enter>李春梅<Enter>东门村<Enter>");
    pty_keys(p, "<F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_int_equal(copies(office, ".db"), 1);
    assert_int_equal(copies(office, ".part"), 0);
    pty_close(p);
    p = pty_start(office, NULL); /* the day has one */
    assert_screen_contains(p, "备份 今天");
    pty_keys(p, "<F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_int_equal(copies(office, ".db"), 1);
    pty_close(p);
}

/* Esc typed right behind F3: the copy is left undone, nothing of it lies about, and the program ends at once. */
static void test_esc_skips_it(void **state) {
    struct office *office = *state;
    office->now[0] = '\0';
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "1青石镇政务公开办公室<Enter>李春梅<Enter>东门村<Enter>");
    pty_keys_ahead(p, "<F3><M-Esc><M-Esc>");
    assert_int_equal(pty_wait(p), 0);
    assert_int_equal(copies(office, ".db") + copies(office, ".part"), 0);
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_keys_make_a_copy, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_passphrase_then_a_folder, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_unencrypted_elsewhere_asks, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_paper_key_opens_a_copy, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_restoring_ends_the_program, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_moved_file_is_said, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_leaving_makes_one, setup_bare, office_teardown),
        cmocka_unit_test_setup_teardown(test_esc_skips_it, setup_bare, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
