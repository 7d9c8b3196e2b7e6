/* Offices for tests: a temporary folder, a database the program itself made, its command line run there.
 * Knows no SQL: what is in the database is asked of the program. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/office.h"
#include "harness/pty_state.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MOST = 64 };

/* ---- what a run gets -------------------------------------------------------------------------------- */

static void add_word(char **words, size_t *count, const char *word) {
    assert_true(*count + 1 < WORDS_MOST);
    words[*count] = strdup(word);
    assert_non_null(words[*count]);
    (*count)++;
}

static char **new_words(void) {
    char **words = calloc(WORDS_MOST, sizeof *words);
    assert_non_null(words);
    return words;
}

void office_environment_free(char **environment) {
    for (size_t i = 0; environment[i] != NULL; i++)
        free(environment[i]);
    free(environment);
}

static bool has_name(const char *variable, const char *name) {
    size_t length = strcspn(name, "=");
    return strncmp(variable, name, length) == 0 && variable[length] == '=';
}

static void change(char **environment, size_t *count, const char *wanted) {
    for (size_t i = 0; i < *count; i++)
        if (has_name(environment[i], wanted)) {
            free(environment[i]);
            environment[i] = environment[--*count];
            environment[*count] = NULL;
            break;
        }
    if (strchr(wanted, '=') != NULL)
        add_word(environment, count, wanted);
}

char **office_environment(const struct office *office, const char *const *changes) {
    static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "ZWGK_LP",
                                       "VALGRIND_LIB"};
    char **environment = new_words();
    char line[1024];
    size_t count = 0;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        if (getenv(kept[i]) != NULL) {
            snprintf(line, sizeof line, "%s=%s", kept[i], getenv(kept[i]));
            add_word(environment, &count, line);
        }
    if (getenv("LSAN_OPTIONS") == NULL)
        add_word(environment, &count,
                 "LSAN_OPTIONS=print_suppressions=0:suppressions=tests/harness/lsan.supp");
    add_word(environment, &count, "TERM=xterm-256color");
    add_word(environment, &count, "LANG=C.UTF-8");
    static const char *const folders[] = {"HOME",           "XDG_DATA_HOME",   "XDG_CONFIG_HOME",
                                          "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        snprintf(line, sizeof line, "%s=%s", folders[i], office->folder);
        add_word(environment, &count, line);
    }
    for (size_t i = 0; changes != NULL && changes[i] != NULL; i++)
        change(environment, &count, changes[i]);
    return environment;
}

static void add_wrapper(char **words, size_t *count) {
    const char *wrapper = getenv("ZWGK_WRAPPER");
    char *copy = strdup(wrapper != NULL ? wrapper : "");
    char *rest = NULL;
    assert_non_null(copy);
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        add_word(words, count, word);
    free(copy);
}

char **office_command(const struct office *office, const char *const *arguments, const char *option,
                      const char *value) {
    const char *program = getenv("ZWGK");
    char **words = new_words();
    size_t count = 0;
    if (option != NULL)
        add_wrapper(words, &count);
    add_word(words, &count, program != NULL ? program : "build/zwgk");
    if (office != NULL) {
        add_word(words, &count, "--db");
        add_word(words, &count, office->database);
    }
    if (office != NULL && office->now[0] != '\0') {
        add_word(words, &count, "--now");
        add_word(words, &count, office->now);
    }
    for (size_t i = 0; arguments[i] != NULL; i++)
        add_word(words, &count, arguments[i]);
    if (option != NULL) {
        add_word(words, &count, option);
        add_word(words, &count, value);
    }
    return words;
}

/* ---- the command line ------------------------------------------------------------------------------- */

static void redirect(int fd, const char *path, int flags) {
    int file = open(path, flags, 0600);
    if (file < 0 || dup2(file, fd) < 0)
        _exit(126);
    close(file);
}

static char *take_file(const char *path) {
    struct growing text = {0};
    growing_read_file(&text, path);
    return text.text;
}

int office_run_arguments(struct office *office, const char *const *arguments) {
    char output[300], errors[300];
    snprintf(output, sizeof output, "%s/run-output", office->folder);
    snprintf(errors, sizeof errors, "%s/run-errors", office->folder);
    char **environment = office_environment(office, NULL);
    char **command = office_command(office, arguments, NULL, NULL);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
        redirect(STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC);
        redirect(STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC);
        setsid(); /* no terminal to read a password from */
        execvpe(command[0], command, environment);
        _exit(127);
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    office_environment_free(environment);
    office_environment_free(command);
    free(office->output);
    free(office->errors);
    office->output = take_file(output);
    office->errors = take_file(errors);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ---- offices ---------------------------------------------------------------------------------------- */

struct office *office_bare(void) {
    struct office *office = calloc(1, sizeof *office);
    assert_non_null(office);
    const char *base = getenv("TMPDIR");
    snprintf(office->folder, sizeof office->folder, "%s/zwgk-test-XXXXXX",
             base != NULL ? base : P_tmpdir);
    assert_non_null(mkdtemp(office->folder));
    snprintf(office->database, sizeof office->database, "%s/office.db", office->folder);
    return office;
}

static struct office *office_made(const char *now, const char *const *arguments) {
    struct office *office = office_bare();
    snprintf(office->now, sizeof office->now, "%s", now);
    int status = office_run_arguments(office, arguments);
    if (status != 0) {
        fprintf(stderr, "# zwgk init: status %d: %s\n", status, office->errors);
        office_free(office);
        fail_msg("%s", "zwgk init failed");
    }
    return office;
}

struct office *office_test(const char *now) {
    struct office *office = office_made(now, (const char *const[]){"init", "--test", NULL});
    assert_int_equal(office_run(office, "setting", "one_person_office", "0"), 0);
    return office;
}

struct office *office_demo(const char *now, int records) {
    char number[16];
    snprintf(number, sizeof number, "%d", records);
    const char *const some[] = {"init", "--demo", "--seed", "1", "--records", number, NULL};
    const char *const usual[] = {"init", "--demo", "--seed", "1", NULL};
    return office_made(now, records > 0 ? some : usual);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place) {
    return remove(path) != 0 && errno != ENOENT ? -1 : 0;
}

void office_free(struct office *office) {
    if (office == NULL)
        return;
    bool is_clean = true;
    while (office->ptys != NULL)
        is_clean = pty_release(office->ptys) && is_clean;
    chmod(office->folder, 0700);
    nftw(office->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(office->output);
    free(office->errors);
    free(office);
    if (!is_clean)
        fail_msg("%s", "a sanitizer or valgrind reported the program");
}

const char *office_write(struct office *office, const char *name, const char *text) {
    free(office->output);
    office->output = calloc(1, sizeof office->folder + strlen(name) + 2);
    assert_non_null(office->output);
    sprintf(office->output, "%s/%s", office->folder, name);
    FILE *file = fopen(office->output, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return office->output;
}

int office_setup(void **state) {
    *state = office_demo(OFFICE_NOW, 0);
    return 0;
}

int office_setup_test(void **state) {
    *state = office_test(OFFICE_NOW);
    return 0;
}

int office_teardown(void **state) {
    office_free(*state);
    return 0;
}
