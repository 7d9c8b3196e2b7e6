/* What belongs to a record, in words. Decides nothing. */
#include "report/related_text.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/flow.h"
#include "work/related.h"

#include <string.h>

enum { NAME_COLS = 12, DUTY_COLS = 8, NUMBER_COLS = 14 };

struct related_lines {
    struct office *office;
    struct buffer text;
};

/* 罗桂芳  监督员  2026-01-01 至 2026-11-20 已离任 */
static void append_member(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    struct buffer duty = BUFFER_INIT;
    const char *to = fields_text(fields, "to_on");
    shown_append_code(lines->office, "member_duty", fields_text(fields, "duty"), &duty);
    text_append_padded(&lines->text, fields_text(fields, "title"), NAME_COLS);
    text_append_padded(&lines->text, buffer_text(&duty), DUTY_COLS);
    buffer_append(&lines->text, fields_text(fields, "from_on"));
    if (to[0])
        buffer_append_format(&lines->text, " %s %s", _("至"), to);
    buffer_append(&lines->text, "\n");
    buffer_release(&duty);
}

/* RW2026-00001  2026-12-01  在办  党政办 李春梅  公开栏换大字 */
static void append_task(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    const char *state = flow_state_label("task", fields_text(fields, "state"));
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  %s  %s %s  %s\n", fields_text(fields, "due_on"),
                         language_text("state", state), fields_text(fields, "unit_name"),
                         fields_text(fields, "person_name"), fields_text(fields, "title"));
}

/* WT2026-00001  待处理  未公开  东门村 张𠮷旺  公开栏是空的 */
static void append_finding(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    const char *state = flow_state_label("finding", fields_text(fields, "state"));
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  ", language_text("state", state));
    shown_append_code(lines->office, "finding_kind", fields_text(fields, "kind"), &lines->text);
    buffer_append_format(&lines->text, "  %s %s  %s\n", fields_text(fields, "unit_name"),
                         fields_text(fields, "person_name"), fields_text(fields, "title"));
}

/* ZR2026-00001  已决定  书面检查  青委〔2026〕9号  东门村 张𠮷旺 */
static void append_accountability(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    const char *state = flow_state_label("accountability", fields_text(fields, "state"));
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  ", language_text("state", state));
    shown_append_code(lines->office, "measure", fields_text(fields, "measure"), &lines->text);
    buffer_append_format(&lines->text, "  %s  %s %s\n", fields_text(fields, "document_no"),
                         fields_text(fields, "unit_name"), fields_text(fields, "person_name"));
}

/* FK2026-00007  已交办  建议  东门村 张𠮷旺  2026-12-11  路灯太暗 */
static void append_feedback(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    const char *state = flow_state_label("feedback", fields_text(fields, "state"));
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  ", language_text("state", state));
    shown_append_code(lines->office, "feedback_kind", fields_text(fields, "kind"), &lines->text);
    static const char *const names[] = {"unit_name", "person_name"};
    for (size_t i = 0; i < 2; i++)
        if (fields_has(fields, names[i]))
            buffer_append_format(&lines->text, "%s%s", i == 0 ? "  " : " ",
                                 fields_text(fields, names[i]));
    buffer_append_format(&lines->text, "  %s\n", fields_text(fields, "title"));
}

/* CX2026-00003  2026-11-20  来电  三组路灯什么时候修 */
static void append_enquiry(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  ", fields_text(fields, "received_on"));
    shown_append_code(lines->office, "enquiry_way", fields_text(fields, "way"), &lines->text);
    buffer_append_format(&lines->text, "  %s\n", fields_text(fields, "title"));
}

/* FK2026-00007  2026-11-03  已办结  投诉  路灯太暗 */
static void append_linked(void *context, const struct fields *fields) {
    struct related_lines *lines = context;
    const char *state = flow_state_label("feedback", fields_text(fields, "state"));
    text_append_padded(&lines->text, fields_text(fields, "number"), NUMBER_COLS);
    buffer_append_format(&lines->text, "%s  %s  ", fields_text(fields, "received_on"),
                         language_text("state", state));
    shown_append_code(lines->office, "feedback_kind", fields_text(fields, "kind"), &lines->text);
    buffer_append_format(&lines->text, "  %s\n", fields_text(fields, "title"));
}

static const struct {
    const char *name, *heading;
    void (*append)(void *context, const struct fields *fields);
} related_kinds[] = {
    {"members", N_("成员"), append_member},
    {"tasks", N_("任务"), append_task},
    {"feedback", N_("会上提的意见"), append_feedback},
    {"enquiries", N_("由来电来访转来"), append_enquiry},
    {"findings", N_("问题"), append_finding},
    {"accountability", N_("责任追究"), append_accountability},
    {"linked_feedback", N_("关联件"), append_linked},
};

static enum status append_one(struct office *office, const char *kind, const char *name, int64_t id,
                              struct buffer *out, struct problem *problem) {
    struct related_lines lines = {office, BUFFER_INIT};
    size_t at = 0;
    while (strcmp(related_kinds[at].name, name) != 0)
        at++;
    enum status status =
        related_each(office, kind, name, id, related_kinds[at].append, &lines, problem);
    if (status == STATUS_OK && lines.text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", _(related_kinds[at].heading),
                             buffer_text(&lines.text));
    buffer_release(&lines.text);
    return status;
}

enum status related_text_append(struct office *office, const char *kind, int64_t id,
                                struct buffer *out, struct problem *problem) {
    enum status status = STATUS_OK;
    const char *name = NULL;
    for (size_t i = 0; status == STATUS_OK && (name = related_name(kind, i)) != NULL; i++)
        status = append_one(office, kind, name, id, out, problem);
    return status;
}
