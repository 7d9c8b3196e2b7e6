/* What was typed after `zwgk`: the options of the whole program, then a sub-command and its words. */
#ifndef ZWGK_CLI_ARGUMENTS_H
#define ZWGK_CLI_ARGUMENTS_H

#include "base/buffer.h"
#include "base/encoding.h"

enum { ARGUMENT_PATH_BYTES = 4096 };

struct arguments {
    char database[ARGUMENT_PATH_BYTES]; /* --db, $ZWGK_DB, or the default; "" when there is no home */
    bool database_is_given;             /* by --db */
    const char *language;               /* NULL when not given; the others likewise */
    const char *encoding; /* the terminal's; that of a file is an option of the sub-command */
    const char *open_code;
    const char *now;
    const char *user;
    enum encoding terminal; /* its encoding, by --encoding, $ZWGK_TERMINAL_ENCODING or the locale; else UTF-8 */
    const char *terminal_from; /* which of these said so: "--encoding", a variable's name; "" none */
    int ambiguous; /* --ambiguous or $ZWGK_AMBIGUOUS: columns, 1 or 2; 0 when not given */
    int sync_fd; /* -1 when not given */
    bool is_demo;
    bool shows_version;
    bool shows_help;
    const char *command; /* NULL: the full screen */
    int word_count;
    char **words; /* after the command, without the program's options; in argv's own array, as UTF-8 */
    struct buffer texts; /* of words that came in another encoding */
};
void arguments_release(struct arguments *arguments);

/* Reorders argv. INVALID with a problem (exit 2) when an option is unknown or lacks its value. */
MUST_USE enum status arguments_parse(int argc, char **argv, struct arguments *out,
                                     struct problem *problem);
/* The encoding of what goes to descriptor `fd`: one given by --encoding always; the terminal's only when the
 * descriptor is a terminal. */
enum encoding arguments_encoding_of(const struct arguments *arguments, int fd);
/* True for `zwgk keytest`: the page for trying keys, a screen without an office. */
bool arguments_are_keytest(const struct arguments *arguments);
/* True for `zwgk hall`: the public hall's screen, and nobody sits at it. */
bool arguments_are_hall(const struct arguments *arguments);
/* True when cli_run is to be called; false: the screen. */
bool arguments_are_for_cli(const struct arguments *arguments);
/* The folder of the catalogues: beside the program in its build tree, else the installed one. Returns out. */
const char *locale_folder(char out[ARGUMENT_PATH_BYTES]);

#endif
