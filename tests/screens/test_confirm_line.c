/* Passwords of the program itself on a terminal: `zwgk password`, and `zwgk do` of a decision, which asks for one's own;
 * without a terminal neither can be given. Consent to a restore. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/office.h"

enum { SHOWN_BYTES = 8000, PATIENCE_MS = 30000 };

/* Reads what the program writes until `awaited` stands there; false when it ended. */
static bool read_until(int master, const char *awaited, char *shown, size_t *length) {
    struct pollfd wait = {.fd = master, .events = POLLIN};
    while (strstr(shown, awaited) == NULL) {
        if (poll(&wait, 1, PATIENCE_MS) <= 0)
            fail_msg("nothing more after: %s", shown);
        ssize_t count = read(master, shown + *length, SHOWN_BYTES - 1 - *length);
        if (count <= 0)
            return false;
        *length += (size_t)count;
        shown[*length] = '\0';
    }
    return true;
}

/* Runs the program on a terminal of its own and answers each question (by its last characters) as it comes; returns its
 * exit status. `answers`: question, answer, …, NULL. */
static int talk(struct office *office, const char *const *arguments, const char *const *answers,
                char shown[SHOWN_BYTES]) {
    int master = -1, how = 0;
    size_t length = 0;
    char **command = office_command(office, arguments, NULL, NULL);
    char **environment = office_environment(office, NULL);
    memset(shown, 0, SHOWN_BYTES);
    pid_t child = forkpty(&master, NULL, NULL, NULL);
    assert_true(child >= 0);
    if (child == 0) {
        execve(command[0], command, environment);
        _exit(127);
    }
    for (; *answers != NULL; answers += 2) {
        size_t before = length;
        if (!read_until(master, answers[0], shown + before, &(size_t){0}))
            break;
        length = before + strlen(shown + before);
        dprintf(master, "%s\n", answers[1]);
    }
    (void)read_until(master, "\001never", shown, &length);
    close(master);
    assert_int_equal(waitpid(child, &how, 0), child);
    office_environment_free(command);
    office_environment_free(environment);
    return WIFEXITED(how) ? WEXITSTATUS(how) : 128;
}

#define OWN "石桥边的三棵樟树"
#define ANSWERS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void one_s_own_password_is_set_and_changed(void **state) {
    struct office *office = *state;
    char shown[SHOWN_BYTES];
    assert_int_equal(
        talk(office, ANSWERS("password"), ANSWERS("新密码", OWN, "再输一次新密码", OWN), shown), 0);
    assert_non_null(strstr(shown, "密码已改"));
    assert_null(strstr(shown, OWN));
    assert_int_equal(talk(office, ANSWERS("password"),
                          ANSWERS("现在的密码", "wrong-one", "新密码", "Tea-at-4-oclock",
                                  "再输一次新密码", "Tea-at-4-oclock"),
                          shown),
                     1);
    assert_non_null(strstr(shown, "密码不对"));
    assert_int_equal(talk(office, ANSWERS("password"),
                          ANSWERS("现在的密码", OWN, "新密码", "Tea-at-4-oclock", "再输一次新密码",
                                  "Tea-at-5-oclock"),
                          shown),
                     5);
    assert_non_null(strstr(shown, "两次输入的不一样"));
}

static void without_a_terminal_nothing_is_set(void **state) {
    struct office *office = *state;
    assert_int_equal(office_run(office, "password"), 1);
    assert_non_null(strstr(office->errors, "密码只能在终端上输入"));
}

/* More time for a reply: the supervisor's decision. */
static void a_decision_asks_on_the_terminal(void **state) {
    struct office *office = *state;
    char shown[SHOWN_BYTES];
    static const char *const decide[] = {
        "do", "extend", "FK2026-00001", "amount=5", "reason=等县里回函", NULL};
    const char *file = office_write(
        office, "in.csv", "类别,标题,来源,收到日期\nconsult,医保怎么缴,call,2026-11-19\n");
    if (office_run(office, "import", "feedback", file) != 0)
        fail_msg("%s", office->errors);
    assert_int_equal(
        talk(office, ANSWERS("password"), ANSWERS("新密码", OWN, "再输一次新密码", OWN), shown), 0);
    assert_int_equal(office_run_arguments(office, decide), 1);
    if (strstr(office->errors, "要输入您本人的密码确认") == NULL)
        fail_msg("%s", office->errors);
    assert_non_null(strstr(office->errors, "没有终端"));
    assert_int_equal(talk(office, decide, ANSWERS("您本人的密码：", "wrong-one"), shown), 1);
    assert_non_null(strstr(shown, "密码不对"));
    assert_int_equal(talk(office, decide, ANSWERS("您本人的密码：", OWN), shown), 0);
    assert_null(strstr(shown, OWN));
    assert_int_equal(office_run(office, "show", "FK2026-00001"), 0);
    assert_non_null(strstr(office->output, "等县里回函"));
}

/* Consent is typed in sight, and is that word only. */
static void a_restore_is_agreed_to(void **state) {
    struct office *office = *state;
    char shown[SHOWN_BYTES], pattern[600];
    glob_t copies;
    if (office_run(office, "backup", office->folder, "--plain") != 0)
        fail_msg("%s", office->errors);
    snprintf(pattern, sizeof pattern, "%s/*-20261120-*.db", office->folder);
    assert_int_equal(glob(pattern, 0, NULL, &copies), 0);
    const char *const restore[] = {"restore", copies.gl_pathv[0], NULL};
    assert_int_equal(talk(office, restore, ANSWERS("恢复请输入 yes：", "yes please"), shown), 1);
    assert_non_null(strstr(shown, "恢复请输入 yes：yes please"));
    assert_int_equal(talk(office, restore, ANSWERS("恢复请输入 yes：", "yes"), shown), 0);
    assert_non_null(strstr(shown, "恢复请输入 yes：yes"));
    globfree(&copies);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_restore_is_agreed_to, office_setup_test, office_teardown),
        cmocka_unit_test_setup_teardown(one_s_own_password_is_set_and_changed, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(without_a_terminal_nothing_is_set, office_setup_test,
                                        office_teardown),
        cmocka_unit_test_setup_teardown(a_decision_asks_on_the_terminal, office_setup_test,
                                        office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
