/* The table of detail lines: typed key by key, errors that never block, rows that come and go, what is drawn
 * again. Mission C5, C6, C15. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_ui.h"
#include "ui/lines_view.h"

static const char *const usual[LINES_COLUMNS] = {"对象", "",     "数量", "单位",
                                                 "单价", "金额", "",     "说明"};
static const char *const budget[LINES_COLUMNS] = {"项目", "", "", "", "", "决算", "预算", ""};

static struct answer {
    int answers, keeps;
    char stored[2000]; /* "-" when cancelled */
    char kept[2000];
} got;

static struct view *table;

static void done(void *context, const char *stored) {
    got.answers++;
    snprintf(got.stored, sizeof got.stored, "%s", stored ? stored : "-");
}

static void keep(void *context, const char *stored) {
    got.keeps++;
    snprintf(got.kept, sizeof got.kept, "%s", stored);
}

static int begin(void **state) {
    memset(&got, 0, sizeof got);
    fake_reset();
    return 0;
}

static int end(void **state) {
    if (table)
        table->class->free(table);
    table = NULL;
    return 0;
}

static void open_table(const char *stored, const char *const *labels, bool is_read_only) {
    struct lines_spec spec = {.title = " 12 拟稿",
                              .subtitle = "明细",
                              .stored = stored,
                              .labels = labels,
                              .is_read_only = is_read_only,
                              .done = done,
                              .keep = keep};
    table = lines_view_new(&spec);
    assert_non_null(table);
    fake_open(table);
    fake_draw();
}

static bool row_has(int row, const char *text) {
    fake_draw();
    bool is_there = strstr(fake_row(row), text) != NULL;
    if (!is_there)
        print_error("row %d: %s\n", row, fake_row(row));
    return is_there;
}

static void press(enum key_code code, int times) {
    for (; times > 0; times--)
        fake_press(code);
}

static char *rows_of(int count) {
    struct buffer stored = BUFFER_INIT;
    for (int i = 1; i <= count; i++)
        buffer_append_format(&stored, "%s户%d\t\t\t\t\t%d\t\t", i > 1 ? "\n" : "", i, i * 100);
    return buffer_take(&stored);
}

static void a_table_is_typed_row_by_row(void **state) {
    open_table("", usual, false);
    assert_true(row_has(0, "共 1 行"));
    assert_true(row_has(1, "对象"));
    fake_type("张𠮷旺䶮");
    fake_press(KEY_CODE_ENTER);
    fake_type("２");
    fake_press(KEY_CODE_ENTER);
    fake_type("袋");
    fake_press(KEY_CODE_ENTER);
    fake_type("1,060.5");
    fake_press(KEY_CODE_ENTER);
    assert_true(row_has(2, "2,121.00")); /* the product */
    fake_press(KEY_CODE_ENTER);
    fake_type("救灾");
    fake_press(KEY_CODE_ENTER);
    assert_true(row_has(0, "共 2 行"));
    fake_type("李四");
    press(KEY_CODE_TAB, 4);
    fake_type("0.5");
    fake_press(KEY_CODE_UP);
    assert_true(row_has(19, "合计  金额 2,121.50"));
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored,
                        "张𠮷旺䶮\t\t2\t袋\t106050\t212100\t\t救灾\n李四\t\t\t\t\t50\t\t");
    assert_true(fake.is_closed);
    assert_int_equal(got.answers, 1);
}

static void enter_on_an_empty_row_opens_none(void **state) {
    open_table("", usual, false);
    press(KEY_CODE_ENTER, 20);
    assert_true(row_has(0, "共 1 行"));
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored, "");
}

static void the_cursor_stands_in_the_cell_edited(void **state) {
    open_table("张三\t\t\t\t\t12345\t\t", usual, false);
    assert_int_equal(fake.ui.cursor_row, 2);
    int col = fake.ui.cursor_col;
    fake_type("a𠮷");
    fake_draw();
    assert_int_equal(fake.ui.cursor_col, col + 3);
    fake_press(KEY_CODE_LEFT);
    fake_press(KEY_CODE_BACKSPACE);
    fake_draw();
    assert_int_equal(fake.ui.cursor_col, col);
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored, "张三𠮷\t\t\t\t\t12345\t\t");
}

static void a_narrow_cell_scrolls_and_is_shown_whole_below(void **state) {
    static const char *const all[LINES_COLUMNS] = {"名", "明", "数", "位", "价", "额", "二", "注"};
    open_table("东门村三组张𠮷旺的长名字ａ\t\t\t\t\t\t\t", all, false);
    assert_true(row_has(21, "名：东门村三组张𠮷旺的长名字ａ"));
    assert_true(row_has(21, "余 47 字"));
    assert_true(fake.ui.cursor_col < 20);
    fake_press(KEY_CODE_TAB);
    assert_true(row_has(2, "东门村"));
}

static void one_error_never_blocks(void **state) {
    open_table("张三\t\t\t\t\t100\t\t", usual, false);
    press(KEY_CODE_TAB, 4);
    fake_type("12,3x");
    fake_press(KEY_CODE_ENTER);
    assert_true(row_has(20, "错误 第 1 行金额：“12,3x”不是金额，请写成 1234.50"));
    assert_true(row_has(2, "!"));
    assert_true(row_has(2, "12,3x"));
    assert_true(row_has(19, "错误 1 处"));
    fake_press(KEY_CODE_ENTER);
    fake_type("李四");
    fake_press(KEY_CODE_TAB);
    fake_type("3");
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_TAB);
    fake_type("2");
    fake_press(KEY_CODE_TAB);
    fake_type("7");
    fake_press(KEY_CODE_F2);
    assert_int_equal(got.answers, 0);
    assert_true(row_has(20, "错误 1/2  第 1 行金额："));
    assert_int_equal(fake.ui.cursor_row, 2);
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 2/2  第 2 行金额：数量乘单价是 6.00，写的是 7.00"));
    assert_int_equal(fake.ui.cursor_row, 3);
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/2  第 1 行金额："));
    fake_type("12.3");
    assert_true(row_has(20, ""));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1  第 2 行金额："));
    fake_type("6");
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored, "张三\t\t\t\t\t1230\t\t\n李四\t\t3\t\t200\t600\t\t");
}

static void errors_begin_with_the_first(void **state) {
    open_table("甲\t\t\t\t\tx\t\t\n乙\t\t\t\t\ty\t\t", usual, false);
    press(KEY_CODE_TAB, 5); /* behind the first, before the second */
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/2  第 1 行金额："));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 2/2  第 2 行金额："));
}

static void the_amount_follows_until_it_is_typed(void **state) {
    open_table("大米\t\t2\t袋\t6000\t12000\t\t", usual, false);
    fake_press(KEY_CODE_TAB);
    fake_type("3");
    fake_press(KEY_CODE_TAB);
    assert_true(row_has(2, "180.00"));
    assert_true(row_has(19, "合计  金额 180.00"));
    press(KEY_CODE_TAB, 2);
    fake_type("170");
    press(KEY_CODE_BACK_TAB, 3);
    fake_type("4");
    fake_press(KEY_CODE_TAB);
    assert_true(row_has(2, "170.00"));
    assert_true(row_has(19, "错误 1 处"));
}

static void rows_come_and_go(void **state) {
    open_table("甲\t\t\t\t\t1\t\t\n乙\t\t\t\t\t2\t\t\n丙\t\t\t\t\t3\t\t", usual, false);
    fake_press(KEY_CODE_DOWN);
    fake_press(KEY_CODE_F6);
    assert_true(row_has(0, "共 4 行"));
    fake_type("新");
    fake_press(KEY_CODE_DOWN);
    assert_true(row_has(4, ">   3 "));
    fake_press(KEY_CODE_F8);
    assert_string_equal(fake.message, "已删去第 3 行，Ctrl-Z 恢复");
    assert_true(row_has(4, "丙"));
    assert_true(row_has(19, "金额 0.04"));
    fake_press(KEY_CTRL('Z'));
    assert_true(row_has(4, "乙"));
    assert_true(row_has(5, "丙"));
    press(KEY_CTRL('D'), 5);
    assert_true(row_has(0, "共 1 行"));
    fake_type("丁");
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored, "丁\t\t\t\t\t\t\t");
}

static void the_row_above_gives_its_value(void **state) {
    open_table("甲\t\t2\t袋\t\t123400\t\t低保\n乙\t\t\t\t\t\t\t", usual, false);
    fake_press(KEY_CODE_F9);
    assert_string_equal(fake.message, "上面没有行");
    fake_press(KEY_CODE_DOWN);
    press(KEY_CODE_TAB, 4);
    fake_press(KEY_CODE_F9);
    fake_press(KEY_CODE_TAB);
    fake_type("。。");
    press(KEY_CODE_BACK_TAB, 3);
    fake_type("..");
    fake_press(KEY_CODE_F2);
    assert_string_equal(got.stored, "甲\t\t2\t袋\t\t123400\t\t低保\n乙\t\t\t袋\t\t123400\t\t低保");
}

static void esc_asks_only_when_something_is_lost(void **state) {
    open_table("甲\t\t\t\t\t1\t\t", usual, false);
    fake_press(KEY_CODE_F6);
    fake_press(KEY_CODE_ESCAPE); /* an empty row is nothing */
    assert_null(fake.choice_done);
    assert_string_equal(got.stored, "-");
    end(NULL);
    begin(NULL);
    open_table("甲\t\t\t\t\t1\t\t", usual, false);
    fake_type("乙");
    fake_press(KEY_CODE_ESCAPE);
    assert_int_equal(fake.answers, 3);
    fake.choice_done(fake.context, 0);
    assert_int_equal(got.answers, 0);
    fake.choice_done(fake.context, 2);
    assert_string_equal(got.stored, "甲乙\t\t\t\t\t1\t\t");
    end(NULL);
    begin(NULL);
    open_table("甲\t\t\t\t\t1\t\t", usual, false);
    fake_press(KEY_CODE_F8);
    fake_press(KEY_CODE_F3);
    fake.choice_done(fake.context, 3);
    assert_string_equal(got.stored, "-");
}

static void what_is_typed_is_kept_when_the_program_ends(void **state) {
    open_table("甲\t\t\t\t\t1\t\t", usual, false);
    press(KEY_CODE_TAB, 4);
    fake_type("1a");
    end(NULL);
    assert_int_equal(got.keeps, 1);
    assert_string_equal(got.kept, "甲\t\t\t\t\t1a\t\t");
    open_table(got.kept, usual, false);
    assert_true(row_has(19, "错误 1 处"));
    end(NULL);
    assert_int_equal(got.keeps, 1); /* nothing was changed */
}

static void two_sums_and_their_difference(void **state) {
    open_table("甲\t\t\t\t\t1234567\t1000000\t\n乙\t\t\t\t\t100\t\t", budget, false);
    assert_true(row_has(19, "合计  决算 12,346.67  预算 10,000.00  差额 2,346.67"));
    assert_true(row_has(1, "项目"));
    end(NULL);
    begin(NULL);
    open_table("甲\t\t3\t\t\t1\t\t", budget, false); /* a value is never hidden */
    assert_true(row_has(1, "数量"));
}

static void moving_draws_two_rows(void **state) {
    char *stored = rows_of(500);
    open_table(stored, usual, false);
    assert_true(row_has(19, "合计  金额 125,250.00"));
    fake_press(KEY_CODE_DOWN);
    assert_true(fake_draw() <= 4); /* two rows, error and hint */
    assert_true(fake.is_touched[2] && fake.is_touched[3]);
    assert_false(fake.is_touched[4] || fake.is_touched[0] || fake.is_touched[19]);
    fake_press(KEY_CODE_TAB);
    assert_true(fake_draw() <= 3);
    fake_type("1");
    assert_true(fake_draw() <= 3);
    free(stored);
}

static void five_hundred_rows_scroll(void **state) {
    char *stored = rows_of(500);
    open_table(stored, usual, false);
    assert_true(row_has(18, "  17  户17 "));
    press(KEY_CODE_DOWN, 17);
    assert_true(row_has(18, "户18"));
    assert_true(row_has(2, "户2"));
    fake_press(KEY_CODE_PAGE_DOWN);
    assert_true(row_has(18, "户34"));
    fake_press(KEY_CODE_END); /* at its end already: the last row */
    assert_true(row_has(18, "户500"));
    assert_int_equal(fake.ui.cursor_row, 18);
    fake_press(KEY_CODE_PAGE_UP);
    assert_true(row_has(2, "> 484"));
    fake_press(KEY_CODE_HOME);
    assert_true(row_has(2, "> 484"));
    fake_press(KEY_CODE_HOME);
    assert_true(row_has(2, ">   1"));
    free(stored);
}

static void rows_end_at_their_limit(void **state) {
    char *stored = rows_of(LINES_ROWS_MOST);
    open_table(stored, usual, false);
    fake_press(KEY_CODE_F6);
    assert_true(fake.is_error);
    assert_string_equal(fake.message, "明细最多 1000 行，没有再加");
    free(stored);
}

static void a_spreadsheets_cells_are_pasted(void **state) {
    static const char cells[] = "张三\t2\t袋\t60\n李四\t一\t袋\t60\n";
    static const char wide[] = "1\t2\t3\t4\t5\t6\t7\n";
    open_table("", usual, false);
    table->class->paste(table, cells, strlen(cells));
    assert_true(row_has(0, "共 2 行"));
    assert_true(row_has(2, "120.00"));
    assert_true(row_has(19, "错误 1 处"));
    table->class->paste(table, wide, strlen(wide));
    assert_string_equal(fake.message, "粘贴的有 7 列，从这一格起只有 6 列，没有放进去");
    assert_true(row_has(0, "共 2 行"));
    table->class->paste(table, "䶮", strlen("䶮"));
    assert_true(row_has(3, "李四䶮"));
}

static void it_can_only_be_read(void **state) {
    char *stored = rows_of(30);
    open_table(stored, usual, true);
    fake_type("x");
    fake_press(KEY_CODE_F8);
    table->class->paste(table, "x", 1);
    assert_true(row_has(0, "共 30 行"));
    press(KEY_CODE_DOWN, 20);
    assert_true(row_has(18, "户21"));
    assert_true(row_has(19, "合计  金额 465.00"));
    fake_press(KEY_CODE_F3);
    assert_null(fake.choice_done);
    assert_string_equal(got.stored, "-");
    end(NULL);
    begin(NULL);
    open_table("", usual, true);
    assert_true(row_has(2, "没有明细"));
    press(KEY_CODE_DOWN, 2);
    fake_press(KEY_CODE_ENTER);
    fake_draw();
    free(stored);
}

#define TABLE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TABLE(a_table_is_typed_row_by_row),
        TABLE(enter_on_an_empty_row_opens_none),
        TABLE(the_cursor_stands_in_the_cell_edited),
        TABLE(a_narrow_cell_scrolls_and_is_shown_whole_below),
        TABLE(one_error_never_blocks),
        TABLE(errors_begin_with_the_first),
        TABLE(the_amount_follows_until_it_is_typed),
        TABLE(rows_come_and_go),
        TABLE(the_row_above_gives_its_value),
        TABLE(esc_asks_only_when_something_is_lost),
        TABLE(what_is_typed_is_kept_when_the_program_ends),
        TABLE(two_sums_and_their_difference),
        TABLE(moving_draws_two_rows),
        TABLE(five_hundred_rows_scroll),
        TABLE(rows_end_at_their_limit),
        TABLE(a_spreadsheets_cells_are_pasted),
        TABLE(it_can_only_be_read),
    };
    language_set("zh_CN", NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
