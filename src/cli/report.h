/* What the files of `zwgk report` share. */
#ifndef ZWGK_CLI_REPORT_H
#define ZWGK_CLI_REPORT_H

#include "cli/command.h"

struct print_form;

struct report_request {
    const char *year, *from, *to, *out, *unit, *box;
    bool is_for_printer; /* --print */
    bool is_csv;
    int number_count;
    char **numbers;
    const struct print_form *form; /* NULL: timeliness */
    day_number first, last;
};

bool report_ends_with(const char *text, const char *ending);
/* A day as typed; EXIT_DONE, or EXIT_USAGE after saying what is wrong. */
int report_read_day(struct cli *cli, const char *text, day_number *out);
/* Writes a file whole, says where, and returns the exit code. */
int report_write_file(struct cli *cli, const char *path, struct buffer *text);

/* report_print.c: what is printed from the table of report/prints.h. */
int report_check_print(struct cli *cli, struct report_request *request);
int report_print(struct cli *cli, struct report_request *request);

#endif
