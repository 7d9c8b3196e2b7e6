/* Imports: heading, then row after row through work's import. Decides nothing about records and never writes
 * past work. */
#include "exchange/record_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/value.h"
#include "exchange/csv_write.h"
#include "exchange/record_columns.h"
#include "exchange/standard_catalogue.h"
#include "work/flow.h"
#include "work/import.h"

struct record_import {
    struct office *office;
    const struct import_request *request;
    struct scr_record *record;
    struct record_columns columns;
    bool has_heading;
    struct standard_catalogue standard; /* begun when the file is one */
    struct import *import;
    int row;   /* of the file's data, from 1 */
    int *rows; /* of those given to work, which counts only these */
    size_t row_count, row_capacity;
    struct import_result *result;
};

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

static bool remember_row(struct record_import *import) {
    if (import->row_count == import->row_capacity) {
        size_t capacity = import->row_capacity * 2 + 256;
        int *rows = realloc(import->rows, capacity * sizeof *rows);
        if (rows == NULL)
            return false;
        import->rows = rows;
        import->row_capacity = capacity;
    }
    import->rows[import->row_count++] = import->row;
    return true;
}

/* Work counts the rows given to it; people count the rows of the file. */
static void say_rows_of_the_file(const struct record_import *import, struct problem *problem) {
    for (int i = 0; i < problem->place_count; i++) {
        if (strcmp(problem->places[i].name, "row") != 0)
            continue;
        long row = strtol(problem->places[i].value, NULL, 10);
        if (row >= 1 && (size_t)row <= import->row_count)
            snprintf(problem->places[i].value, sizeof problem->places[i].value, "%d",
                     import->rows[row - 1]);
    }
}

/* Money stands in yuan in a file and is given to work in fen; what is no money is left for work to refuse. */
static void set_value(const struct scr_record *record, const char *name, const char *text,
                      struct fields *out) {
    const struct scr_field *field = scr_record_field(record, name);
    int64_t fen = 0;
    if (field != NULL && field->type == FIELD_MONEY &&
        value_parse_money(text, &fen, NULL) == STATUS_OK)
        fields_set_integer(out, name, fen);
    else
        fields_set(out, name, text);
}

static void refuse_cell(const struct table_row *row, size_t index, struct problems *problems) {
    struct problem problem = {0};
    if (row->cells[index][0] == '\0')
        return;
    problem_set(&problem, STATUS_INVALID, "", N_("第 {column} 栏没有表头，却有内容“{text}”"));
    problem_place_integer(&problem, "column", (int64_t)index + 1);
    problem_place(&problem, "text", row->cells[index]);
    problem.column = (int)index + 1;
    problems_add(problems, &problem);
}

/* The row's cells as fields; cells beyond the heading and cells under no heading must be empty. */
static void read_values(const struct record_import *import, const struct table_row *row,
                        struct fields *values, struct problems *problems) {
    for (size_t i = 0; i < row->count; i++) {
        bool has_field = i < import->columns.count && import->columns.items[i].field[0] != '\0';
        if (has_field && row->cells[i][0] != '\0')
            set_value(import->record, import->columns.items[i].field,
                      csv_without_guard(row->cells[i]), values);
        else if (!has_field)
            refuse_cell(row, i, problems);
    }
}

static void tell_bad_row(struct record_import *import, const struct table_row *row,
                         struct problems *problems) {
    struct import_fault faults[PROBLEMS_MOST];
    size_t count = problems->count < PROBLEMS_MOST ? problems->count : PROBLEMS_MOST;
    for (size_t i = 0; i < count; i++) {
        struct problem *problem = &problems->items[i];
        int column = problem->column;
        if (problem->field[0] != '\0')
            column = record_columns_find(&import->columns, problem->field);
        bool has_heading = column > 0 && (size_t)column <= import->columns.count;
        say_rows_of_the_file(import, problem);
        faults[i] = (struct import_fault){
            column, has_heading ? import->columns.items[column - 1].heading : "", problem};
    }
    import->result->bad++;
    import->request->bad_row(import->request->context, row, faults, count);
}

/* What concerns the machine or the user's right stops the import; what concerns the row is the row's. */
static bool is_of_the_row(enum status status) {
    return status == STATUS_INVALID || status == STATUS_CONFLICT || status == STATUS_NOT_FOUND;
}

/* A row that is bad already is only checked, so that all that is wrong with it is said at once. */
static enum status check_or_store(struct record_import *import, const struct fields *values,
                                  struct problems *problems) {
    int64_t id = 0;
    const char *kind = import->request->kind;
    bool then_assign = strcmp(kind, "feedback") == 0 && fields_has(values, "unit");
    if (problems->count == 0)
        return import_row(import->import, values, then_assign, &id, problems);
    enum status status = flow_check_new(import->office, kind, values, problems);
    return status == STATUS_OK ? STATUS_INVALID : status;
}

/* Other kinds have names of their own. */
static bool knows_duplicates(const char *kind) {
    const struct transition *enter = flow_find(kind, "", "register");
    return enter != NULL && strstr(enter->optional, "allow_duplicate") != NULL;
}

/* Names the likest of what the row repeats. */
static void tell_alike(struct record_import *import, const struct table_row *row,
                       const struct alike *alike, bool is_skipped) {
    const struct alike_item *item = &alike->items[0];
    uint32_t of_row = import_row_of(import->import, item->id);
    bool is_known = of_row >= 1 && of_row <= import->row_count;
    import->request->alike(import->request->context, row, item,
                           is_known ? import->rows[of_row - 1] : 0, is_skipped);
    import->result->alike++;
    import->result->skipped += is_skipped;
}

static enum status store_values(struct record_import *import, const struct table_row *row,
                                struct fields *values, struct problems *problems,
                                struct problem *problem) {
    if (import->request->allows_duplicates && knows_duplicates(import->request->kind))
        fields_set(values, "allow_duplicate", "1");
    if (values->failed || (problems->count == 0 && !remember_row(import)))
        return no_memory(problem);
    enum status status = check_or_store(import, values, problems);
    if (status == STATUS_OK) {
        import->result->good++;
    } else if (is_of_the_row(status)) {
        tell_bad_row(import, row, problems);
    } else {
        if (problem != NULL && problems->count > 0)
            *problem = problems->items[0];
        return problems->count > 0 ? status : no_memory(problem);
    }
    return STATUS_OK;
}

/* A row that is refused is not named a second time. */
static enum status take_values(struct record_import *import, const struct table_row *row,
                               struct fields *values, struct problems *problems,
                               struct problem *problem) {
    struct alike alike = {.count = 0};
    enum status status = STATUS_OK;
    int64_t good = import->result->good;
    if (problems->count == 0 && import->request->alike != NULL)
        status = import_find_alike(import->import, values, &alike, problem);
    bool is_skipped =
        import->request->skips_alike && alike.count > 0 && alike_is_same(&alike.items[0]);
    if (status == STATUS_OK && !is_skipped)
        status = store_values(import, row, values, problems, problem);
    if (alike.count > 0 && (is_skipped || import->result->good > good))
        tell_alike(import, row, &alike, is_skipped);
    return status;
}

/* A published catalogue may have its name above the heading. */
static bool is_name(const struct table_row *row) {
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += row->cells[i][0] != '\0';
    return filled == 1;
}

static enum status take_heading(struct record_import *import, const struct table_row *row,
                                struct problem *problem) {
    bool is_catalogue = strcmp(import->request->kind, "catalogue") == 0;
    import->request->heading(import->request->context, row);
    if (is_catalogue && !import->standard.is_begun && is_name(row))
        return STATUS_OK;
    if (is_catalogue && (import->standard.is_begun || standard_catalogue_begins(row))) {
        enum status status =
            standard_catalogue_heading(&import->standard, row, &import->columns, problem);
        import->has_heading = import->standard.is_read;
        return status;
    }
    import->has_heading = true;
    return record_columns_read(&import->columns, import->record, row, import->request->preset,
                               problem);
}

/* What the row says, as its heading orders it. */
static void take_cells(struct record_import *import, const struct table_row *row,
                       struct fields *values, struct problems *problems) {
    if (!import->standard.is_read) {
        read_values(import, row, values, problems);
        return;
    }
    standard_catalogue_values(&import->standard, import->office, row, values, problems);
    for (size_t i = import->columns.count; i < row->count; i++)
        refuse_cell(row, i, problems);
}

static void take_preset(const struct fields *preset, struct fields *values) {
    for (size_t i = 0; preset != NULL && i < preset->count; i++)
        if (!fields_has(values, preset->items[i].name))
            fields_set(values, preset->items[i].name, preset->items[i].text);
}

static enum status take_row(void *context, const struct table_row *row, struct problem *problem) {
    struct record_import *import = context;
    if (!import->has_heading)
        return take_heading(import, row, problem);
    import->row++;
    struct fields values = FIELDS_INIT;
    struct problems *problems = calloc(1, sizeof *problems);
    if (problems == NULL)
        return no_memory(problem);
    int64_t incomplete = import->standard.incomplete;
    take_cells(import, row, &values, problems);
    take_preset(import->request->preset, &values);
    int64_t good = import->result->good;
    enum status status = take_values(import, row, &values, problems, problem);
    if (import->result->good > good)
        import->result->incomplete += import->standard.incomplete - incomplete;
    fields_release(&values);
    free(problems);
    return status;
}

enum status record_import_run(struct office *office, const struct scr_source *files,
                              const struct import_request *request, struct record_import **out,
                              struct import_result *result, struct problem *problem) {
    *result = (struct import_result){0};
    *out = NULL;
    struct record_import *import = calloc(1, sizeof *import);
    if (import == NULL)
        return no_memory(problem);
    import->office = office;
    import->request = request;
    import->result = result;
    enum status status = scr_record_load(files, request->kind, &import->record, problem);
    if (status == STATUS_OK)
        status = import_begin(office, request->kind, &import->import, problem);
    if (status == STATUS_OK)
        status = table_file_rows(request->file, take_row, import, problem);
    if (status == STATUS_OK && !import->has_heading)
        status = problem_set(problem, STATUS_INVALID, "", N_("文件里没有表头，一行也没有"));
    if (status == STATUS_OK)
        *out = import;
    else
        record_import_abandon(import);
    return status;
}

static void release(struct record_import *import) {
    scr_record_free(import->record);
    standard_catalogue_release(&import->standard);
    free(import->rows);
    free(import);
}

enum status record_import_commit(struct record_import *import, struct problem *problem) {
    enum status status = import_commit(import->import, problem);
    release(import);
    return status;
}

void record_import_abandon(struct record_import *import) {
    if (import == NULL)
        return;
    if (import->import != NULL)
        import_abandon(import->import);
    release(import);
}
