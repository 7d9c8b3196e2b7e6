/* 95 及时率统计: this year's figures, the years before it, and back; what people think, and the form to ask them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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
    pty_keys(p, "<End><PgDn>");
    assert_screen_contains(p, "已经是今年");
    pty_keys(p, "<Home><PgUp><Home>");
    assert_screen_contains(p, "答复日期 2025-01-01 至 2025-12-31");
    assert_screen_lacks(p, "东门村");
    pty_keys(p, "<End><PgDn><Home>");
    assert_screen_contains(p, "东门村");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "答复那天没有过当时的期限");
    pty_keys(p, "<F3><F3>");
    assert_screen_contains(p, "工作台");
    pty_close(p);
}

static void close_and_visit(struct office *office, const char *number, const char *result) {
    char said[80];
    snprintf(said, sizeof said, "visit_result=%s", result);
    assert_int_equal(office_run(office, "do", "assign", number, "unit=东门村"), 0);
    assert_int_equal(office_run(office, "do", "reply", number, "reply=已修好。"), 0);
    assert_int_equal(office_run(office, "do", "announce", number, "place=公开栏"), 0);
    assert_int_equal(office_run(office, "do", "close", number), 0);
    assert_int_equal(office_run(office, "do", "visit", number, said), 0);
}

static void test_satisfaction_below(void **state) {
    struct office *office = *state;
    const char *matters = office_write(office, "in.csv",
                                       "收到日期,类别,标题,电话\n"
                                       "2026-11-18,建议,䶮口路灯,13900000110\n"
                                       "2026-11-18,建议,𠮷祥街装灯,13900000111\n"
                                       "2026-11-18,建议,井盖松动,13900000112\n");
    assert_int_equal(office_run(office, "import", "feedback", matters), 0);
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n东门村\n")),
                     0);
    close_and_visit(office, "FK2026-00001", "满意");
    close_and_visit(office, "FK2026-00002", "基本满意");
    close_and_visit(office, "FK2026-00003", "联系不上");
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "95 及时率统计");
    pty_keys(p, "=95<Enter><End>");
    assert_screen_contains(p, "群众评议");
    assert_screen_contains(p,
                           "东门村                      1         1         0         1    100.0");
    assert_screen_contains(p,
                           "合计                        1         1         0         1    100.0");
    assert_screen_contains(p, "满意率 =（满意 + 基本满意）÷");
    pty_keys(p, "6");
    assert_screen_contains(p, "群众评议表");
    assert_screen_contains(p, "群众评议统计");
    pty_keys(p, "<Enter><Enter>");
    assert_screen_contains(p, "□ 满意    □ 基本满意    □ 不满意");
    pty_keys(p, "<F3>6<Down><Enter><Enter>");
    assert_screen_contains(p, "2026-01-01 至 2026-12-31");
    assert_screen_contains(p, "100.0");
    pty_keys(p, "<F3><Home><PgUp><End>");
    assert_screen_contains(p,
                           "合计                        0         0         0         0        -");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "只算最后一次回访");
    pty_keys(p, "<F3><F3>");
    assert_screen_contains(p, "工作台");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_year_and_the_year_before, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_satisfaction_below, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
