/* Terminals as they are met: unknown types, plain locales, too small, cut lines, none at all. Whatever
 * happens, the terminal is given back as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/screen.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static struct pty *start_with(struct office *office, const char *const *environment, int rows,
                              int cols) {
    struct pty_options options = {.rows = rows, .cols = cols, .environment = environment};
    return pty_start_with(office, &options, (const char *const[]){"--open", "34", NULL});
}

static void assert_terminal_given_back(struct pty *p) {
    assert_false(screen_is_alternate(p));
    assert_true(screen_cursor_is_visible(p));
}

static void test_unknown_type_falls_back(void **state) {
    struct pty *p = start_with(*state, (const char *const[]){"TERM=no-such-terminal", NULL}, 0, 0);
    assert_screen_contains(p, "待办反馈");
}

static void test_no_type_falls_back(void **state) {
    struct pty *p = start_with(*state, (const char *const[]){"TERM", NULL}, 0, 0);
    assert_screen_contains(p, "待办反馈");
}

static void test_c_locale_shows_chinese(void **state) {
    const char *const environment[] = {"LANG=C", "LC_ALL=C", NULL};
    assert_screen_contains(start_with(*state, environment, 0, 0), "待办反馈");
}

static void test_no_locale_shows_chinese(void **state) {
    assert_screen_contains(start_with(*state, (const char *const[]){"LANG", NULL}, 0, 0),
                           "待办反馈");
}

static void test_vt100_shows_no_colour(void **state) {
    struct pty *p = start_with(*state, (const char *const[]){"TERM=vt100", NULL}, 0, 0);
    assert_screen_contains(p, "待办反馈");
    assert_null(strstr(screen_attributes(p), " red"));
}

static void test_no_color_is_heeded(void **state) {
    struct pty *coloured = start_with(*state, NULL, 0, 0);
    assert_non_null(strstr(screen_attributes(coloured), " red"));
    struct pty *plain = start_with(*state, (const char *const[]){"NO_COLOR=1", NULL}, 0, 0);
    assert_null(strstr(screen_attributes(plain), " red"));
    assert_string_equal(screen_text(plain), screen_text(coloured));
}

static void test_too_small_says_so_and_recovers(void **state) {
    struct pty *p = start_with(*state, NULL, 24, 80);
    char *before = strdup(screen_text(p));
    pty_resize(p, 23, 79);
    assert_screen_contains(p, "80");
    assert_screen_contains(p, "24");
    assert_screen_lacks(p, "待办反馈");
    pty_keys(p, "<Down>2x<Enter>"); /* meant for nobody */
    pty_resize(p, 24, 80);
    assert_string_equal(screen_text(p), before);
    free(before);
}

static void test_too_small_from_the_start(void **state) {
    struct pty *p = start_with(*state, NULL, 23, 79);
    assert_screen_lacks(p, "待办反馈");
    pty_resize(p, 24, 80);
    assert_screen_contains(p, "待办反馈");
}

static void test_resizing_draws_anew(void **state) {
    struct pty *p = start_with(*state, NULL, 24, 80);
    char *before = strdup(screen_text(p));
    pty_resize(p, 43, 132);
    assert_screen_contains(p, "待办反馈");
    pty_resize(p, 24, 80);
    assert_string_equal(screen_text(p), before);
    free(before);
}

static void test_redraw_repairs_a_spoilt_screen(void **state) {
    struct pty *p = start_with(*state, NULL, 0, 0);
    char *before = strdup(screen_text(p));
    screen_feed(p, "\033[5;1H*** wall: 系统将于 18 点停机 ***");
    assert_string_not_equal(screen_text(p), before);
    pty_keys(p, "<C-L>");
    assert_string_equal(screen_text(p), before);
    free(before);
}

static void test_leaving_gives_the_terminal_back(void **state) {
    struct pty *p = pty_start(*state, "--lang", "zh_CN");
    assert_true(screen_is_alternate(p));
    pty_keys(p, "<F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_terminal_given_back(p);
    assert_non_null(strstr(pty_output(p), "\033[?2004l"));
}

static void test_termination_gives_the_terminal_back(void **state) {
    struct pty *p = start_with(*state, NULL, 0, 0);
    kill(pty_pid(p), SIGTERM);
    pty_wait(p);
    assert_terminal_given_back(p);
}

static void test_crash_gives_the_terminal_back(void **state) {
    struct pty *p = start_with(*state, NULL, 0, 0);
    kill(pty_pid(p), SIGABRT);
    assert_int_equal(pty_wait(p), 128 + SIGABRT);
    assert_terminal_given_back(p);
}

static void test_cut_line_ends_the_program(void **state) {
    struct pty *p = start_with(*state, NULL, 0, 0);
    pty_keys(p, "<Down>");
    assert_true(pty_hang_up(p) < 128);
    assert_int_equal(office_run(*state, "list", "feedback-open"), 0);
}

static void test_killed_program_leaves_a_whole_database(void **state) {
    struct pty *p = start_with(*state, NULL, 0, 0);
    pty_kill(p);
    assert_int_equal(office_run(*state, "list", "feedback-open"), 0);
}

static void test_without_a_terminal_it_says_so(void **state) {
    struct office *office = *state;
    assert_int_not_equal(office_run(office, "--open", "34"), 0);
    assert_non_null(strstr(office->errors, "终端"));
    assert_string_equal(office->output, "");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_unknown_type_falls_back),
        IN_OFFICE(test_no_type_falls_back),
        IN_OFFICE(test_c_locale_shows_chinese),
        IN_OFFICE(test_no_locale_shows_chinese),
        IN_OFFICE(test_vt100_shows_no_colour),
        IN_OFFICE(test_no_color_is_heeded),
        IN_OFFICE(test_too_small_says_so_and_recovers),
        IN_OFFICE(test_too_small_from_the_start),
        IN_OFFICE(test_resizing_draws_anew),
        IN_OFFICE(test_redraw_repairs_a_spoilt_screen),
        IN_OFFICE(test_leaving_gives_the_terminal_back),
        IN_OFFICE(test_termination_gives_the_terminal_back),
        IN_OFFICE(test_crash_gives_the_terminal_back),
        IN_OFFICE(test_cut_line_ends_the_program),
        IN_OFFICE(test_killed_program_leaves_a_whole_database),
        IN_OFFICE(test_without_a_terminal_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
