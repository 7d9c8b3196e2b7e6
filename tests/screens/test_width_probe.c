/* How many columns … — “ ” take: the terminal is asked with the first frame, and its answer is an event like any
 * other: in time, late, never, in pieces, among keys, or wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"
#include "harness/screen.h"

#include <stdlib.h>
#include <string.h>

static const char question[] = "\xE2\x80\xA6\033[6n";
static const char answered_wide[] = "\033[2;3R";
static const char answered_narrow[] = "\033[2;2R";

/* A terminal of wide “ ” that answers only by what the test sends. */
static struct pty *start_wide(struct office *office, const char *ambiguous, const char *code) {
    const struct pty_options options = {.is_wide = true, .is_mute = true};
    return ambiguous
               ? pty_start_with(
                     office, &options,
                     (const char *const[]){"--ambiguous", ambiguous, "--open", code, NULL})
               : pty_start_with(office, &options, (const char *const[]){"--open", code, NULL});
}

static void answer(struct pty *p, const char *bytes) {
    pty_send(p, bytes, strlen(bytes));
}

static void test_wide_is_drawn_anew_once(void **state) {
    struct pty *given = start_wide(*state, "2", "33");
    assert_null(strstr(pty_output(given), question));
    struct pty *p = start_wide(*state, NULL, "33");
    assert_non_null(strstr(pty_output(p), question));
    answer(p, answered_wide);
    assert_in_range(pty_bytes(p), 100, 4000);
    assert_string_equal(screen_text(p), screen_text(given));
    pty_keys(p, "1<Tab>“路灯”…三组—东门");
    pty_keys(given, "1<Tab>“路灯”…三组—东门");
    assert_string_equal(screen_text(p), screen_text(given));
    assert_screen_contains(p, "“路灯”…三组—东门");
}

static void test_narrow_changes_nothing(void **state) {
    const struct pty_options mute = {.is_mute = true};
    struct pty *p = pty_start_with(*state, &mute, (const char *const[]){"--open", "34", NULL});
    char *before = strdup(screen_text(p));
    pty_send_only(p, answered_narrow, strlen(answered_narrow)); /* which is reported as no event */
    pty_keys(p, "<Down><Up>");
    assert_string_equal(screen_text(p), before);
    free(before);
}

/* The question leaves no trace, and costs a slow line no more than some bytes at the start. */
static void test_the_question_is_not_to_be_seen(void **state) {
    static const char *const codes[] = {"34", "33", "01"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct pty *p = pty_start(*state, "--open", codes[i]);
        struct pty *given = pty_start(*state, "--ambiguous", "1", "--open", codes[i]);
        size_t asked = pty_bytes(p), plain = pty_bytes(given);
        assert_in_range(asked, plain, plain + 20);
        assert_string_equal(screen_text(p), screen_text(given));
        pty_keys(p, "<Down>");
        pty_keys(given, "<Down>");
        assert_int_equal(pty_bytes(p), pty_bytes(given));
        pty_close(p);
        pty_close(given);
    }
}

static void test_late_and_among_keys(void **state) {
    struct pty *p = start_wide(*state, NULL, "33");
    pty_keys(p, "1<Tab>东门");
    pty_step(p, 60000);
    answer(p, "村\033[2;3R三"); /* in one read with keys */
    assert_screen_contains(p, "标题: 东门村三");
    pty_keys(p, "组“路”");
    assert_screen_contains(p, "标题: 东门村三组“路”");
    struct pty *given = start_wide(*state, "2", "33");
    pty_keys(given, "1<Tab>东门村三组“路”");
    assert_string_equal(screen_text(p), screen_text(given));
}

static void test_in_pieces(void **state) {
    struct pty *p = start_wide(*state, NULL, "33");
    pty_keys(p, "1<Tab>东");
    pty_send_only(p, "\033[", 2);
    assert_int_equal(pty_await(p), 'e');
    pty_send_only(p, "2;", 2);
    assert_int_equal(pty_await(p), 'e');
    answer(p, "3R");
    pty_keys(p, "门“");
    assert_screen_contains(p, "标题: 东门“");
    struct pty *given = start_wide(*state, "2", "33");
    pty_keys(given, "1<Tab>东门“");
    assert_string_equal(screen_text(p), screen_text(given));
}

static void test_never_and_garbage(void **state) {
    static const char *const wrong[] = {"\033[2;77R",
                                        "\033[9;3R",
                                        "\033[2R",
                                        "\033[;R",
                                        "\033[2;0R",
                                        "\033[2;3;4R",
                                        "\033[?2;3R",
                                        "\033[2;3n",
                                        "\033[99999999999999;3R",
                                        "\033[2;99999999999999R"};
    struct pty *p = start_wide(*state, NULL, "33");
    struct pty *given = start_wide(*state, "1", "33");
    assert_string_equal(screen_text(p), screen_text(given));
    pty_keys(p, "1<Tab>东门");
    pty_keys(given, "1<Tab>东门");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        pty_send_only(p, wrong[i], strlen(wrong[i]));
        pty_keys(p, "x<BS>");
        assert_string_equal(screen_text(p), screen_text(given));
    }
    answer(p, answered_wide); /* the right one, in the end */
    pty_keys(p, "“");
    assert_screen_contains(p, "标题: 东门“");
    pty_send_only(p, answered_narrow, strlen(answered_narrow)); /* nobody asked */
    pty_keys(p, "”—");
    assert_screen_contains(p, "标题: 东门“”—");
}

static void test_a_list_at_two_columns(void **state) {
    const char *path = office_write(*state, "units.csv", "title\n“五保”…老人·互助点—东门村\n");
    assert_int_equal(office_run(*state, "--user", "admin", "import", "unit", path), 0);
    struct pty *p = start_wide(*state, NULL, "02");
    answer(p, answered_wide);
    assert_screen_contains(p, "“五保”…老人");
    assert_screen(p, "ambiguous_list");
    pty_keys(p, "=33<Enter>1<Tab>“土路”—路灯…三组·李家湾");
    assert_screen(p, "ambiguous_form");
}

static void test_only_terminals_known_to_answer_are_asked(void **state) {
    static const char *const not_asked[] = {"TERM=vt100", "TERM=linux", "TERM=no-such-terminal",
                                            "TERM=ansi"};
    static const char *const asked[] = {"TERM=xterm", "TERM=screen", "TERM=tmux-256color"};
    const char *const arguments[] = {"--open", "34", NULL};
    for (size_t i = 0; i < sizeof not_asked / sizeof not_asked[0]; i++) {
        const struct pty_options options = {.environment =
                                                (const char *const[]){not_asked[i], NULL}};
        struct pty *p = pty_start_with(*state, &options, arguments);
        assert_null(strstr(pty_output(p), "\033[6n"));
        pty_close(p);
    }
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        const struct pty_options options = {.environment = (const char *const[]){asked[i], NULL}};
        struct pty *p = pty_start_with(*state, &options, arguments);
        assert_non_null(strstr(pty_output(p), "\033[6n"));
        pty_close(p);
    }
    const struct pty_options set = {.environment = (const char *const[]){"ZWGK_AMBIGUOUS=2", NULL}};
    assert_null(strstr(pty_output(pty_start_with(*state, &set, arguments)), "\033[6n"));
}

/* What ends before its first frame asks nothing: the answer would be typed into the shell. */
static void test_no_question_without_a_screen(void **state) {
    const struct pty_options options = {.without_office = true, .may_end = true};
    const char *bad = office_write(*state, "bad.db", "no database, but long enough to be read");
    struct pty *p = pty_start_with(*state, &options, (const char *const[]){"--db", bad, NULL});
    assert_int_equal(pty_wait(p), 5);
    assert_null(strstr(pty_output(p), "\033[6n"));
}

/* A terminal in GB18030 on a desktop of today may draw them narrow: it says so. */
static void test_behind_the_relay(void **state) {
    const struct pty_options narrow = {.encoding = "GB18030"};
    struct pty *p = pty_start_with(
        *state, &narrow, (const char *const[]){"--encoding", "gb18030", "--open", "33", NULL});
    struct pty *utf8 = pty_start(*state, "--open", "33");
    pty_keys(p, "1<Tab>“土路”—路灯…");
    pty_keys(utf8, "1<Tab>“土路”—路灯…");
    assert_string_equal(screen_text(p), screen_text(utf8));
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_wide_is_drawn_anew_once),
        IN_OFFICE(test_narrow_changes_nothing),
        IN_OFFICE(test_the_question_is_not_to_be_seen),
        IN_OFFICE(test_late_and_among_keys),
        IN_OFFICE(test_in_pieces),
        IN_OFFICE(test_never_and_garbage),
        IN_OFFICE(test_a_list_at_two_columns),
        IN_OFFICE(test_only_terminals_known_to_answer_are_asked),
        IN_OFFICE(test_no_question_without_a_screen),
        IN_OFFICE(test_behind_the_relay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
