/* The sub-commands: every rule of the screens, reachable without one. */
#ifndef ZWGK_CLI_CLI_H
#define ZWGK_CLI_CLI_H

#include "cli/arguments.h"

enum exit_code {
    EXIT_DONE = 0,      /* an empty list too */
    EXIT_FAILED = 1,    /* refused by role or rule, or the machine failed */
    EXIT_USAGE = 2,
    EXIT_NOT_THERE = 3, /* the named record */
    EXIT_BUSY = 4,      /* or changed by another */
    EXIT_BAD_DATA = 5,
};

/* Runs the sub-command, --help or --version, and returns the exit code. The language is set before. */
int cli_run(const struct arguments *arguments);
/* Says on standard error what arguments_parse found; returns EXIT_USAGE. */
int cli_refuse_arguments(const struct arguments *arguments, const struct problem *problem);
/* Says a problem on standard error and returns its exit code; for main, without a screen. */
int cli_say_problem(const struct arguments *arguments, const struct problem *problem);

#endif
