/* What was typed and not saved outlives the program, however it ends: offered at the next start with its age, taken up, kept
 * for later or thrown away; never twice, never another's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/pty.h"
#include "harness/screen.h"

#define BODY "河上那座桥䶮了，𠮷家坡的人过不去"

static const char *drafts_path(const struct office *office) {
    static char path[400];
    snprintf(path, sizeof path, "%s.drafts-%u", office->database, (unsigned)geteuid());
    return path;
}

/* 12 minutes pass between two starts. */
static void later(struct office *office) {
    snprintf(office->now, sizeof office->now, "2026-11-20T09:12");
}

static struct pty *begin_feedback(struct office *office) {
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>桥面塌了<Tab><Tab><Tab><Tab><Tab>");
    assert_screen_contains(p, "33 反馈登记");
    return p;
}

static void type_body(struct pty *p) {
    pty_keys(p, BODY);
    assert_screen_contains(p, "𠮷家坡");
}

/* True when the bytes stand anywhere in the file. */
static bool file_holds(const char *path, const char *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    static char text[1 << 20];
    size_t length = fread(text, 1, sizeof text, file), wanted = strlen(bytes);
    fclose(file);
    for (size_t i = 0; i + wanted <= length; i++)
        if (memcmp(text + i, bytes, wanted) == 0)
            return true;
    return false;
}

/* ---- however it ends ----------------------------------------------------------------------------- */

static void test_taken_up_after_kill(void **state) {
    struct office *office = *state;
    struct stat about;
    struct pty *p = begin_feedback(office);
    type_body(p);
    pty_step(p, 1000);
    assert_int_equal(pty_kill(p), 128 + SIGKILL);
    assert_int_equal(stat(drafts_path(office), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    later(office);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的反馈登记，12 分钟前：");
    assert_screen_contains(p, "1 接着写  2 以后再说  3 丢掉");
    pty_keys(p, "1");
    assert_screen_contains(p, "已接着写上次留下的草稿");
    assert_screen_contains(p, "桥面塌了");
    assert_screen_contains(p, BODY);
    pty_keys(p, "。");
    assert_screen_contains(p, BODY "。"); /* the cursor stands where it stood */
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "FK2026-00001");
    pty_kill(p);
    p = pty_start(office, NULL);
    assert_screen_lacks(p, "未保存");
    pty_close(p);
}

static void test_taken_up_after_the_line_was_cut(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    type_body(p);
    pty_hang_up(p); /* not a second later: nothing was put by yet */
    later(office);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的反馈登记，12 分钟前");
    pty_keys(p, "1");
    assert_screen_contains(p, BODY);
    pty_close(p);
}

static void test_twenty_keys_are_put_by_without_a_pause(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_keys(p, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥");
    pty_kill(p);
    p = pty_start(office, NULL);
    pty_keys(p, "1");
    assert_screen_contains(p, "一二三四五六七八九十甲乙");
    pty_close(p);
}

static void test_letters_not_chosen_from_yet_are_kept(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_keys(p, "路<F10>qiaoduan");
    pty_step(p, 1000);
    pty_kill(p);
    p = pty_start(office, NULL);
    pty_keys(p, "1");
    assert_screen_contains(p, "路qiaoduan");
    pty_close(p);
}

/* ---- later, away --------------------------------------------------------------------------------- */

static void test_kept_for_later_and_taken_up_in_its_form(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_keys(p, "<F3><F3>");
    assert_int_equal(pty_wait(p), 0); /* kept: nothing is asked */
    p = pty_start(office, NULL);
    pty_keys(p, "2");
    assert_screen_contains(p, "未保存的反馈登记，刚才：按 F6 接着写。");
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, "桥面塌了");
    assert_screen_contains(p, "已接着写上次留下的草稿");
    pty_keys(p, "<F3><F6>");
    assert_screen_contains(p, "未保存的草稿");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "有一份未保存的反馈登记，刚才：");
    pty_close(p);
}

static void test_thrown_away_after_asking(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    type_body(p);
    pty_keys(p, "<F3><F3>");
    pty_wait(p);
    assert_true(file_holds(drafts_path(office), "𠮷家坡"));
    p = pty_start(office, NULL);
    pty_keys(p, "3");
    assert_screen_contains(p, "丢掉就找不回来了：");
    pty_keys(p, "1");
    assert_screen_contains(p, "有一份未保存的反馈登记");
    pty_keys(p, "32");
    assert_screen_contains(p, "草稿已丢掉");
    assert_screen_lacks(p, "F6 接着写");
    assert_false(file_holds(drafts_path(office), "𠮷家坡"));
    pty_keys(p, "=33<Enter>");
    assert_screen_lacks(p, "桥面塌了");
    pty_close(p);
}

static void test_another_terminal_is_left_alone(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_step(p, 1000);
    struct pty *second = pty_start(office, NULL);
    assert_screen_lacks(second, "未保存");
    pty_keys(second, "=33<Enter>");
    assert_screen_lacks(second, "桥面塌了");
    pty_kill(p);
    pty_keys(second, "<F3><F5>");
    assert_screen_contains(second, "未保存的反馈登记，刚才：按 F6");
    pty_close(second);
}

static void test_two_drafts_one_after_the_other(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_keys(p, "<F3>=31<Enter><F6>东门箱<F3><F3><F3>");
    pty_wait(p);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有 2 份未保存的草稿，最近是反馈箱，刚才：");
    pty_keys(p, "32");
    assert_screen_contains(p, "有一份未保存的反馈登记，刚才：");
    pty_close(p);
}

/* What was written back to what it was is no draft any more. */
static void test_undone_is_no_draft(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>桥");
    pty_step(p, 1000);
    pty_keys(p, "<BS><S-Tab><Tab>");
    pty_keys(p, "<F3>");
    pty_close(p);
}

/* ---- a file that can't be used ------------------------------------------------------------------- */

static void test_damaged_file_is_put_aside(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    pty_step(p, 1000);
    pty_kill(p);
    FILE *file = fopen(drafts_path(office), "r+b");
    assert_non_null(file);
    fputs("这不是数据库了，前面这些字节都写坏了，谁也读不出来", file);
    fclose(file);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "草稿文件已损坏");
    assert_screen_contains(p, ".damaged-2026-11-20");
    pty_keys(p, "=33<Enter>投<Enter>重新写的<F3><F3>");
    assert_int_equal(pty_wait(p), 0);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的反馈登记");
    pty_close(p);
}

static void test_a_file_of_others_is_not_used(void **state) {
    struct office *office = *state;
    char other[400];
    snprintf(other, sizeof other, "%s/other", office->folder);
    assert_int_equal(symlink(other, drafts_path(office)), 0);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "不是您一个人的文件");
    pty_keys(p, "=33<Enter>投<Enter>只在内存里<F3>");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "还有没保存的草稿，退出就没有了");
    assert_int_not_equal(access(other, F_OK), 0);
    pty_close(p);
}

/* ---- sealed, and saved --------------------------------------------------------------------------- */

static void test_nothing_of_a_sealed_one_is_left(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>举<Enter>村干部吃低保<Tab><Tab><Tab><Tab><Tab>" BODY);
    pty_step(p, 1000);
    assert_true(file_holds(drafts_path(office), "𠮷家坡"));
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "FK2026-00001");
    assert_false(file_holds(drafts_path(office), "𠮷家坡"));
    assert_false(file_holds(drafts_path(office), "吃低保"));
    pty_close(p);
}

static void test_memory_of_the_phone_desk(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "<C-T>医保怎么报");
    pty_step(p, 1000);
    pty_kill(p);
    later(office);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的来电来访，12 分钟前：");
    pty_keys(p, "1");
    assert_screen_contains(p, "医保怎么报");
    pty_keys(p, "<F2>");
    pty_kill(p);
    p = pty_start(office, NULL);
    assert_screen_lacks(p, "未保存");
    pty_close(p);
}

/* Only what was changed is in it, and it goes on from the version it was begun on. */
static void test_changes_of_a_record(void **state) {
    struct office *office = *state;
    struct pty *p = begin_feedback(office);
    type_body(p);
    pty_keys(p, "<F2><F3>=FK2026-00001<Enter>");
    assert_screen_contains(p, "FK2026-00001");
    pty_keys(p, "2");
    assert_screen_contains(p, "桥面塌了");
    pty_keys(p, "（东头）");
    pty_step(p, 1000);
    pty_kill(p);
    assert_true(file_holds(drafts_path(office), "（东头）"));
    assert_false(file_holds(drafts_path(office), "𠮷家坡"));
    later(office);
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的修改 FK2026-00001，12 分钟前：");
    pty_keys(p, "1");
    assert_screen_contains(p, "（东头）");
    assert_screen_contains(p, BODY);
    pty_close(p);
}

/* A unit that is in no list, and letters in a field of choices: F2 refuses what is seen, not what isn't. */
static void test_what_was_typed_and_not_chosen_is_shown(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>桥面塌了<Tab><Tab><Tab>没有这村");
    assert_screen_contains(p, "承办单位: 没有这村");
    pty_step(p, 1000);
    pty_kill(p);
    later(office);
    p = pty_start(office, NULL);
    pty_keys(p, "1");
    assert_screen_contains(p, "承办单位: 没有这村");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "没有“没有这村”");
    for (int i = 0; i < 4; i++)
        pty_keys(p, "<BS>");
    pty_keys(p, "东门村<F2>");
    assert_screen_lacks(p, "没有这村");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_taken_up_after_kill, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_taken_up_after_the_line_was_cut, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_twenty_keys_are_put_by_without_a_pause,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_letters_not_chosen_from_yet_are_kept,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_kept_for_later_and_taken_up_in_its_form,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_thrown_away_after_asking, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_another_terminal_is_left_alone, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_two_drafts_one_after_the_other, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_undone_is_no_draft, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_damaged_file_is_put_aside, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_file_of_others_is_not_used, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_of_a_sealed_one_is_left, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_memory_of_the_phone_desk, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_changes_of_a_record, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_was_typed_and_not_chosen_is_shown,
                                        office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
