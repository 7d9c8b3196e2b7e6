/* Exports: a page of records at a time, so that memory does not grow with the register. */
#include "exchange/record_export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codes.h"
#include "base/lines.h"
#include "base/value.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "exchange/record_list.h"
#include "exchange/record_whole.h"
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
    int64_t count;
    bool is_partial; /* a damaged file had not all of it */
};

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
static void write_lines(struct csv_line *line, const char *stored) {
    struct lines lines = {0};
    struct buffer plain = BUFFER_INIT;
    (void)lines_read(&lines, stored);
    lines_append_plain(&lines, &plain);
    csv_line_cell(line, buffer_text(&plain));
    line->out->failed = line->out->failed || lines.failed || plain.failed;
    buffer_release(&plain);
    lines_release(&lines);
}

static void write_reference(struct exporter *exporter, struct csv_line *line, const char *id) {
    char *title =
        id[0] != '\0' ? store_title(exporter->office->store, strtoll(id, NULL, 10)) : NULL;
    csv_line_cell(line, title != NULL ? title : "");
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
        write_lines(line, value);
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
        csv_line_cell(line, value);
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
    csv_line_cell(line, buffer_text(&cell));
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

static enum status export_row(void *context, const struct list_row *row, struct problem *problem) {
    struct exporter *exporter = context;
    struct record_whole whole = {0};
    enum status status = record_whole_read(exporter->office, row->id, false, &whole, problem);
    if (status == STATUS_OK) {
        if (exporter->format == EXPORT_JSON) {
            buffer_append(&exporter->text, exporter->count > 0 ? "" : "\n");
            record_whole_json(exporter->office, &whole, &exporter->json, NULL);
            buffer_append_char(&exporter->text, '\n');
        } else {
            write_line(exporter, &whole);
        }
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

enum status record_export(struct office *office, const struct scr_source *files, const char *kind,
                          const char *path, enum export_format format,
                          const struct file_encoding *how, int64_t *count,
                          struct problem *problem) {
    struct exporter exporter = {.office = office, .format = format};
    char view[64];
    char delimiter = format == EXPORT_CSV ? ',' : format == EXPORT_TSV ? '\t' : '\0';
    snprintf(view, sizeof view, "%s_all", kind);
    const struct list_request request = {
        .view = view, .kind = kind, .order = "number", .only_unsealed = true, .limit = -1};
    enum status status = scr_record_load(files, kind, &exporter.record, problem);
    if (status == STATUS_OK)
        status = file_out_open_as(&exporter.file, path, how, delimiter, problem);
    if (status == STATUS_OK) {
        status = check_missed(&exporter, export_all(&exporter, &request, problem), problem);
        if (status == STATUS_OK)
            status = file_out_commit(&exporter.file, problem);
        else
            file_out_abandon(&exporter.file);
        if (status == STATUS_OK && exporter.is_partial)
            status = refuse_partial(&exporter, path, problem);
    }
    for (size_t i = 0; i < exporter.list_count; i++)
        code_rows_release(&exporter.lists[i].rows);
    buffer_release(&exporter.text);
    scr_record_free(exporter.record);
    *count = exporter.count;
    return status;
}
