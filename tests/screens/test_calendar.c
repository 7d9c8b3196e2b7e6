/* 03 日历: the years, one year's days, and loading a notice after a look at what would move. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static const char *notice(struct office *office) {
    return office_write(office, "notice.tsv",
                        "# 试用通知\n日期\t类型\t名称\n2026-11-25\t放假\t镇庆\n");
}

static void give_matter(struct office *office) {
    assert_int_equal(office_run(office, "import", "feedback",
                                office_write(office, "in.csv",
                                             "收到日期,类别,标题\n"
                                             "2026-11-20,咨询,𠮷祥街路灯何时修好\n")),
                     0);
}

static void test_the_years(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=03<Enter>");
    assert_screen(p, "calendar");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "国办发明电〔2025〕7号");
    assert_screen_contains(p, "2026-01");
    assert_screen_contains(p, "01-01 周四 至 01-03 周六  放假(元旦)  3 日");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "载入以前先看");
    pty_close(p);
}

static void test_a_look_before_loading(void **state) {
    struct office *office = *state;
    char keys[600];
    give_matter(office);
    snprintf(keys, sizeof keys, "=03<Enter><F6>%s<Enter>", notice(office));
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, keys);
    assert_screen_contains(p, "2026 年：放假 1 日，周末上班 0 日。");
    assert_screen_contains(p, "期限会改变的在办记录 1 件：");
    assert_screen_contains(p, "FK2026-00001  2026-11-25 → 2026-11-26");
    assert_screen_contains(p, "1载入并改期 2不载入");
    pty_keys(p, "2");
    assert_screen_contains(p, "没有载入，什么都没有改动");
    pty_keys(p, "=fk2026-00001<Enter>");
    assert_screen_contains(p, "2026-11-25");
    pty_keys(p, "<F3><F6><Enter>1"); /* the same file is offered again */
    assert_screen_contains(p, "日历已载入，1 件在办的期限随之改变");
    pty_keys(p, "=fk2026-00001<Enter><End>");
    assert_screen_contains(p, "重算期限");
    assert_screen_contains(p, "2026-11-25 改为 2026-11-26");
    pty_close(p);
}

static void test_a_bad_file_names_its_line(void **state) {
    struct office *office = *state;
    char keys[600];
    snprintf(keys, sizeof keys, "=03<Enter><F6>%s<Enter>",
             office_write(office, "bad.tsv", "# 通知\n日期\t类型\t名称\n2026-02-30\t放假\t镇庆\n"));
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, keys);
    assert_screen_contains(p, "第 3 行");
    assert_screen_contains(p, " 03 日历");
    pty_close(p);
}

static void test_the_command_line_shows_the_same(void **state) {
    struct office *office = *state;
    give_matter(office);
    assert_int_equal(office_run(office, "import", "calendar", notice(office), "--dry-run"), 0);
    assert_non_null(strstr(office->output, "FK2026-00001  2026-11-25 → 2026-11-26"));
    assert_int_equal(office_run(office, "show", "FK2026-00001"), 0);
    assert_null(strstr(office->output, "2026-11-26"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_years, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_look_before_loading, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_bad_file_names_its_line, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_command_line_shows_the_same, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
