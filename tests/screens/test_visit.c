/* 36 回访: the queue, the form, satisfied and not; an exit and an extension through their forms on 34. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void make(struct office *office) {
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *matters = office_write(office, "in.csv",
                                       "收到日期,类别,标题,姓名,电话\n"
                                       "2026-11-19,建议,东门村广场加装长凳,钱老汉,13900000101\n"
                                       "2026-11-19,建议,公开栏字太小,龙家𠮷,13900000102\n"
                                       "2026-11-19,投诉,自留地被压坏没有赔偿,丁学文,13900000103\n");
    assert_int_equal(office_run(office, "import", "feedback", matters), 0);
    assert_int_equal(office_run(office, "do", "assign", "FK2026-00001", "FK2026-00002",
                                "FK2026-00003", "unit=东门村"),
                     0);
}

static void close_two(struct office *office) {
    assert_int_equal(
        office_run(office, "do", "reply", "FK2026-00001", "FK2026-00002", "reply=已经办好。"), 0);
    assert_int_equal(
        office_run(office, "do", "announce", "FK2026-00001", "FK2026-00002", "place=东门村公开栏"),
        0);
    assert_int_equal(office_run(office, "do", "close", "FK2026-00001", "FK2026-00002"), 0);
}

static void test_satisfied_and_not(void **state) {
    struct office *office = *state;
    make(office);
    close_two(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=36<Enter>");
    assert_screen_contains(p, "龙家𠮷");
    assert_screen_contains(p, "13900000101");
    pty_keys(p, "7<Enter>");
    assert_screen(p, "visit_form");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "回访结果");
    assert_screen_contains(p, "错误 1/1");
    pty_keys(p, "满<Enter><Enter>坐得舒服<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001 回访");
    assert_screen_lacks(p, "加装长凳");
    pty_keys(p, "7<Enter>不满<Enter>还是看不清<F2>");
    assert_screen_contains(p, "已保存：FK2026-00002 回访（办理，期限 2026-11-27）");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "=FK2026-00002<Enter>");
    assert_screen_contains(p, "回访结果: 不满意");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"visit_result\":\"satisfied\""));
    assert_non_null(strstr(office->output, "坐得舒服"));
}

/* An exit with what it needs, typed in its form; a wrong one stays open with the error. */
static void test_to_the_petition_office(void **state) {
    struct office *office = *state;
    make(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=34<Enter>/自留地<Enter><F4>转信访<Enter>");
    assert_screen_contains(p, "自留地被压坏没有赔偿");
    pty_keys(p, "县信访局 接访科<F2>");
    assert_screen_contains(p, "错误 1/2");
    pty_keys(p, "XF2026-0077<Enter><Enter>补偿数额有争议");
    assert_screen(p, "exit_form");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00003 转信访（转信访）");
    assert_screen_lacks(p, "自留地");
    pty_keys(p, "=FK2026-00003<Enter>");
    assert_screen_contains(p, "县信访局 接访科，编号 XF2026-0077");
    pty_close(p);
}

/* Asked for by one, consented to on paper; what is not asked for is not offered. */
static void test_extension_asked_for(void **state) {
    struct office *office = *state;
    make(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=34<Enter>/自留地<Enter><F4>同意延期");
    assert_screen_lacks(p, "> 同意延期");
    pty_keys(p, "<Esc><F4>申请延期<Enter>５<Enter>等县里函复<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00003 申请延期（交办，期限 2026-12-10）");
    pty_keys(p, "<F4>同意延期<Enter>");
    assert_screen_contains(p, "等县里函复");
    pty_keys(p, "周建华<Enter><Enter>延批２号<F2>");
    assert_screen_contains(p, "已保存：FK2026-00003 同意延期（交办，期限 2026-12-17）");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_satisfied_and_not, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_to_the_petition_office, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_extension_asked_for, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
