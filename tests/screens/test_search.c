/* 81 查询 and positioning, typed key by key: what was found stands marked under the line, Enter opens it, Esc leads back to
 * the line; `/` goes to hanzi and initials in any list. Mission F5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define RUN(...) assert_int_equal(office_run(office, __VA_ARGS__), 0)

static int setup(void **state) {
    static char text[12000];
    struct office *office = office_test(OFFICE_NOW);
    int length =
        snprintf(text, sizeof text,
                 "收到日期,类别,标题,内容,姓名,电话,单位\n"
                 "2026-11-02,投诉,宅基地　审批拖了三个月,盖房的事没人管。,单𠮷,13900661122,东门村\n"
                 "2026-11-03,咨询,䶮塘清淤何时动工,村口两盏路灯也不亮，小孩上学看不见。,杨秀莲,"
                 "13800000001,东门村\n"
                 "2026-11-04,举报,密封的一件,贾仁义套取补贴款,霍去病,13977665544,\n");
    for (int i = 1; i <= 60; i++)
        length += snprintf(text + length, sizeof text - (size_t)length,
                           "2026-11-05,建议,第%d处路灯太暗,换亮一点的,张𠮷旺,,东门村\n", i);
    RUN("import", "unit", office_write(office, "u.csv", "单位名称\n东门村\n"));
    RUN("import", "feedback", office_write(office, "f.csv", text));
    *state = office;
    return 0;
}

/* The line, what was found and where, the record, and back again. */
static void test_found_opened_and_back(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=81<Enter>");
    assert_screen(p, "search_line");
    assert_cursor(p, 1, 10);
    pty_keys(p, "看不见<Enter>");
    assert_screen(p, "search_found");
    assert_cursor(p, 2, 1);
    screen_assert(p, strstr(screen_attributes(p), "reverse bold: 看不见") != NULL,
                  screen_attributes(p), __FILE__, __LINE__);
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "䶮塘清淤何时动工");
    assert_screen_contains(p, "13800000001");
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "查“看不见”");
    pty_keys(p, "<Esc>");
    assert_cursor(p, 1, 16);
    pty_keys(p, "<C-U>1122<Enter>");
    assert_screen_contains(p, ">   FK2026-00001");
    assert_screen_contains(p, "第 1/1 条");
    pty_keys(p, "<Esc><C-U>zjd<Enter>");
    assert_screen_contains(p, ">   FK2026-00001");
    pty_keys(p, "<Esc><C-U>宅jd<Enter>");
    assert_screen_contains(p, ">   FK2026-00001");
    pty_keys(p, "<Esc><C-U>審批　東門<Enter>"); /* 东门村 is the unit, not a text of the slip */
    assert_screen_contains(p, "没有找到“審批　東門”");
    pty_keys(p, "<Esc><Esc>");
    assert_screen_contains(p, "工作台");
    pty_close(p);
}

/* An option beside the row, as in every list. */
static void test_options(void **state) {
    struct pty *p = pty_start(*state, "--open", "81");
    pty_keys(p, "䶮塘<Enter>2<Enter>");
    assert_screen_contains(p, "䶮塘清淤何时动工");
    pty_keys(p, "<Down><Down><Down><Down><F12>");
    assert_screen_contains(p, "查“䶮塘”");
    pty_close(p);
}

static void test_more_than_a_page(void **state) {
    struct pty *p = pty_start(*state, "--open", "81");
    pty_keys(p, "路灯<Enter>");
    assert_screen_contains(p, "第 1/50+ 条");
    assert_screen_contains(p, ">   FK2026-00063");
    pty_keys(p, "<PgDn><PgDn><PgDn><PgDn>");
    assert_screen_contains(p, "/61 条");
    pty_keys(p, "<End>");
    assert_screen_contains(p, ">   FK2026-00002");
    assert_screen_contains(p, "第 61/61 条");
    pty_close(p);
}

/* Nobody is shown a sealed report, not as one more of the count either. */
static void test_sealed(void **state) {
    struct pty *p = pty_start(*state, "--open", "81");
    static const char *const words[] = {"密封", "贾仁义", "套取",        "霍去病",
                                        "5544", "hqb",    "FK2026-00003"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char keys[80];
        snprintf(keys, sizeof keys, "<C-U>%s<Enter>", words[i]);
        pty_keys(p, keys);
        assert_screen_contains(p, "没有找到“");
        pty_keys(p, "<Esc>");
    }
    pty_close(p);
}

static void test_what_cannot_be_looked_for(void **state) {
    struct pty *p = pty_start(*state, "--open", "81");
    pty_keys(p, "  <Enter>");
    assert_screen_contains(p, "请写要查的字");
    pty_keys(p, "<C-U>路灯<Enter>");
    assert_screen_contains(p, "第 1/50+ 条");
    pty_keys(p, "<F3>");
    assert_screen_lacks(p, "查“路灯”");
    pty_close(p);
}

/* `/`: hanzi across a blank, other forms, initials, whole pinyin; in a list of rows that are no records too. */
static void test_positions(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "/基地审<Enter>");
    assert_screen_contains(p, ">   FK2026-00001");
    pty_keys(p, "/qyhs<Enter>");
    assert_screen_contains(p, ">   FK2026-00002");
    pty_keys(p, "/zhaijidi<Enter>");
    assert_screen_contains(p, ">   FK2026-00001");
    pty_keys(p, "/第60處<Enter>");
    assert_screen_contains(p, ">   FK2026-00063");
    pty_keys(p, "/00002<Enter>");
    assert_screen_contains(p, ">   FK2026-00002");
    pty_keys(p, "/mfdyj<Enter>");
    assert_screen_contains(p, "本表里没有找到");
    pty_keys(p, "=04<Enter>/dwxz<Enter>");
    assert_screen_contains(p, ">   unit_kind");
    pty_close(p);
}

#define with_slips(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        with_slips(test_found_opened_and_back),     with_slips(test_options),
        with_slips(test_more_than_a_page),          with_slips(test_sealed),
        with_slips(test_what_cannot_be_looked_for), with_slips(test_positions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
