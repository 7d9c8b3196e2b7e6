/* zwgk doctor on a terminal: what it answers about “…” is told, also when it answers nothing or something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char shown[65536];

/* Runs the doctor; answers its question with `answer` (NULL: not at all). */
static void consult(const char *answer, const char *option, const char *value) {
    const char *program = getenv("ZWGK");
    int terminal, status;
    size_t length = 0;
    ssize_t count;
    assert_non_null(program);
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0) {
        setenv("TERM", "xterm", 1);
        setenv("LANG", "C.UTF-8", 1);
        unsetenv("LC_ALL");
        unsetenv("ZWGK_AMBIGUOUS");
        unsetenv("ZWGK_TERMINAL_ENCODING");
        execl(program, program, "--db", "/nowhere/none.db", "--lang", "zh_CN", option, value,
              "doctor", (char *)NULL);
        _exit(127);
    }
    shown[0] = '\0';
    while ((count = read(terminal, shown + length, sizeof shown - 1 - length)) > 0) {
        length += (size_t)count;
        shown[length] = '\0';
        if (answer != NULL && strstr(shown, "\033[6n") != NULL) {
            assert_int_equal(write(terminal, answer, strlen(answer)), strlen(answer));
            answer = NULL;
        }
    }
    close(terminal);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 127);
}

static void assert_told(const char *text) {
    if (strstr(shown, text) == NULL)
        fail_msg("not told: %s\n%s", text, shown);
}

static void what_the_terminal_answers(void **state) {
    consult("\033[1;3R", "--user", "x");
    assert_told("正常  模糊宽度：“…”按 2 列，终端答 2，C 库算 1");
    consult("\033[24;2R", "--user", "x");
    assert_told("正常  模糊宽度：“…”按 1 列，终端答 1，C 库算 1");
}

static void no_answer_and_another_one(void **state) {
    consult(NULL, "--user", "x");
    assert_told("“…”按 1 列，终端答 没有答");
    consult("yes\r", "--user", "x");
    assert_told("终端答 没有答");
    consult("\033[1;77R", "--user", "x");
    assert_told("终端答 没有答");
}

static void what_is_set_disagrees(void **state) {
    consult("\033[1;3R", "--ambiguous", "1");
    assert_told("注意  模糊宽度：“…”设为 1 列，终端答 2，会错位");
    consult("\033[1;3R", "--ambiguous", "2");
    assert_told("正常  模糊宽度：“…”设为 2 列，终端答 2");
}

static void asked_in_the_terminals_encoding(void **state) {
    consult("\033[1;3R", "--encoding", "gb18030");
    assert_told("\r\xA1\xAD\033[6n");
    assert_told("GB18030");
    assert_null(strstr(shown, "正常"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_terminal_answers),
        cmocka_unit_test(no_answer_and_another_one),
        cmocka_unit_test(what_is_set_disagrees),
        cmocka_unit_test(asked_in_the_terminals_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
