/* An office of a test's own: a temporary folder with a database that $ZWGK itself made, and the program's
 * command line run in it. */
#ifndef ZWGK_HARNESS_OFFICE_H
#define ZWGK_HARNESS_OFFICE_H

struct pty;

struct office {
    char folder[256];
    char database[300];
    char now[32];     /* given to every run as --now; "" none */
    char *output;     /* of the last office_run: standard output */
    char *errors;     /* … and standard error */
    struct pty *ptys; /* those still open */
};

#define OFFICE_NOW "2026-11-20T09:00"

/* A folder and no database. */
struct office *office_bare(void);
/* zwgk init --test: an office without records whose clock can be set, and in which, as in one of several
 * people, nobody passes what he wrote himself. */
struct office *office_test(const char *now);
/* zwgk init --demo --seed 1 [--records N]: the demonstration office; records 0: as it comes. */
struct office *office_demo(const char *now, int records);
/* Closes its programs and removes its folder. NULL allowed. */
void office_free(struct office *office);

/* Runs `$ZWGK --db … --now … ARGUMENTS`, standard input empty; returns the exit status (128 + signal). */
#define office_run(office, ...) office_run_arguments(office, (const char *const[]){__VA_ARGS__, NULL})
int office_run_arguments(struct office *office, const char *const *arguments);
/* Writes a file into the folder; returns its path, which the office keeps until the next call. */
const char *office_write(struct office *office, const char *name, const char *text);
/* Makes cmocka's usual fixtures: office_setup gives the demonstration at OFFICE_NOW. */
int office_setup(void **state);
int office_setup_test(void **state);
int office_teardown(void **state);

/* For pty.c: the environment of every program run, ends with NULL; freed by office_environment_free. */
char **office_environment(const struct office *office, const char *const *changes);
void office_environment_free(char **environment);
/* $ZWGK_WRAPPER's words, $ZWGK, --db and --now of `office` (NULL: neither), `arguments`, and two more when
 * not NULL; ends with NULL; freed like an environment. */
char **office_command(const struct office *office, const char *const *arguments,
                      const char *option, const char *value);

#endif
