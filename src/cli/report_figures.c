/* Tables of figures as CSV: a line of headings where they change, then a line a row. Counts nothing. */
#include "cli/report.h"

#include <stdio.h>

#include "base/language.h"
#include "exchange/csv_write.h"

static void append_headings(const struct figure_table *table, struct buffer *out) {
    struct csv_line line;
    csv_line_begin(&line, out, ',');
    csv_line_cell(&line, _("分组"));
    csv_line_cell(&line, _("名称"));
    for (size_t i = 0; i < table->cells; i++)
        csv_line_cell(&line, table->headings[i]);
    if (table->share != NULL)
        csv_line_cell(&line, table->share);
    csv_line_cell(&line, _("备注"));
    csv_line_end(&line);
}

static void append_row(const struct figure_table *table, const struct figure_row *row,
                       struct buffer *out) {
    struct csv_line line;
    csv_line_begin(&line, out, ',');
    csv_line_cell(&line, table->group);
    csv_line_cell(&line, row->name);
    for (size_t i = 0; i < table->cells; i++) {
        char count[24];
        snprintf(count, sizeof count, "%lld", (long long)row->counts[i]);
        csv_line_cell(&line, count);
    }
    if (table->share != NULL) {
        struct buffer share = BUFFER_INIT;
        figures_append_share(row->tenths, &share);
        csv_line_cell(&line, buffer_text(&share));
        out->failed = out->failed || share.failed;
        buffer_release(&share);
    }
    csv_line_cell(&line, row->remark);
    csv_line_end(&line);
}

void report_append_figures(const struct figures *figures, struct buffer *out) {
    buffer_append(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < figures->count; i++) {
        const struct figure_table *table = &figures->tables[i];
        if (i == 0)
            append_headings(table, out);
        for (size_t row = 0; row < table->count; row++)
            append_row(table, &table->rows[row], out);
    }
}
