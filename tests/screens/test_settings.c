/* 08 设置: settings by their type, and a limit from a day on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

static void test_settings(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n东门村\n党政办\n")),
                     0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=08<Enter>");
    assert_screen(p, "settings");
    pty_keys(p, "/临期<Enter>2<Enter><BS>99<Enter>");
    assert_screen_contains(p, "99 超出范围，应在 0 到 30 之间");
    pty_keys(p, "/临期<Enter><Enter><BS>５<Enter>");
    assert_screen_contains(p, "设置已保存，立即生效");
    pty_keys(p, "/单人办公<Enter><Enter>1");
    assert_screen_contains(p, "设置已保存");
    pty_keys(p, "/默认单位<Enter><Enter>党政<Enter>");
    assert_screen_contains(p, "设置已保存");
    assert_screen_contains(p, "党政办");
    pty_keys(p, "/先审核<Enter><Enter>，建议<Enter>");
    assert_screen_contains(p, "投诉 建议");
    pty_close(p);
}

static void test_a_new_limit(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=08<Enter>/咨询 3<Enter><Enter>");
    assert_screen_contains(p, "几个工作日或几日");
    pty_keys(p, "<BS>2<Enter>1");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "本镇设定：咨询 3 个工作日");
    pty_keys(p, "<Enter><Enter>");
    assert_screen_contains(p, "依据“本镇设定：咨询 3 个工作日”里还写着 3，请一并改写");
    pty_keys(p, "/咨询 3<Enter><Enter><BS>2<Enter>1<Enter>，现改为 2 个<Enter>");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "新期限已保存");
    assert_screen_contains(p, "2026-11-21");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "原来的一行留着");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settings, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_new_limit, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
