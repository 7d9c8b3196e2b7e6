/* Passwords on a terminal: no echo, characters taken back whole, Ctrl-C, and no terminal at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/password.h"

/* The child asks on its terminal and tells the parent through a pipe what it got. */
static void ask_and_tell(int pipe_end) {
    char password[PASSWORD_BYTES];
    struct problem problem = {0};
    enum status status = password_ask("密码：", password, &problem);
    const char *told = status == STATUS_OK ? password : "(refused)";
    bool is_told = write(pipe_end, told, strlen(told)) == (ssize_t)strlen(told);
    _exit(is_told ? 0 : 1);
}

/* Types `typed` once the prompt is there; what the terminal showed is added to `shown`. */
static void type_password(const char *typed, char *got, size_t got_size, char *shown,
                          size_t shown_size) {
    int ends[2], terminal;
    assert_int_equal(pipe(ends), 0);
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0)
        ask_and_tell(ends[1]);
    close(ends[1]);
    size_t length = 0;
    ssize_t count;
    bool is_typed = false;
    shown[0] = '\0';
    while (length < shown_size - 1 &&
           (count = read(terminal, shown + length, shown_size - 1 - length)) > 0) {
        length += (size_t)count;
        shown[length] = '\0';
        if (!is_typed && strstr(shown, "密码：") != NULL) {
            assert_int_equal(write(terminal, typed, strlen(typed)), strlen(typed));
            is_typed = true;
        }
    }
    assert_true(is_typed);
    count = read(ends[0], got, got_size - 1);
    assert_true(count >= 0);
    got[count] = '\0';
    close(ends[0]);
    close(terminal);
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
}

static void assert_got(const char *typed, const char *expected) {
    char got[PASSWORD_BYTES + 1], shown[4096];
    type_password(typed, got, sizeof got, shown, sizeof shown);
    assert_string_equal(got, expected);
    assert_null(strstr(shown, "secret"));
}

static void a_password_is_not_shown(void **state) {
    assert_got("secret words\n", "secret words");
    assert_got("密码𠮷\r", "密码𠮷");
}

static void characters_are_taken_back_whole(void **state) {
    assert_got("secret𠮷\x7f\n", "secret");
    assert_got("a密\x08\x08\x08\x08secret\n", "secret");
}

static void control_c_gives_up(void **state) {
    assert_got("secret\x03", "(refused)");
    assert_got("\x04", "(refused)");
}

static void too_long_is_cut(void **state) {
    char typed[PASSWORD_BYTES + 102];
    memset(typed, 'x', sizeof typed - 2);
    strcpy(typed + sizeof typed - 2, "\n");
    char got[PASSWORD_BYTES + 1], shown[4096];
    type_password(typed, got, sizeof got, shown, sizeof shown);
    assert_int_equal(strlen(got), PASSWORD_BYTES - 1);
}

static void without_a_terminal_it_is_refused(void **state) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char password[PASSWORD_BYTES];
        struct problem problem = {0};
        setsid();
        bool is_refused = password_ask("密码：", password, &problem) == STATUS_DENIED;
        _exit(is_refused && problem.message != NULL ? 0 : 1);
    }
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_password_is_not_shown),
        cmocka_unit_test(characters_are_taken_back_whole),
        cmocka_unit_test(control_c_gives_up),
        cmocka_unit_test(too_long_is_cut),
        cmocka_unit_test(without_a_terminal_it_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
