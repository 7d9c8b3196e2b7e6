/* 33: what has been said before is hinted at while typing, shown side by side by F5, linked by one key; a sealed report is
 * hinted at to nobody. Typed key by key at 80×24. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define BODY                                                                                                                                     \
    "三组自八月以来路灯不亮，老人小孩夜间出行不安全，多次口头反映没有结果。请说明何时修复，由谁负" \
    "责。"

static struct pty *start(void **state) {
    struct office *office = *state;
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *old = office_write(
        office, "old.csv",
        "收到日期,类别,标题,姓名,电话,内容\n"
        "2026-11-03,投诉,东门村三组路灯三个月不亮,张𠮷旺,１３８00001234," BODY "\n"
        "2026-11-04,建议,文化广场厕所请派人打扫,,,广场旁边的厕所一直没有人打扫，气味很重\n"
        "2026-11-05,投诉,东门村路灯不亮,李四,,"
        "老人小孩夜间出行不安全，三组自八月以来路灯不亮，盼早点修好\n");
    assert_int_equal(office_run(office, "import", "feedback", old), 0);
    return pty_start(office, NULL);
}

static void test_hint_compare_and_link(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>三组路灯坏了三个月<Enter>");
    assert_screen_lacks(p, "可能重复");
    assert_screen_lacks(p, "F5");
    pty_keys(p, "<Enter>13800001234<Enter><Enter><Enter>");
    pty_paste(p, "东门村三组路灯坏了，" BODY);
    assert_screen_contains(p, "可能重复：FK2026-00001 东门村三组路灯");
    assert_screen_contains(p, "同电话）");
    assert_screen_contains(p, "F5关联");
    assert_screen(p, "alike_hint");
    pty_keys(p, "<F5>");
    assert_screen(p, "alike_compared");
    pty_keys(p, "5");
    assert_screen_contains(p, "经过");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "可能重复 1/2");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "2/2");
    assert_screen_contains(p, "FK2026-00003");
    pty_keys(p, "<PgDn>");
    assert_screen_contains(p, "已经是最后一条");
    pty_keys(p, "<PgUp>1");
    assert_screen_contains(p, "已选关联，保存时记下");
    assert_screen_contains(p, "33 反馈登记");
    assert_screen_contains(p, "关联 FK2026-00001，保存时记下");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00004");
    assert_screen_lacks(p, "可能重复"); /* the next slip is another */
    assert_screen_lacks(p, "关联 FK2026-00001");
    pty_keys(p, "<F3>=FK2026-00001<Enter>");
    assert_screen_contains(p, "关联件");
    assert_screen_contains(p, "FK2026-00004");
    pty_keys(p, "<F3>=FK2026-00004<Enter>");
    assert_screen_contains(p, "关联件");
    assert_screen_contains(p, "FK2026-00001");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"linked_feedback\":[{\"number\":\"FK2026-00004\""));
}

/* Going on without linking, and taking a link back. */
static void test_go_on_or_change_ones_mind(void **state) {
    struct office *office = *state;
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>三组路灯坏了三个月<Enter><Enter><Enter><Enter><Enter>");
    pty_paste(p, BODY);
    assert_screen_contains(p, "可能重复：FK2026-00001");
    pty_keys(p, "<F5>1<F5>");
    assert_screen_contains(p, "已选关联");
    assert_screen_contains(p, "1取消关联");
    pty_keys(p, "1");
    assert_screen_contains(p, "不关联");
    assert_screen_contains(p, "可能重复：FK2026-00001");
    pty_keys(p, "<F5><Esc>"); /* back, nothing done */
    assert_screen_contains(p, "33 反馈登记");
    /* Linked, then typed anew: F5 takes it back. */
    pty_keys(p, "<F5>1<C-U>");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00004");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "FK2026-00004", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"linked_feedback\":[{\"number\":\"FK2026-00001\""));
}

/* Nothing is alike: F5 does nothing; a 举报 being typed is compared with nothing. */
static void test_no_hint(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>想问新农合怎么缴费<Enter><F5>");
    assert_screen_contains(p, "这里没有这个命令");
    pty_keys(p, "<Enter><Enter><Enter><Enter>");
    pty_paste(p, BODY);
    assert_screen_contains(p, "可能重复");
    pty_keys(p, "<Home>");
    pty_close(p);
}

static void test_a_report_is_compared_with_nothing(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>举<Enter>三组路灯坏了三个月<Enter><Enter><Enter><Enter>");
    pty_paste(p, BODY);
    assert_screen_lacks(p, "可能重复");
    assert_screen_lacks(p, "FK2026");
    pty_close(p);
}

/* The only person of the office is in charge of the sealed one, and sees it: still no hint. */
static void test_a_sealed_one_is_not_hinted_at(void **state) {
    struct office *office = *state;
    const char *sealed = office_write(office, "sealed.csv",
                                      "收到日期,类别,标题,电话,内容\n"
                                      "2026-11-03,举报,村会计吃拿卡要,13800001234," BODY "\n");
    assert_int_equal(office_run(office, "import", "feedback", sealed), 0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=33<Enter>投<Enter>村会计吃拿卡要<Enter><Enter>13800001234<Enter><Enter><Enter>");
    pty_paste(p, BODY);
    assert_screen_lacks(p, "可能重复");
    assert_screen_lacks(p, "FK2026");
    pty_keys(p, "<F5>");
    assert_screen_contains(p, "这里没有这个命令");
    pty_close(p);
}

/* Later, from the list. */
static void test_link_from_the_list(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter><F4>关联<Enter>");
    assert_screen_contains(p, "关联件");
    pty_keys(p, "FK2026-00003<F2>");
    assert_screen_contains(p, "已保存：FK2026-00002 关联");
    pty_keys(p, "<F3>=FK2026-00003<Enter>");
    assert_screen_contains(p, "关联件");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_hint_compare_and_link, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_go_on_or_change_ones_mind, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_no_hint, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_report_is_compared_with_nothing, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_sealed_one_is_not_hinted_at, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_link_from_the_list, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
