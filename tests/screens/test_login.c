/* Who sits at the screen: the first start, the operating system's account, a password, its change, another
 * person, and that nobody gets past the question. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/screen.h"

static int setup_bare(void **state) {
    *state = office_bare();
    return 0;
}

/* ---- the first start -------------------------------------------------------------------------------- */

static void test_first_start_asks_and_says_what_is_next(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "这台机器上还没有数据");
    pty_keys(p, "1青石镇政务公开办公室<Enter>李春梅<Enter>东门村、党政办 石桥村<Enter>");
    assert_screen_contains(p, "青石镇政务公开办公室");
    assert_screen_contains(p, "李春梅 经办人 系统管理员");
    assert_screen_contains(p, "下一步");
    pty_keys(p, "=02<Enter>");
    assert_screen_contains(p, "第 1/3 条");
    assert_screen_contains(p, "石桥村");
    pty_keys(p, "<F3><F3>");
    assert_int_equal(pty_wait(p), 0);
    pty_close(p);
    p = pty_start(office, NULL); /* known by the operating system's account from now on */
    assert_screen_contains(p, "李春梅 经办人 系统管理员");
    assert_screen_lacks(p, "账号");
    pty_close(p);
}

static void test_first_start_takes_no_empty_names(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "1<Enter>");
    assert_screen_contains(p, "单位名称不能空着");
    pty_keys(p, "青石镇<Enter><Enter>");
    assert_screen_contains(p, "姓名不能空着");
    pty_close(p);
}

static void test_first_start_goes_back_with_what_was_typed(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "1青石镇<Enter>李春梅<Enter>东门村<Esc>");
    assert_screen_contains(p, "您的姓名（第一位系统管理员） 李春梅");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "单位名称 青石镇");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "F3退出");
    pty_keys(p, "<F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_int_not_equal(access(office->database, F_OK), 0); /* nothing was made */
}

static void test_same_unit_twice_is_named_by_its_label(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "1青石镇<Enter>李春梅<Enter>东门村 东门村<Enter>");
    assert_screen_contains(p, "单位名称：已经有叫“东门村”的了");
    assert_screen_lacks(p, "title");
    pty_close(p);
}

/* ---- a password ------------------------------------------------------------------------------------- */

/* A second person, whose first password the administrator gives in 01. */
static void register_second(struct office *office) {
    struct pty *p = pty_start(office, NULL);
    pty_keys(p,
             "=01<Enter><F6>何丽<Enter><Enter>民政干事<Enter><Enter>heli<Enter><Enter>clerk<F2>");
    assert_screen_contains(p, "已保存：RY");
    pty_keys(p, "/何丽<Enter><F4>密码<Enter>");
    assert_screen_contains(p, "新密码");
    pty_keys(p, "first-Pass-1");
    assert_screen_lacks(p, "first-Pass-1");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "密码已设，本人下次登录时须改");
    pty_close(p);
}

static void test_wrong_password_then_forced_change(void **state) {
    struct office *office = *state;
    register_second(office);
    struct pty *p = pty_start(office, "--user", "heli");
    assert_screen_contains(p, "密码");
    for (int i = 0; i < 2; i++) {
        pty_keys(p, "wrong-password<Enter>");
        assert_screen_contains(p, "账号或密码不对");
        assert_screen_contains(p, "账号 heli");
        pty_keys(p, "<Enter>");
    }
    pty_keys(p, "first-Pass-1<Enter>");
    assert_screen_contains(p, "首次登录，请设新密码");
    pty_keys(p, "short<Enter>");
    assert_screen_contains(p, "密码要 8 到 128 个字符");
    pty_keys(p, "第二个密码要长一些<Enter>第二个密码要长一点<Enter>");
    assert_screen_contains(p, "两次输入的不一样");
    pty_keys(p, "first-Pass-1<Enter>first-Pass-1<Enter>");
    assert_screen_contains(p, "新密码和现在的一样");
    pty_keys(p, "Heli19880808<Enter>Heli19880808<Enter>");
    assert_screen_contains(p, "密码不能是账号、姓名、单位名或它们的拼音");
    pty_keys(p, "woaini1314<Enter>woaini1314<Enter>");
    assert_screen_contains(p, "这个密码太常见");
    pty_keys(p, "第二个密码要长一些<Enter>");
    assert_screen_contains(p, "再输一次新密码");
    assert_screen_lacks(p, "第二个");
    pty_keys(p, "第二个密码要长一些<Enter>");
    assert_screen_contains(p, "何丽 经办人");
    assert_screen_contains(p, "34 待办反馈");
    pty_close(p);
    p = pty_start(office, "--user", "heli");
    pty_keys(p, "first-Pass-1<Enter>");
    assert_screen_contains(p, "账号或密码不对");
    pty_keys(p, "<Enter>第二个密码要长一些<Enter>");
    assert_screen_contains(p, "何丽 经办人");
    pty_close(p);
}

/* From the workbench by two keys: the old one first, once there is one. */
static void test_ones_own_password_by_two_keys(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "<F4>2");
    assert_screen_contains(p, "新密码（至少 8 个字符）");
    pty_keys(p, "石桥边的樟树林<Enter>");
    assert_screen_contains(p, "密码要 8 到 128 个字符");
    pty_keys(p, "石桥边的三棵樟树<Enter>石桥边的三棵樟树<Enter>");
    assert_screen_contains(p, "密码已改");
    pty_keys(p, "<F4>2");
    assert_screen_contains(p, "现在的密码");
    pty_keys(p, "不知道是什么<Enter>");
    assert_screen_contains(p, "密码不对，请重新输入");
    pty_keys(p, "<F4>2石桥边的三棵樟树<Enter>Tea-at-4-oclock<Enter>Tea-at-4-oclock<Enter>");
    assert_screen_contains(p, "密码已改");
    pty_keys(p, "<F4>2<Esc>");
    assert_screen_contains(p, "密码没有改动");
    /* On 01 too. */
    pty_keys(p, "=01<Enter><F4>密码<Enter>");
    assert_screen_contains(p, "现在的密码");
    pty_close(p);
}

/* What was typed is counted before it is looked at: a program killed while it looks resets nothing. Here it is killed after
 * each wrong one; test_user kills it in the very check. */
static void test_killing_the_program_resets_nothing(void **state) {
    struct office *office = *state;
    register_second(office);
    for (int i = 0; i < 3; i++) {
        struct pty *p = pty_start(office, "--user", "heli");
        pty_keys(p, "wrong-password<Enter>");
        assert_int_equal(pty_kill(p), 128 + SIGKILL);
        pty_close(p);
    }
    struct pty *p = pty_start(office, "--user", "heli");
    pty_keys(p, "first-Pass-1<Enter>");
    assert_screen_contains(p, "密码连续输错");
    pty_close(p);
}

static void test_guessing_has_to_wait(void **state) {
    struct office *office = *state;
    register_second(office);
    struct pty *p = pty_start(office, "--user", "heli");
    pty_keys(
        p, "wrong-password<Enter><Enter>wrong-password<Enter><Enter>wrong-password<Enter><Enter>");
    pty_keys(p, "first-Pass-1<Enter>");
    assert_screen_contains(p, "密码连续输错");
    pty_close(p);
}

static void test_unknown_account_gets_the_same_answer(void **state) {
    struct pty *p = pty_start(*state, "--user", "nobody-here");
    pty_keys(p, "whatever-it-is<Enter>");
    assert_screen_contains(p, "账号或密码不对");
    assert_screen_contains(p, "账号 nobody-here");
    pty_close(p);
}

static void test_no_way_past_the_login(void **state) {
    struct office *office = *state;
    register_second(office);
    struct pty *p = pty_start(office, "--user", "heli");
    pty_keys(p, "<C-G>");
    assert_screen_lacks(p, "跳转");
    pty_keys(p, "<Esc>=34<Enter>");
    assert_screen_lacks(p, "待办反馈");
    pty_keys(p, "<Enter>first-Pass-1<Enter>");
    assert_screen_contains(p, "首次登录，请设新密码");
    pty_keys(p, "<C-G>");
    assert_screen_lacks(p, "跳转");
    pty_keys(p, "<Esc><Esc><C-G>");
    assert_screen_lacks(p, "跳转");
    assert_screen_lacks(p, "工作台  ");
    pty_close(p);
}

static void test_another_person_finds_nothing_of_the_first(void **state) {
    struct office *office = *state;
    register_second(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>写到一半的标题<F3>");
    assert_screen_contains(p, "草稿");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "1 换人  2 改自己的密码");
    pty_keys(p, "1");
    assert_screen_contains(p, "账号");
    pty_keys(p, "<C-G>");
    assert_screen_lacks(p, "跳转");
    pty_keys(p, "heli<Enter>first-Pass-1<Enter>second-Pass-2<Enter>second-Pass-2<Enter>");
    assert_screen_contains(p, "何丽 经办人");
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, "33 反馈登记");
    assert_screen_lacks(p, "写到一半");
    pty_keys(p, "投<Enter><F9>");
    assert_screen_contains(p, "上一条没有这一栏的值");
    pty_close(p);
}

static void test_drafts_are_there_after_the_end(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>写到一半的标题<F3><F3>");
    assert_int_equal(pty_wait(p), 0); /* nothing is lost: nothing is asked */
    p = pty_start(office, NULL);
    assert_screen_contains(p, "有一份未保存的反馈登记");
    pty_keys(p, "1");
    assert_screen_contains(p, "写到一半的标题");
    pty_close(p);
}

/* ---- the demonstration ------------------------------------------------------------------------------ */

static void test_roles_of_the_demonstration(void **state) {
    struct pty *p = pty_start(*state, NULL);
    assert_screen_contains(p, "李春梅 经办人");
    assert_screen_contains(p, "演示");
    assert_screen_contains(p, "33 反馈登记");
    pty_keys(p, "<F4>3<Enter>");
    assert_screen_contains(p, "周建华 分管领导");
    assert_screen_lacks(p, "33 反馈登记");
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, "您的角色不使用这个画面");
    assert_screen_lacks(p, "01用户");
    pty_keys(p, "<F4>系统<Enter>");
    assert_screen_contains(p, "孙国强 系统管理员");
    assert_screen_contains(p, "01用户");
    pty_close(p);
}

static void test_account_of_the_demonstration(void **state) {
    struct pty *p = pty_start(*state, "--user", "zhoujianhua");
    assert_screen_contains(p, "周建华 分管领导");
    assert_screen_lacks(p, "密码");
    pty_close(p);
}

#define WITH(setup, test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH(setup_bare, test_first_start_asks_and_says_what_is_next),
        WITH(setup_bare, test_first_start_takes_no_empty_names),
        WITH(setup_bare, test_first_start_goes_back_with_what_was_typed),
        WITH(setup_bare, test_same_unit_twice_is_named_by_its_label),
        WITH(office_setup_test, test_wrong_password_then_forced_change),
        WITH(office_setup_test, test_ones_own_password_by_two_keys),
        WITH(office_setup_test, test_killing_the_program_resets_nothing),
        WITH(office_setup_test, test_guessing_has_to_wait),
        WITH(office_setup_test, test_unknown_account_gets_the_same_answer),
        WITH(office_setup_test, test_no_way_past_the_login),
        WITH(office_setup_test, test_another_person_finds_nothing_of_the_first),
        WITH(office_setup_test, test_drafts_are_there_after_the_end),
        WITH(office_setup, test_roles_of_the_demonstration),
        WITH(office_setup, test_account_of_the_demonstration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
