/* The satisfaction rate as tables of figures. Counts nothing itself. */
#include "report/figures.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/tally.h"

static void add_line(struct figures *figures, struct figure_table *table, const char *name,
                     const union feedback_counts *counts) {
    figures_row(figures, table, name, counts->of, tally_rate(TALLY_VISITS, counts), "");
}

static void add_table(struct office *office, struct figures *figures,
                      const struct tally *satisfaction, bool is_by_unit) {
    const struct tally_lines *lines = is_by_unit ? &satisfaction->units : &satisfaction->kinds;
    struct figure_table *table = figures_table(figures, is_by_unit ? _("承办单位") : _("类别"));
    figures_heading(table, _("满意"));
    figures_heading(table, _("基本满意"));
    figures_heading(table, _("不满意"));
    figures_heading(table, _("联系不上"));
    table->share = _("满意率%");
    for (size_t i = 0; i < lines->count; i++) {
        struct buffer name = BUFFER_INIT;
        if (!is_by_unit)
            shown_append_code(office, "feedback_kind", lines->items[i].name, &name);
        else
            buffer_append(&name, lines->items[i].unit == 0 ? _("未交办") : lines->items[i].name);
        add_line(figures, table, buffer_text(&name), &lines->items[i].counts);
        figures->failed = figures->failed || name.failed;
        buffer_release(&name);
    }
    if (is_by_unit)
        add_line(figures, table, _("合计"), &satisfaction->total);
}

enum status satisfaction_figures(struct office *office, day_number from, day_number to,
                                 struct figures *out, struct problem *problem) {
    struct tally satisfaction = {0};
    enum status status = tally_count(office, TALLY_VISITS, from, to, &satisfaction, problem);
    if (status == STATUS_OK) {
        figures_period(out, from, to);
        add_table(office, out, &satisfaction, false);
        add_table(office, out, &satisfaction, true);
        figures_note(out, _("满意率 =（满意 + 基本满意）÷（满意 + 基本满意 + 不满意）。"));
        figures_note(out, _("按回访日期，一件算最后一次回访；作废的和举报件不在内。"));
        out->title = text_copy(_("群众评议"));
        if (out->failed || !out->title) {
            figures_release(out);
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
    }
    tally_release(&satisfaction);
    return status;
}
