/* The workbench: queues with their lights, the menu, jumping, what no queue says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static void test_as_it_opens(void **state) {
    struct pty *p = pty_start(*state, NULL);
    assert_screen(p, "workbench");
    assert_cursor(p, 4, 1);
    pty_close(p);
}

/* The counts of the workbench are those of the list: same rows, one by one. */
static void test_counts_agree_with_the_list(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    int overdue = 0, all = 0, shown_overdue = 0, near = 0, normal = 0, paused = 0, total = 0;
    assert_int_equal(office_run(office, "list", "feedback-open", "--format", "json"), 0);
    for (const char *at = office->output; (at = strstr(at, "\"number\"")) != NULL; at++)
        all++;
    for (const char *at = office->output; (at = strstr(at, "\"light\":\"overdue\"")) != NULL; at++)
        overdue++;
    assert_true(overdue > 0);
    const char *counts = strstr(screen_row(p, 4), "待办反馈");
    assert_non_null(counts);
    assert_int_equal(sscanf(counts + strlen("待办反馈"), "%d %d %d %d %d", &shown_overdue, &near,
                            &normal, &paused, &total),
                     5);
    assert_int_equal(shown_overdue, overdue);
    assert_int_equal(total, all);
    pty_close(p);
}

static void test_missed_opening_is_said(void **state) {
    struct pty *p = pty_start(*state, NULL);
    assert_screen_contains(p, "未开箱（应每 7 天）");
    pty_close(p);
}

/* However many boxes are late, it is one line. */
static void test_missed_openings_are_one_line(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    const char *boxes = office_write(office, "boxes.csv",
                                     "箱名,位置,掌钥匙人,开箱周期\n政府大院,大门,root,7\n"
                                     "东门村,村委会,root,7\n石桥村,村委会,root,7\n");
    assert_int_equal(office_run(office, "import", "box", boxes), 0);
    snprintf(office->now, sizeof office->now, "2026-12-20T09:00");
    struct pty *p = pty_start(office, NULL);
    assert_screen_contains(p, "反馈箱“政府大院”已 30 天未开箱（应每 7 天）。另有 2 只箱也该开了。");
    pty_close(p);
    office_free(office);
}

static void test_digit_opens_its_menu(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "3");
    assert_screen_contains(p, "33 反馈登记");
    pty_keys(p, "33<Enter>");
    assert_screen_contains(p, "编号保存后给出");
    pty_keys(p, "<F3>3<Esc>");
    assert_screen_contains(p, "编号 待办队列");
    pty_close(p);
}

static void test_full_width_keys_jump(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "＝３４<Enter>");
    assert_screen_contains(p, "按期限，先到期在前");
    pty_keys(p, "<F3>=99<Enter>");
    assert_screen_contains(p, "没有这个编号的画面或记录");
    pty_keys(p, "=fk2026-00001<Enter>");
    assert_screen_contains(p, "FK2026-00001");
    pty_close(p);
}

static void test_counts_follow_what_was_done(void **state) {
    struct pty *p = pty_start(*state, NULL);
    char before[256];
    snprintf(before, sizeof before, "%s", screen_row(p, 4));
    pty_keys(p, "=33<Enter>咨<Enter>宅基地审批要带哪些材料<F2><F3>");
    assert_screen_contains(p, "编号 待办队列");
    assert_string_not_equal(before, screen_row(p, 4));
    pty_close(p);
}

static void test_what_a_role_does_not_use_is_not_shown(void **state) {
    struct pty *p = pty_start(*state, NULL);
    assert_screen_lacks(p, "01 用户");
    pty_keys(p, "=01<Enter>");
    assert_screen_contains(p, "您的角色不使用这个画面");
    pty_keys(p, "<F4>系统<Enter>");
    assert_screen_contains(p, "01 用户");
    assert_screen_lacks(p, "33 反馈登记");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_it_opens, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_counts_agree_with_the_list, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_missed_opening_is_said, office_setup, office_teardown),
        cmocka_unit_test(test_missed_openings_are_one_line),
        cmocka_unit_test_setup_teardown(test_digit_opens_its_menu, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_full_width_keys_jump, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_counts_follow_what_was_done, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_a_role_does_not_use_is_not_shown, office_setup,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
