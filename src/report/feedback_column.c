/* 反馈专栏: answers for the board, names and numbers of persons masked. What is sealed, withheld or not yet
 * answered never stands on it. */
#include "report/prints.h"

#include "base/language.h"
#include "report/known_names.h"
#include "report/shown.h"
#include "work/mask.h"

#include <string.h>

const char *feedback_column_refusal(const struct record *record) {
    const struct fields *fields = &record->fields;
    const char *state = fields_text(fields, "state");
    if (fields_integer(fields, "sealed", 0) != 0)
        return N_("{number} 是举报件，不能公布");
    if (fields_has(fields, "withheld_reason"))
        return N_("{number} 已写明不宜公开，不印在反馈专栏上");
    if (strcmp(state, "replied") != 0 && strcmp(state, "announced") != 0 &&
        strcmp(state, "closed") != 0)
        return N_("{number} 还没有可以公布的答复");
    return fields_has(fields, "reply") ? NULL : N_("{number} 还没有可以公布的答复");
}

/* Numbers of persons masked, and the names of who reported wherever they stand. */
static void append_masked(const struct fields *fields, const char *column, const char *names,
                          const char *mark, struct buffer *out) {
    struct buffer text = BUFFER_INIT;
    mask_append_text(&text, fields_text(fields, column), NULL);
    mask_append_names_in(out, buffer_text(&text), names, mark);
    out->failed = out->failed || text.failed;
    buffer_release(&text);
}

static void put_masked(struct paper *paper, const char *label, const struct fields *fields,
                       const char *column, const char *names, const char *mark) {
    struct buffer value = BUFFER_INIT;
    append_masked(fields, column, names, mark, &value);
    paper->body.failed = paper->body.failed || value.failed;
    paper_pair(paper, label, buffer_text(&value));
    buffer_release(&value);
}

static void put_reporter(struct paper *paper, const struct fields *fields, const char *mark) {
    struct buffer name = BUFFER_INIT, text = BUFFER_INIT;
    mask_append_name(&name, fields_text(fields, "reporter"), mark);
    mask_append_text(&text, buffer_text(&name), NULL);
    paper->body.failed = paper->body.failed || name.failed || text.failed;
    paper_pair(paper, _("反映人"), text.length > 0 ? buffer_text(&text) : _("匿名"));
    buffer_release(&name);
    buffer_release(&text);
}

/* `others`: of the other answers on the paper. */
static enum status put_answer(struct office *office, struct paper *paper,
                              const struct record *record, const char *others, const char *mark,
                              struct problem *problem) {
    const struct fields *fields = &record->fields;
    const char *reporter = fields_text(fields, "reporter");
    struct buffer line = BUFFER_INIT, names = BUFFER_INIT;
    buffer_append_format(&names, "%s\n%s", mask_is_nobody(reporter) ? "" : reporter, others);
    enum status status = known_names_append(office, &record->id, 1, &names, problem);
    paper_keep(paper, 6);
    buffer_append_format(&line, "%s  ", fields_text(fields, "number"));
    shown_append_code(office, "feedback_kind", fields_text(fields, "kind"), &line);
    paper_text(paper, 0, buffer_text(&line));
    put_reporter(paper, fields, mark);
    put_masked(paper, _("反映事项"), fields, "title", buffer_text(&names), mark);
    put_masked(paper, _("答复"), fields, "reply", buffer_text(&names), mark);
    put_masked(paper, _("答复人"), fields, "answered_by", reporter, mark);
    paper_pair(paper, _("答复日期"), fields_text(fields, "replied_on"));
    paper_gap(paper);
    paper->body.failed = paper->body.failed || line.failed || names.failed;
    buffer_release(&names);
    buffer_release(&line);
    return status;
}

/* Where it hangs and for which time. */
static enum status put_heading(struct office *office, const struct print_request *request,
                               struct paper *paper, struct problem *problem) {
    struct record box = {0};
    char from[DATE_BYTES], to[DATE_BYTES];
    struct buffer period = BUFFER_INIT;
    enum status status = STATUS_OK;
    paper_title(paper, language_text("print", N_("反馈专栏")));
    paper_gap(paper);
    if (request->box != 0) {
        status = store_read(office->store, &office->visible, request->box, &box, problem);
        paper_pair(paper, _("反馈箱"), fields_text(&box.fields, "title"));
        paper_pair(paper, _("公开栏"), fields_text(&box.fields, "board"));
    }
    if (request->id_count == 0) {
        buffer_append_format(&period, "%s %s %s", date_to_iso(request->from, from), _("至"),
                             date_to_iso(request->to, to));
        paper_pair(paper, _("答复日期"), buffer_text(&period));
    }
    paper_gap(paper);
    paper->body.failed = paper->body.failed || period.failed;
    buffer_release(&period);
    record_release(&box);
    return status;
}

static enum status put_answers(struct office *office, const int64_t *ids, size_t count,
                               struct paper *paper, struct problem *problem) {
    char mark[16];
    struct buffer others = BUFFER_INIT;
    enum status status = known_names_append(office, ids, count, &others, problem);
    office_setting(office, "name_mask", "*", mark, sizeof mark);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct record record = {0};
        status = prints_read(office, prints_find("feedback-column"), ids[i], &record, problem);
        if (status == STATUS_OK)
            status = put_answer(office, paper, &record, buffer_text(&others),
                                mark[0] != '\0' ? mark : "*", problem);
        record_release(&record);
    }
    buffer_release(&others);
    if (count == 0)
        paper_text(paper, 0, _("这段时间没有可以公布的答复。"));
    return status;
}

enum status feedback_column_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem) {
    struct printed_ids found = {.count = 0};
    char from[DATE_BYTES], to[DATE_BYTES];
    (void)files;
    enum status status = put_heading(office, request, paper, problem);
    if (status != STATUS_OK || request->id_count > 0)
        return status != STATUS_OK
                   ? status
                   : put_answers(office, request->ids, request->id_count, paper, problem);
    status = store_answered_ids(office->store, &office->visible, date_to_iso(request->from, from),
                                date_to_iso(request->to, to), request->box, &found, problem);
    return status == STATUS_OK ? put_answers(office, found.items, found.count, paper, problem)
                               : status;
}
