/* 6 打印 in the lists and on a record, and 92 反馈专栏: looked at, saved as a file, sent to the printer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/screen.h"

static void fill(struct office *office) {
    const char *matters = office_write(office, "in.csv",
                                       "收到日期,类别,标题,姓名,电话\n"
                                       "2026-11-03,咨询,𠮷祥街路灯何时修好,欧阳春兰,13800001234\n"
                                       "2026-11-05,建议,增设长凳,,\n");
    assert_int_equal(office_run(office, "import", "feedback", matters), 0);
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv", "单位名称\n东门村\n")),
                     0);
    assert_int_equal(
        office_run(office, "do", "assign", "FK2026-00001", "FK2026-00002", "unit=东门村"), 0);
    assert_int_equal(office_run(office, "do", "reply", "FK2026-00001",
                                "reply=欧阳春兰您好，已修好，可打138-0000-1234。"),
                     0);
}

/* What stands in a file of the office's folder. */
static const char *content(struct office *office, const char *name) {
    static char text[8000];
    char path[400];
    snprintf(path, sizeof path, "%s/%s", office->folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return "";
    size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

static void test_a_slip_is_shown_and_saved(void **state) {
    struct office *office = *state;
    fill(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=34<Enter>/长凳<Enter>6<Enter>");
    assert_screen_contains(p, "一件一页");
    assert_screen_lacks(p, "反馈专栏");
    pty_keys(p, "交办<Enter>");
    assert_screen_contains(p, "1 看  2 存成文件  3 打印机");
    pty_keys(p, "1");
    assert_screen(p, "print_assign_slip");
    pty_keys(p, "２");
    assert_screen_contains(p, "交办单-FK2026-00002.txt");
    pty_keys(p, "<C-U>~/交办单.txt<Enter>");
    assert_screen_contains(p, "已存成");
    assert_non_null(strstr(content(office, "交办单.txt"), "签收人: ___"));
    pty_keys(p, "2<C-U>~/交办单.txt<Enter>");
    assert_screen_contains(p, "已经有这个文件");
    pty_keys(p, "1<C-U>~/另一个.txt<Enter>");
    assert_non_null(strstr(content(office, "另一个.txt"), "增设长凳"));
    pty_keys(p, "2<C-U>~/没有这个目录/x.txt<Enter>");
    assert_screen_lacks(p, "已存成");
    assert_screen_contains(p, "没有这个目录");
    pty_keys(p, "<F1>");
    pty_resize(p, 60, 80); /* all of it */
    assert_screen_contains(p, "由系统的 lp 打印");
    pty_resize(p, 24, 80);
    pty_keys(p, "<F3><F3>");
    assert_screen_contains(p, "34 待办反馈");
    pty_close(p);
    assert_int_equal(office_run(office, "verify"), 0);
}

static void test_an_existing_file_is_kept_unless_told(void **state) {
    struct office *office = *state;
    fill(office);
    office_write(office, "old.txt", "原来的\n");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=FK2026-00002<Enter>6<Enter>2<C-U>~/old.txt<Enter>");
    assert_screen_contains(p, "已经有这个文件");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "没有存");
    assert_string_equal(content(office, "old.txt"), "原来的\n");
    pty_keys(p, "6<Enter>2<C-U>~/old.txt<Enter>2");
    assert_screen_contains(p, "已存成");
    assert_non_null(strstr(content(office, "old.txt"), "增设长凳"));
    pty_close(p);
}

static void test_the_printer(void **state) {
    struct office *office = *state;
    char lp[400], script[900], variable[500];
    fill(office);
    snprintf(lp, sizeof lp, "%s/lp", office->folder);
    snprintf(script, sizeof script, "#!/bin/sh\ncat >'%s/given'\n", office->folder);
    office_write(office, "lp", script);
    assert_int_equal(chmod(lp, 0700), 0);
    snprintf(variable, sizeof variable, "ZWGK_LP=%s", lp);
    const char *const environment[] = {variable, NULL};
    struct pty_options options = {.environment = environment};
    struct pty *p = pty_start_with(office, &options, (const char *const[]){NULL});
    pty_keys(p, "=34<Enter>/长凳<Enter>6<Enter>督办<Enter>3");
    assert_screen_contains(p, "已送打印机");
    assert_non_null(strstr(content(office, "given"), "督办要求: ___"));
    assert_int_equal(remove(lp), 0);
    pty_keys(p, "6<Enter>审批<Enter>3");
    assert_screen_contains(p, "没有打印程序");
    pty_keys(p, "6<Enter><Esc>");
    assert_screen_contains(p, "没有打印");
    pty_close(p);
}

static void test_the_column_of_a_month(void **state) {
    struct office *office = *state;
    fill(office);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=92<Enter>");
    assert_screen_contains(p, "全部反馈箱");
    pty_keys(p, "<Enter>");
    assert_screen(p, "print_column");
    assert_screen_lacks(p, "春兰");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "已经是本月");
    pty_keys(p, "<PgUp>");
    assert_screen_contains(p, "2026-10-01 至 2026-10-31");
    assert_screen_contains(p, "没有可以公布的答复");
    pty_keys(p, "<PgDn>2<C-U>~/专栏.txt<Enter>");
    assert_screen_contains(p, "已存成");
    assert_non_null(strstr(content(office, "专栏.txt"), "欧阳*您好，已修好，可打138****1234。"));
    pty_keys(p, "<F3>");
    pty_close(p);
}

/* 35: the answers that are marked, as they will hang on the board. */
static void test_the_marked_answers_to_be_announced(void **state) {
    struct office *office = *state;
    fill(office);
    assert_int_equal(office_run(office, "do", "reply", "FK2026-00002", "reply=已列入本月计划。"),
                     0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=35<Enter><Space><Down><Space>6<Enter>专栏<Enter>1");
    assert_screen_contains(p, "欧阳*您好");
    assert_screen_contains(p, "已列入本月计划。");
    pty_close(p);
}

/* What looks like somebody's name is masked and told, and shown first whatever was asked for. */
static void test_told_names_are_looked_at_first(void **state) {
    struct office *office = *state;
    fill(office);
    assert_int_equal(
        office_run(office, "do", "reply", "FK2026-00002", "reply=已请村民李䶮家清走沙堆。"), 0);
    assert_int_equal(office_run(office, "report", "feedback-column", "FK2026-00002"), 0);
    assert_non_null(strstr(office->errors, "像是人名的已隐去，请核对再贴出：FK2026-00002 李䶮"));
    assert_non_null(strstr(office->output, "已请村民李*家清走沙堆。"));
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=35<Enter>/FK2026-00002<Enter>6<Enter>专栏<Enter>3");
    assert_screen_contains(p, "已请村民李*家清走沙堆。");
    assert_screen_contains(p, "请核对再贴出：FK2026-00002 李䶮");
    assert_screen_lacks(p, "已送打印机");
    pty_close(p);
}

/* The demonstration's openings: the sheet is the first that is offered. */
static void test_an_opening_sheet(void **state) {
    struct office *office = *state;
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=32<Enter>6<Enter><Enter>1");
    assert_screen_contains(p, "开箱记录");
    assert_screen_contains(p, "见证人");
    assert_screen_contains(p, "意见条数");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_slip_is_shown_and_saved, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_an_existing_file_is_kept_unless_told,
                                        office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_printer, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_the_column_of_a_month, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_marked_answers_to_be_announced, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_told_names_are_looked_at_first, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_an_opening_sheet, office_setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
