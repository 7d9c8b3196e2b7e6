/* Headings of imported files. Knows the record file, the schema's columns and what registering takes; reads
 * no values. */
#include "exchange/record_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/columns.h"
#include "work/flow.h"

/* Headings seen in offices' own tables for fields of the spine, whatever the record file calls them. */
static const struct {
    const char *heading, *field;
} other_names[] = {
    {"收到日期", "received_on"}, {"日期", "received_on"}, {"标题", "title"}, {"单位", "unit"},
    {"承办单位", "unit"},        {"经办人", "person"},
};

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

/* What registering a record of the kind takes. */
static bool may_be_given(const char *kind, const char *name) {
    const struct transition *transition = flow_find(kind, "", "register");
    if (transition == NULL)
        return false;
    if (has_word(transition->required, name) || has_word(transition->optional, name))
        return column_find(kind, name) != NULL;
    return strcmp(transition->optional, "*") == 0 && column_find(kind, name) != NULL;
}

static const char *find_field(const struct scr_record *record, const char *heading) {
    for (size_t i = 0; i < record->field_count; i++) {
        const struct scr_field *field = &record->fields[i];
        if (strcmp(field->name, heading) == 0 || strcmp(field->label, heading) == 0)
            return field->name;
    }
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
        if (strcmp(other_names[i].heading, heading) == 0)
            return other_names[i].field;
    }
    const struct column *column = column_find(record->kind, heading);
    return column != NULL ? column->name : NULL;
}

static void append_known(const struct scr_record *record, struct buffer *out) {
    for (size_t i = 0; i < record->field_count; i++) {
        if (may_be_given(record->kind, record->fields[i].name))
            buffer_append_format(out, "%s%s", out->length > 0 ? "、" : "", record->fields[i].label);
    }
}

static enum status refuse(struct problem *problem, const struct table_row *row, size_t index,
                          const char *heading, const char *message) {
    enum status status = problem_set(problem, STATUS_INVALID, "", message);
    problem_place(problem, "heading", heading);
    problem_place_integer(problem, "column", (int64_t)index + 1);
    if (problem != NULL) {
        problem->line = row->line;
        problem->column = (int)index + 1;
    }
    return status;
}

static enum status read_heading(struct record_columns *columns, const struct scr_record *record,
                                const struct table_row *row, size_t index, const char *heading,
                                struct problem *problem) {
    const char *field = find_field(record, heading);
    snprintf(columns->items[index].heading, sizeof columns->items[index].heading, "%s", heading);
    columns->items[index].field[0] = '\0';
    if (heading[0] == '\0')
        return STATUS_OK;
    if (field == NULL) {
        struct buffer known = BUFFER_INIT;
        append_known(record, &known);
        enum status status = refuse(problem, row, index, heading,
                                    N_("表头第 {column} 栏“{heading}”不认识；可以有：{known}"));
        problem_place(problem, "known", buffer_text(&known));
        buffer_release(&known);
        return status;
    }
    if (!may_be_given(record->kind, field))
        return refuse(problem, row, index, heading,
                      N_("表头第 {column} 栏“{heading}”由程序填写，不能导入；请删去这一栏"));
    columns->count = index; /* only those before it */
    if (record_columns_find(columns, field) != 0)
        return refuse(problem, row, index, heading,
                      N_("表头第 {column} 栏“{heading}”与前面的一栏重复"));
    snprintf(columns->items[index].field, sizeof columns->items[index].field, "%s", field);
    return STATUS_OK;
}

bool record_field_is_needed(const struct scr_record *record, const struct scr_field *field) {
    const struct column *column = column_find(record->kind, field->name);
    return field->is_required && column != NULL && column->is_required;
}

enum status record_columns_read(struct record_columns *columns, const struct scr_record *record,
                                const struct table_row *heading, const struct fields *preset,
                                struct problem *problem) {
    columns->count = 0;
    for (size_t i = 0; i < heading->count; i++) {
        struct buffer name = BUFFER_INIT;
        text_append_trimmed(&name, heading->cells[i]);
        enum status status =
            name.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                        : read_heading(columns, record, heading, i, buffer_text(&name), problem);
        buffer_release(&name);
        if (status != STATUS_OK)
            return status;
    }
    columns->count = heading->count;
    for (size_t i = 0; i < record->field_count; i++) {
        const struct scr_field *field = &record->fields[i];
        bool is_preset = preset != NULL && fields_has(preset, field->name);
        if (record_field_is_needed(record, field) && !is_preset &&
            record_columns_find(columns, field->name) == 0) {
            enum status status = problem_set(problem, STATUS_INVALID, "",
                                             N_("表头没有“{label}”（{name}）一栏，它是必填的"));
            problem_place(problem, "label", field->label);
            problem_place(problem, "name", field->name);
            return status;
        }
    }
    return STATUS_OK;
}

int record_columns_find(const struct record_columns *columns, const char *field) {
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].field, field) == 0)
            return (int)i + 1;
    }
    return 0;
}
