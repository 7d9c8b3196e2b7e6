/* clerks_by_unit at the screen: what is another unit's is neither offered to a clerk nor done; his own is. In the
 * demonstration office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/screen.h"

static int setup(void **state) {
    if (office_setup(state) != 0)
        return -1;
    struct office *office = *state;
    assert_int_equal(office_run(office, "--user", "sunguoqiang", "setting", "clerks_by_unit", "1"),
                     0);
    const char *file = office_write(office, "in.csv",
                                    "收到日期,类别,标题,单位,来源\n"
                                    "2026-11-19,咨询,水厂围墙倒塌找谁,东门村,来电\n"
                                    "2026-11-19,咨询,𠮷字怎样上户口,社会事务办,来电\n"
                                    "2026-11-19,咨询,老年卡到哪里办,,来电\n");
    assert_int_equal(office_run(office, "--user", "lichunmei", "import", "feedback", file), 0);
    return 0;
}

/* 何丽 of 社会事务办. */
static void test_another_units_is_refused(void **state) {
    struct pty *p = pty_start(*state, "--user", "heli", "--open", "34");
    pty_keys(p, "/水厂围墙<Enter><F4>");
    assert_screen_contains(p, "3 版本");
    assert_screen_lacks(p, "8 答复");
    assert_screen_lacks(p, "4 作废");
    pty_keys(p, "<Esc>8<Enter>");
    assert_screen_contains(p, "由东门村承办，您不能答复");
    pty_keys(p, "<Esc>=34<Enter>/水厂围墙<Enter>2<Enter>");
    assert_screen_contains(p, "这条记录现在不能由您修改");
    pty_close(p);
    assert_int_equal(office_run(*state, "--user", "heli", "list", "feedback", "--where",
                                "title=水厂围墙*", "--format", "json"),
                     0);
    assert_non_null(strstr(((struct office *)*state)->output, "\"state\":\"assigned\""));
}

static void test_ones_own_is_done(void **state) {
    struct pty *p = pty_start(*state, "--user", "heli", "--open", "34");
    pty_keys(p, "/𠮷字怎样<Enter><F4>");
    assert_screen_contains(p, "8 答复");
    pty_keys(p, "<Esc>/老年卡<Enter><F4>");
    assert_screen_contains(p, "交办");
    pty_close(p);
}

/* 李春梅 of another unit typed it: she may go on. */
static void test_who_typed_it_goes_on(void **state) {
    struct pty *p = pty_start(*state, "--user", "lichunmei", "--open", "34");
    pty_keys(p, "/水厂围墙<Enter><F4>");
    assert_screen_contains(p, "8 答复");
    pty_close(p);
}

static void test_the_setting_is_said(void **state) {
    struct pty *p = pty_start(*state, "--user", "sunguoqiang", "--open", "08");
    int row = screen_find(p, "经办人只办本单位、本人和未交办的", NULL);
    assert_true(row > 0);
    assert_non_null(strstr(screen_row(p, row), "是"));
    pty_close(p);
}

#define SCREEN(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN(test_another_units_is_refused),
        SCREEN(test_ones_own_is_done),
        SCREEN(test_who_typed_it_goes_on),
        SCREEN(test_the_setting_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
