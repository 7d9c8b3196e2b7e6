/* One slip's whole life, typed key by key at 80×24: box, opening, entry, hand-over, answer, announcement,
 * closing; and what the database holds afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start(void **state) {
    struct office *office = *state;
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    /* Somebody else who may check replies: they don't pass by themselves. */
    const char *people = office_write(office, "people.csv", "姓名,角色\n周建华,分管领导\n");
    assert_int_equal(office_run(office, "import", "person", people), 0);
    return pty_start(office, NULL);
}

/* 31: a box; 32: its opening with two slips, which opens 33 for the first of them. */
static void open_a_box(struct pty *p) {
    pty_keys(p, "=31<Enter><F6>政府大院<Enter>镇政府大门东侧<Enter>政府大院公开栏<F2>");
    assert_screen_contains(p, "错误 1/2");
    assert_screen_contains(p, "掌钥匙人");
    pty_keys(p, "?<Enter>");
    pty_keys(p, "<Enter>7<F2>");
    assert_screen_contains(p, "已保存：FX2026-00001");
    pty_keys(p, "=32<Enter><F6>root<Enter>2<Enter><F2>");
    assert_screen_contains(p, "见证人");
    pty_keys(p, "<C-U>周大爷<F2>");
    assert_screen_contains(p, "33 反馈登记");
    assert_screen_contains(p, "0/2");
}

static void test_whole_life(void **state) {
    struct pty *p = start(state);
    struct office *office = *state;
    open_a_box(p);
    /* The kind by its first character, the rest as a clerk types it; the unit by two characters. */
    pty_keys(p,
             "投<Enter>东门村三组路灯三个月不亮<Enter>张𠮷旺<Enter>１３８00001234<Enter>东门<Enter>"
             "<Enter>三组自八月以来路灯不亮<Enter>请说明何时修复。");
    assert_screen_contains(p, "答复期限: 2026-12-11");
    assert_screen(p, "slip_entered");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001，已交办 东门村，期限 2026-12-11");
    assert_screen_contains(p, "1/2");
    pty_keys(p, "<F3>=34<Enter>");
    assert_screen(p, "slip_in_queue");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "不能办结");
    pty_keys(p, "8<Enter>已于十一月十九日派人修好。<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001 答复");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "答复还没有审过");
    assert_screen_contains(p, "[待审] 东门村三组路灯");
    pty_keys(p, "<F4>审核通过<Enter><F2>");
    assert_screen_contains(p, "的答复是您自己写的，须由别人决定");
    pty_keys(p, "周建华<Enter><Enter>审签６号<F2>");
    assert_screen_contains(p, "已保存：FK2026-00001 审核通过");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "还没有公布结果");
    pty_keys(p, "<F4>公布<Enter><Enter>");
    assert_screen_contains(p, "已保存：FK2026-00001 公布");
    pty_keys(p, "9<Enter>");
    assert_screen_contains(p, "办结");
    assert_screen_contains(p, "这里还没有");
    pty_keys(p, "=FK2026-00001<Enter>");
    assert_screen(p, "slip_closed");
    pty_keys(p, "<End>");
    assert_screen(p, "slip_closed_history");
    pty_keys(p, "<F3><F3><F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_int_equal(office_run(office, "show", "FK2026-00001", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "\"state\":\"closed\""));
    assert_non_null(strstr(office->output, "张𠮷旺"));
    assert_non_null(strstr(office->output, "政府大院公开栏"));
}

/* A 举报 is gone from the screen of whoever registered it: here the one all-role person is charged with it, so
 * what can be seen on the screen is only that there is one, until it is opened. */
static void test_sealed_title_is_not_in_the_list(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>举<Enter>村会计吃拿卡要<Enter><F2>");
    assert_screen_contains(p, "已保存");
    pty_keys(p, "<F3>=34<Enter>");
    assert_screen_lacks(p, "吃拿卡要");
    pty_close(p);
}

static void test_draft_is_taken_up_again(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>写到一半的标题<F3>");
    assert_screen_contains(p, "草稿");
    pty_keys(p, "=33<Enter>");
    assert_screen_contains(p, "写到一半的标题");
    assert_screen_contains(p, "已接着写上次留下的草稿");
    pty_keys(p, "<Esc>3");
    assert_screen_lacks(p, "写到一半");
    pty_keys(p, "=33<Enter>");
    assert_screen_lacks(p, "写到一半");
    pty_close(p);
}

/* A clerk without an input method switched on types the initials. */
static void test_a_value_by_its_initials(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>ts<Enter>路灯不亮");
    assert_screen_contains(p, "类别: 投诉");
    pty_keys(p, "<Up><F4>");
    pty_keys(p, "<Esc><C-U>by<F4>");
    assert_screen_contains(p, "表扬");
    assert_screen_lacks(p, "咨询");
    pty_keys(p, "<Enter><F2>");
    assert_screen_contains(p, "已保存");
    pty_close(p);
}

static void test_jump_out_of_a_form_and_back(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>先写到这里<C-G>02<Enter>");
    assert_screen_contains(p, "02 单位");
    pty_keys(p, "<F3>");
    assert_screen_contains(p, "先写到这里");
    pty_keys(p, "接着写");
    assert_screen_contains(p, "先写到这里接着写");
    pty_close(p);
}

static void test_all_errors_at_once(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter><F2>");
    assert_screen_contains(p, "错误 1/2");
    assert_screen_contains(p, "类别");
    pty_keys(p, "投<Enter>");
    assert_screen_contains(p, "标题");
    pty_keys(p, "<Up>");
    pty_close(p);
}

static void test_future_date_is_refused_with_the_form_open(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>投<Enter>路灯不亮<Up><Up><C-U>+1<F2>");
    assert_screen_contains(p, "收到日期");
    assert_screen_contains(p, "错误 1/1");
    assert_screen_contains(p, "路灯不亮");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole_life, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_sealed_title_is_not_in_the_list, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_draft_is_taken_up_again, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_value_by_its_initials, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_jump_out_of_a_form_and_back, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_all_errors_at_once, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_future_date_is_refused_with_the_form_open,
                                        office_setup_test, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
