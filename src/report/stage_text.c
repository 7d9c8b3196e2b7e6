/* Stages in words. Reads duties through the user's visibility; decides nothing. */
#include "report/stage_text.h"

#include "base/language.h"
#include "base/text.h"
#include "work/duty.h"
#include "work/flow.h"

#include <string.h>

enum { STAGE_COLS = 20, STATE_COLS = 10 };

struct stage_lines {
    struct buffer text;
    int count, done;
};

/* 1 方案公布            2026-11-27  已公开    2026-11-25  GK2026-00003 */
static bool append_stage(void *context, const struct stage_row *row) {
    struct stage_lines *lines = context;
    bool is_done = strcmp(row->state, "done") == 0;
    const char *state = row->disclosure[0] && !is_done
                            ? flow_state_label("disclosure", row->disclosure_state)
                            : flow_state_label("duty", row->state);
    lines->count++;
    lines->done += is_done || strcmp(row->state, "waived") == 0;
    buffer_append_format(&lines->text, "%2d ", lines->count);
    text_append_padded(&lines->text, row->stage, STAGE_COLS);
    buffer_append_format(&lines->text, "  %-10s  ", row->due_on);
    text_append_padded(&lines->text, language_text("state", state), STATE_COLS);
    buffer_append_format(&lines->text, "  %s%s%s\n", row->done_on, row->done_on[0] ? "  " : "",
                         row->disclosure[0] ? row->disclosure : row->number);
    return true;
}

static enum status append_matter(struct office *office, const struct fields *duty,
                                 struct buffer *out, struct problem *problem) {
    struct stage_lines lines = {BUFFER_INIT, 0, 0};
    char prefix[DUTY_NAME_BYTES];
    if (!duty_stage_prefix(duty, prefix))
        return STATUS_OK;
    enum status status =
        store_stages(office->store, &office->visible, prefix, append_stage, &lines, problem);
    if (status == STATUS_OK && lines.count > 0)
        buffer_append_format(out, "\n\001%s  %s %d/%d\n%s", _("阶段"), _("已公开"), lines.done,
                             lines.count, buffer_text(&lines.text));
    out->failed = out->failed || lines.text.failed;
    buffer_release(&lines.text);
    return status;
}

enum status stage_text_append(struct office *office, const struct record *record,
                              struct buffer *out, struct problem *problem) {
    const char *kind = fields_text(&record->fields, "record_kind");
    struct record duty = {0};
    int64_t id = fields_integer(&record->fields, "duty", 0);
    enum status status = STATUS_OK;
    if (strcmp(kind, "duty") == 0)
        return append_matter(office, &record->fields, out, problem);
    if (strcmp(kind, "disclosure") != 0 || id == 0)
        return STATUS_OK;
    status = store_read(office->store, &office->visible, id, &duty, problem);
    if (status == STATUS_OK)
        status = append_matter(office, &duty.fields, out, problem);
    record_release(&duty);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
