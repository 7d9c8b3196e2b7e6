/* Coverage, the share of the public and the hot list as tables of figures. Counts nothing itself. */
#include "report/figures.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/coverage.h"
#include "work/hot.h"

#include <stdio.h>
#include <stdlib.h>

static enum status finish(struct figures *figures, const char *title, struct problem *problem) {
    figures->title = text_copy(title);
    if (!figures->failed && figures->title)
        return STATUS_OK;
    figures_release(figures);
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* ---- coverage ------------------------------------------------------------------------------------ */

static const char *remark_of(const struct coverage_counts *counts) {
    if (counts->entries == 0)
        return _("目录空白");
    if (counts->published == 0)
        return _("没有公开");
    return counts->gaps > 0 ? _("有缺口") : "";
}

static void add_line(struct figures *figures, struct figure_table *table, const char *name,
                     const struct coverage_counts *counts) {
    const int64_t cells[] = {counts->entries, counts->due, counts->published, counts->gaps};
    figures_row(figures, table, name, cells, -1, remark_of(counts));
}

static struct figure_table *add_table(struct figures *figures, const char *group) {
    struct figure_table *table = figures_table(figures, group);
    figures_heading(table, _("目录事项"));
    figures_heading(table, _("应公开"));
    figures_heading(table, _("已公开"));
    figures_heading(table, _("缺口"));
    return table;
}

/* list NULL: the names are titles. */
static void add_lines(struct office *office, struct figures *figures, const char *group,
                      const char *list, const struct coverage_lines *lines) {
    struct figure_table *table = add_table(figures, group);
    for (size_t i = 0; i < lines->count; i++) {
        struct buffer name = BUFFER_INIT;
        if (list)
            shown_append_code(office, list, lines->items[i].name, &name);
        else
            buffer_append(&name, lines->items[i].name);
        add_line(figures, table, buffer_text(&name), &lines->items[i].counts);
        figures->failed = figures->failed || name.failed;
        buffer_release(&name);
    }
}

enum status coverage_figures(struct office *office, day_number from, day_number to,
                             struct figures *out, struct problem *problem) {
    struct coverage coverage = {0};
    enum status status = coverage_count(office, from, to, &coverage, problem);
    if (status == STATUS_OK) {
        figures_period(out, from, to);
        add_lines(office, out, _("人财物案"), "affair", &coverage.affairs);
        add_lines(office, out, _("权力类别"), "power", &coverage.powers);
        add_lines(office, out, _("村"), NULL, &coverage.villages);
        struct figure_table *table = add_table(out, _("合计"));
        add_line(out, table, _("合计"), &coverage.total);
        figures_note(out,
                     _("应公开：期限在这段时间里的；已公开：这段时间里公开的，更正过的只算一件；"));
        figures_note(out, _("缺口：其中到今天已过期限还没有公开的。不须公开的不计。"));
        status = finish(out, _("公开覆盖情况"), problem);
    }
    coverage_release(&coverage);
    return status;
}

/* ---- inside and outside -------------------------------------------------------------------------- */

static void add_quarter(struct figures *figures, struct figure_table *table, const char *name,
                        const struct scope_counts *counts) {
    const int64_t cells[] = {counts->public_count, counts->internal, counts->limited,
                             counts->public_count + counts->internal + counts->limited};
    figures_row(figures, table, name, cells, scope_share(counts), "");
}

enum status scope_trend_figures(struct office *office, day_number from, day_number to,
                                struct figures *out, struct problem *problem) {
    struct scope_trend trend;
    int year = date_year(to);
    (void)from;
    enum status status = scope_trend_count(office, year, &trend, problem);
    if (status != STATUS_OK)
        return status;
    figures_period(out, date_from_ymd(trend.first_year, 1, 1), date_from_ymd(year, 12, 31));
    struct figure_table *table = figures_table(out, _("季度"));
    figures_heading(table, _("社会"));
    figures_heading(table, _("本单位"));
    figures_heading(table, _("限定"));
    figures_heading(table, _("合计"));
    table->share = _("社会%");
    for (int i = 0; i < SCOPE_QUARTERS; i++) {
        char name[32];
        snprintf(name, sizeof name, "%dQ%d", trend.first_year + i / 4, i % 4 + 1);
        add_quarter(out, table, name, &trend.quarters[i]);
    }
    add_quarter(out, table, _("合计"), &trend.total);
    figures_note(out, _("按公开日期分季度；更正过的只算一件。"));
    return finish(out, _("社会公开与内部公开"), problem);
}

/* ---- what people ask about ----------------------------------------------------------------------- */

static void add_topic(struct office *office, struct figures *figures, struct figure_table *table,
                      const struct hot_line *line) {
    const int64_t cells[] = {line->count, line->complaints, line->untrue, line->enquiries,
                             line->looked};
    struct buffer name = BUFFER_INIT, hot = BUFFER_INIT;
    buffer_append_format(&name, "%s %s", line->number, line->title);
    if (line->hot[0])
        shown_append_code(office, "hot", line->hot, &hot);
    figures_row(figures, table, buffer_text(&name), cells, -1, buffer_text(&hot));
    figures->failed = figures->failed || name.failed || hot.failed;
    buffer_release(&name);
    buffer_release(&hot);
}

enum status hot_list_figures(struct office *office, day_number from, day_number to,
                             struct figures *out, struct problem *problem) {
    struct hot_list *list = calloc(1, sizeof *list);
    if (!list)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    enum status status = hot_count(office, from, to, list, problem);
    if (status == STATUS_OK) {
        figures_period(out, from, to);
        struct figure_table *table = figures_table(out, _("事项"));
        figures_heading(table, language_text("hot_list", N_("反馈")));
        figures_heading(table, language_text("hot_list", N_("投诉")));
        figures_heading(table, language_text("hot_list", N_("不实")));
        figures_heading(table, language_text("hot_list", N_("来电")));
        figures_heading(table, language_text("hot_list", N_("查阅")));
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i].count + list->items[i].enquiries > 0)
                add_topic(office, out, table, &list->items[i]);
        figures_note(out, _("按收到日期，反馈和来电来访合计多的在前；举报件和作废的不计。"));
        figures_note(out,
                     _("转成反馈的来电来访只算反馈；大厅查阅只列不排。行末是目录上现在标的。"));
        figures_note(out, _("在 11 公开目录里选中这一项，F4“标热点”，发布时就排在前面。"));
        status = finish(out, _("群众关心的热点"), problem);
    }
    hot_release(list);
    free(list);
    return status;
}
