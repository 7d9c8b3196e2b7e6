/* Five hundred hostile strings on the terminal: lists, records, forms, searches and what is typed or pasted; no byte of them
 * reaches it as an order. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/hostile.h"
#include "faults/hostile_made.h"
#include "harness/pty.h"
#include "harness/screen.h"

static void assert_terminal_is_safe(struct pty *p, const char *where) {
    const char *bad = hostile_find_in_terminal(pty_output(p), pty_bytes(p));
    if (bad != NULL)
        fail_msg("%s: %02x %02x %02x after %ld bytes", where, (unsigned char)bad[0], (unsigned char)bad[1],
                 (unsigned char)bad[2], (long)(bad - pty_output(p)));
}

/* The list from end to end, a record's page and its form on every page, and the strings themselves typed. */
static void no_screen_commands_the_terminal(void **state) {
    struct office *office = *state;
    hostile_office_make(office->database);
    assert_int_equal(office_run(office, "list", "feedback", "--format", "csv"), 0);
    struct pty *p = pty_start(office, "--open", "34");
    assert_screen_contains(p, "待办反馈");
    for (int page = 0; page < HOSTILE_COUNT / 18; page++) {
        pty_keys(p, "<Enter><PgDn><Esc>2<Enter><Tab><Down><Esc><Esc>");
        assert_terminal_is_safe(p, "a record");
        pty_keys(p, "<PgDn>");
        assert_terminal_is_safe(p, "the list");
    }
    for (int i = 0; i < HOSTILE_COUNT; i += HOSTILE_COUNT / 25) {
        char text[HOSTILE_BYTES];
        pty_keys(p, "/");
        pty_paste(p, hostile_string(i, text));
        pty_keys(p, "<Esc><Esc>");
        assert_terminal_is_safe(p, "what was typed");
    }
}

static int setup(void **state) {
    struct office *office = office_bare();
    *state = office;
    return office == NULL ? -1 : 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_screen_commands_the_terminal, setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
