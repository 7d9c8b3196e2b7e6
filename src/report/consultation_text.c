/* A collection's page beyond its fields. Reads through the user's visibility; counts and decides nothing. */
#include "report/consultation_text.h"

#include "base/language.h"
#include "base/text.h"
#include "work/consultation.h"
#include "work/flow.h"

enum { NUMBER_COLS = 14, STATE_COLS = 8 };

static void append_figure(struct buffer *out, const char *label, int64_t count) {
    buffer_append_format(out, "  %s %lld", label, (long long)count);
}

/* 期限内 12  采纳 3  部分采纳 1 … */
static void append_figures(const char *label, const int64_t counts[6], struct buffer *out) {
    buffer_append_format(out, "%s %lld", label, (long long)counts[OPINIONS_ALL]);
    append_figure(out, _("采纳"), counts[OPINIONS_ADOPTED]);
    append_figure(out, _("部分采纳"), counts[OPINIONS_PARTLY]);
    append_figure(out, _("不采纳"), counts[OPINIONS_DECLINED]);
    append_figure(out, _("无关或重复"), counts[OPINIONS_OTHER]);
    append_figure(out, _("没有处理"), counts[OPINIONS_PENDING]);
    buffer_append(out, "\n");
}

static enum status append_counts(struct office *office, const struct record *record,
                                 struct buffer *out, struct problem *problem) {
    struct opinion_counts counts = {0};
    enum status status =
        opinion_counts_read(office, &office->visible, record->id, &counts, problem);
    if (status == STATUS_OK && counts.total[OPINIONS_ALL] > 0) {
        buffer_append_format(out, "\n\001%s\n", _("意见"));
        append_figures(_("期限内"), counts.in_time, out);
        if (counts.late[OPINIONS_ALL] > 0)
            append_figures(_("逾期提交"), counts.late, out);
    }
    opinion_counts_release(&counts);
    return status;
}

/* GK2026-00012  已公开  标题 */
static void append_disclosure(struct office *office, int64_t id, struct buffer *out) {
    struct record record = {0};
    if (store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK) {
        const char *state = flow_state_label("disclosure", fields_text(&record.fields, "state"));
        text_append_padded(out, fields_text(&record.fields, "number"), NUMBER_COLS);
        text_append_padded(out, language_text("state", state), STATE_COLS);
        buffer_append_format(out, "  %s\n", fields_text(&record.fields, "title"));
    }
    record_release(&record);
}

enum status consultation_text_append(struct office *office, const struct record *record,
                                     struct buffer *out, struct problem *problem) {
    struct ids linked = {0};
    struct buffer text = BUFFER_INIT;
    enum status status = append_counts(office, record, out, problem);
    if (status == STATUS_OK)
        status = store_consultation_disclosures(office->store, record->id, &linked, problem);
    for (size_t i = 0; status == STATUS_OK && i < linked.count; i++)
        append_disclosure(office, linked.items[i], &text);
    if (text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", _("公告、采纳情况和征求的公开信息"),
                             buffer_text(&text));
    out->failed = out->failed || text.failed;
    buffer_release(&text);
    ids_release(&linked);
    return status;
}
