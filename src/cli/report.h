/* What the files of `zwgk report` share. */
#ifndef ZWGK_CLI_REPORT_H
#define ZWGK_CLI_REPORT_H

#include "cli/command.h"
#include "report/figures.h"

struct print_form;

struct report_request {
    const char *year, *from, *to, *out, *unit, *box;
    bool is_for_printer; /* --print */
    bool is_csv;
    bool is_web; /* web-package: --out is a folder */
    int number_count;
    char **numbers;
    const struct print_form *form;       /* NULL: figures, or timeliness */
    const struct figure_report *figures; /* NULL: a print, or timeliness */
    day_number first, last;
};

bool report_ends_with(const char *text, const char *ending);
/* A day as typed; EXIT_DONE, or EXIT_USAGE after saying what is wrong. */
int report_read_day(struct cli *cli, const char *text, day_number *out);
/* Writes a file whole, says where, and returns the exit code. */
int report_write_file(struct cli *cli, const char *path, struct buffer *text);

/* report_figures.c: the tables as CSV. */
void report_append_figures(const struct figures *figures, struct buffer *out);

/* report_web.c: the package for the county's site. */
int report_check_web(struct cli *cli, const struct report_request *request);
int report_web(struct cli *cli, const struct report_request *request);

/* report_print.c: what is printed from the table of report/prints.h. */
int report_check_print(struct cli *cli, struct report_request *request);
int report_print(struct cli *cli, struct report_request *request);

#endif
