/* What the harness says a terminal shows: wide characters, halves written over, attributes, cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

#include <stdlib.h>

static int new_terminal(void **state) {
    *state = screen_alone(3, 10);
    return 0;
}

static int close_terminal(void **state) {
    pty_close(*state);
    return 0;
}

static void test_wide_characters_are_written_once(void **state) {
    screen_feed(*state, "䶮𠮷a１");
    assert_string_equal(screen_text(*state), "䶮𠮷a１\n\n\ncursor 0,7\n");
}

static void test_right_half_written_over_blanks_the_left(void **state) {
    screen_feed(*state, "中文\033[1;2HX");
    assert_string_equal(screen_row(*state, 0), " X文");
}

static void test_left_half_written_over_blanks_the_right(void **state) {
    screen_feed(*state, "中文\033[1;1HX");
    assert_string_equal(screen_row(*state, 0), "X 文");
}

static void test_half_erased_is_blank(void **state) {
    screen_feed(*state, "a中b\033[1;3H\033[K");
    assert_string_equal(screen_row(*state, 0), "a");
}

static void test_find_gives_columns_of_the_screen(void **state) {
    int col = 0;
    screen_feed(*state, "\r\n中文ab文");
    assert_int_equal(screen_find(*state, "ab", &col), 1);
    assert_int_equal(col, 4);
    assert_false(screen_contains(*state, "文b"));
}

static void test_attributes_are_runs(void **state) {
    screen_feed(*state, "x\033[1;7m中a\033[0;31mred\033[0m \033[44mb");
    assert_string_equal(screen_attributes(*state),
                        "0,1-3 reverse bold: 中a\n0,4-6 red: red\n0,8-8 on-blue: b\n");
}

static void test_cursor_and_alternate_screen(void **state) {
    screen_feed(*state, "\033[?1049h\033[2;3H\033[?25l");
    assert_cursor(*state, 1, 2);
    assert_true(screen_is_alternate(*state));
    assert_string_equal(screen_text(*state), "\n\n\ncursor 1,2 hidden\n");
    screen_feed(*state, "\033[?1049l\033[?25h");
    assert_false(screen_is_alternate(*state));
    assert_true(screen_cursor_is_visible(*state));
}

static void test_difference_from_a_golden_screen_is_seen(void **state) {
    screen_feed(*state, "反馈箱\r\n 已保存");
    unsetenv("ACCEPT");
    assert_true(screen_matches(*state, "tests/screens/golden/harness.txt"));
    screen_feed(*state, "。");
    assert_false(screen_matches(*state, "tests/screens/golden/harness.txt"));
}

#define IN_TERMINAL(test) cmocka_unit_test_setup_teardown(test, new_terminal, close_terminal)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TERMINAL(test_wide_characters_are_written_once),
        IN_TERMINAL(test_right_half_written_over_blanks_the_left),
        IN_TERMINAL(test_left_half_written_over_blanks_the_right),
        IN_TERMINAL(test_half_erased_is_blank),
        IN_TERMINAL(test_find_gives_columns_of_the_screen),
        IN_TERMINAL(test_attributes_are_runs),
        IN_TERMINAL(test_cursor_and_alternate_screen),
        IN_TERMINAL(test_difference_from_a_golden_screen_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
