/* A terminal in GB18030, GBK or Big5 with our relay before it: what is shown and typed, cut and bad bytes, sizes,
 * signals, ends. The terminal of the harness fails the test on any byte that is no character in its encoding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"
#include "harness/screen.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>

static const struct pty_options gb = {.encoding = "GB18030", .is_wide = true};

static struct pty *start(struct office *office, const char *code) {
    return pty_start_with(office, &gb,
                          (const char *const[]){"--encoding", "gb18030", "--open", code, NULL});
}

/* The title of a new slip. */
static struct pty *start_in_title(struct office *office) {
    struct pty *p = start(office, "33");
    pty_keys(p, "1<Tab>");
    return p;
}

/* The program behind the relay. */
static pid_t program_of(const struct pty *p) {
    char path[64];
    int program = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", pty_pid(p), pty_pid(p));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &program), 1);
    fclose(file);
    return program;
}

static void test_shows_what_a_utf8_terminal_shows(void **state) {
    struct pty *p = start(*state, "34");
    assert_screen_contains(p, "待办反馈");
    assert_null(strstr(pty_output(p), "待办反馈")); /* not in UTF-8 */
    struct pty_options wide = {.is_wide = true};
    struct pty *utf8 = pty_start_with(
        *state, &wide, (const char *const[]){"--ambiguous", "2", "--open", "34", NULL});
    assert_string_equal(screen_text(p), screen_text(utf8));
    assert_true(pty_bytes(p) < pty_bytes(utf8)); /* two bytes a hanzi */
    pty_keys(p, "<Down>");
    pty_keys(utf8, "<Down>");
    assert_string_equal(screen_text(p), screen_text(utf8));
    assert_in_range(pty_bytes(p), 1, pty_bytes(utf8));
    pty_keys(p, "<F1>");
    pty_keys(utf8, "<F1>");
    assert_string_equal(screen_text(p), screen_text(utf8));
}

static void test_form_at_ambiguous_two(void **state) {
    struct pty *p = start_in_title(*state);
    pty_keys(p, "“土路”—路灯…三组·李家湾");
    assert_screen_contains(p, "“土路”—路灯…三组·李家湾");
    assert_screen(p, "relay_form");
    pty_keys(p, "<BS><BS><BS>湾");
    assert_screen_contains(p, "“土路”—路灯…三组·湾");
}

static void add_unit(struct office *office, const char *title) {
    char text[200];
    snprintf(text, sizeof text, "title\n%s\n", title);
    const char *path = office_write(office, "units.csv", text);
    assert_int_equal(office_run(office, "--user", "admin", "import", "unit", path), 0);
}

static void test_list_at_ambiguous_two(void **state) {
    add_unit(*state, "“五保”…老人·互助点—东门村");
    struct pty *p = start(*state, "02");
    pty_keys(p, "/“<Enter>");
    assert_screen_contains(p, "“五保”…老人");
    assert_screen(p, "relay_list");
}

static void test_names_of_four_bytes(void **state) {
    struct pty *p = start_in_title(*state);
    pty_keys(p, "邓䶮和王𠮷");
    assert_screen_contains(p, "邓䶮和王𠮷");
    pty_keys(p, "<BS>");
    assert_screen_lacks(p, "𠮷");
    pty_paste(p, "一二三四五六七八九十𠮷䶮");
    assert_screen_contains(p, "邓䶮和王一二三四五六七八九十𠮷䶮");
}

/* A slow line: the halves are joined, and the keys behind them are keys. */
static void test_half_a_character_and_a_pause(void **state) {
    struct pty *p = start_in_title(*state);
    pty_send_only(p, "\xD5", 1);
    assert_int_equal(pty_await(p), 'e');
    pty_send(p, "\xF2y", 2);
    assert_screen_contains(p, "镇y");
    pty_send_only(p, "\xFE", 1); /* 䶮 in two reads */
    assert_int_equal(pty_await(p), 'e');
    pty_send(p, "\x9Fz", 2);
    assert_screen_contains(p, "镇y䶮z");
}

static void test_bad_bytes_swallow_no_key(void **state) {
    struct pty *p = start_in_title(*state);
    pty_send(p,
             "\xFF"
             "ab",
             3);
    assert_screen_contains(p, "〓ab");
    pty_send(p, "\xD5\t", 2); /* half a character and Tab: to the next field */
    pty_keys(p, "李");
    assert_screen_contains(p, "姓名: 李");
    pty_send(p, "\xD5", 1); /* the other half never comes */
    pty_step(p, 700);
    pty_keys(p, "ab");
    assert_screen_contains(p, "姓名: 李〓ab");
}

/* The relay adds nothing: no padding, and two bytes a hanzi where UTF-8 has three. */
static void test_a_9600_baud_line(void **state) {
    static const char *const keys[] = {"<Down>", "<PgDn>", "2", "<Enter>", "路", "<Esc>"};
    const char *const environment[] = {"TERM=vt100", NULL};
    const struct pty_options slow = {
        .encoding = "GB18030", .is_wide = true, .environment = environment, .speed = B9600};
    const struct pty_options utf8 = {.is_wide = true, .environment = environment, .speed = B9600};
    struct pty *p = pty_start_with(
        *state, &slow, (const char *const[]){"--encoding", "gb18030", "--open", "34", NULL});
    struct pty *direct = pty_start_with(
        *state, &utf8, (const char *const[]){"--ambiguous", "2", "--open", "34", NULL});
    for (size_t i = 0; i <= sizeof keys / sizeof keys[0]; i++) {
        assert_null(memchr(pty_output(p), '\0', pty_bytes(p)));
        assert_true(pty_bytes(p) <= pty_bytes(direct));
        assert_string_equal(screen_text(p), screen_text(direct));
        if (i < sizeof keys / sizeof keys[0]) {
            pty_keys(p, keys[i]);
            pty_keys(direct, keys[i]);
        }
    }
}

static void test_resize(void **state) {
    struct pty *p = start(*state, "34");
    char *before = strdup(screen_text(p));
    pty_resize(p, 43, 132);
    assert_screen_contains(p, "待办反馈");
    assert_string_not_equal(screen_text(p), before);
    pty_resize(p, 20, 60);
    assert_screen_contains(p, "60×20");
    pty_resize(p, 24, 80);
    assert_string_equal(screen_text(p), before);
    free(before);
}

static void test_what_gbk_lacks(void **state) {
    const struct pty_options gbk = {.encoding = "GBK", .is_wide = true};
    add_unit(*state, "䶮村￥€店");
    struct pty *p = pty_start_with(
        *state, &gbk, (const char *const[]){"--encoding", "gbk", "--open", "02", NULL});
    pty_keys(p, "/村￥<Enter>");
    assert_screen_contains(p, "〓村￥〓店");
    assert_screen_contains(p, "〓 处是 U+4DAE U+20AC");
    pty_keys(p, "<Down>");
    assert_screen_lacks(p, "U+4DAE");
    assert_int_equal(
        office_run(*state, "list", "unit", "--where", "title=*䶮村*", "--format", "csv"), 0);
    assert_non_null(strstr(((struct office *)*state)->output, "䶮村￥€店"));
}

static void test_keytest(void **state) {
    const struct pty_options options = {
        .encoding = "GB18030", .is_wide = true, .without_office = true};
    struct pty *p = pty_start_with(*state, &options,
                                   (const char *const[]){"--encoding", "gb18030", "keytest", NULL});
    assert_screen_contains(p, "GB18030");
    pty_keys(p, "中<F2>");
    assert_screen_contains(p, "e4 b8 ad");
    assert_screen_contains(p, "U+4E2D 2 列 中");
    assert_screen_contains(p, "F2        已收到");
    pty_keys(p, "<F3><F3>");
    assert_int_equal(pty_wait(p), 0);
}

/* By the locale, or once for all in the environment. */
static void test_the_environment_says_so(void **state) {
    static const char *const said[] = {"LANG=zh_CN.GB18030", "ZWGK_TERMINAL_ENCODING=gb18030"};
    for (size_t i = 0; i < 2; i++) {
        const char *const environment[] = {said[i], NULL};
        const struct pty_options options = {
            .encoding = "GB18030", .is_wide = true, .environment = environment};
        struct pty *p =
            pty_start_with(*state, &options, (const char *const[]){"--open", "34", NULL});
        assert_screen_contains(p, "待办反馈");
        pty_close(p);
    }
    const char *const both[] = {"LANG=zh_CN.GBK", "ZWGK_TERMINAL_ENCODING=utf-8", NULL};
    const struct pty_options utf8 = {.environment = both};
    struct pty *p = pty_start_with(*state, &utf8, (const char *const[]){"--open", "34", NULL});
    assert_screen_contains(p, "待办反馈");
}

/* ---- ends ------------------------------------------------------------------------------------------------ */

static void test_exit_status_and_the_last_words(void **state) {
    struct pty *p = start(*state, "34");
    assert_true(screen_is_alternate(p));
    pty_keys(p, "<F3><F3>");
    assert_int_equal(pty_wait(p), 0);
    assert_false(screen_is_alternate(p));
    const struct pty_options options = {
        .encoding = "GB18030", .is_wide = true, .without_office = true, .may_end = true};
    p = pty_start_with(*state, &options,
                       (const char *const[]){
                           "--db", office_write(*state, "bad.db", "no database, but long enough"),
                           "--encoding", "gb18030", NULL});
    assert_int_equal(pty_wait(p), 5);
    assert_non_null(strstr(pty_errors(p), "数据库"));
}

static void test_termination_is_passed_on(void **state) {
    struct pty *p = start(*state, "34");
    kill(pty_pid(p), SIGTERM);
    assert_int_equal(pty_wait(p), 0);
    assert_false(screen_is_alternate(p));
    assert_non_null(strstr(pty_output(p), "\033[?2004l"));
}

static void test_a_crash_is_passed_on(void **state) {
    struct pty *p = start(*state, "34");
    kill(program_of(p), SIGABRT);
    assert_int_equal(pty_wait(p), 128 + SIGABRT);
    assert_false(screen_is_alternate(p));
    assert_true(screen_cursor_is_visible(p));
}

static void test_stopping_and_going_on(void **state) {
    struct pty *p = start(*state, "34");
    char *before = strdup(screen_text(p));
    pty_keys(p, "<C-Z>"); /* no shell is here to take over: it goes on at once */
    assert_true(screen_is_alternate(p));
    pty_keys(p, "<C-L>");
    assert_string_equal(screen_text(p), before);
    free(before);
}

/* It leaves by itself, as one does whose own line was cut: what it keeps then, it keeps here. */
static void test_a_cut_line_is_passed_on(void **state) {
    struct pty *direct = pty_start(*state, "--open", "33");
    pty_keys(direct, "1<Tab>没有写完的一条𠮷");
    assert_int_equal(pty_hang_up(direct), 0); /* whether the signal or the line's end comes first */
    struct pty *p = start_in_title(*state);
    pty_keys(p, "没有写完的一条𠮷");
    assert_int_equal(pty_hang_up(p), 0);
    assert_int_equal(office_run(*state, "verify"), 0);
}

static void test_the_relays_death_is_a_cut_line(void **state) {
    struct pty *p = start_in_title(*state);
    int status = 0;
    pty_keys(p, "没有写完的一条𠮷");
    pid_t program = program_of(p);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1),
                     0); /* the program becomes ours to wait for */
    pty_kill(p);
    assert_int_equal(waitpid(program, &status, 0), program);
    prctl(PR_SET_CHILD_SUBREAPER, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(office_run(*state, "verify"), 0);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_shows_what_a_utf8_terminal_shows),
        IN_OFFICE(test_form_at_ambiguous_two),
        IN_OFFICE(test_list_at_ambiguous_two),
        IN_OFFICE(test_names_of_four_bytes),
        IN_OFFICE(test_half_a_character_and_a_pause),
        IN_OFFICE(test_bad_bytes_swallow_no_key),
        IN_OFFICE(test_a_9600_baud_line),
        IN_OFFICE(test_resize),
        IN_OFFICE(test_what_gbk_lacks),
        IN_OFFICE(test_keytest),
        IN_OFFICE(test_the_environment_says_so),
        IN_OFFICE(test_exit_status_and_the_last_words),
        IN_OFFICE(test_termination_is_passed_on),
        IN_OFFICE(test_a_crash_is_passed_on),
        IN_OFFICE(test_stopping_and_going_on),
        IN_OFFICE(test_a_cut_line_is_passed_on),
        IN_OFFICE(test_the_relays_death_is_a_cut_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
