/* 组织机构表: who leads disclosure, out of the groups and their members, in the order of their duties. Draws, and
 * decides nothing. Mission M1. */
#include "report/office_prints.h"

#include "base/language.h"
#include "report/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
enum cell { PERSON, NAME, FROM_ON, TO_ON, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {"person", "person_name", "from_on", "to_on"};

static enum status draw_member(struct office *office, const char *duty, const struct page *page,
                               size_t row, struct paper *paper, struct problem *problem) {
    struct buffer label = BUFFER_INIT, unit = BUFFER_INIT, term = BUFFER_INIT;
    struct record person = {0};
    int64_t id = strtoll(page_cell(page, row, PERSON), NULL, 10);
    enum status status = store_read(office->store, &office->visible, id, &person, problem);
    shown_append_code(office, "member_duty", duty, &label);
    shown_append_title(office, fields_text(&person.fields, "unit"), &unit);
    buffer_append(&term, page_cell(page, row, FROM_ON));
    if (page_cell(page, row, TO_ON)[0])
        buffer_append_format(&term, " %s %s", _("至"), page_cell(page, row, TO_ON));
    const char *const cells[] = {
        buffer_text(&label),
        page_cell(page, row, NAME),
        buffer_text(&unit),
        fields_text(&person.fields, "duty"),
        fields_text(&person.fields, "phone"),
        buffer_text(&term),
    };
    paper_row(paper, cells);
    paper->body.failed = paper->body.failed || label.failed || unit.failed || term.failed;
    buffer_release(&label);
    buffer_release(&unit);
    buffer_release(&term);
    record_release(&person);
    return status;
}

static enum status draw_members(struct office *office, int64_t team, const char *duty,
                                struct paper *paper, struct problem *problem) {
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)team);
    const struct condition conditions[] = {{"team", IS_EQUAL, id}, {"duty", IS_EQUAL, duty}};
    const struct page_request request = {.view = "member_open",
                                         .columns = cell_names,
                                         .column_count = CELLS,
                                         .order = "stroke_sort", /* 按姓氏笔画为序 */
                                         .conditions = conditions,
                                         .condition_count = 2};
    const struct page_start start = {0};
    struct page page = {0};
    enum status status = store_page(office->store, &office->visible, &request, &start,
                                    PAGE_ROWS_MOST, &page, problem);
    for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
        status = draw_member(office, duty, &page, i, paper, problem);
    page_release(&page);
    return status;
}

static enum status draw_team(struct office *office, const struct record *team, struct paper *paper,
                             struct problem *problem) {
    const struct paper_column columns[] = {{_("组内职务"), 10}, {_("姓名"), 10}, {_("单位"), 14},
                                           {_("本职"), 0},      {_("电话"), 14}, {_("任期"), 10}};
    const struct fields *fields = &team->fields;
    const struct code_rows *duties = office_codes(office, "member_duty");
    struct buffer term = BUFFER_INIT;
    enum status status = STATUS_OK;
    paper_title(paper, _("组织机构表"));
    paper_gap(paper);
    paper_pair(paper, _("名称"), fields_text(fields, "title"));
    prints_put_code(office, paper, _("性质"), "team_kind", fields_text(fields, "kind"));
    prints_put_title(office, paper, _("单位"), fields_text(fields, "unit"));
    paper_pair(paper, _("电话"), fields_text(fields, "phone"));
    if (fields_has(fields, "from_on"))
        buffer_append_format(&term, "%s %s %s", fields_text(fields, "from_on"), _("至"),
                             fields_text(fields, "to_on"));
    paper_pair(paper, _("任期"), buffer_text(&term));
    buffer_release(&term);
    paper_gap(paper);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < duties->count && status == STATUS_OK; i++)
        status = draw_members(office, team->id, duties->items[i].code, paper, problem);
    paper_end_table(paper);
    return status;
}

static enum status draw_one(struct office *office, int64_t id, struct paper *paper,
                            struct problem *problem) {
    struct record team = {0};
    paper_break(paper);
    enum status status = prints_read(office, prints_find("organization"), id, &team, problem);
    if (status == STATUS_OK)
        status = draw_team(office, &team, paper, problem);
    record_release(&team);
    return status;
}

/* Nothing named: the leading groups. */
static enum status draw_leading(struct office *office, struct paper *paper,
                                struct problem *problem) {
    static const char *const columns[] = {"number"};
    const struct condition is_leading = {"kind", IS_EQUAL, "leading"};
    const struct page_request request = {.view = "team_open",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = &is_leading,
                                         .condition_count = 1};
    const struct page_start start = {0};
    struct page page = {0};
    enum status status = store_page(office->store, &office->visible, &request, &start,
                                    PAGE_ROWS_MOST, &page, problem);
    if (status == STATUS_OK && page.count == 0)
        status = problem_set(problem, STATUS_NOT_FOUND, "",
                             N_("还没有登记领导小组：请在 64 登记，性质选领导小组"));
    for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
        status = draw_one(office, page.ids[i], paper, problem);
    page_release(&page);
    return status;
}

enum status organization_table_draw(struct office *office, const struct scr_source *files,
                                    const struct print_request *request, struct paper *paper,
                                    struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    if (request->id_count == 0)
        return draw_leading(office, paper, problem);
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++)
        status = draw_one(office, request->ids[i], paper, problem);
    return status;
}
