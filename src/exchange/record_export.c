/* Exports: a page of records at a time, so that memory does not grow with the register. */
#include "exchange/record_export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codes.h"
#include "base/lines.h"
#include "base/native.h"
#include "base/value.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "exchange/record_list.h"
#include "exchange/record_whole.h"
#include "work/audit.h"
#include "work/flow.h"

enum { LISTS_MOST = 8 };

struct exporter {
    struct office *office;
    struct scr_record *record;
    struct file_out file;
    enum export_format format;
    struct buffer text;
    struct json json;
    struct {
        const char *name;
        struct code_rows rows;
    } lists[LISTS_MOST];
    size_t list_count;
    bool is_revealed;
    struct personal hidden;  /* of the record that is being written */
    int64_t count, personal; /* personal: of how many there is personal data */
    bool is_partial;         /* a damaged file had not all of it */
};

/* A cell, what names a person in it masked. */
static void put_cell(struct exporter *exporter, struct csv_line *line, const char *text) {
    struct buffer masked = BUFFER_INIT;
    personal_append(&exporter->hidden, text, &masked);
    csv_line_cell(line, exporter->is_revealed ? text : buffer_text(&masked));
    line->out->failed = line->out->failed || masked.failed;
    buffer_release(&masked);
}

bool export_format_of(const char *path, enum export_format *out) {
    static const struct {
        const char *ending;
        enum export_format format;
    } endings[] = {{".csv", EXPORT_CSV}, {".tsv", EXPORT_TSV}, {".json", EXPORT_JSON}};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i].ending);
        if (length > ending && strcmp(path + length - ending, endings[i].ending) == 0) {
            *out = endings[i].format;
            return true;
        }
    }
    return false;
}

static const char *code_label(struct exporter *exporter, const char *list, const char *code) {
    size_t at = 0;
    while (at < exporter->list_count && strcmp(exporter->lists[at].name, list) != 0)
        at++;
    if (at == exporter->list_count) {
        if (at == LISTS_MOST || store_codes(exporter->office->store, list,
                                            &exporter->lists[at].rows, NULL) != STATUS_OK)
            return code;
        exporter->lists[at].name = list;
        exporter->list_count++;
    }
    const struct code_rows *rows = &exporter->lists[at].rows;
    for (size_t i = 0; i < rows->count; i++) {
        if (strcmp(rows->items[i].code, code) == 0)
            return rows->items[i].label;
    }
    return code;
}

static void write_codes(struct exporter *exporter, struct csv_line *line, const char *list,
                        const char *codes) {
    struct buffer labels = BUFFER_INIT;
    size_t length = 0;
    for (const char *at = codes; codes_next(&at, &length); at += length) {
        struct buffer code = BUFFER_INIT;
        buffer_append_bytes(&code, at, length);
        buffer_append(&labels, labels.length > 0 ? "、" : "");
        buffer_append(&labels, code_label(exporter, list, buffer_text(&code)));
        buffer_release(&code);
    }
    csv_line_cell(line, buffer_text(&labels));
    buffer_release(&labels);
}

/* As importing reads them. */
static void write_lines(struct exporter *exporter, struct csv_line *line, const char *stored) {
    struct lines lines = {0};
    struct buffer plain = BUFFER_INIT;
    (void)lines_read(&lines, stored);
    lines_append_plain(&lines, &plain);
    put_cell(exporter, line, buffer_text(&plain));
    line->out->failed = line->out->failed || lines.failed || plain.failed;
    buffer_release(&plain);
    lines_release(&lines);
}

static void write_reference(struct exporter *exporter, struct csv_line *line, const char *id) {
    char *title =
        id[0] != '\0' ? store_title(exporter->office->store, strtoll(id, NULL, 10)) : NULL;
    put_cell(exporter, line, title != NULL ? title : "");
    free(title);
}

static void write_cell(struct exporter *exporter, struct csv_line *line,
                       const struct scr_field *field, const char *value) {
    struct buffer shown = BUFFER_INIT;
    switch (field->type) {
    case FIELD_CHOICE:
        csv_line_cell(line, value[0] != '\0' ? code_label(exporter, field->choices, value) : "");
        return;
    case FIELD_LOOKUP:
        write_reference(exporter, line, value);
        return;
    case FIELD_CODES:
        write_codes(exporter, line, field->choices, value);
        return;
    case FIELD_LINES:
        write_lines(exporter, line, value);
        return;
    case FIELD_MONEY:
        if (value[0] != '\0')
            value_append_money(&shown, strtoll(value, NULL, 10));
        csv_line_cell(line, buffer_text(&shown));
        buffer_release(&shown);
        return;
    case FIELD_FLAG:
        csv_line_cell(line, strcmp(value, "1") == 0 ? "是" : value[0] != '\0' ? "否" : "");
        return;
    case FIELD_TEXT:
    case FIELD_MEMO:
    case FIELD_CODE:
    case FIELD_INTEGER:
    case FIELD_DATE:
        put_cell(exporter, line, value);
        return;
    }
}

static void write_days_left(struct csv_line *line, const struct light_state *light) {
    char days[16] = "";
    if (light->has_days_left)
        snprintf(days, sizeof days, "%d", light->days_left);
    csv_line_cell(line, days);
}

static const char *light_label(enum light light) {
    static const char *const labels[] = {"", "正常", "临期", "逾期", "暂停"};
    return labels[light];
}

/* The steps in one cell, a line each. */
static void write_steps(struct exporter *exporter, struct csv_line *line, const char *kind,
                        const struct steps *steps) {
    struct buffer cell = BUFFER_INIT;
    for (size_t i = 0; i < steps->count; i++) {
        char at[20];
        const struct step *step = &steps->items[i];
        buffer_append_format(&cell, "%s%s %s %s %s", i > 0 ? "\n" : "",
                             clock_format(&exporter->office->clock, step->at, at), step->person,
                             flow_step_label(kind, step->command),
                             flow_state_label(kind, step->to_state));
        if (step->note[0] != '\0')
            buffer_append_format(&cell, "（%s）", step->note);
    }
    put_cell(exporter, line, buffer_text(&cell));
    line->out->failed = line->out->failed || cell.failed;
    buffer_release(&cell);
}

static void write_line(struct exporter *exporter, const struct record_whole *whole) {
    struct csv_line line;
    const struct fields *fields = &whole->record.fields;
    const char *kind = exporter->record->kind;
    csv_line_begin(&line, &exporter->text, exporter->format == EXPORT_TSV ? '\t' : ',');
    csv_line_cell(&line, fields_text(fields, "number"));
    csv_line_cell(&line, flow_state_label(kind, fields_text(fields, "state")));
    csv_line_cell(&line, light_label(whole->light.light));
    write_days_left(&line, &whole->light);
    for (size_t i = 0; i < exporter->record->field_count; i++) {
        const struct scr_field *field = &exporter->record->fields[i];
        write_cell(exporter, &line, field, fields_text(fields, field->name));
    }
    write_steps(exporter, &line, kind, &whole->steps);
    csv_line_end(&line);
}

static void write_heading(struct exporter *exporter) {
    struct csv_line line;
    csv_line_begin(&line, &exporter->text, exporter->format == EXPORT_TSV ? '\t' : ',');
    csv_line_cell(&line, "编号");
    csv_line_cell(&line, "状态");
    csv_line_cell(&line, "亮灯");
    csv_line_cell(&line, "剩余天数");
    for (size_t i = 0; i < exporter->record->field_count; i++)
        csv_line_cell(&line, exporter->record->fields[i].label);
    csv_line_cell(&line, "经过");
    csv_line_end(&line);
}

/* Signs for signs, so that it stays JSON. */
static void write_json(struct exporter *exporter, struct record_whole *whole) {
    struct buffer masked = BUFFER_INIT;
    struct buffer *text = &exporter->text;
    buffer_append(text, exporter->count > 0 ? "" : "\n");
    size_t start = text->length;
    record_whole_json(exporter->office, whole, &exporter->json, NULL);
    buffer_append_char(text, '\n');
    personal_append(&exporter->hidden, buffer_text(text) + start, &masked);
    if (!exporter->is_revealed && !text->failed) {
        text->length = start;
        buffer_append(text, buffer_text(&masked));
    }
    text->failed = text->failed || masked.failed;
    buffer_release(&masked);
}

static void write_record(struct exporter *exporter, struct record_whole *whole) {
    struct fields plain = FIELDS_INIT;
    exporter->hidden.is_json = exporter->format == EXPORT_JSON;
    fields_merge(&plain, &whole->record.fields);
    record_whole_hide(exporter->office, PERSONAL_FILE, whole, &exporter->hidden);
    if (exporter->is_revealed)
        fields_merge(&whole->record.fields, &plain);
    if (exporter->format == EXPORT_JSON)
        write_json(exporter, whole);
    else
        write_line(exporter, whole);
    exporter->personal += exporter->hidden.is_any;
    exporter->text.failed = exporter->text.failed || plain.failed || whole->record.fields.failed;
    personal_release(&exporter->hidden);
    fields_release(&plain);
}

static enum status export_row(void *context, const struct list_row *row, struct problem *problem) {
    struct exporter *exporter = context;
    struct record_whole whole = {0};
    enum status status = record_whole_read(exporter->office, row->id, false, &whole, problem);
    if (status == STATUS_OK) {
        write_record(exporter, &whole);
        exporter->count++;
        exporter->is_partial = exporter->is_partial || whole.is_partial;
        status = file_out_write(&exporter->file, &exporter->text, problem);
    }
    record_whole_release(&whole);
    return status;
}

static enum status export_all(struct exporter *exporter, const struct list_request *request,
                              struct problem *problem) {
    bool is_json = exporter->format == EXPORT_JSON;
    json_init(&exporter->json, &exporter->text);
    if (is_json)
        json_begin(&exporter->json, NULL, '[');
    else
        write_heading(exporter);
    enum status status = file_out_write(&exporter->file, &exporter->text, problem);
    if (status == STATUS_OK)
        status = record_list(exporter->office, request, export_row, exporter, problem);
    if (status == STATUS_CORRUPT && exporter->count > 0) { /* what a damaged file still has */
        exporter->is_partial = true;
        status = STATUS_OK;
    }
    if (status == STATUS_OK && is_json) {
        json_end(&exporter->json, ']');
        buffer_append_char(&exporter->text, '\n');
        status = file_out_write(&exporter->file, &exporter->text, problem);
    }
    return status;
}

/* A name or label that could not be read must not look like none. */
static enum status check_missed(struct exporter *exporter, enum status status,
                                struct problem *problem) {
    if (status != STATUS_OK)
        return status;
    status = store_take_missed(exporter->office->store, problem);
    exporter->is_partial = exporter->is_partial || status == STATUS_CORRUPT;
    return status == STATUS_CORRUPT ? STATUS_OK : status;
}

static enum status refuse_partial(const struct exporter *exporter, const char *path,
                                  struct problem *problem) {
    problem_set(problem, STATUS_CORRUPT, "",
                N_("数据库损坏，只导出了读得出的 {count} 件到 {file}，有的缺经过"));
    problem_place_integer(problem, "count", exporter->count);
    problem_place(problem, "file", path);
    return STATUS_CORRUPT;
}

/* "feedback: /home/li/f.csv 12 件，其中 5 件的个人信息未遮盖". A damaged file, which can't be written to, lets it go. */
static enum status log_export(struct exporter *exporter, const char *path,
                              struct problem *problem) {
    struct buffer what = BUFFER_INIT;
    buffer_append_format(&what, "%s: ", exporter->record->kind);
    native_append_text(&what, path);
    buffer_append_format(&what, " %lld 件", (long long)exporter->count);
    if (exporter->personal > 0)
        buffer_append_format(&what, "，其中 %lld 件的个人信息%s", (long long)exporter->personal,
                             exporter->is_revealed ? "未遮盖" : "已遮盖");
    enum status status =
        what.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                    : audit_note(exporter->office, "export", buffer_text(&what), 0, problem);
    buffer_release(&what);
    return status;
}

static enum status export_into(struct exporter *exporter, const struct export_request *request,
                               struct problem *problem) {
    static const char delimiters[] = {
        [EXPORT_CSV] = ',', [EXPORT_TSV] = '\t', [EXPORT_JSON] = '\0'};
    char view[64];
    snprintf(view, sizeof view, "%s_all", request->kind);
    const struct list_request list = {
        .view = view, .kind = request->kind, .order = "number", .only_unsealed = true, .limit = -1};
    enum status status = file_out_open_as(&exporter->file, request->path, &request->how,
                                          delimiters[request->format], problem);
    if (status != STATUS_OK)
        return status;
    status = check_missed(exporter, export_all(exporter, &list, problem), problem);
    if (status == STATUS_OK)
        status = log_export(exporter, request->path, problem);
    if (status == STATUS_OK)
        status = file_out_commit(&exporter->file, problem);
    else
        file_out_abandon(&exporter->file);
    return status == STATUS_OK && exporter->is_partial
               ? refuse_partial(exporter, request->path, problem)
               : status;
}

enum status record_export(struct office *office, const struct scr_source *files,
                          const struct export_request *request, int64_t *count,
                          struct problem *problem) {
    struct exporter exporter = {
        .office = office, .format = request->format, .is_revealed = request->is_revealed};
    enum status status = request->is_revealed ? personal_may_reveal(office, problem) : STATUS_OK;
    if (status == STATUS_OK)
        status = scr_record_load(files, request->kind, &exporter.record, problem);
    if (status == STATUS_OK)
        status = export_into(&exporter, request, problem);
    for (size_t i = 0; i < exporter.list_count; i++)
        code_rows_release(&exporter.lists[i].rows);
    buffer_release(&exporter.text);
    scr_record_free(exporter.record);
    *count = exporter.count;
    return status;
}
