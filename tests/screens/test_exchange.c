/* 09 导入导出: how a file reads is looked at before it is imported; what an encoding lacks is asked about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/encoding.h"
#include "harness/screen.h"

static const char *const table = "收到日期,类别,标题,姓名\n"
                                 "2026-11-20,咨询,祥街路灯何时修好,王建国\n"
                                 "2026-11-20,咨询,宅基地审批要带哪些材料,李春梅\n";

/* The table in an encoding; the path lives as the harness says. */
static const char *write_as(struct office *office, const char *name, enum encoding encoding,
                            const char *text) {
    struct buffer bytes = BUFFER_INIT;
    assert_int_equal(encoding_from_utf8(encoding, text, strlen(text), &bytes, NULL), STATUS_OK);
    const char *path = office_write(office, name, "");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    buffer_release(&bytes);
    return path;
}

static void open_import(struct pty *p, const char *path) {
    char keys[700];
    snprintf(keys, sizeof keys, "7<Enter>%s<Enter>", path);
    pty_keys(p, keys);
}

static void test_the_kinds(void **state) {
    struct pty *p = pty_start(*state, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>");
    assert_screen(p, "exchange");
    pty_keys(p, "<F1>");
    assert_screen_contains(p, "每一种记录一行");
    assert_screen_contains(p, "写成〓并列出");
    pty_close(p);
}

static void test_a_look_before(void **state) {
    struct office *office = *state;
    const char *path = write_as(office, "in.csv", ENCODING_GB18030, table);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>");
    open_import(p, path);
    assert_screen_contains(p, "按 GB18030 编码读，开头是：");
    assert_screen_contains(p, "祥街路灯何时修好");
    pty_keys(p, "24");
    assert_screen_contains(p, "按 BIG5 编码读");
    pty_keys(p, "22");
    assert_screen_contains(p, "祥街路灯何时修好");
    pty_keys(p, "3");
    assert_screen_contains(p, "没有导入，什么都没有改动");
    open_import(p, path);
    pty_keys(p, "1");
    assert_screen_contains(p, "已导入 2 行");
    pty_close(p);
    assert_int_equal(office_run(office, "list", "feedback"), 0);
    assert_non_null(strstr(office->output, "宅基地审批要带哪些材料"));
}

static void test_utf16_is_asked_and_remembered(void **state) {
    struct office *office = *state;
    const char *path = write_as(office, "热线10月.csv", ENCODING_UTF_16LE, table);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>");
    open_import(p, path);
    assert_screen_contains(p, "看不出是哪种编码");
    pty_keys(p, "1");
    assert_screen_contains(p, "请指明编码");
    pty_keys(p, "25");
    assert_screen_contains(p, "按 UTF-16LE 编码读");
    pty_keys(p, "1");
    assert_screen_contains(p, "已导入 2 行");
    path = write_as(office, "热线11月.csv", ENCODING_UTF_16LE,
                    "收到日期,类别,标题\n2026-11-20,咨询,公开栏字太小\n");
    open_import(p, path);
    assert_screen_contains(p, "按 UTF-16LE 编码读");
    assert_screen_contains(p, "公开栏字太小");
    pty_close(p);
}

static void test_bad_rows_are_listed(void **state) {
    struct office *office = *state;
    const char *path = office_write(office, "bad.csv",
                                    "收到日期,类别,标题\n"
                                    "2026-11-20,咨询,路灯何时修好\n"
                                    "2026-02-30,咨询,公开栏字太小\n");
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>");
    open_import(p, path);
    pty_keys(p, "1");
    assert_screen_contains(p, "1 行有错，全部没有导入");
    assert_screen_contains(p, "第 3 行第 1 栏（收到日期）");
    office_write(office, "bad.csv", "收到日期,类别,标题\n2026-11-20,咨询,路灯何时修好\n");
    pty_keys(p, "1");
    assert_screen_contains(p, "已导入 1 行");
    pty_close(p);
}

static void test_a_character_that_is_lacking(void **state) {
    struct office *office = *state;
    assert_int_equal(
        office_run(office, "import", "feedback",
                   office_write(office, "in.csv",
                                "收到日期,类别,标题,姓名\n2026-11-20,咨询,路灯何时修好,𠮷田䶮\n")),
        0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>6<Enter><Enter>32");
    assert_screen_contains(p, "GBK 没有第 2 行的“𠮷”");
    pty_keys(p, "3");
    assert_screen_contains(p, "没有导出");
    pty_keys(p, "6<Enter><Enter>32"); /* there is no file that would have to be overwritten */
    assert_screen_contains(p, "GBK 没有第 2 行的“𠮷”");
    pty_keys(p, "2");
    assert_screen_contains(p, "已导出 1 件");
    assert_screen_contains(p, "“𠮷”（U+20BB7）写成了〓");
    assert_screen_contains(p, "“䶮”（U+4DAE）写成了〓");
    pty_keys(p, "<F3>6<Enter><Enter>");
    assert_screen_contains(p, "已经有这个文件");
    pty_close(p);
}

/* Enter twice and Enter: nobody's name leaves the office by not looking. */
static void test_names_are_masked_unless_asked_for(void **state) {
    struct office *office = *state;
    assert_int_equal(
        office_run(office, "import", "feedback",
                   office_write(office, "in.csv",
                                "收到日期,类别,标题,姓名\n2026-11-20,咨询,路灯何时修好,𠮷田䶮\n")),
        0);
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=09<Enter>/反馈件<Enter>6<Enter><Enter>3");
    assert_screen_contains(p, "姓名、电话、证件号");
    pty_keys(p, "1");
    assert_screen_contains(p, "GBK 没有第 2 行的“𠮷”");
    pty_keys(p, "2");
    assert_screen_contains(p, "“𠮷”（U+20BB7）写成了〓");
    assert_screen_lacks(p, "“䶮”");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_kinds, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_a_look_before, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(test_utf16_is_asked_and_remembered, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_bad_rows_are_listed, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_a_character_that_is_lacking, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(test_names_are_masked_unless_asked_for, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
