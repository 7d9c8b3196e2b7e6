/* 07 and F7: phrases put in at the cursor, kept on the spot without leaving the form, found by their
 * short names; never out of a 举报. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static struct pty *start(void **state) {
    struct office *office = *state;
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *slips = office_write(office, "slips.csv",
                                     "收到日期,类别,标题,承办单位\n"
                                     "2026-11-19,投诉,东门村三组路灯不亮,东门村\n"
                                     "2026-11-19,建议,公开栏字太小,东门村\n");
    assert_int_equal(office_run(office, "import", "feedback", slips), 0);
    return pty_start(office, NULL);
}

static void test_the_register(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=07<Enter>");
    assert_screen_contains(p, "07 常用语");
    pty_keys(p, "<F6>已修复<Enter>反馈答复<Enter>路灯已修好，请𠮷旺同志放心。<F2>");
    assert_screen_contains(p, "已保存：YY2026-00001");
    pty_keys(p, "<F6>已修复<Enter>反馈答复<Enter>别的话<F2>");
    assert_screen_contains(p, "已经有简称“已修复”的常用语");
    pty_keys(p, "<C-U>感谢<Tab><C-U><F2>");
    assert_screen_contains(p, "已保存：YY2026-00002");
    assert_screen(p, "phrases");
    pty_keys(p, "4<Enter>不用了<Enter>");
    assert_screen_contains(p, "作废");
    pty_close(p);
}

static void test_f7_puts_one_in_at_the_cursor(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=07<Enter><F6>已修复<Enter>反馈答复<Enter>已于昨日修好<F2>");
    pty_keys(p, "<F6>gs1<Enter><Enter>请看公开栏<F2>");
    pty_keys(p, "<F6>作废<Enter>作废原因<Enter>白纸一张<F2>=34<Enter>8<Enter>");
    assert_screen_contains(p, "F7常用语");
    pty_keys(p, "三组路灯。<Left><F7>");
    /* This field's first, then what any may have; another field's not at all. */
    assert_screen(p, "phrases_list");
    assert_screen_lacks(p, "白纸一张");
    pty_keys(p, "yxf<Enter>"); /* 已修复 */
    assert_screen_contains(p, "三组路灯已于昨日修好。");
    pty_keys(p, "，<F7>gs<Enter><F2>");
    assert_screen_contains(p, "已保存");
    pty_close(p);
    struct office *office = *state;
    assert_int_equal(office_run(office, "show", "FK2026-00002", "--format", "json"), 0);
    assert_non_null(strstr(office->output, "三组路灯已于昨日修好，请看公开栏。"));
}

static void test_a_text_is_kept_on_the_spot(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=34<Enter>8<Enter><F7>");
    assert_screen_contains(p, "还没有常用语");
    pty_keys(p, "已转东门村办理，<Enter>七日内回复。<F7>");
    assert_screen_contains(p, "〔把本格内容存为常用语〕");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "常用语的简称");
    pty_keys(p, "已转办<Enter>");
    assert_screen_contains(p, "已存为常用语“已转办”");
    pty_keys(p, "谢谢。<F2>"); /* the form went on where it was */
    assert_screen_contains(p, "已保存");
    pty_keys(p, "<Down>8<Enter><F7><Enter>");
    assert_screen_contains(p, "已转东门村办理，");
    assert_screen_contains(p, "七日内回复。");
    assert_screen_lacks(p, "谢谢");
    /* The same name again is refused and asked for again, with what was typed. */
    pty_keys(p, "<F7><Enter>已转办<Enter>");
    assert_screen_contains(p, "已经有简称“已转办”的常用语");
    pty_keys(p, "二<Enter>");
    assert_screen_contains(p, "已存为常用语“已转办二”");
    pty_close(p);
}

static void test_f7_is_shown_where_it_works(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=33<Enter>");
    assert_screen_lacks(p, "F7");
    pty_keys(p, "<F7>");
    assert_screen_contains(p, "常用语用在写文字的栏里");
    pty_keys(p, "投<Enter>");
    assert_screen_contains(p, "F7常用语");
    pty_close(p);
}

static void test_what_is_sealed_is_not_kept(void **state) {
    struct pty *p = start(state);
    pty_keys(p, "=07<Enter><F6>通用<Enter><Enter>请核实<F2>=33<Enter>举<Enter>村会计吃拿卡要<F7>");
    assert_screen_contains(p, "通用");
    assert_screen_lacks(p, "存为常用语");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "村会计吃拿卡要请核实");
    pty_close(p);
}

int main(void) {
#define PHRASE_TEST(name) cmocka_unit_test_setup_teardown(name, office_setup_test, office_teardown)
    const struct CMUnitTest tests[] = {
        PHRASE_TEST(test_the_register),
        PHRASE_TEST(test_f7_puts_one_in_at_the_cursor),
        PHRASE_TEST(test_a_text_is_kept_on_the_spot),
        PHRASE_TEST(test_f7_is_shown_where_it_works),
        PHRASE_TEST(test_what_is_sealed_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
