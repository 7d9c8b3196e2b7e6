/* 06 校验, typed key by key: the check runs in idle, what was changed elsewhere is said, the day's sheet leaves its anchor, and a
 * head that was printed is found again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void test_sound(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=06<Enter>");
    assert_screen_contains(p, "按 2 开始");
    assert_screen_contains(p, "还没有打印过");
    pty_keys(p, "2");
    assert_screen_contains(p, "没有改动");
    assert_screen_contains(p, "链头");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "每次保存都在审计里加一行");
    pty_close(p);
}

static void test_the_sheet_and_its_head(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "report", "audit-day"), 0);
    const char *at = strstr(office->output, "链头");
    assert_non_null(at);
    char head[64] = "";
    at += strcspn(at, " ");
    at += strspn(at, " ");
    snprintf(head, sizeof head, "%.39s", at);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=06<Enter>");
    screen_assert(p, screen_contains(p, head), "the head", __FILE__, __LINE__);
    pty_keys(p, "3");
    pty_keys(p, head);
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "到这一行为止没有改动");
    pty_keys(p, "3abcdef012345678<Enter>"); /* too short: said, and the rest may be typed */
    assert_screen_contains(p, "至少输入前 16 位");
    assert_screen_lacks(p, "since");
    assert_screen_contains(p, "到这一行为止没有改动");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "找不到这个链头");
    pty_keys(p, "4");
    assert_screen_contains(p, "打印");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sound, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_sheet_and_its_head, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
