/* A disclosure's page beyond its fields: its decisions, where it hangs, what was found and said about it. Reads through the user's visibility; decides nothing. */
#include "report/disclosure_text.h"

#include "base/codes.h"
#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/flow.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_COLS = 14, LABEL_COLS = 10 };

const char disclosure_text_fields[] =
    "notice_amount notice_unit notice_from notice_to notice_result drafted_by submitted_on "
    "return_reason reviewed_by reviewed_on review_outcome review_basis review_note review_paper "
    "work_secret approved_by approved_on approved_ver approved_hash signatory signed_on signed_no "
    "same_person waived_by waived_reason waived_hash publish_sort published_by published_on "
    "published_ver published_hash refused_by refused_on refused_basis refused_reason "
    "decided_on decided_hash decided_scope decided_note "
    "withdrawn_on withdrawn_reason corrects correct_reason corrected_by hanging findings "
    "objections due_on";

/* ---- decisions ---------------------------------------------------------------------------------- */

/* 审核   2026-11-20  周建华  公开  条例第十四条  … : nothing before it is done. */
struct decision {
    const char *label, *day, *person, *list, *code;
    const char *texts[4];
};

static void append_decision(struct office *office, const struct fields *record,
                            const struct decision *decision, struct buffer *out) {
    if (!fields_has(record, decision->day[0] ? decision->day : decision->person))
        return;
    text_append_padded(out, decision->label, LABEL_COLS);
    buffer_append(out, fields_text(record, decision->day));
    if (fields_has(record, decision->person)) {
        buffer_append(out, "  ");
        shown_append_title(office, fields_text(record, decision->person), out);
    }
    if (decision->code && fields_has(record, decision->code)) {
        buffer_append(out, "  ");
        shown_append_code(office, decision->list, fields_text(record, decision->code), out);
    }
    for (size_t i = 0; i < sizeof decision->texts / sizeof decision->texts[0]; i++)
        if (decision->texts[i] && fields_has(record, decision->texts[i]))
            buffer_append_format(out, "  %s", fields_text(record, decision->texts[i]));
    buffer_append(out, "\n");
}

/* 一人兼任：审核、签发 */
static void append_same_person(const struct fields *record, struct buffer *out) {
    char word[64];
    const char *words = fields_text(record, "same_person");
    size_t length = 0;
    if (!words[0])
        return;
    buffer_append_format(out, "%s%s", _("一人兼任"), _("："));
    for (const char *at = words; codes_next(&at, &length); at += length) {
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        buffer_append_format(out, "%s%s", at == words ? "" : _("、"),
                             language_text("option", word));
    }
    buffer_append(out, "\n");
}

static void append_decisions(struct office *office, const struct fields *record,
                             struct buffer *out) {
    const struct decision decisions[] = {
        {_("拟稿"), "", "drafted_by", NULL, NULL, {NULL}},
        {_("送审"), "submitted_on", "", NULL, NULL, {NULL}},
        {_("退回"), "return_reason", "", NULL, NULL, {NULL}},
        {_("审核"),
         "reviewed_on",
         "reviewed_by",
         "review_outcome",
         "review_outcome",
         {"review_basis", "review_note", "review_paper"}},
        {_("签发"),
         "approved_on",
         "approved_by",
         NULL,
         NULL,
         {"signatory", "signed_on", "signed_no"}},
        {_("准予公开"), "", "waived_by", NULL, NULL, {"waived_reason"}},
        {_("发布"), "published_on", "published_by", NULL, NULL, {NULL}},
        {_("不予公开"),
         "refused_on",
         "refused_by",
         NULL,
         NULL,
         {"refused_basis", "refused_reason"}},
        {_("决定内容"), "decided_on", "", "disclosure_scope", "decided_scope", {"decided_note"}},
        {_("撤下"), "withdrawn_on", "", NULL, NULL, {"withdrawn_reason"}},
    };
    struct buffer text = BUFFER_INIT;
    for (size_t i = 0; i < sizeof decisions / sizeof decisions[0]; i++)
        append_decision(office, record, &decisions[i], &text);
    append_same_person(record, &text);
    if (fields_integer(record, "work_secret", 0) == 1)
        buffer_append_format(&text, "%s\n", _("含工作秘密（保密法第六十四条），不能向社会公开"));
    if (fields_has(record, "published_hash"))
        buffer_append_format(&text, "%s %.16s…\n", _("公开版本的指纹"),
                             fields_text(record, "published_hash"));
    if (text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", _("审核与签发"), buffer_text(&text));
    buffer_release(&text);
}

static void append_notice(struct office *office, const struct fields *record, struct buffer *out) {
    if (fields_integer(record, "notice_amount", 0) == 0)
        return;
    buffer_append_format(out, "\n\001%s\n%s ", _("公示"), fields_text(record, "notice_amount"));
    shown_append_code(office, "notice_unit", fields_text(record, "notice_unit"), out);
    if (fields_has(record, "notice_from"))
        buffer_append_format(out, "%s%s %s %s%s", _("："), fields_text(record, "notice_from"),
                             _("至"), fields_text(record, "notice_to"),
                             _("，张贴当日不算，期满次日才可以结束"));
    buffer_append(out, "\n");
    if (fields_has(record, "notice_result"))
        buffer_append_format(out, "%s\n", fields_text(record, "notice_result"));
}

/* ---- what refers to it -------------------------------------------------------------------------- */

static void append_state(const struct fields *record, struct buffer *out) {
    const char *state =
        flow_state_label(fields_text(record, "record_kind"), fields_text(record, "state"));
    text_append_padded(out, fields_text(record, "number"), NUMBER_COLS);
    buffer_append_format(out, "%s  %s", fields_text(record, "received_on"),
                         language_text("state", state));
}

static void append_posting(struct office *office, const struct fields *posting,
                           struct buffer *out) {
    append_state(posting, out);
    buffer_append(out, "  ");
    shown_append_title(office, fields_text(posting, "board"), out);
    if (fields_has(posting, "proof_no"))
        buffer_append_format(out, "  %s %s", _("证明"), fields_text(posting, "proof_no"));
    if (fields_has(posting, "down_on"))
        buffer_append_format(out, "  %s %s", _("撤下"), fields_text(posting, "down_on"));
    buffer_append(out, "\n");
}

static void append_finding(struct office *office, const struct fields *finding,
                           struct buffer *out) {
    append_state(finding, out);
    buffer_append(out, "  ");
    shown_append_code(office, "finding_kind", fields_text(finding, "kind"), out);
    buffer_append_format(out, "  %s\n", fields_text(finding, "title"));
}

static void append_feedback(struct office *office, const struct fields *feedback,
                            struct buffer *out) {
    append_state(feedback, out);
    buffer_append_format(out, "  %s", fields_text(feedback, "title"));
    if (fields_has(feedback, "verdict")) {
        buffer_append(out, "  ");
        shown_append_code(office, "verdict", fields_text(feedback, "verdict"), out);
    }
    buffer_append(out, "\n");
}

/* Those the user may see of a kind, under a heading. */
static enum status append_about(struct office *office, const char *kind, const char *heading,
                                void (*append)(struct office *, const struct fields *,
                                               struct buffer *),
                                int64_t id, struct buffer *out, struct problem *problem) {
    struct about_ids ids;
    struct buffer text = BUFFER_INIT;
    enum status status = store_about(office->store, kind, id, &ids, problem);
    for (size_t i = 0; status == STATUS_OK && i < ids.count; i++) {
        struct record record = {0};
        status = store_read(office->store, &office->visible, ids.items[i], &record, problem);
        if (status == STATUS_OK && strcmp(fields_text(&record.fields, "state"), "void") != 0)
            append(office, &record.fields, &text);
        else if (status == STATUS_NOT_FOUND)
            status = STATUS_OK;
        record_release(&record);
    }
    if (status == STATUS_OK && text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", heading, buffer_text(&text));
    buffer_release(&text);
    return status;
}

/* GK2026-00012  2026-11-02  已公开  标题 */
static void append_version(struct office *office, const struct fields *record, const char *column,
                           const char *label, struct buffer *out) {
    struct record other = {0};
    int64_t id = fields_integer(record, column, 0);
    if (id == 0 || store_read(office->store, &office->visible, id, &other, NULL) != STATUS_OK)
        return;
    text_append_padded(out, label, LABEL_COLS);
    append_state(&other.fields, out);
    buffer_append_format(out, "  %s\n", fields_text(&other.fields, "title"));
    record_release(&other);
}

static enum status append_corrections(struct office *office, const struct record *record,
                                      struct buffer *out, struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    int64_t old = fields_integer(&record->fields, "corrects", 0);
    append_version(office, &record->fields, "corrects", _("更正的是"), &text);
    if (fields_has(&record->fields, "correct_reason"))
        buffer_append_format(&text, "%s\n", fields_text(&record->fields, "correct_reason"));
    append_version(office, &record->fields, "corrected_by", _("更正稿"), &text);
    if (text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", _("更正"), buffer_text(&text));
    buffer_release(&text);
    return old == 0 ? STATUS_OK
                    : append_about(office, "posting", _("旧的一版张贴在"), append_posting, old, out,
                                   problem);
}

enum status disclosure_text_append(struct office *office, const struct record *record,
                                   struct buffer *out, struct problem *problem) {
    append_decisions(office, &record->fields, out);
    append_notice(office, &record->fields, out);
    enum status status =
        append_about(office, "posting", _("张贴"), append_posting, record->id, out, problem);
    if (status == STATUS_OK)
        status = append_corrections(office, record, out, problem);
    if (status == STATUS_OK)
        status =
            append_about(office, "finding", _("问题"), append_finding, record->id, out, problem);
    if (status == STATUS_OK)
        status = append_about(office, "feedback", _("涉及它的反馈"), append_feedback, record->id,
                              out, problem);
    return status;
}
