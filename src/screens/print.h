/* 打印: asks what to print of the records and where to, shows it, saves it as a file, or sends it to the
 * printer. */
#ifndef ZWGK_SCREENS_PRINT_H
#define ZWGK_SCREENS_PRINT_H

#include "report/prints.h"
#include "screens/desk.h"

/* One or several records of one kind: what fits all of them is offered. True when something was opened. */
bool print_open(struct desk *desk, const int64_t *ids, size_t count);

/* One form, of everything. */
bool print_open_form(struct desk *desk, const char *name);
/* What a year has: lists, labels, notes of its archive. */
bool print_open_year(struct desk *desk, int year);
/* The forms named, of a year where they are of one. */
bool print_open_forms(struct desk *desk, const char *const *names, size_t count, int year);
/* The lists of everything: what hangs where, what comes down, what is late. */
bool print_open_lists(struct desk *desk);

/* A print that is under way. */
struct printing;
struct printing *printing_new(struct desk *desk, const struct print_form *form,
                              const struct print_request *request);
/* Makes its pages anew for another period; false after saying why not. */
bool printing_set_period(struct printing *printing, day_number from, day_number to);
/* Fills *view, or makes it: the pages, and 2 存成文件 3 打印机. */
bool printing_fill(struct printing *printing, const char *title, const char *right,
                   struct view **view);
void printing_carry_out(struct printing *printing, const char *command);
/* Whoever shows it frees it: no question does. */
void printing_keep(struct printing *printing);
void printing_free(struct printing *printing);

#endif
