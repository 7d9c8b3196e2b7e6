/* 意见采纳情况: the figures of a collection by decision, way and village, its days and what it led to; and its notice for
 * the board. Counts nothing and names nobody. */
#include "report/consultation_prints.h"

#include "base/language.h"
#include "report/posting_prints.h"
#include "report/shown.h"
#include "work/consultation.h"
#include "work/flow.h"

#include <stdio.h>
#include <string.h>

/* ---- its notice ---------------------------------------------------------------------------------- */

static bool is_in(const struct record *record, const char *states) {
    const char *state = fields_text(&record->fields, "state");
    const char *at = strstr(states, state);
    return state[0] && at && (at == states || at[-1] == ' ') &&
           (at[strlen(state)] == ' ' || !at[strlen(state)]);
}

const char *consultation_notice_refusal(const struct record *record) {
    return is_in(record, "collecting ended closed")
               ? NULL
               : N_("{number} 的公告还没有发布，不能印出来张贴");
}

enum status consultation_notice_draw(struct office *office, const struct scr_source *files,
                                     const struct print_request *request, struct paper *paper,
                                     struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        status = prints_read(office, prints_find("consultation-notice"), request->ids[i], &record,
                             problem);
        int64_t notice = fields_integer(&record.fields, "notice", 0);
        const struct print_request of = {.ids = &notice, .id_count = 1};
        if (status == STATUS_OK)
            status = notice_draw(office, files, &of, paper, problem);
        record_release(&record);
    }
    return status;
}

/* ---- figures ------------------------------------------------------------------------------------- */

const char *consultation_result_refusal(const struct record *record) {
    return is_in(record, "collecting ended closed cancelled")
               ? NULL
               : N_("{number} 还没有开始征集，没有意见可以统计");
}

static void put_row(struct paper *paper, const char *name, const int64_t counts[6]) {
    char texts[6][24];
    for (int i = 0; i < 6; i++)
        snprintf(texts[i], sizeof texts[i], "%lld", (long long)counts[i]);
    const char *const cells[] = {name,
                                 texts[OPINIONS_ALL],
                                 texts[OPINIONS_ADOPTED],
                                 texts[OPINIONS_PARTLY],
                                 texts[OPINIONS_DECLINED],
                                 texts[OPINIONS_OTHER],
                                 texts[OPINIONS_PENDING]};
    paper_row(paper, cells);
}

/* Rows are lines of `list`'s codes or, NULL, of villages. */
static void put_table(struct office *office, struct paper *paper, const char *heading,
                      const char *list, const struct opinion_counts *counts) {
    const struct paper_column columns[] = {
        {heading, 0},     {_("意见"), 8},        {_("采纳"), 8},     {_("部分采纳"), 10},
        {_("不采纳"), 8}, {_("无关或重复"), 12}, {_("没有处理"), 10}};
    const struct opinion_lines *lines = list ? &counts->ways : &counts->villages;
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < lines->count; i++) {
        struct buffer name = BUFFER_INIT;
        const char *own = lines->items[i].name;
        if (list)
            shown_append_code(office, list, own, &name);
        else
            buffer_append(&name, own[0] ? own : _("没有写明"));
        put_row(paper, buffer_text(&name), lines->items[i].counts);
        paper->body.failed = paper->body.failed || name.failed;
        buffer_release(&name);
    }
    paper_end_table(paper);
    paper_gap(paper);
}

static void put_totals(struct paper *paper, const struct opinion_counts *counts) {
    const struct paper_column columns[] = {
        {_("决定"), 0},   {_("意见"), 8},        {_("采纳"), 8},     {_("部分采纳"), 10},
        {_("不采纳"), 8}, {_("无关或重复"), 12}, {_("没有处理"), 10}};
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    put_row(paper, _("期限内"), counts->in_time);
    put_row(paper, _("逾期提交"), counts->late);
    put_row(paper, _("合计"), counts->total);
    paper_end_table(paper);
    paper_gap(paper);
}

/* ---- what it is, what it led to ------------------------------------------------------------------- */

static void put_days(struct paper *paper, const struct fields *fields) {
    struct buffer days = BUFFER_INIT;
    const char *end = fields_text(fields, fields_has(fields, "ended_on") ? "ended_on" : "close_on");
    if (fields_has(fields, "open_on"))
        buffer_append_format(&days, "%s %s %s", fields_text(fields, "open_on"), _("至"), end);
    paper_pair(paper, _("征集时间"), buffer_text(&days));
    paper->body.failed = paper->body.failed || days.failed;
    buffer_release(&days);
}

/* GK2026-00012 已公开 标题 */
static void put_disclosure(struct office *office, struct paper *paper, const char *label,
                           int64_t id) {
    struct record record = {0};
    struct buffer text = BUFFER_INIT;
    if (id != 0 && store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK) {
        const char *state = flow_state_label("disclosure", fields_text(&record.fields, "state"));
        buffer_append_format(&text, "%s %s  %s", fields_text(&record.fields, "number"),
                             language_text("state", state), fields_text(&record.fields, "title"));
    }
    paper_pair(paper, label, buffer_text(&text));
    paper->body.failed = paper->body.failed || text.failed;
    buffer_release(&text);
    record_release(&record);
}

static enum status put_links(struct office *office, struct paper *paper,
                             const struct record *record, struct problem *problem) {
    struct ids linked = {0};
    int64_t notice = fields_integer(&record->fields, "notice", 0);
    int64_t summary = fields_integer(&record->fields, "summary", 0);
    put_disclosure(office, paper, _("征集公告"), notice);
    put_disclosure(office, paper, _("采纳情况"), summary);
    enum status status =
        store_consultation_disclosures(office->store, record->id, &linked, problem);
    for (size_t i = 0; status == STATUS_OK && i < linked.count; i++)
        if (linked.items[i] != notice && linked.items[i] != summary)
            put_disclosure(office, paper, _("征求的是"), linked.items[i]);
    ids_release(&linked);
    return status;
}

static enum status draw_one(struct office *office, const struct record *record, struct paper *paper,
                            struct problem *problem) {
    struct opinion_counts counts = {0};
    const struct fields *fields = &record->fields;
    const char *state = flow_state_label("consultation", fields_text(fields, "state"));
    enum status status =
        opinion_counts_read(office, &office->visible, record->id, &counts, problem);
    if (status == STATUS_OK) {
        paper_title(paper, _("意见采纳情况"));
        paper_pair(paper, _("编号"), fields_text(fields, "number"));
        paper_pair(paper, _("征集事项"), fields_text(fields, "title"));
        prints_put_code(office, paper, _("类别"), "consultation_kind", fields_text(fields, "kind"));
        paper_pair(paper, _("状态"), language_text("state", state));
        put_days(paper, fields);
        status = put_links(office, paper, record, problem);
        paper_gap(paper);
        put_totals(paper, &counts);
        put_table(office, paper, _("方式"), "consultation_way", &counts);
        put_table(office, paper, _("村"), NULL, &counts);
    }
    opinion_counts_release(&counts);
    return status;
}

enum status consultation_result_draw(struct office *office, const struct scr_source *files,
                                     const struct print_request *request, struct paper *paper,
                                     struct problem *problem) {
    enum status status = STATUS_OK;
    (void)files;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++) {
        struct record record = {0};
        paper_break(paper);
        status =
            prints_read(office, prints_find("consultation"), request->ids[i], &record, problem);
        if (status == STATUS_OK)
            status = draw_one(office, &record, paper, problem);
        record_release(&record);
    }
    return status;
}
