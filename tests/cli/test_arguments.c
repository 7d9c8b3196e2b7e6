/* The command line's words, and the exit codes of statuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/command.h"

enum { WORDS_MOST = 12 };

/* argv holds copies, as main's does. */
static enum status parse(const char *const *words, char *argv[WORDS_MOST],
                         struct arguments *arguments) {
    static char copies[WORDS_MOST][64];
    struct problem problem = {0};
    int argc = 0;
    do {
        snprintf(copies[argc], sizeof copies[argc], "%s", argc == 0 ? "zwgk" : words[argc - 1]);
        argv[argc] = copies[argc];
    } while (words[argc++] != NULL);
    enum status status = arguments_parse(argc, argv, arguments, &problem);
    if (status != STATUS_OK)
        assert_non_null(problem.message);
    return status;
}

static void options_stand_before_and_after_the_command(void **state) {
    struct arguments arguments;
    char *argv[WORDS_MOST];
    static const char *const words[] = {"--db",    "a.db", "list",   "feedback", "--now=2026-11-20",
                                        "--limit", "3",    "--user", "li",       NULL};
    assert_int_equal(parse(words, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.database, "a.db");
    assert_true(arguments.database_is_given);
    assert_string_equal(arguments.command, "list");
    assert_string_equal(arguments.now, "2026-11-20");
    assert_string_equal(arguments.user, "li");
    assert_int_equal(arguments.word_count, 3);
    assert_string_equal(arguments.words[0], "feedback");
    assert_string_equal(arguments.words[2], "3");
    assert_true(arguments_are_for_cli(&arguments));
}

static void a_command_has_options_of_its_own(void **state) {
    struct arguments arguments;
    char *argv[WORDS_MOST];
    static const char *const words[] = {"import", "feedback", "f", "--encoding",
                                        "gbk",    "--demo",   NULL};
    assert_int_equal(parse(words, argv, &arguments), STATUS_OK);
    assert_null(arguments.encoding);
    assert_false(arguments.is_demo);
    assert_int_equal(arguments.word_count, 5);
}

static void what_follows_two_dashes_is_no_option(void **state) {
    struct arguments arguments;
    char *argv[WORDS_MOST];
    static const char *const words[] = {"show", "--", "--db", NULL};
    assert_int_equal(parse(words, argv, &arguments), STATUS_OK);
    assert_false(arguments.database_is_given);
    assert_int_equal(arguments.word_count, 2);
}

static void the_screen_needs_no_command(void **state) {
    struct arguments arguments;
    char *argv[WORDS_MOST];
    static const char *const words[] = {"--open", "34", "--sync-fd",  "7",       "--demo",
                                        "--lang", "en", "--encoding", "gb18030", NULL};
    assert_int_equal(parse(words, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.open_code, "34");
    assert_int_equal(arguments.sync_fd, 7);
    assert_true(arguments.is_demo);
    assert_string_equal(arguments.language, "en");
    assert_string_equal(arguments.encoding, "gb18030");
    assert_false(arguments_are_for_cli(&arguments));
    arguments_release(&arguments);
    static const char *const none[] = {NULL};
    assert_int_equal(parse(none, argv, &arguments), STATUS_OK);
    assert_int_equal(arguments.sync_fd, -1);
}

static void what_is_wrong_is_refused(void **state) {
    static const char *const wrong[][3] = {
        {"--db"},
        {"--db", ""},
        {"--nosuch"},
        {"--lang", "fr"},
        {"--lang"},
        {"-x"},
        {"--encoding", "EBCDIC"},
        {"--sync-fd", "-1"},
        {"--open"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arguments arguments;
        char *argv[WORDS_MOST];
        const char *const words[] = {wrong[i][0], wrong[i][1], NULL};
        assert_int_equal(parse(words, argv, &arguments), STATUS_INVALID);
    }
}

static void the_default_database(void **state) {
    struct arguments arguments;
    char *argv[WORDS_MOST];
    static const char *const none[] = {NULL};
    setenv("ZWGK_DB", "/x/y.db", 1);
    assert_int_equal(parse(none, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.database, "/x/y.db");
    assert_false(arguments.database_is_given);
    unsetenv("ZWGK_DB");
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_int_equal(parse(none, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.database, "/data/zwgk/zwgk.db");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/李", 1);
    assert_int_equal(parse(none, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.database, "/home/李/.local/share/zwgk/zwgk.db");
    unsetenv("HOME");
    assert_int_equal(parse(none, argv, &arguments), STATUS_OK);
    assert_string_equal(arguments.database, "");
}

static void exit_codes(void **state) {
    assert_int_equal(cli_exit_code(STATUS_OK), 0);
    assert_int_equal(cli_exit_code(STATUS_NOT_FOUND), 3);
    assert_int_equal(cli_exit_code(STATUS_INVALID), 5);
    assert_int_equal(cli_exit_code(STATUS_DENIED), 1);
    assert_int_equal(cli_exit_code(STATUS_CONFLICT), 4);
    assert_int_equal(cli_exit_code(STATUS_BUSY), 4);
    assert_int_equal(cli_exit_code(STATUS_IO), 1);
    assert_int_equal(cli_exit_code(STATUS_CORRUPT), 5);
    assert_int_equal(cli_exit_code(STATUS_NO_MEMORY), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_before_and_after_the_command),
        cmocka_unit_test(a_command_has_options_of_its_own),
        cmocka_unit_test(what_follows_two_dashes_is_no_option),
        cmocka_unit_test(the_screen_needs_no_command),
        cmocka_unit_test(what_is_wrong_is_refused),
        cmocka_unit_test(the_default_database),
        cmocka_unit_test(exit_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
