/* What the sub-commands share: the office opened for the user, options, output, complaints. */
#ifndef ZWGK_CLI_COMMAND_H
#define ZWGK_CLI_COMMAND_H

#include "base/buffer.h"
#include "base/encoding.h"
#include "cli/cli.h"
#include "form/scr_files.h"
#include "work/office.h"

struct cli {
    const struct arguments *arguments;
    const struct command *command;
    struct scr_source files;
    struct office office;
    bool has_office;
    enum encoding encoding, error_encoding; /* of standard output and standard error */
    bool output_failed;
    char *paths[4]; /* cli_path's */
    size_t path_count;
};

struct command {
    const char *name;
    const char *usage; /* the words after the name */
    const char *help;  /* N_() one line */
    int (*run)(struct cli *cli, int count, char **words);
};
extern const struct command cli_commands[]; /* ends with name NULL */

int due_run(struct cli *cli, int count, char **words);
int init_run(struct cli *cli, int count, char **words);
int import_run(struct cli *cli, int count, char **words);
int export_run(struct cli *cli, int count, char **words);
int key_run(struct cli *cli, int count, char **words);
int list_run(struct cli *cli, int count, char **words);
int show_run(struct cli *cli, int count, char **words);
int search_run_command(struct cli *cli, int count, char **words);
int reindex_run(struct cli *cli, int count, char **words);
int file_run(struct cli *cli, int count, char **words);
int today_run(struct cli *cli, int count, char **words);
int do_run(struct cli *cli, int count, char **words);
int check_run(struct cli *cli, int count, char **words);
int scan_run(struct cli *cli, int count, char **words);
int screens_run_check(struct cli *cli, int count, char **words);
int report_run(struct cli *cli, int count, char **words);
int doctor_run(struct cli *cli, int count, char **words);
int keytest_run(struct cli *cli, int count, char **words);
int hall_run(struct cli *cli, int count, char **words);
int backup_run(struct cli *cli, int count, char **words);
int restore_run(struct cli *cli, int count, char **words);
int salvage_command(struct cli *cli, int count, char **words);
int verify_run(struct cli *cli, int count, char **words);
int password_run(struct cli *cli, int count, char **words);
int setting_run(struct cli *cli, int count, char **words);
int code_run(struct cli *cli, int count, char **words);
int limit_run(struct cli *cli, int count, char **words);

/* ---- session.c ---------------------------------------------------------------------------------- */

/* Opens the database, sets --now and logs the user in: by the operating system's account, by --user and a
 * password typed on the terminal, or in a demonstration as its clerk. EXIT_DONE or the exit code. */
int cli_enter(struct cli *cli);
/* The same for `zwgk password`, which somebody whose password must be changed may use. */
int cli_enter_to_change(struct cli *cli);
/* Opens it without a user (calendars, verify). */
int cli_open(struct cli *cli);

/* ---- options.c ---------------------------------------------------------------------------------- */

struct option {
    const char *name;   /* "--limit" */
    const char **value; /* NULL: a flag */
    bool *flag;
};
/* Sets what the options say and moves the other words to the front. Their number, or -1 after saying what
 * is wrong (exit 2). options end with name NULL. */
int options_read(struct cli *cli, int count, char **words, const struct option *options);
/* A file's name as a word has it, by which the file is opened; lives as long as cli. NULL stays NULL. */
const char *cli_path(struct cli *cli, const char *word);
/* A whole number from low to high; false after saying what is wrong. */
bool option_integer(struct cli *cli, const char *option, const char *text, int64_t low,
                    int64_t high, int64_t *out);
/* Says a usage error with its one place and how the command is used; returns EXIT_USAGE. */
int cli_usage(struct cli *cli, const char *message, const char *name, const char *value);

/* ---- output.c ----------------------------------------------------------------------------------- */

/* Writes data to standard output, in the terminal's encoding, and empties the buffer. */
void cli_write(struct cli *cli, struct buffer *text);
/* Appends a page of report/ made safe: headings, marked for the screen, become plain lines. */
void cli_append_plain(struct buffer *out, const char *page);
/* Writes a line to standard error. */
void cli_say(struct cli *cli, const char *text);
/* Says the problem, or with STATUS_OK what was done; its field by the label of the record kind ("" when
 * none). Returns the exit code. */
int cli_fail(struct cli *cli, const struct problem *problem, const char *kind);
/* All of them; the exit code of the first. */
int cli_fail_all(struct cli *cli, const struct problems *problems, const char *kind);
/* Appends the problem's sentence. */
void cli_append_problem(struct cli *cli, struct buffer *out, const struct problem *problem,
                        const char *kind);
int cli_exit_code(enum status status);
/* The exit code, or EXIT_FAILED when standard output could not be written to its end. */
int cli_finish(struct cli *cli, int code);

#endif
