/* Tables of figures, once for the screen, the text and the CSV of a report. Counts nothing. */
#ifndef ZWGK_REPORT_FIGURES_H
#define ZWGK_REPORT_FIGURES_H

#include "base/buffer.h"
#include "work/office.h"

enum { FIGURE_CELLS_MOST = 5, FIGURE_TABLES_MOST = 4 };

struct figure_row {
    char *name;
    int64_t counts[FIGURE_CELLS_MOST];
    int tenths;  /* of a per cent, in the table's last column when it has a share; -1: nothing to measure */
    char *remark; /* "" */
};
struct figure_table {
    const char *group;                       /* translated: what a row is */
    const char *headings[FIGURE_CELLS_MOST]; /* translated, of the counts */
    size_t cells;
    const char *share;  /* translated heading of a last column in per cent; NULL: none */
    struct figure_row *rows;
    size_t count;
};
struct figures {
    char *title, *period; /* translated */
    struct figure_table tables[FIGURE_TABLES_MOST];
    size_t count;
    const char *notes[FIGURE_TABLES_MOST]; /* translated sentences below */
    size_t note_count;
    bool failed; /* memory ran out */
};

/* A report of figures, by its name on the command line. */
struct figure_report {
    const char *name;
    const char *screen; /* that shows it */
    enum status (*fill)(struct office *office, day_number from, day_number to, struct figures *out,
                        struct problem *problem);
};
extern const struct figure_report figure_reports[]; /* ends with name NULL */
const struct figure_report *figures_find(const char *name); /* NULL when there is none */

void figures_release(struct figures *figures);
/* The page: headings begin with \001. */
void figures_append_text(struct office *office, const struct figures *figures, struct buffer *out);
/* The pages of every report that a screen shows, under each other. */
MUST_USE enum status figures_append_screen(struct office *office, const char *screen, day_number from,
                                           day_number to, struct buffer *out, struct problem *problem);
/* 83.3; nothing for -1. */
void figures_append_share(int tenths, struct buffer *out);

/* ---- for the reports themselves ------------------------------------------------------------------ */

struct figure_table *figures_table(struct figures *figures, const char *group);
void figures_heading(struct figure_table *table, const char *heading);
void figures_row(struct figures *figures, struct figure_table *table, const char *name,
                 const int64_t *counts, int tenths, const char *remark);
void figures_note(struct figures *figures, const char *note);
/* 2026-01-01 至 2026-12-31 */
void figures_period(struct figures *figures, day_number from, day_number to);

/* coverage_text.c */
enum status coverage_figures(struct office *office, day_number from, day_number to,
                             struct figures *out, struct problem *problem);
enum status scope_trend_figures(struct office *office, day_number from, day_number to,
                                struct figures *out, struct problem *problem);
enum status hot_list_figures(struct office *office, day_number from, day_number to,
                             struct figures *out, struct problem *problem);

/* enquiry_text.c */
enum status enquiry_figures(struct office *office, day_number from, day_number to, struct figures *out,
                            struct problem *problem);

/* satisfaction_text.c */
enum status satisfaction_figures(struct office *office, day_number from, day_number to,
                                 struct figures *out, struct problem *problem);

#endif
