/* 责令整改通知书, with lines to sign for it, and 监督台账: what was found, and how far it is. Both are the office's own
 * papers (内外有别): nothing here is meant for the public. Draws, and decides nothing. */
#include "report/finding_prints.h"

#include "base/language.h"
#include "report/words.h"
#include "work/flow.h"
#include "work/personal.h"

#include <stdio.h>
#include <string.h>

/* ---- the order ------------------------------------------------------------------------------------ */

const char *rectify_order_refusal(const struct record *record) {
    return fields_has(&record->fields, "ordered_on")
               ? NULL
               : N_("{number} 还没有责令整改，没有通知书可印");
}

static void put_addressee(struct office *office, struct paper *paper,
                          const struct fields *finding) {
    prints_put_title(office, paper, _("责任单位"), fields_text(finding, "unit"));
    prints_put_title(office, paper, _("责任人"), fields_text(finding, "person"));
}

static void put_order(struct office *office, struct paper *paper, const struct record *record) {
    const struct fields *finding = &record->fields;
    const char *const issued[] = {_("签发人"), _("签发日期")};
    const char *const received[] = {_("签收人"), _("签收日期")};
    const char *const answer[] = {_("整改情况")};
    const char *const more[] = {""};
    const char *const answered[] = {_("答复人"), _("日期")};
    paper_title(paper, language_text("print", N_("责令整改通知书")));
    paper_right(paper, fields_text(finding, "order_no"));
    paper_gap(paper);
    paper_pair(paper, _("编号"), fields_text(finding, "number"));
    put_addressee(office, paper, finding);
    paper_pair(paper, _("问题"), fields_text(finding, "title"));
    prints_put_code(office, paper, _("问题类型"), "finding_kind", fields_text(finding, "kind"));
    prints_put_title(office, paper, _("公开信息"), fields_text(finding, "about"));
    paper_memo(paper, _("证据"), fields_text(finding, "evidence"));
    paper_memo(paper, _("整改要求"), fields_text(finding, "demand"));
    paper_pair(paper, _("整改期限"), fields_text(finding, "due_on"));
    prints_put_title(office, paper, _("责令人"), fields_text(finding, "ordered_by"));
    paper_pair(paper, _("责令日期"), fields_text(finding, "ordered_on"));
    paper_keep(paper, 10);
    paper_gap(paper);
    paper_signatures(paper, issued, 2);
    paper_signatures(paper, received, 2);
    paper_signatures(paper, answer, 1);
    paper_signatures(paper, more, 1);
    paper_signatures(paper, answered, 2);
}

enum status rectify_order_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("rectify-order"), request->ids[i], &record, problem);
        if (status == STATUS_OK)
            put_order(office, paper, &record);
        record_release(&record);
    }
    return status;
}

/* ---- the ledger ----------------------------------------------------------------------------------- */

enum { TITLE_INDENT = 2 };
/* clang-format off */
enum cell { NUMBER, RECEIVED_ON, KIND, TITLE, UNIT_NAME, PERSON_NAME, DUE_ON, STATE, INTERNAL, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {"number", "received_on", "kind",
                                              "title",  "unit_name",   "person_name",
                                              "due_on", "state",       "internal"};

/* What was found stands below its row, in the width of the page. */
static void draw_row(struct office *office, const struct page *page, size_t row,
                     struct paper *paper) {
    struct buffer title = BUFFER_INIT;
    const char *state = flow_state_label("finding", page_cell(page, row, STATE));
    personal_append_cell(&title, "", "finding", "title", page_cell(page, row, TITLE));
    buffer_append(&title, strcmp(page_cell(page, row, INTERNAL), "1") == 0 ? _("（内部）") : "");
    const char *const cells[] = {
        page_cell(page, row, NUMBER),
        page_cell(page, row, RECEIVED_ON),
        language_text("finding_kind",
                      office_code_label(office, "finding_kind", page_cell(page, row, KIND))),
        page_cell(page, row, UNIT_NAME),
        page_cell(page, row, PERSON_NAME),
        page_cell(page, row, DUE_ON),
        language_text("state", state),
    };
    paper_keep(paper, 3);
    paper_row(paper, cells);
    paper_text(paper, TITLE_INDENT, buffer_text(&title));
    paper->body.failed = paper->body.failed || title.failed;
    buffer_release(&title);
}

static enum status draw_rows(struct office *office, const struct page_request *request,
                             struct paper *paper, struct problem *problem) {
    struct page page = {0};
    struct page_start start = {0};
    char key[32];
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, request, &start, PAGE_ROWS_MOST, &page,
                            problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            draw_row(office, &page, i, paper);
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){.key = key, .id = page.ids[page.count - 1]};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

/* What has no end yet, then what was found this year and has one. */
enum status finding_ledger_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem) {
    char first[DATE_BYTES], today[DATE_BYTES];
    const struct paper_column columns[] = {{_("编号"), 12},     {_("发现"), 10}, {_("类型"), 12},
                                           {_("责任单位"), 12}, {_("人"), 8},    {_("期限"), 10},
                                           {_("状态"), 0}};
    const struct condition ended[] = {{"received_on", IS_AT_LEAST, first}, {"open", IS_EQUAL, "0"}};
    const struct page_request open_ones = {
        .view = "finding_open", .columns = cell_names, .column_count = CELLS, .order = "due_sort"};
    const struct page_request ended_ones = {.view = "finding_all",
                                            .columns = cell_names,
                                            .column_count = CELLS,
                                            .order = "received_on",
                                            .conditions = ended,
                                            .condition_count = 2};
    (void)files;
    (void)request;
    date_to_iso(date_from_ymd(date_year(office_today(office)), 1, 1), first);
    paper_title(paper, language_text("print", N_("监督台账")));
    paper_gap(paper);
    paper_pair(paper, _("截至"), date_to_iso(office_today(office), today));
    paper_text(paper, 0, _("内部材料，不对外。"));
    paper_gap(paper);
    paper_text(paper, 0, _("没有了结的"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    enum status status = draw_rows(office, &open_ones, paper, problem);
    paper_end_table(paper);
    paper_gap(paper);
    paper_text(paper, 0, _("今年发现、已经了结的"));
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    if (status == STATUS_OK)
        status = draw_rows(office, &ended_ones, paper, problem);
    paper_end_table(paper);
    return status;
}
