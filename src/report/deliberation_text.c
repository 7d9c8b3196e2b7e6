/* 民主议政评政: votes and the share of the satisfied, of one meeting and of a period, and how much of what was said became
 * feedback. Draws and decides nothing. */
#include "report/deliberation_text.h"

#include "base/language.h"
#include "work/deliberation.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
enum cell { NUMBER, RECEIVED_ON, TITLE, ATTENDED, SATISFIED, MOSTLY, DISSATISFIED, FEEDBACKS, CELLS };
/* clang-format on */
static const char *const cell_names[CELLS] = {
    "number",    "received_on", "title",        "attended",
    "satisfied", "mostly",      "dissatisfied", "feedbacks",
};

static int64_t votes_of(const struct fields *meeting) {
    return fields_integer(meeting, "satisfied", 0) + fields_integer(meeting, "mostly", 0) +
           fields_integer(meeting, "dissatisfied", 0);
}

static void append_rate(const struct fields *meeting, struct buffer *out) {
    int tenths = deliberation_tenths(meeting);
    if (tenths >= 0)
        buffer_append_format(out, "%d.%d%%", tenths / 10, tenths % 10);
    else
        buffer_append(out, _("未评议"));
}

void deliberation_text_append(const struct record *record, struct buffer *out) {
    const struct fields *fields = &record->fields;
    if (strcmp(fields_text(fields, "record_kind"), "meeting") != 0 || votes_of(fields) == 0)
        return;
    buffer_append_format(out, "\n\001%s\n", _("满意率"));
    append_rate(fields, out);
    buffer_append_format(out, "  %s %lld %s\n", _("满意和基本满意的占全部"),
                         (long long)votes_of(fields), _("票"));
}

/* ---- on paper ------------------------------------------------------------------------------------ */

const char *deliberation_refusal(const struct record *record) {
    return strcmp(fields_text(&record->fields, "kind"), "deliberation") == 0
               ? NULL
               : N_("{number} 不是民主议政会，不印在这张表上");
}

struct tally {
    struct paper *paper;
    struct fields sum;
    int64_t meetings;
};

static void add_to_sum(struct tally *tally, const struct fields *meeting) {
    for (int i = ATTENDED; i < CELLS; i++)
        fields_set_integer(&tally->sum, cell_names[i],
                           fields_integer(&tally->sum, cell_names[i], 0) +
                               fields_integer(meeting, cell_names[i], 0));
    tally->meetings++;
}

static void put_row(struct paper *paper, const struct fields *meeting) {
    struct buffer rate = BUFFER_INIT;
    append_rate(meeting, &rate);
    const char *const cells[] = {
        fields_text(meeting, "number"),       fields_text(meeting, "received_on"),
        fields_text(meeting, "title"),        fields_text(meeting, "attended"),
        fields_text(meeting, "satisfied"),    fields_text(meeting, "mostly"),
        fields_text(meeting, "dissatisfied"), buffer_text(&rate),
        fields_text(meeting, "feedbacks")};
    paper_row(paper, cells);
    paper->body.failed = paper->body.failed || rate.failed;
    buffer_release(&rate);
}

static void put_meeting(struct tally *tally, const struct fields *meeting) {
    put_row(tally->paper, meeting);
    add_to_sum(tally, meeting);
}

static void put_sum(struct tally *tally) {
    char count[40];
    snprintf(count, sizeof count, "%lld %s", (long long)tally->meetings, _("次"));
    fields_set(&tally->sum, "number", _("合计"));
    fields_set(&tally->sum, "title", count);
    put_row(tally->paper, &tally->sum);
}

/* One row of a page; its names are those of the cells. */
static void put_page_row(struct tally *tally, const struct page *page, size_t row) {
    struct fields meeting = FIELDS_INIT;
    for (size_t i = 0; i < CELLS; i++)
        fields_set(&meeting, cell_names[i], page_cell(page, row, i));
    put_meeting(tally, &meeting);
    tally->sum.failed = tally->sum.failed || meeting.failed;
    fields_release(&meeting);
}

static enum status put_period(struct office *office, const struct print_request *print,
                              struct tally *tally, struct problem *problem) {
    char from[DATE_BYTES], to[DATE_BYTES], key[DATE_BYTES];
    const struct condition conditions[] = {
        {"kind", IS_EQUAL, "deliberation"},
        {"state", IS_NOT_EQUAL, "void"},
        {"received_on", IS_AT_LEAST, date_to_iso(print->from, from)},
        {"received_on", IS_AT_MOST, date_to_iso(print->to, to)},
    };
    const struct page_request request = {.view = "meeting_all",
                                         .columns = cell_names,
                                         .column_count = CELLS,
                                         .order = "received_on",
                                         .conditions = conditions,
                                         .condition_count = 4};
    struct page page = {0};
    struct page_start start = {0};
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            put_page_row(tally, &page, i);
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){.key = key, .id = page.ids[page.count - 1]};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

static enum status put_named(struct office *office, const struct print_request *print,
                             struct tally *tally, struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < print->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        status = prints_read(office, prints_find("deliberation"), print->ids[i], &record, problem);
        if (status == STATUS_OK)
            put_meeting(tally, &record.fields);
        record_release(&record);
    }
    return status;
}

enum status deliberation_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem) {
    const struct paper_column columns[] = {
        {_("编号"), 13}, {_("日期"), 11},  {_("议题"), 0},   {_("实到"), 5}, {_("满意"), 5},
        {_("基本"), 5},  {_("不满意"), 7}, {_("满意率"), 8}, {_("意见"), 5},
    };
    char from[DATE_BYTES], to[DATE_BYTES];
    struct buffer period = BUFFER_INIT;
    struct tally tally = {.paper = paper, .sum = FIELDS_INIT};
    (void)files;
    paper_title(paper, _("民主议政评政"));
    paper_gap(paper);
    if (request->id_count == 0) {
        buffer_append_format(&period, "%s %s %s", date_to_iso(request->from, from), _("至"),
                             date_to_iso(request->to, to));
        paper_pair(paper, _("开会日期"), buffer_text(&period));
    }
    paper_text(paper, 0,
               _("满意率：满意和基本满意的占全部票数；意见：会上提的、已登记成反馈件的。"));
    paper_gap(paper);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    enum status status = request->id_count > 0 ? put_named(office, request, &tally, problem)
                                               : put_period(office, request, &tally, problem);
    put_sum(&tally);
    paper_end_table(paper);
    paper->body.failed = paper->body.failed || period.failed || tally.sum.failed;
    buffer_release(&period);
    fields_release(&tally.sum);
    return status;
}
