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
    assert_cursor(p, 2, 1);
    pty_close(p);
}

static const char *row_of(struct pty *p, const char *queue) {
    int row = screen_find(p, queue, NULL);
    assert_true(row >= 0);
    return screen_row(p, row);
}

static int count_of(const char *text, const char *word) {
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
        count++;
    return count;
}

/* The five counts of a queue, "-" as 0. */
static void read_counts(struct pty *p, const char *queue, int counts[5]) {
    char words[5][12];
    const char *from = strstr(row_of(p, queue), queue) + strlen(queue);
    assert_int_equal(
        sscanf(from, "%11s %11s %11s %11s %11s", words[0], words[1], words[2], words[3], words[4]),
        5);
    for (int i = 0; i < 5; i++)
        counts[i] = strcmp(words[i], "-") == 0 ? 0 : atoi(words[i]);
}

/* The counts of each queue are those of its list. */
static void test_counts_agree_with_the_list(void **state) {
    static const struct {
        const char *queue, *list;
    } queues[] = {
        {"待审核", "review-pending"},
        {"待签发", "approve-pending"},
        {"待发布", "publish-pending"},
        {"档案卡", "card-open"},
        {"应公开未公开", "gaps"},
        {"待办反馈", "feedback-open"},
        {"结果待公布", "feedback-announce"},
        {"回访", "feedback-visit"},
        {"监督台账", "finding-open"},
    };
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    int some = 0;
    for (size_t i = 0; i < sizeof queues / sizeof queues[0]; i++) {
        int counts[5];
        read_counts(p, queues[i].queue, counts);
        assert_int_equal(office_run(office, "list", queues[i].list, "--format", "json"), 0);
        assert_int_equal(counts[4], count_of(office->output, "\"number\""));
        assert_int_equal(counts[0], count_of(office->output, "\"light\":\"overdue\""));
        some += counts[0];
    }
    assert_true(some > 0);
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

#define CLERK "--user", "lichunmei"

/* Somebody with every role, something in every queue, a notice of two lines: all on 24 rows. */
static void test_all_queues_and_groups_fit(void **state) {
    static const char *const queues[] = {"待审核",       "待签发",     "待发布",   "档案卡",
                                         "应公开未公开", "待处理意见", "待办反馈", "结果待公布",
                                         "回访",         "监督台账"};
    struct office *office = *state;
    assert_int_equal(office_run(office, "--user", "sunguoqiang", "do", "edit", "RY2025-00001",
                                "roles=经办人 审核人 分管领导 系统管理员 查询"),
                     0);
    struct pty *p = pty_start(office, CLERK);
    for (size_t i = 0; i < sizeof queues / sizeof queues[0]; i++) {
        int counts[5];
        read_counts(p, queues[i], counts);
        assert_true(counts[4] > 0);
    }
    assert_screen(p, "workbench_full");
    pty_keys(p, "=99<Enter>");
    assert_screen_contains(p, "没有这个编号的画面或记录");
    assert_screen_contains(p, "今天应撤下"); /* a message covers no notice */
    assert_screen_contains(p, "未开箱（应每 7 天）");
    pty_close(p);
}

static void test_digit_opens_its_menu(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "3");
    assert_screen_contains(p, "33 反馈登记");
    pty_keys(p, "33<Enter>");
    assert_screen_contains(p, "编号保存后给出");
    pty_keys(p, "<F3>3<Esc>");
    assert_screen_contains(p, "逾期    临期    正常");
    pty_keys(p, "14<Enter>"); /* as its code is written, not the fourth of the menu */
    assert_non_null(strstr(screen_row(p, 0), "14 待签发"));
    pty_keys(p, "<F3>１８<Enter>");
    assert_non_null(strstr(screen_row(p, 0), "18 档案卡"));
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
    snprintf(before, sizeof before, "%s", row_of(p, "待办反馈"));
    pty_keys(p, "=33<Enter>咨<Enter>宅基地审批要带哪些材料<F2><F3>");
    assert_screen_contains(p, "逾期    临期    正常");
    assert_string_not_equal(before, row_of(p, "待办反馈"));
    pty_close(p);
}

static void test_what_a_role_does_not_use_is_not_shown(void **state) {
    struct pty *p = pty_start(*state, NULL);
    assert_screen_lacks(p, "01 用户");
    pty_keys(p, "=01<Enter>");
    assert_screen_contains(p, "您的角色不使用这个画面：“01 用户”由系统管理员使用");
    pty_keys(p, "<F4>系统<Enter>");
    assert_screen_contains(p, "01用户");
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
        cmocka_unit_test_setup_teardown(test_all_queues_and_groups_fit, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_digit_opens_its_menu, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_full_width_keys_jump, office_setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_counts_follow_what_was_done, office_setup,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_what_a_role_does_not_use_is_not_shown, office_setup,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
