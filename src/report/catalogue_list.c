/* 公开目录 on paper: all open entries, or those that are named. Draws, and decides nothing. */
#include "report/office_prints.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
enum cell { NUMBER, TITLE, FIELD, LIMIT_TEXT, UNIT_NAME, LEADER_NAME, PERSON_NAME, CHANNELS, TIMING, CYCLE, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {
    "number",      "title",       "field",    "limit_text", "unit_name",
    "leader_name", "person_name", "channels", "timing",     "cycle",
};

static void append_line(struct buffer *out, const char *text) {
    if (text[0])
        buffer_append_format(out, "%s%s", out->length > 0 ? "\n" : "", text);
}

static void draw_row(struct office *office, const struct page *page, size_t row,
                     struct paper *paper) {
    struct buffer when = BUFFER_INIT, who = BUFFER_INIT, where = BUFFER_INIT;
    buffer_append(&when, page_cell(page, row, LIMIT_TEXT));
    buffer_append(&when, when.length > 0 ? "\n" : "");
    shown_append_code(office, "timing", page_cell(page, row, TIMING), &when);
    if (page_cell(page, row, CYCLE)[0]) {
        buffer_append(&when, " ");
        shown_append_code(office, "cycle", page_cell(page, row, CYCLE), &when);
    }
    append_line(&who, page_cell(page, row, UNIT_NAME));
    append_line(&who, page_cell(page, row, LEADER_NAME));
    append_line(&who, page_cell(page, row, PERSON_NAME));
    shown_append_codes(office, "publish_channel", page_cell(page, row, CHANNELS), &where);
    const char *const cells[] = {
        page_cell(page, row, NUMBER), page_cell(page, row, TITLE),
        buffer_text(&when),           buffer_text(&who),
        buffer_text(&where),
    };
    paper_row(paper, cells);
    paper->body.failed = paper->body.failed || when.failed || who.failed || where.failed;
    buffer_release(&when);
    buffer_release(&who);
    buffer_release(&where);
}

static enum status draw_rows(struct office *office, const struct condition *condition,
                             struct paper *paper, struct problem *problem) {
    const struct page_request request = {.view = "catalogue_all",
                                         .columns = cell_names,
                                         .column_count = CELLS,
                                         .order = "number",
                                         .conditions = condition,
                                         .condition_count = 1};
    struct page page = {0};
    struct page_start start = {0};
    char key[40];
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
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

enum status catalogue_list_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem) {
    const struct paper_column columns[] = {{_("编号"), 12},
                                           {_("公开事项"), 0},
                                           {_("公开时限"), 18},
                                           {_("公开主体"), 12},
                                           {_("必选渠道"), 14}};
    const struct condition is_open = {"open", IS_EQUAL, "1"};
    enum status status = STATUS_OK;
    (void)files;
    paper_title(paper, _("政务公开目录"));
    paper_gap(paper);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    if (request->id_count == 0)
        status = draw_rows(office, &is_open, paper, problem);
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        char id[24];
        snprintf(id, sizeof id, "%lld", (long long)request->ids[i]);
        const struct condition is_this = {"id", IS_EQUAL, id};
        status = draw_rows(office, &is_this, paper, problem);
    }
    paper_end_table(paper);
    return status;
}
