/* zwgk keytest: names, bytes, ticks, what the terminal keeps, and the ways out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

static int setup(void **state) {
    *state = office_bare();
    return *state ? 0 : -1;
}

static struct pty *start(struct office *office) {
    static const struct pty_options options = {.without_office = true};
    return pty_start_with(office, &options, (const char *const[]){"keytest", NULL});
}

static void test_keys_with_bytes_and_names(void **state) {
    struct pty *p = start(*state);
    assert_screen_contains(p, "还没收到的 F 键： F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12");
    pty_keys(p, "<F2><Up><Home><PgDn><Enter><Tab>");
    assert_screen_contains(p, "F2        已收到");
    assert_screen_contains(p, "Up        已收到");
    assert_screen_contains(p, "Enter     已收到");
    assert_screen_contains(p, "F1        -");
    assert_screen_contains(p, "F2           1b 4f 51");
    pty_keys(p, "中𠮷");
    assert_screen_contains(p, "e4 b8 ad");
    assert_screen_contains(p, "U+4E2D 2 列 中");
    assert_screen_contains(p, "f0 a0 ae b7");
    assert_screen_contains(p, "U+20BB7 2 列 𠮷");
    pty_keys(p, "<M-2><C-G>");
    assert_screen_contains(p, "1b 32");
    assert_screen_contains(p, "按 Esc 和数字代替");
    assert_screen_contains(p, "Esc 数字  已收到");
    assert_screen_contains(p, "Ctrl-G");
    assert_screen(p, "keytest");
    pty_send(p, "\033[99~", 5);
    assert_screen_contains(p, "1b 5b 39 39 7e");
    assert_screen_contains(p, "程序不认识");
    pty_paste(p, "意见条\n一张");
    assert_screen_contains(p, "粘贴了 6 个字符");
    pty_close(p);
}

static void test_what_the_terminal_keeps(void **state) {
    struct pty *p = start(*state);
    assert_screen_contains(p, "像是终端自己留下了的： 没有");
    pty_keys(p, "<F2><F3><F4><F5><F6><F7><F8><F9><M-0><F11>");
    assert_screen_contains(p, "像是终端自己留下了的： F1 F10");
    assert_screen_contains(p, "还没收到的 F 键： F1 F10 F12");
    pty_resize(p, 30, 100);
    assert_screen_contains(p, "像是终端自己留下了的： F1 F10");
    pty_close(p);
}

static void test_in_english(void **state) {
    static const struct pty_options options = {.without_office = true};
    struct pty *p =
        pty_start_with(*state, &options, (const char *const[]){"--lang", "en", "keytest", NULL});
    pty_keys(p, "<M-1>");
    pty_send(p, "\033[99~", 5);
    assert_screen(p, "keytest_en");
    pty_close(p);
}

static void test_ways_out(void **state) {
    struct pty *p = start(*state);
    pty_keys(p, "<F3><Down><F3>");
    assert_false(pty_is_over(p));
    pty_keys(p, "<F3>");
    assert_int_equal(pty_wait(p), 0);
    pty_close(p);
    p = start(*state);
    pty_keys(p, "<Esc>");
    assert_screen_contains(p, "Esc       已收到");
    pty_keys(p, "<Esc>");
    assert_int_equal(pty_wait(p), 0);
    pty_close(p);
    p = start(*state);
    pty_send_only(p, "\033\033", 2);
    assert_int_equal(pty_wait(p), 0);
    assert_false(screen_is_alternate(p));
    pty_close(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys_with_bytes_and_names, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_what_the_terminal_keeps, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_in_english, setup, office_teardown),
        cmocka_unit_test_setup_teardown(test_ways_out, setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
