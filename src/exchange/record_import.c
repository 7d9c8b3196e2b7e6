/* Imports: the file is read to its end, then row after row goes through work's import. Whoever waits for the database waits
 * for the rows alone: while it is held nothing is read and nobody is told anything. Decides nothing about records. */
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

/* A row of the file, and what became of it. */
struct kept_row {
    int line;
    size_t raw_length;
    char *raw;
    struct fields values;
    const struct alike_ahead *ahead;
    int64_t incomplete; /* counted when it is stored */
    bool is_good;
    size_t problem_count;
    struct problem *problems; /* of its cells, or why it was refused */
    bool has_alike, is_skipped;
    struct alike_item alike;
    int alike_row;
};

struct record_import {
    struct office *office;
    const struct import_request *request;
    struct scr_record *record;
    struct record_columns columns;
    bool has_heading;
    struct standard_catalogue standard; /* begun when the file is one */
    struct import *import;              /* NULL: given up again, to be stored by the commit */
    struct kept_row *kept;
    size_t kept_count, kept_capacity;
    struct kept_row *at; /* whose turn it is */
    int *rows;           /* of those given to work, which counts only these */
    size_t row_count, row_capacity;
    struct import_result *result;
};

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

/* Of the file's data, from 1. */
static int row_of(const struct record_import *import, const struct kept_row *kept) {
    return (int)(kept - import->kept) + 1;
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
    import->rows[import->row_count++] = row_of(import, import->at);
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

static void tell_bad_row(struct record_import *import, struct kept_row *kept,
                         const struct table_row *row) {
    struct import_fault faults[PROBLEMS_MOST];
    for (size_t i = 0; i < kept->problem_count; i++) {
        struct problem *problem = &kept->problems[i];
        int column = problem->column;
        if (problem->field[0] != '\0')
            column = record_columns_find(&import->columns, problem->field);
        bool has_heading = column > 0 && (size_t)column <= import->columns.count;
        say_rows_of_the_file(import, problem);
        faults[i] = (struct import_fault){
            column, has_heading ? import->columns.items[column - 1].heading : "", problem};
    }
    import->request->bad_row(import->request->context, row, faults, kept->problem_count);
}

/* In the order of the file. */
static void tell_all(struct record_import *import) {
    for (size_t i = 0; i < import->kept_count; i++) {
        struct kept_row *kept = &import->kept[i];
        const struct table_row row = {
            .line = kept->line, .raw = kept->raw, .raw_length = kept->raw_length};
        if (kept->problem_count > 0)
            tell_bad_row(import, kept, &row);
        else if (kept->has_alike)
            import->request->alike(import->request->context, &row, &kept->alike, kept->alike_row,
                                   kept->is_skipped);
    }
}

static bool keep_problems(struct kept_row *kept, const struct problems *problems) {
    size_t count = problems->count < PROBLEMS_MOST ? problems->count : PROBLEMS_MOST;
    struct problem *items = count > 0 ? malloc(count * sizeof *items) : NULL;
    free(kept->problems);
    kept->problems = items;
    kept->problem_count = items != NULL ? count : 0;
    if (items != NULL)
        memcpy(items, problems->items, count * sizeof *items);
    return kept->problem_count == count;
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
static void note_alike(struct record_import *import, const struct alike *alike, bool is_skipped) {
    struct kept_row *kept = import->at;
    uint32_t of_row = import_row_of(import->import, alike->items[0].id);
    bool is_known = of_row >= 1 && of_row <= import->row_count;
    kept->has_alike = true;
    kept->is_skipped = is_skipped;
    kept->alike = alike->items[0];
    kept->alike_row = is_known ? import->rows[of_row - 1] : 0;
    import->result->alike++;
    import->result->skipped += is_skipped;
}

static enum status store_values(struct record_import *import, struct problems *problems,
                                struct problem *problem) {
    struct kept_row *kept = import->at;
    if (problems->count == 0 && !remember_row(import))
        return no_memory(problem);
    enum status status = check_or_store(import, &kept->values, problems);
    if (status == STATUS_OK) {
        kept->is_good = true;
        import->result->good++;
        import->result->incomplete += kept->incomplete;
    } else if (is_of_the_row(status)) {
        import->result->bad++;
        return keep_problems(kept, problems) ? STATUS_OK : no_memory(problem);
    } else {
        if (problem != NULL && problems->count > 0)
            *problem = problems->items[0];
        return problems->count > 0 ? status : no_memory(problem);
    }
    return STATUS_OK;
}

/* A row that is refused is not named a second time. */
static enum status take_kept(struct record_import *import, struct problems *problems,
                             struct problem *problem) {
    struct alike alike = {.count = 0};
    const struct import_request *request = import->request;
    struct kept_row *kept = import->at;
    enum status status = STATUS_OK;
    if (problems->count == 0 && request->alike != NULL)
        status = import_find_ahead(import->import, kept->ahead, &alike, problem);
    bool is_skipped = request->skips_alike && alike.count > 0 && alike_is_same(&alike.items[0]);
    if (status == STATUS_OK && !is_skipped)
        status = store_values(import, problems, problem);
    if (status == STATUS_OK && alike.count > 0 && (is_skipped || kept->is_good))
        note_alike(import, &alike, is_skipped);
    return status;
}

/* Each row in turn, while the database is held. */
static enum status take_all(struct record_import *import, struct problem *problem) {
    enum status status = STATUS_OK;
    struct problems *problems = malloc(sizeof *problems);
    if (problems == NULL)
        return no_memory(problem);
    for (size_t i = 0; i < import->kept_count && status == STATUS_OK; i++) {
        import->at = &import->kept[i];
        problems->count = import->at->problem_count;
        memcpy(problems->items,
               import->at->problems != NULL ? import->at->problems : problems->items,
               import->at->problem_count * sizeof *problems->items);
        status = take_kept(import, problems, problem);
    }
    free(problems);
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

static struct kept_row *add_kept(struct record_import *import, const struct table_row *row) {
    if (import->kept_count == import->kept_capacity) {
        size_t capacity = import->kept_capacity * 2 + 64;
        struct kept_row *kept = realloc(import->kept, capacity * sizeof *kept);
        if (kept == NULL)
            return NULL;
        import->kept = kept;
        import->kept_capacity = capacity;
    }
    char *raw = malloc(row->raw_length + 1);
    if (raw == NULL)
        return NULL;
    memcpy(raw, row->raw, row->raw_length);
    raw[row->raw_length] = '\0';
    struct kept_row *kept = &import->kept[import->kept_count++];
    *kept = (struct kept_row){
        .line = row->line, .raw = raw, .raw_length = row->raw_length, .values = FIELDS_INIT};
    return kept;
}

static void preset_duplicates(const struct record_import *import, struct fields *values) {
    if (import->request->allows_duplicates && knows_duplicates(import->request->kind))
        fields_set(values, "allow_duplicate", "1");
}

static enum status read_row(void *context, const struct table_row *row, struct problem *problem) {
    struct record_import *import = context;
    if (!import->has_heading)
        return take_heading(import, row, problem);
    struct problems *problems = calloc(1, sizeof *problems);
    struct kept_row *kept = problems != NULL ? add_kept(import, row) : NULL;
    if (kept == NULL) {
        free(problems);
        return no_memory(problem);
    }
    int64_t incomplete = import->standard.incomplete;
    take_cells(import, row, &kept->values, problems);
    take_preset(import->request->preset, &kept->values);
    preset_duplicates(import, &kept->values);
    kept->incomplete = import->standard.incomplete - incomplete;
    bool is_kept = keep_problems(kept, problems) && !kept->values.failed;
    free(problems);
    if (is_kept && kept->problem_count == 0 && import->request->alike != NULL)
        return import_look_ahead(import->import, &kept->values, &kept->ahead, problem);
    return is_kept ? STATUS_OK : no_memory(problem);
}

/* When there is something to say the database is let go first: whoever reads it may take his time. */
static enum status take_and_tell(struct record_import *import, struct problem *problem) {
    enum status status = take_all(import, problem);
    if (status != STATUS_OK)
        return status;
    if (import->result->bad > 0 || import->result->alike > 0) {
        import_abandon(import->import);
        import->import = NULL;
        tell_all(import);
    }
    return STATUS_OK;
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
    if (status == STATUS_OK) {
        struct problem unread = {0};
        enum status ended = table_file_rows(request->file, read_row, import, &unread);
        /* Of a file that cannot be read to its end it is said, too, what is wrong before. */
        status =
            ended == STATUS_OK || ended == STATUS_INVALID ? take_and_tell(import, problem) : ended;
        if (ended != STATUS_OK) {
            status = ended;
            if (problem != NULL)
                *problem = unread;
        }
    }
    if (status == STATUS_OK && !import->has_heading)
        status = problem_set(problem, STATUS_INVALID, "", N_("文件里没有表头，一行也没有"));
    if (status == STATUS_OK)
        *out = import;
    else
        record_import_abandon(import);
    return status;
}

static void release(struct record_import *import) {
    for (size_t i = 0; i < import->kept_count; i++) {
        free(import->kept[i].raw);
        free(import->kept[i].problems);
        fields_release(&import->kept[i].values);
    }
    free(import->kept);
    scr_record_free(import->record);
    standard_catalogue_release(&import->standard);
    free(import->rows);
    free(import);
}

static enum status refuse_late(const struct kept_row *kept, struct problem *problem) {
    problem_set(problem, STATUS_CONFLICT, "",
                N_("第 {line} 行刚才还可以导入，现在不行了（别人刚保存过）；"
                   "这次全部没有导入，请再导入一次"));
    problem_place_integer(problem, "line", kept->line);
    return STATUS_CONFLICT;
}

/* The rows that were good. When one is so no longer, nothing is stored. */
static enum status store_again(struct record_import *import, struct problem *problem) {
    struct problems problems = {0};
    enum status status =
        import_begin(import->office, import->request->kind, &import->import, problem);
    for (size_t i = 0; i < import->kept_count && status == STATUS_OK; i++) {
        const struct kept_row *kept = &import->kept[i];
        if (!kept->is_good)
            continue;
        status = check_or_store(import, &kept->values, &problems);
        if (is_of_the_row(status))
            status = refuse_late(kept, problem);
        else if (status != STATUS_OK && problem != NULL && problems.count > 0)
            *problem = problems.items[0];
    }
    return status;
}

enum status record_import_commit(struct record_import *import, struct problem *problem) {
    enum status status = import->import == NULL ? store_again(import, problem) : STATUS_OK;
    if (status == STATUS_OK)
        status = import_commit(import->import, problem);
    else
        import_abandon(import->import);
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
