/* 逾期清单: what is late and what is near, of every kind, by unit and one by one. Draws, and decides nothing;
 * never a sealed record. */
#include "report/prints.h"

#include "base/language.h"
#include "report/words.h"
#include "work/personal.h"
#include "work/urge.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
enum cell { NUMBER, TITLE, UNIT_NAME, PERSON_NAME, DUE_ON, LIMIT_RULE, OPEN, RECEIVED_ON, STATUTORY, URGES, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {
    "number",     "title", "unit_name",   "person_name", "due_on",
    "limit_rule", "open",  "received_on", "statutory",   "urges",
};

/* ---- by unit ------------------------------------------------------------------------------------ */

struct unit_table {
    struct paper *paper;
    struct overdue_row all;
};

static void put_counts(struct paper *paper, const char *name, const struct overdue_row *row) {
    enum { COUNTS = 4 };
    const int64_t counts[COUNTS] = {row->overdue, row->overdue_statutory, row->today, row->near};
    char texts[COUNTS][24];
    const char *cells[COUNTS + 1] = {name};
    for (size_t i = 0; i < COUNTS; i++) {
        snprintf(texts[i], sizeof texts[i], "%lld", (long long)counts[i]);
        cells[i + 1] = texts[i];
    }
    paper_row(paper, cells);
}

static bool add_unit(void *context, const struct overdue_row *row) {
    struct unit_table *table = context;
    put_counts(table->paper, row->unit == 0 ? _("未交办") : row->unit_name, row);
    table->all.overdue += row->overdue;
    table->all.overdue_statutory += row->overdue_statutory;
    table->all.today += row->today;
    table->all.near += row->near;
    return true;
}

static enum status draw_units(struct office *office, const char *today, const char *near_until,
                              struct paper *paper, struct problem *problem) {
    const struct paper_column columns[] = {
        {_("承办单位"), 24}, {_("逾期"), 10}, {_("其中法定"), 10}, {_("今日"), 10}, {_("临期"), 0}};
    struct unit_table table = {.paper = paper};
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    enum status status = store_overdue_by_unit(office->store, &office->visible, today, near_until,
                                               false, add_unit, &table, problem);
    put_counts(paper, _("合计"), &table.all);
    paper_end_table(paper);
    paper_gap(paper);
    return status;
}

/* ---- one by one --------------------------------------------------------------------------------- */

static enum status draw_row(struct office *office, const struct page *page, size_t row,
                            struct paper *paper, struct problem *problem) {
    static const enum cell needed[] = {DUE_ON, LIMIT_RULE, OPEN, RECEIVED_ON};
    struct fields fields = FIELDS_INIT;
    struct light_state light = {0};
    struct buffer due = BUFFER_INIT, left = BUFFER_INIT, charged = BUFFER_INIT, title = BUFFER_INIT;
    const char *unit = page_cell(page, row, UNIT_NAME), *person = page_cell(page, row, PERSON_NAME);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        fields_set(&fields, cell_names[needed[i]], page_cell(page, row, needed[i]));
    enum status status = office_light(office, &fields, &light, problem);
    buffer_append_format(&due, "%s%s", page_cell(page, row, DUE_ON),
                         strcmp(page_cell(page, row, STATUTORY), "1") == 0 ? _("法") : "");
    words_append_light(&left, &light);
    buffer_append_format(&charged, "%s%s%s", unit, unit[0] && person[0] ? " " : "", person);
    personal_append_cell(&title, "", "", "title", page_cell(page, row, TITLE));
    const char *const cells[] = {
        page_cell(page, row, NUMBER),
        buffer_text(&due),
        buffer_text(&left),
        page_cell(page, row, URGES),
        charged.length > 0 ? buffer_text(&charged) : _("未交办"),
        buffer_text(&title),
    };
    paper_row(paper, cells);
    if (fields.failed || due.failed || left.failed || charged.failed || title.failed)
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    buffer_release(&due);
    buffer_release(&left);
    buffer_release(&charged);
    buffer_release(&title);
    fields_release(&fields);
    return status;
}

static enum status draw_rows(struct office *office, const struct condition conditions[],
                             size_t condition_count, struct paper *paper, struct problem *problem) {
    const struct page_request request = {.view = "overdue_all",
                                         .columns = cell_names,
                                         .column_count = CELLS,
                                         .order = "due_sort",
                                         .conditions = conditions,
                                         .condition_count = condition_count};
    struct page page = {0};
    struct page_start start = {0};
    struct buffer key = BUFFER_INIT;
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            status = draw_row(office, &page, i, paper, problem);
        if (status != STATUS_OK || page.count == 0)
            break;
        buffer_clear(&key);
        buffer_append(&key, page_key(&page, page.count - 1));
        start = (struct page_start){.key = buffer_text(&key), .id = page.ids[page.count - 1]};
        if (key.failed)
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    buffer_release(&key);
    return status;
}

enum status overdue_list_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem) {
    char today[DATE_BYTES], near_until[DATE_BYTES];
    const struct paper_column columns[] = {{_("编号"), 13}, {_("期限"), 12},       {_("亮灯"), 7},
                                           {_("催办"), 6},  {_("当前责任人"), 16}, {_("事项"), 0}};
    (void)files;
    (void)request;
    date_to_iso(office_today(office), today);
    const struct condition late[] = {{"sealed", IS_EQUAL, "0"}, {"due_sort", IS_LESS, today}};
    const struct condition near[] = {{"sealed", IS_EQUAL, "0"},
                                     {"due_sort", IS_AT_LEAST, today},
                                     {"due_sort", IS_AT_MOST, near_until}};
    enum status status = urge_near_until(office, near_until, problem);
    if (status != STATUS_OK)
        return status;
    paper_title(paper, _("逾期清单"));
    paper_gap(paper);
    paper_pair(paper, _("截至"), today);
    paper_text(paper, 0, _("期限后有“法”字的是法定期限。暂停计时的不在内。"));
    paper_gap(paper);
    status = draw_units(office, today, near_until, paper, problem);
    paper_text(paper, 0, _("逾期"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    if (status == STATUS_OK)
        status = draw_rows(office, late, 2, paper, problem);
    paper_end_table(paper);
    paper_gap(paper);
    paper_text(paper, 0, _("今日到期和临期"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    if (status == STATUS_OK)
        status = draw_rows(office, near, 3, paper, problem);
    paper_end_table(paper);
    return status;
}
