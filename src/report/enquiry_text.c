/* Calls and visits by month, by way and by topic as tables of figures: nobody is named. Counts nothing itself. */
#include "report/figures.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/enquiry.h"
#include "work/hot.h"

#include <stdlib.h>

static void add_months(struct figures *figures, const struct enquiry_counts *counts) {
    struct figure_table *table = figures_table(figures, _("月份"));
    figures_heading(table, _("已答复"));
    figures_heading(table, _("转反馈"));
    figures_heading(table, _("待答复"));
    figures_heading(table, _("合计"));
    for (size_t i = 0; i < counts->month_count; i++) {
        const struct enquiry_month *month = &counts->months[i];
        const int64_t cells[] = {month->answered, month->passed_on, month->asked,
                                 month->answered + month->passed_on + month->asked};
        figures_row(figures, table, month->month, cells, -1, "");
    }
}

static void add_ways(struct office *office, struct figures *figures,
                     const struct enquiry_counts *counts) {
    struct figure_table *table = figures_table(figures, _("方式"));
    figures_heading(table, _("件数"));
    figures_heading(table, _("满意"));
    figures_heading(table, _("不满意"));
    for (size_t i = 0; i < counts->way_count; i++) {
        const struct enquiry_way_line *way = &counts->ways[i];
        const int64_t cells[] = {way->count, way->satisfied, way->dissatisfied};
        struct buffer name = BUFFER_INIT;
        shown_append_code(office, "enquiry_way", way->way, &name);
        figures_row(figures, table, buffer_text(&name), cells, -1, "");
        figures->failed = figures->failed || name.failed;
        buffer_release(&name);
    }
}

static void add_topics(struct figures *figures, const struct hot_list *topics) {
    struct figure_table *table = figures_table(figures, _("事项"));
    figures_heading(table, _("来电来访"));
    figures_heading(table, _("大厅查阅"));
    for (size_t i = 0; i < topics->count; i++) {
        const struct hot_line *line = &topics->items[i];
        const int64_t cells[] = {line->enquiries, line->looked};
        struct buffer name = BUFFER_INIT;
        if (line->enquiries + line->looked == 0)
            continue;
        buffer_append_format(&name, "%s %s", line->number, line->title);
        figures_row(figures, table, buffer_text(&name), cells, -1, "");
        figures->failed = figures->failed || name.failed;
        buffer_release(&name);
    }
}

static enum status finish(struct figures *figures, struct problem *problem) {
    figures_note(figures, _("满意含基本满意；作废的不计。大厅查阅只记次数，不记是谁。"));
    figures->title = text_copy(_("来电来访和大厅查询"));
    if (!figures->failed && figures->title)
        return STATUS_OK;
    figures_release(figures);
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

enum status enquiry_figures(struct office *office, day_number from, day_number to,
                            struct figures *out, struct problem *problem) {
    struct enquiry_counts *counts = calloc(1, sizeof *counts);
    struct hot_list *topics = calloc(1, sizeof *topics);
    enum status status = counts && topics
                             ? enquiry_count(office, from, to, counts, problem)
                             : problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    if (status == STATUS_OK)
        status = hot_count(office, from, to, topics, problem);
    if (status == STATUS_OK) {
        figures_period(out, from, to);
        add_months(out, counts);
        add_ways(office, out, counts);
        add_topics(out, topics);
        status = finish(out, problem);
    }
    if (topics)
        hot_release(topics);
    free(topics);
    free(counts);
    return status;
}
