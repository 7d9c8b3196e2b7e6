/* The screen locks while nobody is there: nothing of the office stays to be seen, what was open and typed stays as it was, and
 * only the own password leads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "harness/pty.h"
#include "harness/screen.h"

#define PASSWORD "second-Pass-2"

static void register_second(struct office *office) {
    struct pty *p = pty_start(office, NULL);
    pty_keys(p,
             "=01<Enter><F6>何丽<Enter><Enter>民政干事<Enter><Enter>heli<Enter><Enter>clerk<F2>");
    pty_keys(p, "/何丽<Enter><F4>密码<Enter>first-Pass-1<Enter>");
    assert_screen_contains(p, "密码已设");
    pty_close(p);
}

/* Entered by a password, with a form half filled. */
static struct pty *enter_with_password(struct office *office) {
    register_second(office);
    struct pty *p = pty_start(office, "--user", "heli");
    pty_keys(p, "first-Pass-1<Enter>" PASSWORD "<Enter>" PASSWORD "<Enter>");
    assert_screen_contains(p, "何丽 经办人");
    return p;
}

static void begin_form(struct pty *p) {
    pty_keys(p, "=33<Enter>投<Enter>张桂兰家的低保");
    assert_screen_contains(p, "张桂兰家的低保");
}

static void assert_locked(struct pty *p) {
    assert_screen_contains(p, " 已锁定");
    assert_screen_lacks(p, "张桂兰");
    assert_screen_lacks(p, "反馈登记");
}

/* 5 minutes; 30 s before it is said, and a key puts it off. */
static void test_locks_after_minutes_without_a_key(void **state) {
    struct pty *p = enter_with_password(*state);
    begin_form(p);
    pty_step(p, 269000);
    assert_screen_lacks(p, "秒后锁定");
    pty_step(p, 1500);
    assert_screen_contains(p, "30 秒后锁定屏幕：按任意键就不锁");
    pty_keys(p, "，");
    assert_screen_lacks(p, "秒后锁定");
    pty_step(p, 269000);
    assert_screen_lacks(p, "已锁定");
    pty_step(p, 1500);
    assert_screen_contains(p, "秒后锁定");
    pty_step(p, 30000);
    assert_locked(p);
    assert_non_null(strstr(pty_output(p), "\033[3J")); /* what has scrolled away, too */
    assert_screen_contains(p, "何丽 正在使用");
    pty_keys(p, "wrong-password<Enter>");
    assert_locked(p);
    assert_screen_contains(p, "密码");
    pty_keys(p, PASSWORD "<Enter>");
    assert_screen_contains(p, "张桂兰家的低保，");
    pty_close(p);
}

static void test_locks_by_a_key_and_comes_back_to_the_same_place(void **state) {
    struct office *office = *state;
    struct pty *p = enter_with_password(office);
    begin_form(p);
    int row, col, row_after, col_after;
    screen_cursor(p, &row, &col);
    pty_keys(p, "<C-X>");
    assert_locked(p);
    assert_screen(p, "lock");
    pty_keys(p, "<Esc><F1><F4><C-G><C-T>=34<Enter><C-X><F11>");
    assert_locked(p); /* nothing leads past it */
    pty_keys(p, "<C-L>");
    assert_locked(p);
    pty_keys(p, "<Esc>" PASSWORD "<Enter>");
    assert_screen_contains(p, "张桂兰家的低保");
    screen_cursor(p, &row_after, &col_after);
    assert_int_equal(row_after, row);
    assert_int_equal(col_after, col);
    pty_close(p);
    assert_int_equal(office_run(office, "verify"), 0);
}

/* A question that was open is there again as well. */
static void test_a_question_stays_open(void **state) {
    struct pty *p = enter_with_password(*state);
    begin_form(p);
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "有未保存的内容");
    pty_step(p, 270500);
    pty_step(p, 30000);
    assert_locked(p);
    pty_keys(p, PASSWORD "<Enter>");
    assert_screen_contains(p, "有未保存的内容");
    pty_close(p);
}

static void test_leaving_keeps_the_draft(void **state) {
    struct office *office = *state;
    struct pty *p = enter_with_password(office);
    begin_form(p);
    pty_keys(p, "<C-X><F3>");
    assert_screen_contains(p, "退出程序？没保存的内容留作草稿：");
    pty_keys(p, "1");
    assert_locked(p);
    pty_keys(p, "<F3>2");
    assert_int_equal(pty_wait(p), 0);
    p = pty_start(office, "--user", "heli");
    assert_screen_lacks(p, "未保存"); /* not before the password */
    pty_keys(p, PASSWORD "<Enter>");
    assert_screen_contains(p, "有一份未保存的反馈登记");
    pty_close(p);
}

/* Entered by the operating system's account, without a password: it hides, and says that it does no more. */
static void test_without_a_password_any_key_comes_back(void **state) {
    struct pty *p = pty_start(*state, NULL);
    begin_form(p);
    pty_step(p, 150500); /* a supervisor's three minutes */
    assert_screen_contains(p, "秒后锁定");
    pty_step(p, 30000);
    assert_locked(p);
    assert_screen_contains(p, "您还没有密码，谁都能按");
    pty_keys(p, "x");
    assert_screen_contains(p, "张桂兰家的低保");
    assert_screen_lacks(p, "低保x");
    pty_close(p);
}

static void test_setting_of_none(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "setting", "lock_minutes_supervisor", "0"), 0);
    struct pty *p = pty_start(office, NULL);
    begin_form(p);
    pty_step(p, 9000000);
    assert_screen_contains(p, "张桂兰家的低保");
    assert_screen_lacks(p, "秒后锁定");
    pty_close(p);
}

static void test_demonstration_locks_by_key_alone(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_step(p, 9000000);
    assert_screen_lacks(p, "锁定");
    pty_keys(p, "<F11>");
    assert_screen_contains(p, "已锁定");
    pty_keys(p, "x");
    assert_screen_contains(p, "工作台");
    pty_close(p);
}

/* Before anybody is entered there is nothing to lock. */
static void test_not_at_the_login(void **state) {
    struct office *office = *state;
    register_second(office);
    struct pty *p = pty_start(office, "--user", "heli");
    pty_keys(p, "<C-X>");
    pty_step(p, 900000);
    assert_screen_lacks(p, "已锁定");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_locks_after_minutes_without_a_key, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_locks_by_a_key_and_comes_back_to_the_same_place,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_question_stays_open, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_leaving_keeps_the_draft, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_without_a_password_any_key_comes_back,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_setting_of_none, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_demonstration_locks_by_key_alone, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_not_at_the_login, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
