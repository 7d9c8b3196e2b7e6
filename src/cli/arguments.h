/* What was typed after `zwgk`: the options of the whole program, then a sub-command and its words. */
#ifndef ZWGK_CLI_ARGUMENTS_H
#define ZWGK_CLI_ARGUMENTS_H

#include "base/status.h"

enum { ARGUMENT_PATH_BYTES = 4096 };

struct arguments {
    char database[ARGUMENT_PATH_BYTES]; /* --db, $ZWGK_DB, or the default; "" when there is no home */
    bool database_is_given;             /* by --db */
    const char *language;               /* NULL when not given; the others likewise */
    const char *encoding;
    const char *open_code;
    const char *now;
    const char *user;
    int sync_fd; /* -1 when not given */
    bool is_demo;
    bool shows_version;
    bool shows_help;
    const char *command; /* NULL: the full screen */
    int word_count;
    char **words; /* after the command, without the program's options; in argv's own array */
};

/* Reorders argv. INVALID with a problem (exit 2) when an option is unknown or lacks its value. */
MUST_USE enum status arguments_parse(int argc, char **argv, struct arguments *out,
                                     struct problem *problem);
/* True for `zwgk keytest`: the page for trying keys, a screen without an office. */
bool arguments_are_keytest(const struct arguments *arguments);
/* True when cli_run is to be called; false: the screen. */
bool arguments_are_for_cli(const struct arguments *arguments);
/* The folder of the catalogues: beside the program in its build tree, else the installed one. Returns out. */
const char *locale_folder(char out[ARGUMENT_PATH_BYTES]);

#endif
