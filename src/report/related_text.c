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

enum status related_text_append(struct office *office, const char *kind, int64_t id,
                                struct buffer *out, struct problem *problem) {
    struct related_lines lines = {office, BUFFER_INIT};
    const char *name = related_name(kind);
    if (!name)
        return STATUS_OK;
    bool are_members = strcmp(name, "members") == 0;
    enum status status =
        related_each(office, kind, id, are_members ? append_member : append_task, &lines, problem);
    if (status == STATUS_OK && lines.text.length > 0)
        buffer_append_format(out, "\n\001%s\n%s", are_members ? _("成员") : _("任务"),
                             buffer_text(&lines.text));
    buffer_release(&lines.text);
    return status;
}
