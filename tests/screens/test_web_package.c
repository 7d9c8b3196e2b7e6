/* 93 公开统计: the year's package for the county's site from the screen, and a folder that is there already. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harness/screen.h"

static void test_a_year_is_packed(void **state) {
    struct office *office = *state;
    char keys[600], path[500];
    struct pty *p = pty_start(office, NULL);
    pty_keys(p, "=93<Enter>2");
    assert_screen_contains(p, "存到文件夹");
    assert_screen_contains(p, "网站包-2026-2026-11-20");
    snprintf(keys, sizeof keys, "<C-U>%s/site<Enter>", office->folder);
    pty_keys(p, keys);
    assert_screen_contains(p, "已存 ");
    snprintf(path, sizeof path, "%s/site/index.html", office->folder);
    assert_int_equal(access(path, R_OK), 0);
    pty_keys(p, "2");
    pty_keys(p, keys);
    assert_screen_contains(p, "已经有了");
    pty_keys(p, "2<C-U><Enter>");
    assert_screen_contains(p, "没有存");
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_year_is_packed, office_setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
