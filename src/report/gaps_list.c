/* 应公开未公开: every gap on paper, late ones first, each with its village or unit and whose it is. Draws, and decides
 * nothing. */
#include "report/prints.h"

#include "base/language.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
enum cell { NUMBER, TITLE, UNIT_NAME, PERSON_NAME, DUE_ON, LIMIT_RULE, OPEN, RECEIVED_ON, STATUTORY, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {
    "number",     "title", "unit_name",   "person_name", "due_on",
    "limit_rule", "open",  "received_on", "statutory",
};

static enum status draw_row(struct office *office, const struct page *page, size_t row,
                            struct paper *paper, struct problem *problem) {
    static const enum cell needed[] = {DUE_ON, LIMIT_RULE, OPEN, RECEIVED_ON};
    struct fields fields = FIELDS_INIT;
    struct light_state light = {0};
    struct buffer due = BUFFER_INIT, left = BUFFER_INIT;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        fields_set(&fields, cell_names[needed[i]], page_cell(page, row, needed[i]));
    enum status status = office_light(office, &fields, &light, problem);
    buffer_append_format(&due, "%s%s", page_cell(page, row, DUE_ON),
                         strcmp(page_cell(page, row, STATUTORY), "1") == 0 ? _("法") : "");
    words_append_light(&left, &light);
    const char *const cells[] = {
        page_cell(page, row, NUMBER),
        buffer_text(&due),
        buffer_text(&left),
        page_cell(page, row, UNIT_NAME),
        page_cell(page, row, PERSON_NAME),
        page_cell(page, row, TITLE),
    };
    paper_row(paper, cells);
    if (fields.failed || due.failed || left.failed)
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    buffer_release(&due);
    buffer_release(&left);
    fields_release(&fields);
    return status;
}

static enum status draw_rows(struct office *office, const struct condition *condition,
                             struct paper *paper, struct problem *problem) {
    const struct page_request request = {.view = "duty_open",
                                         .columns = cell_names,
                                         .column_count = CELLS,
                                         .order = "due_sort",
                                         .conditions = condition,
                                         .condition_count = 1};
    struct page page = {0};
    struct page_start start = {0};
    char key[DATE_BYTES];
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            status = draw_row(office, &page, i, paper, problem);
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){.key = key, .id = page.ids[page.count - 1]};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

enum status gaps_list_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem) {
    char today[DATE_BYTES];
    const struct paper_column columns[] = {{_("编号"), 13},     {_("期限"), 12},  {_("亮灯"), 7},
                                           {_("村或单位"), 14}, {_("责任人"), 8}, {_("事项"), 0}};
    const struct condition late = {"due_sort", IS_LESS, date_to_iso(office_today(office), today)};
    const struct condition others = {"due_sort", IS_AT_LEAST, today};
    (void)files;
    (void)request;
    paper_title(paper, _("应公开未公开"));
    paper_gap(paper);
    paper_pair(paper, _("截至"), today);
    paper_text(paper, 0, _("期限后有“法”字的是法定期限。已经拟稿的不在内。"));
    paper_gap(paper);
    paper_text(paper, 0, _("逾期"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    enum status status = draw_rows(office, &late, paper, problem);
    paper_end_table(paper);
    paper_gap(paper);
    paper_text(paper, 0, _("还没有到期限"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    if (status == STATUS_OK)
        status = draw_rows(office, &others, paper, problem);
    paper_end_table(paper);
    return status;
}
