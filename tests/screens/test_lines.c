/* Detail lines of a draft: the table typed key by key, taken back into the form, saved and read again; five
 * hundred of them. Mission C15, I8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

#define TO_LINES "<PgDn><PgDn>"

static int setup_entry(void **state) {
    struct office *office = office_test(OFFICE_NOW);
    const char *file = office_write(office, "unit.csv", "单位名称\n东门村\n");
    assert_int_equal(office_run(office, "import", "unit", file), 0);
    file = office_write(office, "person.csv", "姓名,单位\n周建华,东门村\n张𠮷旺,东门村\n");
    assert_int_equal(office_run(office, "import", "person", file), 0);
    file = office_write(office, "entry.csv",
                        "title,affair,subject,power,scope,timing,unit,leader,person,basis\n"
                        "救灾物资发放,rural,relief,service,public,ad_hoc,东门村,周建华,张𠮷旺,"
                        "救助暂行办法\n");
    assert_int_equal(office_run(office, "import", "catalogue", file), 0);
    *state = office;
    return 0;
}

static void import_draft(struct office *office, int rows) {
    size_t room = (size_t)rows * 40 + 200;
    char *text = malloc(room);
    assert_non_null(text);
    int length = snprintf(text, room,
                          "catalogue,title,received_on,lines\n"
                          "救灾物资发放,十一月救灾物资,2026-11-18,\"");
    for (int i = 1; i <= rows; i++)
        length += snprintf(text + length, room - (size_t)length, "户%d 金额=%d；", i, i);
    snprintf(text + length, room - (size_t)length, "\"\n");
    const char *file = office_write(office, "draft.csv", text);
    assert_int_equal(office_run(office, "import", "disclosure", file), 0);
    free(text);
}

static void test_a_table_is_typed_and_saved(void **state) {
    struct office *office = *state;
    import_draft(office, 1);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>2<Enter>" TO_LINES);
    assert_screen_contains(p, "1 行，合计 1.00");
    assert_screen_contains(p, "F4明细");
    pty_keys(
        p, "<F4><C-U>张𠮷旺䶮<Enter>东门三组<Enter>１２<Enter>袋<Enter>1,060.5<Enter>已签<Enter>");
    pty_keys(p, "李四<Enter>三组<Enter>x<Enter>");
    assert_screen(p, "lines_table");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "错误 1/1  第 2 行数量：“x”不是数量");
    pty_keys(p, "2<F2>");
    assert_screen_contains(p, "2 行，合计 1,060.50");
    pty_keys(p, "<F2>");
    assert_screen_contains(p, "已保存");
    pty_close(p);
    assert_int_equal(office_run(office, "show", "GK2026-00001", "--format", "json"), 0);
    assert_non_null(
        strstr(office->output, "{\"name\":\"李四\",\"detail\":\"三组\",\"quantity\":\"2\""));
    assert_non_null(strstr(office->output, "\"amount\":106050"));
    assert_int_equal(office_run(office, "show", "GK2026-00001"), 0);
    assert_non_null(strstr(office->output, "户主"));
    assert_non_null(strstr(office->output, "1,060.50"));
}

static void test_nothing_typed_is_lost(void **state) {
    struct office *office = *state;
    import_draft(office, 2);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>2<Enter>" TO_LINES "<F4><F8><Esc>");
    assert_screen_contains(p, "明细有改动");
    pty_keys(p, "1<C-Z><Esc>");
    assert_screen_contains(p, "2 行，合计 3.00");
    pty_keys(p, "<F4><F6>王五<Esc>3");
    assert_screen_contains(p, "2 行，合计 3.00");
    pty_keys(p, "<F4><F6>王五<F2>");
    assert_screen_contains(p, "3 行，合计 3.00");
    pty_keys(p, "<F3>2<Enter>");
    pty_keys(p, TO_LINES);
    assert_screen_contains(p, "3 行，合计 3.00");
    pty_close(p);
}

/* Channels of a catalogue entry: marked in the list, typed, asked for by F8. */
static void test_several_codes(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=11<Enter>2<Enter><PgDn><PgDn><Tab><Tab><Tab><Tab><Tab>");
    assert_screen_contains(p, "F4选择");
    pty_keys(p, "<F4>3<Down><Down> ");
    assert_screen(p, "lines_codes");
    pty_keys(p, "<Enter>");
    assert_screen_contains(p, "必选渠道: 两微一端、广播电视");
    pty_keys(p, "公开查阅点、１<Enter>");
    assert_screen_contains(p, "可选渠道: 政府网站、公开查阅点");
    pty_keys(p, "<F2><F8><PgDn><PgDn>");
    pty_keys(p, "<Tab><Tab><Tab><Tab><Tab>广播<F2>");
    assert_screen_contains(p, "必选渠道广播电视");
    assert_screen_contains(p, "救灾物资发放");
    pty_keys(p, "<F8><F6><PgDn><PgDn><Tab><Tab><Tab><Tab><Tab>!=广播<F2>");
    assert_screen_lacks(p, "救灾物资发放");
    pty_close(p);
}

/* Down draws two rows and what belongs to the cell; a page is no more than a page of a list. */
static void test_five_hundred_lines(void **state) {
    enum { DOWN_BYTES = 80, PAGE_BYTES = 2160 /* 1.2 times what the floor needs */ };
    struct office *office = *state;
    import_draft(office, 500);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=12<Enter>2<Enter>" TO_LINES);
    assert_screen_contains(p, "500 行，合计 125,250.00");
    pty_keys(p, "<F4>");
    assert_screen_contains(p, "共 500 行");
    pty_keys(p, "<Down><Down>");
    pty_keys(p, "<Down>");
    print_message("Down: %zu bytes\n", pty_bytes(p));

    assert_true(pty_bytes(p) <= DOWN_BYTES);
    pty_keys(p, "<PgDn>");
    print_message("PageDown: %zu bytes\n", pty_bytes(p));
    assert_true(pty_bytes(p) <= PAGE_BYTES);
    pty_keys(p, "<End>");
    assert_screen_contains(p, "> 500");
    assert_screen_contains(p, "户500");
    pty_close(p);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup_entry, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_a_table_is_typed_and_saved),
        SCREEN(test_nothing_typed_is_lost),
        SCREEN(test_several_codes),
        SCREEN(test_five_hundred_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
