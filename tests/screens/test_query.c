/* F8: query by form, typed key by key: said back, counted, run, taken up again, refused, cleared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static const char slips[] =
    "收到日期,类别,标题,内容,姓名,电话,单位\n"
    "2026-10-08,投诉,东门村三组路灯不亮,晚上看不见路,张𠮷旺,13800001234,东门村\n"
    "2026-10-12,举报,密封的路灯,不能给人看,,,\n"
    "2026-11-02,建议,公开栏字太小,老人看不清,,,党政办\n"
    "2026-11-16,投诉,西街路灯也坏了,,李䶮,,东门村\n"
    "2026-11-18,咨询,=1+1 怎么写,,,,\n"
    "2026-11-19,表扬,路灯修好了谢谢,,,,党政办\n";

static struct pty *start(void **state) {
    struct office *office = *state;
    const char *file = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", file), 0);
    file = office_write(office, "slips.csv", slips);
    assert_int_equal(office_run(office, "import", "feedback", file), 0);
    return pty_start(office, NULL);
}

/* Tabs on to the empty field with this label of hanzi. */
static void go_to(struct pty *p, const char *label) {
    char shown[64];
    int col = 0, row = 0, cursor_col = 0;
    snprintf(shown, sizeof shown, "%s:", label);
    for (int i = 0; i < 30; i++) {
        int label_row = screen_find(p, shown, &col);
        screen_cursor(p, &row, &cursor_col);
        if (row == label_row && cursor_col == col + (int)strlen(label) / 3 * 2 + 2)
            return;
        pty_keys(p, "<Tab>");
    }
    pty_fail(p, label, __FILE__, __LINE__);
}

static void test_said_back_and_run(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>");
    assert_screen_contains(p, "空格子不限");
    assert_screen_contains(p, "即：不限");
    pty_keys(p, "2026-10-01：今天<Tab>投诉｜表扬<Tab>");
    go_to(p, "标题");
    pty_keys(p, "*路灯*<Tab>");
    assert_screen_contains(p, "即：收到日期 2026-10-01 至 今天，类别投诉或表扬，标题含“路灯”");
    assert_screen_contains(p, "约 3 条");
    assert_screen(p, "query_form");
    pty_keys(p, "<F2>");
    assert_screen(p, "query_result");
    assert_screen_lacks(p, "公开栏字太小");
    pty_keys(p, "<F5>");
    assert_screen_contains(p, "1/3");
    /* Filled in again; a further condition; then cleared. */
    pty_keys(p, "<F8>");
    assert_screen_contains(p, "2026-10-01：今天");
    go_to(p, "承办单位");
    pty_keys(p, "东门<Tab>");
    assert_screen_contains(p, "承办单位东门村");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "1/2");
    pty_keys(p, "<F8><F6>");
    assert_screen_contains(p, "即：不限");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "按期限，先到期在前");
    assert_screen_contains(p, "公开栏字太小");
    pty_keys(p, "<F8><F9>");
    assert_screen_contains(p, "承办单位东门村");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "公开栏字太小");
    pty_close(p);
}

static void test_lights_names_and_order(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>");
    go_to(p, "答复期限");
    assert_screen_contains(p, "逾期 今日 临期 正常 暂停");
    pty_keys(p, "逾期<Tab>");
    assert_screen_contains(p, "即：已逾期");
    go_to(p, "排序");
    pty_keys(p, "编号<F2>");
    assert_screen_contains(p, "已逾期，按编号");
    assert_screen_contains(p, "东门村三组路灯不亮");
    assert_screen_lacks(p, "路灯修好了");
    pty_close(p);
}

static void test_value_list_fills_the_condition(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>");
    go_to(p, "承办单位");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "党政办");
    pty_keys(p, "东门<Enter>");
    assert_screen_contains(p, "=东门村");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "承办单位东门村");
    assert_screen_contains(p, "1/2");
    pty_close(p);
}

static void test_nothing_found_and_nobody_named_so(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>");
    go_to(p, "标题");
    pty_keys(p, "没有这样的事<F2>");
    assert_screen_contains(p, "没有符合条件的");
    assert_screen_contains(p, "0/0");
    pty_keys(p, "<F8><F6>");
    go_to(p, "承办单位");
    pty_keys(p, "西门村<Tab>");
    assert_screen_contains(p, "没有这个名称");
    assert_screen_contains(p, "约 0 条");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "没有符合条件的");
    pty_close(p);
}

static void test_bad_conditions_keep_the_form(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>明年吧<Tab>没有类<Tab>");
    assert_screen_contains(p, "没有“没有类”，可写 咨询|建议");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "错误 1/2");
    assert_screen_contains(p, "收到日期：“明年吧”不是日期或期间");
    pty_keys(p, "<C-U>本月<Tab><C-U>建<F2>");
    assert_screen_contains(p, "公开栏字太小");
    assert_screen_contains(p, "1/1");
    pty_close(p);
}

/* What a sealed matter says is found by no condition. */
static void test_sealed_is_not_found(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F8>");
    go_to(p, "标题");
    pty_keys(p, "密封<F2>");
    assert_screen_contains(p, "没有符合条件的");
    pty_close(p);
}

/* With what is closed; stays within the open ones otherwise. */
static void test_closed_ones_when_asked_for(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    assert_int_equal(office_run(office, "do", "void", "FK2026-00003", "reason=重复登记"), 0);
    pty_keys(p, "=34<Enter><F8>");
    go_to(p, "标题");
    pty_keys(p, "公开栏<F2>");
    assert_screen_contains(p, "没有符合条件的");
    pty_keys(p, "<F8>");
    go_to(p, "范围");
    assert_screen_contains(p, "空着是未办完的");
    pty_keys(p, "2<F2>");
    assert_screen_contains(p, "[作废] 公开栏字太小");
    assert_screen_contains(p, "连同办完的");
    pty_close(p);
}

/* Esc typed ahead stops what is being read; the counts on the workbench come all the same. */
static void test_escape_typed_ahead(void **state) {
    struct pty *p = start(state);
    pty_keys_ahead(p, "=34<Enter><M-Esc>");
    assert_screen_contains(p, "工作台");
    assert_true(screen_find(p, "34 待办反馈", NULL) >= 0);
    const char *row = screen_row(p, screen_find(p, "34 待办反馈", NULL));
    assert_non_null(strstr(row, " 6"));
    pty_keys_ahead(p, "=34<Enter>/路灯<Enter>");
    assert_screen_contains(p, "路灯");
    pty_close(p);
}

static void test_registers_too(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=02<Enter><F8>东门<F2>");
    assert_screen_contains(p, "东门村");
    assert_screen_lacks(p, "党政办");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_said_back_and_run, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_lights_names_and_order, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_value_list_fills_the_condition, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_found_and_nobody_named_so, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_bad_conditions_keep_the_form, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_sealed_is_not_found, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_closed_ones_when_asked_for, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_escape_typed_ahead, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_registers_too, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
