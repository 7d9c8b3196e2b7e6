/* 95 及时率统计: this year's figures, the years before it, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

static void reply_late(struct office *office) {
    const char *matters = office_write(office, "in.csv",
                                       "收到日期,类别,标题\n"
                                       "2026-11-03,咨询,𠮷祥街路灯何时修好\n"
                                       "2026-11-03,建议,逾期未答复的一件\n");
    assert_int_equal(office_run(office, "import", "feedback", matters), 0);
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n东门村\n")),
                     0);
    assert_int_equal(office_run(office, "do", "assign", "FK2026-00001", "unit=东门村"), 0);
    assert_int_equal(office_run(office, "do", "reply", "FK2026-00001", "reply=已修好。"), 0);
}

static void test_a_year_and_the_year_before(void **state) {
    struct office *office = *state;
    reply_late(office);
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "95 及时率统计");
    pty_keys(p, "=95<Enter>");
    assert_screen_contains(p, " 95 及时率统计");
    assert_screen_contains(p, "答复日期 2026-01-01 至 2026-12-31；未答复的截至 2026-11-20");
    assert_screen_contains(
        p, "东门村                           0           1           0           0     0.0");
    assert_screen_contains(
        p, "合计                             0           1           0           1     0.0");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "已经是今年");
    pty_keys(p, "<PgUp>");
    assert_screen_contains(p, "答复日期 2025-01-01 至 2025-12-31");
    assert_screen_lacks(p, "东门村");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "东门村");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "答复那天没有过当时的期限");
    pty_keys(p, "<F3><F3>");
    assert_screen_contains(p, "工作台");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_year_and_the_year_before, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
