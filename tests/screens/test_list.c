/* The list of 34 as a clerk works in it: paging, position-to, options beside rows, marks, what F4 offers, and
 * where the cursor stands. Forty-five slips, so that the order is known: FK2026-00001 is due first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

enum { SLIPS = 45, FIRST_ROW = 2, PAGE_ROWS = 19 };

static int setup_slips(void **state) {
    static char text[SLIPS * 120];
    struct office *office = office_test(OFFICE_NOW);
    int length = snprintf(text, sizeof text, "收到日期,类别,标题,姓名,单位\n");
    for (int i = 1; i <= SLIPS; i++)
        length += snprintf(text + length, sizeof text - (size_t)length,
                           "2026-%02d-%02d,投诉,第%d号路灯不亮,张𠮷旺,东门村\n", i <= 30 ? 10 : 11,
                           i <= 30 ? i + 1 : i - 30, i);
    const char *units = office_write(office, "units.csv", "单位名称\n东门村\n党政办\n");
    assert_int_equal(office_run(office, "import", "unit", units), 0);
    const char *people = office_write(office, "people.csv", "姓名,角色\n周建华,分管领导\n");
    assert_int_equal(office_run(office, "import", "person", people), 0);
    const char *slips = office_write(office, "slips.csv", text);
    assert_int_equal(office_run(office, "import", "feedback", slips), 0);
    *state = office;
    return 0;
}

static void assert_row(struct pty *p, int row, const char *text) {
    screen_assert(p, strstr(screen_row(p, row), text) != NULL, text, __FILE__, __LINE__);
}

static void test_as_it_opens(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    assert_screen(p, "list");
    assert_cursor(p, FIRST_ROW, 1);
    assert_true(screen_cursor_is_visible(p));
    pty_close(p);
}

static void test_pages_and_ends(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    assert_screen_contains(p, "第 1/45 条");
    pty_keys(p, "<Down><Down>");
    assert_cursor(p, FIRST_ROW + 2, 1);
    assert_row(p, FIRST_ROW + 2, ">   FK2026-00003");
    pty_keys(p, "<PgDn>");
    assert_screen_lacks(p, "FK2026-00003");
    pty_keys(p, "<End>");
    assert_screen_contains(p, "第 45/45 条");
    assert_screen_contains(p, ">   FK2026-00045");
    pty_keys(p, "<Down>");
    assert_screen_contains(p, ">   FK2026-00045");
    pty_keys(p, "<Home>");
    assert_screen_contains(p, "第 1/45 条");
    assert_cursor(p, FIRST_ROW, 1);
    pty_keys(p, "<Up>");
    assert_cursor(p, FIRST_ROW, 1);
    for (int i = 0; i < PAGE_ROWS; i++) /* over the page's edge, row by row */
        pty_keys(p, "<Down>");
    assert_screen_contains(p, ">   FK2026-00020");
    pty_close(p);
}

static void test_position_to(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "/第40号<Enter>");
    assert_screen_contains(p, ">   FK2026-00040");
    pty_keys(p, "/０００１２<Enter>"); /* full-width, from the top again */
    assert_screen_contains(p, ">   FK2026-00012");
    pty_keys(p, "/没有这样的<Enter>");
    assert_screen_contains(p, "本表里没有找到");
    assert_screen_contains(p, ">   FK2026-00012");
    pty_keys(p, "/<Esc><Down>");
    assert_screen_contains(p, ">   FK2026-00013");
    assert_screen_lacks(p, "没有找到");
    pty_close(p);
}

static void test_full_width_option_and_jump(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "＝３４<Enter>８<Enter>");
    assert_screen_contains(p, "答复                         FK2026-00001");
    pty_close(p);
}

/* 8, 7 and 4 beside three rows: carried out top down, each form and question says which it is about. */
static void test_several_options_top_down(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<Down><Down>4<Up>7<Up>8");
    assert_row(p, FIRST_ROW, ">8  FK2026-00001");
    assert_row(p, FIRST_ROW + 2, " 4  FK2026-00003");
    assert_screen_contains(p, "已填选项 3 条");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "答复                         FK2026-00001");
    pty_keys(p, "已于十一月十九日修好。<F2>");
    assert_screen_contains(p, "改派                         FK2026-00002");
    pty_keys(p, "党政<F2>");
    assert_screen_contains(p, "作废 FK2026-00003：理由");
    pty_keys(p, "重复登记<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00003 作废");
    assert_screen_contains(p, "/44 条");
    assert_screen_lacks(p, "已填选项");
    pty_close(p);
}

/* What could not be done stays set, with what was said about it; those behind it are not carried out. */
static void test_a_refused_option_stays(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "9<Down>4<Enter>");
    assert_screen_contains(p, "不能办结");
    assert_row(p, FIRST_ROW, "9  FK2026-00001");
    assert_row(p, FIRST_ROW + 1, "4  FK2026-00002");
    pty_keys(p, "<Up>0");
    assert_row(p, FIRST_ROW, ">   FK2026-00001");
    pty_close(p);
}

static void test_one_command_for_all_marked(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<Space><Space><Down><Space>7");
    assert_row(p, FIRST_ROW, " 7* FK2026-00001");
    assert_row(p, FIRST_ROW + 2, "    FK2026-00003");
    assert_row(p, FIRST_ROW + 3, " 7* FK2026-00004");
    assert_screen_contains(p, "对已勾选的 3 条：7改派");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "3 件");
    pty_keys(p, "党政<F2>");
    assert_screen_contains(p, "已保存：改派 3 件");
    assert_row(p, FIRST_ROW, "党政办");
    assert_row(p, FIRST_ROW + 2, "东门村");
    assert_row(p, FIRST_ROW + 3, "党政办");
    assert_screen_lacks(p, "已勾选");
    pty_close(p);
}

/* Each of the marked rows is opened in turn, not only the first. */
static void test_2_on_marked_rows_edits_each(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<Space><Space><Space>2<Enter>");
    assert_row(p, 0, "FK2026-00001");
    pty_keys(p, "<Esc>");
    assert_row(p, 0, "FK2026-00002");
    pty_keys(p, "<Esc>");
    assert_row(p, 0, "FK2026-00003");
    pty_keys(p, "<Esc>");
    assert_row(p, 0, "第 ");
    assert_screen_lacks(p, "已勾选");
    pty_close(p);
}

static void test_0_takes_away_marks(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<Space><Space>70");
    assert_row(p, FIRST_ROW, " *  FK2026-00001");
    pty_keys(p, "0");
    assert_screen_contains(p, "已取消 2 条的勾选");
    assert_row(p, FIRST_ROW, "    FK2026-00001");
    pty_close(p);
}

/* F9 repeats the command on the next row, and in its form brings what was said the last time. */
static void test_repeat(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<F9>");
    assert_screen_contains(p, "还没有可重复的命令");
    pty_keys(p, "7<Enter>党政<F2><Down><F9>");
    assert_screen_contains(p, "改派                         FK2026-00002");
    pty_keys(p, "<F9><F2>");
    assert_screen_contains(p, "已保存：FK2026-00002 改派");
    assert_row(p, FIRST_ROW + 1, "党政办");
    pty_close(p);
}

static void test_F4_offers_what_the_row_allows(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<End><F4>");
    assert_screen_contains(p, "8 答复");
    assert_screen_contains(p, "下面还有");
    pty_keys(p, "恢复");
    assert_screen_contains(p, "没有符合的");
    pty_keys(p, "<BS><BS>暂停<Enter>");
    assert_screen_contains(p, "暂停 FK2026-00045：理由");
    pty_keys(p, "等鉴定结论<Enter>");
    assert_screen_contains(p, "计时已停");
    pty_keys(p, "<End>");
    assert_screen_contains(p, ">   FK2026-00045  -       暂停");
    pty_keys(p, "<F4>恢复<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00045 恢复计时");
    assert_screen_contains(p, "期限 2026-1");
    pty_close(p);
}

static void test_a_refused_argument_is_asked_for_again(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "<End><F4>延期<Enter>999<Enter>涉及两个单位<Enter>");
    assert_screen_contains(p, "延长几个工作日：999 超出范围");
    assert_screen_contains(p, "延期 FK2026-00045：延长几个工作日 999");
    assert_screen_lacks(p, "amount");
    pty_keys(p, "<C-U>２<Enter>");
    assert_screen_contains(p, "理由 涉及两个单位"); /* not lost */
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00045 延期");
    pty_close(p);
}

static void test_answered_rows_say_how_far_they_are(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "8<Enter>已修好。<F2>");
    assert_row(p, screen_find(p, "FK2026-00001", NULL), "[待审]");
    assert_int_equal(office_run(*state, "do", "check_pass", "FK2026-00001", "signatory=周建华",
                                "signed_no=1"),
                     0);
    pty_keys(p, "<F5>/00001<Enter>");
    assert_row(p, screen_find(p, "FK2026-00001", NULL), "[已答]");
    pty_close(p);
}

static void test_options_survive_paging_and_resizing(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "7<PgDn><PgUp>");
    assert_screen_contains(p, "7  FK2026-00001");
    pty_resize(p, 30, 100);
    assert_screen_contains(p, "7  FK2026-00001");
    pty_keys(p, "<Down><Down>");
    assert_cursor(p, FIRST_ROW + 2, 1);
    pty_resize(p, 20, 70);
    assert_screen_contains(p, "窗口太小");
    assert_screen_contains(p, "70");
    pty_resize(p, 24, 80);
    assert_screen_contains(p, "7  FK2026-00001");
    assert_cursor(p, FIRST_ROW + 2, 1);
    pty_close(p);
}

static void test_an_empty_list_says_what_to_do(void **state) {
    struct pty *p = pty_start(*state, "--open", "31");
    assert_screen_contains(p, "这里还没有。按 F6 登记第一条。");
    pty_keys(p, "<Enter><Down>7<F4><F9>");
    assert_screen_contains(p, "31 反馈箱");
    pty_keys(p, "<F6>");
    assert_screen_contains(p, "编号保存后给出");
    pty_close(p);
}

static void test_restored_from_its_page(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "4<Enter>弄错了<Enter>=fk2026-00001<Enter>");
    assert_screen_contains(p, "作废");
    pty_keys(p, "<F4>恢复<Enter>不该作废<Enter>");
    assert_screen_contains(p, "已保存：FK2026-00001 恢复使用");
    pty_keys(p, "3");
    assert_screen_contains(p, "版本");
    pty_keys(p, "<F3><F3>");
    assert_screen_contains(p, "/45 条");
    pty_close(p);
}

static void test_keys_of_help_are_said_once(void **state) {
    struct pty *p = pty_start(*state, "--open", "34");
    pty_keys(p, "？");
    pty_resize(p, 60, 80); /* all of it */
    assert_screen_contains(p, "Ctrl-L");
    int row = screen_find(p, "Ctrl-L", NULL);
    assert_null(strstr(screen_row(p, row + 1), "Ctrl-L"));
    pty_resize(p, 24, 80);
    pty_keys(p, "<F3>");
    assert_cursor(p, FIRST_ROW, 1);
    pty_close(p);
}

static void test_who_is_away_is_marked(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    const char *people = office_write(office, "people.csv",
                                      "title,absent_from,absent_to,substitute\n"
                                      "周建华,,,\n"
                                      "张𠮷旺,2026-11-18,2026-11-20,周建华\n"
                                      "李䶮,2026-11-21,2026-11-25,周建华\n");
    if (office_run(office, "import", "person", people) != 0)
        fail_msg("%s", office->errors);
    struct pty *p = pty_start(office, "--open", "01");
    assert_screen_contains(p, "[不在] 张𠮷旺");
    assert_screen_lacks(p, "[不在] 李䶮"); /* from tomorrow on */
    assert_screen_lacks(p, "[不在] 周建华");
    pty_close(p);
    snprintf(office->now, sizeof office->now, "2026-11-21T09:00");
    p = pty_start(office, "--open", "01");
    assert_screen_lacks(p, "[不在] 张𠮷旺");
    assert_screen_contains(p, "[不在] 李䶮");
    pty_close(p);
    office_free(office);
}

static void test_without_colour_everything_is_said(void **state) {
    static const char *const plain[] = {"NO_COLOR=1", NULL};
    const struct pty_options options = {.environment = plain};
    const char *const arguments[] = {"--open", "34", NULL};
    struct pty *p = pty_start_with(*state, &options, arguments);
    assert_screen_contains(p, "逾期");
    const char *attributes = screen_attributes(p);
    assert_null(strstr(attributes, "red"));
    assert_null(strstr(attributes, "green"));
    assert_non_null(strstr(attributes, "reverse"));
    assert_non_null(strstr(attributes, "bold"));
    pty_close(p);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup_slips, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_as_it_opens),
        SCREEN(test_pages_and_ends),
        SCREEN(test_position_to),
        SCREEN(test_full_width_option_and_jump),
        SCREEN(test_several_options_top_down),
        SCREEN(test_a_refused_option_stays),
        SCREEN(test_one_command_for_all_marked),
        SCREEN(test_2_on_marked_rows_edits_each),
        SCREEN(test_0_takes_away_marks),
        SCREEN(test_repeat),
        SCREEN(test_F4_offers_what_the_row_allows),
        SCREEN(test_a_refused_argument_is_asked_for_again),
        SCREEN(test_answered_rows_say_how_far_they_are),
        SCREEN(test_options_survive_paging_and_resizing),
        SCREEN(test_an_empty_list_says_what_to_do),
        SCREEN(test_restored_from_its_page),
        SCREEN(test_keys_of_help_are_said_once),
        SCREEN(test_without_colour_everything_is_said),
        cmocka_unit_test(test_who_is_away_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
