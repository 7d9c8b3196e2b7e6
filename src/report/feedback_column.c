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

/* Names that matter and answer tell of others, each once; the reporter and those known already are left out. */
static void append_told(struct office *office, const struct fields *fields, const char *known,
                        struct buffer *out) {
    static const char *const columns[] = {"title", "reply"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        struct buffer found = BUFFER_INIT;
        size_t at = 0;
        size_t length;
        known_names_append_told(office, fields_text(fields, columns[i]), &found);
        while ((length = mask_next_name(buffer_text(&found), &at)) > 0) {
            struct buffer name = BUFFER_INIT;
            buffer_append_bytes(&name, buffer_text(&found) + at, length);
            if (strstr(known, buffer_text(&name)) == NULL &&
                strstr(buffer_text(out), buffer_text(&name)) == NULL)
                buffer_append_format(out, "%s\n", buffer_text(&name));
            out->failed = out->failed || name.failed;
            buffer_release(&name);
            at += length;
        }
        out->failed = out->failed || found.failed;
        buffer_release(&found);
    }
}

/* FK2026-00001 王五、李䶮: they are masked, and may be no names. */
static void remark_told(const char *number, const char *told, struct buffer *remarks) {
    size_t at = 0;
    size_t length;
    if (told[0] == '\0' || remarks == NULL)
        return;
    buffer_append_format(remarks, "%s%s ",
                         remarks->length == 0 ? _("像是人名的已隐去，请核对再贴出：") : _("；"),
                         number);
    for (bool is_first = true; (length = mask_next_name(told, &at)) > 0; is_first = false) {
        buffer_append(remarks, is_first ? "" : _("、"));
        buffer_append_bytes(remarks, told + at, length);
        at += length;
    }
}

/* `others`: of the other answers on the paper. */
static enum status put_answer(struct office *office, struct paper *paper,
                              const struct record *record, const char *others, const char *mark,
                              struct buffer *remarks, struct problem *problem) {
    const struct fields *fields = &record->fields;
    const char *reporter = fields_text(fields, "reporter");
    struct buffer line = BUFFER_INIT, names = BUFFER_INIT, told = BUFFER_INIT;
    buffer_append_format(&names, "%s\n%s", mask_is_nobody(reporter) ? "" : reporter, others);
    enum status status = known_names_append(office, &record->id, 1, &names, problem);
    append_told(office, fields, buffer_text(&names), &told);
    remark_told(fields_text(fields, "number"), buffer_text(&told), remarks);
    buffer_append_format(&names, "\n%s", buffer_text(&told));
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
    paper->body.failed = paper->body.failed || line.failed || names.failed || told.failed;
    buffer_release(&told);
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
                               struct paper *paper, struct buffer *remarks,
                               struct problem *problem) {
    char mark[16];
    struct buffer others = BUFFER_INIT;
    enum status status = known_names_append(office, ids, count, &others, problem);
    office_setting(office, "name_mask", "*", mark, sizeof mark);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct record record = {0};
        status = prints_read(office, prints_find("feedback-column"), ids[i], &record, problem);
        if (status == STATUS_OK)
            status = put_answer(office, paper, &record, buffer_text(&others),
                                mark[0] != '\0' ? mark : "*", remarks, problem);
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
        return status != STATUS_OK ? status
                                   : put_answers(office, request->ids, request->id_count, paper,
                                                 request->remarks, problem);
    status = store_answered_ids(office->store, &office->visible, date_to_iso(request->from, from),
                                date_to_iso(request->to, to), request->box, &found, problem);
    return status == STATUS_OK
               ? put_answers(office, found.items, found.count, paper, request->remarks, problem)
               : status;
}
