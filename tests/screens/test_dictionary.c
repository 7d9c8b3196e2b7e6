/* 04 数据字典: a list's codes named, ordered, added, taken out of use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

static void test_a_list_of_its_own(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=04<Enter>");
    assert_screen_contains(p, "人财物案");
    pty_keys(p, "/单位性质<Enter><Enter>");
    assert_screen_contains(p, " 04 单位性质");
    pty_keys(p, "<F6>school<Enter>𠮷祥学校<Enter>");
    assert_screen_contains(p, "已新增");
    pty_keys(p, "<F6>School<Enter>学校<Enter>");
    assert_screen_contains(p, "只能用小写英文字母");
    pty_keys(p, "<End>8<Enter>"); /* up, and it stays selected */
    assert_screen_contains(p, "已改次序");
    pty_keys(p, "8<Enter>");
    assert_screen(p, "dictionary");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "已停用");
    pty_keys(p, "1<Enter>2<Enter><Home><Del><Del>吉祥<Enter>");
    assert_screen_contains(p, "已改名称");
    assert_screen_contains(p, "吉祥学校");
    pty_keys(p, "<F3><F3>=02<Enter><F6>中心小学<Enter>?");
    assert_screen_contains(p, "吉祥学校");
    pty_close(p);
}

static void test_what_rules_use_is_only_renamed(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=04<Enter>/feedback_kind<Enter><Enter>");
    assert_screen_contains(p, "规则使用，只改名称和次序");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "只能改名称和次序，不能增减");
    pty_keys(p, "0<F6>");
    assert_screen_contains(p, "只能改名称和次序，不能增减");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "停用的不再供选择");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_list_of_its_own, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_what_rules_use_is_only_renamed, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
