/* 19 应公开未公开, typed key by key: from the catalogue to the gap, from the gap to the draft; several at once; what falls
 * due when the program is opened on a later day; the figures of 93. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "import", "unit",
                                office_write(office, "units.csv",
                                             "单位名称,性质\n东门村,村\n䶮口村,村\n党政办,科室\n")),
                     0);
    assert_int_equal(
        office_run(office, "import", "catalogue",
                   office_write(office, "catalogue.csv",
                                "title,affair,power,scope,timing,cycle,per_village,limit_unit,"
                                "limit_amount,limit_fixed,from_on,unit,stages\n"
                                "村级财务收支,rural,service,public,periodic,quarter,1,fixed,20,"
                                "quarter,2026-07-01,党政办,\n"
                                "工程建设𠮷,goods,decision,public,staged,,,,,,2026-01-01,党政办,"
                                "方案公布:5；结果公布:10\n")),
        0);
    return pty_start(office, NULL);
}

static void test_from_the_gap_to_the_draft(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    assert_screen_contains(p, "19 应公开未公开");
    pty_keys(p, "=19<Enter>");
    assert_screen(p, "gaps_list");
    pty_keys(p, "7<Enter>");
    assert_screen_contains(p, "12 拟稿");
    assert_screen_contains(p, "GK2026-00001");
    assert_screen_contains(p, "村级财务收支 东门村 2026年第三季度");
    assert_screen_contains(p, "2026Q3");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "19 应公开未公开");
    assert_screen_lacks(p, "东门村 2026年第三季度");
    pty_keys(p, "<F3>=YG2026-00001<Enter>");
    assert_screen_contains(p, "已拟稿");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "GK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"state\":\"draft\""));
}

/* What the gap brought stays when the period is written over. */
static void test_the_period_is_written_over(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "=19<Enter>7<Enter><Down><Down><Down>2026-11<Enter>");
    assert_screen_contains(p, "目录事项: 村级财务收支");
    assert_screen_contains(p, "承办单位: 东门村");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：GK2026-00001");
    assert_screen_lacks(p, "已填选项");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "GK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"subject\":\"东门村\""));
}

static void test_several_at_once(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=19<Enter><Space><Space>7<Enter>");
    assert_screen_contains(p, "已保存：拟稿 2 件");
    assert_screen_contains(p, "2026年第四季度");
    assert_screen_lacks(p, "2026年第三季度");
    pty_keys(p, "<Space><Space>9<Enter>");
    assert_screen_contains(p, "不须公开 2 件：理由");
    pty_keys(p, "没有收支<Enter>");
    assert_screen_contains(p, "已保存：不须公开 2 件");
    assert_screen_contains(p, "这里还没有。");
    pty_close(p);
}

static void test_a_matter_of_an_entry(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=11<Enter>/工程建设<Enter><F4>登记一件事<Enter>");
    assert_screen_contains(p, "登记一件事");
    pty_keys(p, "拓宽幸福路<Enter>1102<F2>");
    assert_screen_contains(p, "已保存：ML2026-00002 登记一件事");
    pty_keys(p, "<F4>看应公开<Enter>");
    assert_screen_contains(p, "19 应公开未公开");
    assert_screen_contains(p, "拓宽幸福路 方案公布");
    assert_screen_contains(p, "拓宽幸福路 结果公布");
    assert_screen_lacks(p, "村级财务收支");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "已公开 0/2");
    assert_screen(p, "gaps_stages");
    pty_close(p);
}

static void test_falls_due_when_opened_later(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_close(p);
    strcpy(office->now, "2027-01-04T09:00");
    p = pty_start(office, NULL);
    pty_keys(p, "=19<Enter><End>");
    assert_screen_contains(p, "2027Q1");
    pty_close(p);
}

static void test_the_figures_of_a_year(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=93<Enter>");
    assert_screen(p, "coverage_year");
    pty_keys(p, "<End>");
    assert_screen_contains(p, "群众关心的热点");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "已经是今年");
    pty_keys(p, "<Home><PgUp>");
    assert_screen_contains(p, "2025-01-01 至 2025-12-31");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "目录空白");
    pty_close(p);
}

static void test_marked_as_hot(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=11<Enter>/工程建设<Enter><F4>标热点<Enter>热点<Enter>走访时问得最多<F2>");
    assert_screen_contains(p, "已保存：ML2026-00002 标热点");
    assert_screen_contains(p, "热点");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_the_gap_to_the_draft, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_period_is_written_over, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_several_at_once, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_matter_of_an_entry, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_falls_due_when_opened_later, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_the_figures_of_a_year, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_marked_as_hot, office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
