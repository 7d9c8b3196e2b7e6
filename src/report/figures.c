/* Tables of figures as a page of text. Counts nothing and writes no file. */
#include "report/figures.h"

#include "base/language.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { COLS = 78, COUNT_COLS = 10, NARROW_COLS = 7, SHARE_COLS = 9, REMARK_COLS = 10 };

const struct figure_report figure_reports[] = {
    {"coverage", "coverage", coverage_figures},
    {"scope-trend", "coverage", scope_trend_figures},
    {"hot-list", "coverage", hot_list_figures},
    {"enquiries", "enquiry", enquiry_figures},
    {"satisfaction", "timeliness", satisfaction_figures},
    {NULL, NULL, NULL},
};

const struct figure_report *figures_find(const char *name) {
    for (const struct figure_report *report = figure_reports; report->name; report++)
        if (strcmp(report->name, name) == 0)
            return report;
    return NULL;
}

void figures_release(struct figures *figures) {
    for (size_t i = 0; i < figures->count; i++) {
        struct figure_table *table = &figures->tables[i];
        for (size_t row = 0; row < table->count; row++) {
            free(table->rows[row].name);
            free(table->rows[row].remark);
        }
        free(table->rows);
    }
    free(figures->title);
    free(figures->period);
    *figures = (struct figures){0};
}

/* ---- filling ------------------------------------------------------------------------------------- */

struct figure_table *figures_table(struct figures *figures, const char *group) {
    struct figure_table *table = &figures->tables[figures->count++];
    *table = (struct figure_table){.group = group};
    return table;
}

void figures_heading(struct figure_table *table, const char *heading) {
    table->headings[table->cells++] = heading;
}

void figures_row(struct figures *figures, struct figure_table *table, const char *name,
                 const int64_t *counts, int tenths, const char *remark) {
    struct figure_row *grown = realloc(table->rows, (table->count + 1) * sizeof *grown);
    if (!grown) {
        figures->failed = true;
        return;
    }
    table->rows = grown;
    struct figure_row *row = &grown[table->count++];
    *row =
        (struct figure_row){.name = text_copy(name), .tenths = tenths, .remark = text_copy(remark)};
    memcpy(row->counts, counts, table->cells * sizeof *counts);
    figures->failed = figures->failed || !row->name || !row->remark;
}

void figures_note(struct figures *figures, const char *note) {
    figures->notes[figures->note_count++] = note;
}

void figures_period(struct figures *figures, day_number from, day_number to) {
    char first[DATE_BYTES], last[DATE_BYTES];
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s %s %s", date_to_iso(from, first), _("至"),
                         date_to_iso(to, last));
    free(figures->period);
    figures->period = buffer_take(&text);
    figures->failed = figures->failed || !figures->period;
}

/* ---- as text ------------------------------------------------------------------------------------- */

void figures_append_share(int tenths, struct buffer *out) {
    if (tenths >= 0)
        buffer_append_format(out, "%d.%d", tenths / 10, tenths % 10);
}

static void append_right(struct buffer *out, const char *text, int cols) {
    for (int blanks = cols - text_width(text); blanks > 0; blanks--)
        buffer_append_char(out, ' ');
    buffer_append(out, text);
}

/* A table of many counts keeps room for names. */
static int count_cols(const struct figure_table *table) {
    return table->cells == FIGURE_CELLS_MOST ? NARROW_COLS : COUNT_COLS;
}

/* What the counts and the remark leave. */
static int name_cols(const struct figure_table *table) {
    return COLS - (int)table->cells * count_cols(table) - (table->share ? SHARE_COLS : 0) - REMARK_COLS;
}

static void append_row(const struct figure_table *table, const struct figure_row *row,
                       struct buffer *out) {
    text_append_padded(out, row->name, name_cols(table));
    for (size_t i = 0; i < table->cells; i++)
        buffer_append_format(out, "%*lld", count_cols(table), (long long)row->counts[i]);
    if (table->share) {
        struct buffer share = BUFFER_INIT;
        figures_append_share(row->tenths, &share);
        append_right(out, share.length ? buffer_text(&share) : "-", SHARE_COLS);
        out->failed = out->failed || share.failed;
        buffer_release(&share);
    }
    if (row->remark[0])
        buffer_append_format(out, "  %s", row->remark);
    buffer_append_char(out, '\n');
}

static void append_table(const struct figure_table *table, struct buffer *out) {
    buffer_append(out, "\n\001");
    text_append_padded(out, table->group, name_cols(table));
    for (size_t i = 0; i < table->cells; i++)
        append_right(out, table->headings[i], count_cols(table));
    if (table->share)
        append_right(out, table->share, SHARE_COLS);
    buffer_append_char(out, '\n');
    for (size_t i = 0; i < table->count; i++)
        append_row(table, &table->rows[i], out);
    if (table->count == 0)
        buffer_append_format(out, "%s\n", _("没有"));
}

void figures_append_text(struct office *office, const struct figures *figures, struct buffer *out) {
    char name[160];
    buffer_append_format(out, "\001%s  %s\n",
                         office_setting(office, "office_name", "", name, sizeof name),
                         figures->title);
    buffer_append_format(out, "%s\n", figures->period);
    for (size_t i = 0; i < figures->count; i++)
        append_table(&figures->tables[i], out);
    for (size_t i = 0; i < figures->note_count; i++)
        buffer_append_format(out, "%s%s\n", i == 0 ? "\n" : "", figures->notes[i]);
}

enum status figures_append_screen(struct office *office, const char *screen, day_number from,
                                  day_number to, struct buffer *out, struct problem *problem) {
    enum status status = STATUS_OK;
    for (const struct figure_report *report = figure_reports; status == STATUS_OK && report->name;
         report++) {
        struct figures figures = {0};
        if (strcmp(report->screen, screen) != 0)
            continue;
        status = report->fill(office, from, to, &figures, problem);
        if (status == STATUS_OK) {
            buffer_append(out, out->length > 0 ? "\n" : "");
            figures_append_text(office, &figures, out);
        }
        figures_release(&figures);
    }
    return status;
}
