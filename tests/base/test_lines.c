/* Detail lines: stored text, typed cells, sums, and the text that people write. Mission C5, C6, C15. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"

static const char two_rows[] =
    "张𠮷旺\t东门村三组\t2\t袋\t6000\t12000\t\t低保\n李䶮\t\t0.5\t吨\t333\t167\t100\t";

static const char *sentence(const struct problem *problem) {
    static char text[600];
    struct buffer out = BUFFER_INIT;
    problem_format(problem, problem->message, NULL, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

/* The stored form of a given text, or the first sentence about it. */
static const char *checked(const char *given) {
    static char text[4000];
    static struct problems problems;
    struct buffer out = BUFFER_INIT;
    problems.count = 0;
    bool is_sound = lines_check(given, NULL, &out, &problems);
    assert_true(is_sound == (problems.count == 0));
    snprintf(text, sizeof text, "%s", is_sound ? buffer_text(&out) : sentence(&problems.items[0]));
    if (!is_sound) {
        assert_string_equal(buffer_text(&out), "");
        assert_string_equal(problems.items[0].field, "lines");
    }
    buffer_release(&out);
    return text;
}

static void must_say(const char *given, const char *words) {
    if (strstr(checked(given), words) == NULL)
        fail_msg("%s", checked(given));
}

static void test_stored_text_stays_as_it_is(void **state) {
    assert_string_equal(checked(two_rows), two_rows);
    assert_string_equal(checked(""), "");
    assert_string_equal(checked("周会计\t\t\t\t\t\t\t"), "周会计\t\t\t\t\t\t\t");
}

static void test_stored_text_is_made_canonical(void **state) {
    assert_string_equal(checked(" 张三 \t\t００２.50\t袋\t\t０12"), "张三\t\t2.5\t袋\t\t12\t\t");
    assert_string_equal(checked("\t\t\n张三\t\t\t\n\t\t\t\t\t\t\t\n"), "张三\t\t\t\t\t\t\t");
}

static void test_an_amount_left_out_is_the_product(void **state) {
    assert_string_equal(checked("张三 数量=3 单价=33.335"), "第 1 行单价：“33.335”不是金额，请写成 "
                                                            "1234.50，最多两位小数");
    assert_string_equal(checked("大米 数量=2.5 单价=0.33"), "大米\t\t2.5\t\t33\t83\t\t");
    assert_string_equal(checked("退货 数量=2.5 单价=-0.33"), "退货\t\t2.5\t\t-33\t-83\t\t");
}

static void test_amount_must_be_the_product(void **state) {
    assert_string_equal(checked("大米 数量=0.5 单价=3.33 金额=1.67"),
                        "大米\t\t0.5\t\t333\t167\t\t");
    must_say("面粉 金额=1；大米 数量=0.5 单价=3.33 金额=1.66",
             "第 2 行金额：数量乘单价是 1.67，写的是 1.66");
    must_say("大米 数量=999999999999 单价=999999999", "第 1 行金额：数量乘单价太大");
}

static void test_what_cannot_be_is_named_by_row_and_cell(void **state) {
    static const struct {
        const char *given, *words;
    } bad[] = {
        {"张三 金额=1,23", "第 1 行金额：“1,23”不是金额"},
        {"张三\n李四 数量=-1", "第 2 行数量：“-1”不是数量"},
        {"张三 数量=1.23456", "最多四位小数"},
        {"张三 数量=1000000000000", "第 1 行数量："},
        {"张三 金额=1000000000000", "第 1 行金额：太大了"},
        {"金额=5", "第 1 行对象：还空着"},
        {"张三 单位=一二三四五六七八九十袋", "第 1 行单位：最多 10 个字，现有 11 个"},
        {"张三 说明=\"a\x1b[2J\"", "第 1 行说明：有不能保存的字符 U+001B"},
        {"张\xE2\x80\xAE三 金额=1", "第 1 行对象：有不能保存的字符 U+202E"},
        {"张三\t\t\t\t\t1.5\t\t", "第 1 行金额：“1.5”应是以分计的整数"},
        {"张三\t\t\t\t\t一百\t\t", "第 1 行金额：“一百”不是金额"},
        {"张三\t\t\t\t\t100000000000000\t\t", "第 1 行金额：太大了"},
        {"a\tb\tc\td\te\tf\tg\th\ti", "每行最多 8 格"},
        {"张三 李四", "明细第 1 行“李四”看不懂"},
        {"张三；李四 价钱=5", "明细第 2 行“价钱=5”看不懂"},
        {"张三 金额=5 金额=6", "明细第 1 行“金额=6”看不懂"},
        {"\"张三", "看不懂"},
        {"\"张\"三", "看不懂"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        must_say(bad[i].given, bad[i].words);
}

static void test_all_that_is_wrong_is_said(void **state) {
    static struct problems problems;
    struct buffer out = BUFFER_INIT;
    static const char *const labels[LINES_COLUMNS] = {"户主", "", "", "", "", "发放金额", "", ""};
    assert_false(lines_check("张三 金额=a；金额=b；李四 金额=1", labels, &out, &problems));
    assert_int_equal(problems.count, 3);
    assert_non_null(strstr(sentence(&problems.items[0]), "第 1 行发放金额："));
    assert_non_null(strstr(sentence(&problems.items[1]), "第 2 行户主：还空着"));
    assert_non_null(strstr(sentence(&problems.items[2]), "第 2 行发放金额："));
    buffer_release(&out);
}

static void test_rows_have_a_limit(void **state) {
    struct buffer given = BUFFER_INIT;
    for (int i = 0; i < LINES_ROWS_MOST; i++)
        buffer_append_format(&given, "户%d\t\t\t\t\t99999999999999\t\t\n", i);
    assert_non_null(strstr(checked(buffer_text(&given)), "户0\t\t\t\t\t99999999999999"));
    buffer_append(&given, "再一户\t\t\t\t\t1\t\t");
    must_say(buffer_text(&given), "最多 1000 行");
    buffer_clear(&given);
    for (int i = 0; i <= LINES_ROWS_MOST; i++)
        buffer_append_format(&given, "户%d；", i);
    must_say(buffer_text(&given), "最多 1000 行");
    buffer_release(&given);
}

static void test_plain_text_is_read_as_it_is_written(void **state) {
    static const char *const stored[] = {
        two_rows,
        "张 三\t\"一\"；二\t1.0001\t单位=袋\t-5\t-5\t0\t：a　b",
        "数量=5\t\t\t\t\t\t\t\n'-\t;\t\t=\t\t\t\t",
        "\"甲\"\t\t\t\t\t\t\t\"\"",
        "-12\t\t\t\t\t\t\t@\n𠮷\t\t999999999999.9999\t\t\t99999999999999\t-99999999999999\t",
    };
    for (size_t i = 0; i < sizeof stored / sizeof stored[0]; i++) {
        struct lines lines = {0};
        struct buffer plain = BUFFER_INIT;
        assert_true(lines_read(&lines, stored[i]));
        lines_append_plain(&lines, &plain);
        assert_null(strchr(buffer_text(&plain), '\n'));
        assert_string_equal(checked(buffer_text(&plain)), stored[i]);
        lines_release(&lines);
        buffer_release(&plain);
    }
    assert_string_equal(checked("张三　金额：1,234.5元;\r\n\r\n李四 数量＝２ unit=袋；；"),
                        "张三\t\t\t\t\t123450\t\t\n李四\t\t2\t袋\t\t\t\t");
}

static void test_plain_text_names_its_cells(void **state) {
    struct lines lines = {0};
    struct buffer plain = BUFFER_INIT;
    assert_true(lines_read(&lines, two_rows));
    lines_append_plain(&lines, &plain);
    assert_string_equal(buffer_text(&plain),
                        "张𠮷旺 明细=东门村三组 数量=2 单位=袋 单价=60.00 金额=120.00 说明=低保；"
                        "李䶮 数量=0.5 单位=吨 单价=3.33 金额=1.67 对比金额=1.00");
    lines_release(&lines);
    buffer_release(&plain);
}

static void test_sums_and_difference(void **state) {
    struct lines lines = {0};
    struct lines_totals totals;
    struct problem problem = {0};
    assert_true(
        lines_read(&lines, "甲\t\t\t\t\t100\t30\t\n乙\t\t\t\t\t-1\t\t\n\t\t\n丙\t\t\t\t\tx\t\t"));
    assert_int_equal(lines_total(&lines, &totals, &problem), STATUS_OK);
    assert_int_equal(totals.amount, 99);
    assert_int_equal(totals.second_amount, 30);
    assert_int_equal(totals.difference, 69);
    assert_int_equal(totals.rows, 3);
    lines_set(&lines, 0, LINES_AMOUNT, "9223372036854775807");
    lines_set(&lines, 1, LINES_AMOUNT, "1");
    assert_int_equal(lines_total(&lines, &totals, &problem), STATUS_INVALID);
    lines_set(&lines, 1, LINES_AMOUNT, "");
    lines_set(&lines, 1, LINES_SECOND_AMOUNT, "-100");
    assert_int_equal(lines_total(&lines, &totals, &problem), STATUS_INVALID);
    assert_non_null(strstr(sentence(&problem), "太大"));
    lines_release(&lines);
}

static void test_what_was_typed_is_kept(void **state) {
    struct lines lines = {0};
    struct problem problem = {0};
    struct buffer out = BUFFER_INIT;
    assert_true(lines_insert(&lines, 0));
    assert_int_equal(lines_type(&lines, 0, LINES_AMOUNT, "１，２３４．５", NULL, &problem),
                     STATUS_OK);
    assert_string_equal(lines_cell(&lines, 0, LINES_AMOUNT), "123450");
    lines_append_shown(&lines, 0, LINES_AMOUNT, &out);
    assert_string_equal(buffer_text(&out), "1,234.50");
    assert_int_equal(lines_type(&lines, 0, LINES_AMOUNT, "12,3x", NULL, &problem), STATUS_INVALID);
    assert_int_equal(lines_cell_problem(&lines, 0, LINES_AMOUNT, NULL, &problem), STATUS_INVALID);
    buffer_clear(&out);
    lines_append_shown(&lines, 0, LINES_AMOUNT, &out);
    assert_string_equal(buffer_text(&out), "12,3x");
    buffer_clear(&out);
    lines_write(&lines, &out);
    lines_release(&lines);
    assert_true(lines_read(&lines, buffer_text(&out)));
    assert_int_equal(lines_cell_problem(&lines, 0, LINES_AMOUNT, NULL, &problem), STATUS_INVALID);
    assert_int_equal(lines_type(&lines, 0, LINES_AMOUNT, " ", NULL, &problem), STATUS_OK);
    assert_true(lines_row_is_empty(&lines, 0));
    buffer_release(&out);
    lines_release(&lines);
}

static void test_rows_come_and_go(void **state) {
    struct lines lines = {0};
    struct buffer out = BUFFER_INIT;
    for (size_t i = 0; i < 40; i++) {
        char name[8];
        snprintf(name, sizeof name, "%zu", i);
        assert_true(lines_insert(&lines, i / 2));
        lines_set(&lines, i / 2, LINES_NAME, name);
    }
    lines_remove(&lines, 0);
    lines_remove(&lines, lines.count - 1);
    assert_int_equal(lines.count, 38);
    assert_string_equal(lines_cell(&lines, 0, LINES_NAME), "3");
    lines_write(&lines, &out);
    lines_release(&lines);
    assert_true(lines_read(&lines, buffer_text(&out)));
    assert_int_equal(lines.count, 38);
    buffer_release(&out);
    lines_release(&lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stored_text_stays_as_it_is),
        cmocka_unit_test(test_stored_text_is_made_canonical),
        cmocka_unit_test(test_an_amount_left_out_is_the_product),
        cmocka_unit_test(test_amount_must_be_the_product),
        cmocka_unit_test(test_what_cannot_be_is_named_by_row_and_cell),
        cmocka_unit_test(test_all_that_is_wrong_is_said),
        cmocka_unit_test(test_rows_have_a_limit),
        cmocka_unit_test(test_plain_text_is_read_as_it_is_written),
        cmocka_unit_test(test_plain_text_names_its_cells),
        cmocka_unit_test(test_sums_and_difference),
        cmocka_unit_test(test_what_was_typed_is_kept),
        cmocka_unit_test(test_rows_come_and_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
