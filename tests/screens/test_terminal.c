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
#include <termios.h>

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

static void test_posix_and_an_empty_environment(void **state) {
    static const char *const posix[] = {"LC_ALL=POSIX", "LANG=POSIX", NULL};
    static const char *const empty[] = {"LANG",
                                        "TERM",
                                        "HOME",
                                        "XDG_DATA_HOME",
                                        "XDG_CONFIG_HOME",
                                        "XDG_STATE_HOME",
                                        "TMPDIR",
                                        "XDG_RUNTIME_DIR",
                                        "PATH",
                                        NULL};
    assert_screen_contains(start_with(*state, posix, 0, 0), "待办反馈");
    assert_screen_contains(start_with(*state, empty, 0, 0), "待办反馈");
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

/* Words whose colour is too light for white paper, or too dark for black, without a ground of their own. */
static void assert_legible(struct pty *p) {
    static const char *const alone[] = {
        " green:", " yellow:", " cyan:", " blue:", " white:", " black:", " magenta:"};
    for (size_t i = 0; i < sizeof alone / sizeof alone[0]; i++)
        screen_assert(p, strstr(screen_attributes(p), alone[i]) == NULL, alone[i], __FILE__,
                      __LINE__);
}

/* In eight colours and in 256: on a dark ground and on a light one. */
static void test_colours_are_legible_on_any_ground(void **state) {
    static const char *const types[] = {"TERM=xterm", "TERM=linux", "TERM=xterm-256color"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct pty *p = start_with(*state, (const char *const[]){types[i], NULL}, 0, 0);
        assert_non_null(strstr(pty_output(p), "\033[30m\033[43m"));
        assert_non_null(strstr(screen_attributes(p), " black on-yellow: 剩"));
        assert_non_null(strstr(screen_attributes(p), " black on-green: 剩"));
        assert_non_null(strstr(screen_attributes(p), " bold red: 逾期"));
        assert_legible(p);
        pty_keys(p, "<End>");
        assert_non_null(strstr(screen_attributes(p), " black on-cyan: 暂停"));
        pty_keys(p, "=33<Enter>");
        assert_non_null(strstr(screen_attributes(p), " white on-blue:"));
        assert_non_null(strstr(screen_attributes(p), " black on-cyan:"));
        pty_keys(p, "<F2>"); /* the error */
        assert_legible(p);
        pty_close(p);
    }
}

/* A slow serial line: what a fast one shows, and no byte of padding. */
static void test_a_9600_baud_line(void **state) {
    static const char *const types[] = {"TERM=vt100", "TERM=xterm", "TERM=linux"};
    static const char *const keys[] = {"<Down>", "<PgDn>", "2", "<Enter>", "路", "<F2>", "<Esc>"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const char *const environment[] = {types[i], NULL};
        const char *const arguments[] = {"--open", "34", NULL};
        const struct pty_options slow_line = {.environment = environment, .speed = B9600};
        const struct pty_options fast_line = {.environment = environment};
        struct pty *slow = pty_start_with(*state, &slow_line, arguments);
        struct pty *fast = pty_start_with(*state, &fast_line, arguments);
        for (size_t key = 0; key <= sizeof keys / sizeof keys[0]; key++) {
            assert_null(memchr(pty_output(slow), '\0', pty_bytes(slow)));
            assert_string_equal(screen_text(slow), screen_text(fast));
            if (key < sizeof keys / sizeof keys[0]) {
                pty_keys(slow, keys[key]);
                pty_keys(fast, keys[key]);
            }
        }
        pty_close(slow);
        pty_close(fast);
    }
}

/* What a page, a key and a form cost on it, at 960 bytes a second: none keeps anybody waiting. */
static void test_what_a_slow_line_carries(void **state) {
    enum { A_SECOND = 960 };
    const struct pty_options line = {.environment = (const char *const[]){"TERM=xterm", NULL},
                                     .speed = B9600};
    struct pty *p = pty_start_with(*state, &line, (const char *const[]){NULL});
    assert_in_range(pty_bytes(p), 1,
                    3 * A_SECOND); /* once a day: nine queues, counted, and the menu */
    pty_keys(p, "=34<Enter>");
    pty_keys(p, "<Down>");
    assert_in_range(pty_bytes(p), 1, 80);
    pty_keys(p, "<PgDn>");
    assert_in_range(pty_bytes(p), 1, 2 * A_SECOND);
    pty_keys(p, "2");
    pty_keys(p, "<Enter>");
    assert_in_range(pty_bytes(p), 1, 2 * A_SECOND);
    pty_keys(p, "<Tab>");
    pty_keys(p, "<Tab>");
    pty_keys(p, "<Tab>");
    pty_keys(p, "<Tab>");
    pty_keys(p, "<Tab>");
    pty_keys(p, "<Tab>");
    pty_keys(p, "路");
    assert_in_range(pty_bytes(p), 1, 80);
    pty_close(p);
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
    assert_int_equal(pty_hang_up(p), 0);
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
        IN_OFFICE(test_posix_and_an_empty_environment),
        IN_OFFICE(test_vt100_shows_no_colour),
        IN_OFFICE(test_no_color_is_heeded),
        IN_OFFICE(test_colours_are_legible_on_any_ground),
        IN_OFFICE(test_a_9600_baud_line),
        IN_OFFICE(test_what_a_slow_line_carries),
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
