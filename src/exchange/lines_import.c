/* Detail lines out of CSV and TSV: finds out which column is which, and what is wrong with which row. Stores
 * nothing and knows no record. */
#include "exchange/lines_import.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "exchange/csv_write.h"

enum { HEADING_BYTES = 64, NOWHERE = -1, FAULTS_MOST = LINES_COLUMNS + 4 };

struct reading {
    const struct lines_request *request;
    struct lines *lines;
    struct import_result *result;
    struct {
        int column; /* enum lines_column, NOWHERE without a heading */
        char heading[HEADING_BYTES];
    } cells[TABLE_CELLS_MOST];
    size_t cell_count;
    bool has_heading;
};

/* ---- the heading ---------------------------------------------------------------------------------- */

/* Headings seen in offices' own tables. */
static const struct {
    const char *heading;
    enum lines_column column;
} other_names[] = {
    {"姓名", LINES_NAME},
    {"户主", LINES_NAME},
    {"名称", LINES_NAME},
    {"说明", LINES_DETAIL},
    {"第二金额", LINES_SECOND_AMOUNT},
    {"备注", LINES_NOTE},
};

static int find_named(const struct reading *reading, const char *heading) {
    for (int column = 0; column < LINES_COLUMNS; column++)
        if (strcmp(reading->request->captions[column], heading) == 0)
            return column;
    for (int column = 0; column < LINES_COLUMNS; column++)
        if (strcmp(lines_column_name((enum lines_column)column), heading) == 0 ||
            strcmp(lines_column_label((enum lines_column)column), heading) == 0)
            return column;
    return NOWHERE;
}

static bool has_column(const struct reading *reading, int column) {
    for (size_t i = 0; i < reading->cell_count; i++)
        if (reading->cells[i].column == column)
            return true;
    return false;
}

/* Of the offices' own names only one that says nothing else yet: 说明 is the detail beside a 备注, else the note. */
static int find_column(const struct reading *reading, const char *heading, bool has_note) {
    int column = find_named(reading, heading);
    bool is_explained = strcmp(heading, "说明") == 0;
    bool is_caption = column != NOWHERE && strcmp(reading->request->captions[column], heading) == 0;
    if (is_explained && !is_caption)
        return has_note ? LINES_DETAIL : LINES_NOTE;
    for (size_t i = 0; column == NOWHERE && i < sizeof other_names / sizeof *other_names; i++)
        if (strcmp(other_names[i].heading, heading) == 0)
            column = (int)other_names[i].column;
    return column;
}

static enum status refuse_heading(const struct table_row *row, size_t index, const char *heading,
                                  const char *message, struct problem *problem) {
    enum status status = problem_set(problem, STATUS_INVALID, "", message);
    problem_place(problem, "heading", heading);
    problem_place_integer(problem, "column", (int64_t)index + 1);
    if (problem != NULL) {
        problem->line = row->line;
        problem->column = (int)index + 1;
    }
    return status;
}

static enum status take_name(struct reading *reading, const struct table_row *row, size_t index,
                             bool has_note, struct problem *problem) {
    struct buffer name = BUFFER_INIT;
    enum status status = STATUS_OK;
    text_append_trimmed(&name, row->cells[index]);
    const char *heading = buffer_text(&name);
    int column = heading[0] != '\0' ? find_column(reading, heading, has_note) : NOWHERE;
    if (heading[0] != '\0' && column == NOWHERE)
        status = refuse_heading(row, index, heading,
                                N_("表头第 {column} 栏“{heading}”不认识；可以有 对象 明细 数量 "
                                   "单位 单价 金额 对比金额 说明，或者这个主题的栏名"),
                                problem);
    else if (column != NOWHERE && has_column(reading, column))
        status = refuse_heading(row, index, heading,
                                N_("表头第 {column} 栏“{heading}”与前面的一栏重复"), problem);
    reading->cells[index].column = column;
    snprintf(reading->cells[index].heading, HEADING_BYTES, "%.*s", HEADING_BYTES - 1, heading);
    reading->cell_count = index + 1;
    buffer_release(&name);
    return status;
}

static enum status take_heading(struct reading *reading, const struct table_row *row,
                                struct problem *problem) {
    enum status status = STATUS_OK;
    bool has_note = false;
    reading->has_heading = true;
    for (size_t i = 0; i < row->count; i++)
        has_note = has_note || strcmp(row->cells[i], "备注") == 0 ||
                   strcmp(row->cells[i], lines_column_name(LINES_NOTE)) == 0;
    for (size_t i = 0; status == STATUS_OK && i < row->count; i++)
        status = take_name(reading, row, i, has_note, problem);
    if (status == STATUS_OK && !has_column(reading, LINES_NAME)) {
        const char *caption = reading->request->captions[LINES_NAME];
        status = problem_set(problem, STATUS_INVALID, "",
                             N_("表头没有“{label}”（{name}）一栏，它是必填的"));
        problem_place(problem, "label",
                      caption[0] != '\0' ? caption : lines_column_label(LINES_NAME));
        problem_place(problem, "name", lines_column_name(LINES_NAME));
    }
    return status;
}

/* ---- one row -------------------------------------------------------------------------------------- */

/* The row's number in the problem is the line on which it stands in the file. */
static void say_line(const struct table_row *row, struct problem *problem) {
    for (int i = 0; i < problem->place_count; i++)
        if (strcmp(problem->places[i].name, "row") == 0)
            snprintf(problem->places[i].value, sizeof problem->places[i].value, "%d", row->line);
}

struct row_faults {
    struct problem problems[FAULTS_MOST];
    struct import_fault items[FAULTS_MOST];
    size_t count;
};

static void add_fault(const struct reading *reading, const struct table_row *row, size_t cell,
                      struct row_faults *faults) {
    struct problem *problem = &faults->problems[faults->count];
    bool has_heading = cell < reading->cell_count;
    say_line(row, problem);
    faults->items[faults->count++] = (struct import_fault){
        (int)cell + 1, has_heading ? reading->cells[cell].heading : "", problem};
}

static void type_cells(const struct reading *reading, const struct table_row *row, size_t at,
                       struct row_faults *faults) {
    for (size_t i = 0; i < row->count && faults->count < FAULTS_MOST; i++) {
        int column = i < reading->cell_count ? reading->cells[i].column : NOWHERE;
        struct problem *problem = &faults->problems[faults->count];
        const char *text = csv_without_guard(row->cells[i]);
        *problem = (struct problem){0};
        if (column == NOWHERE && text[0] != '\0') {
            problem_set(problem, STATUS_INVALID, "",
                        N_("第 {column} 栏没有表头，却有内容“{text}”"));
            problem_place_integer(problem, "column", (int64_t)i + 1);
            problem_place(problem, "text", text);
            add_fault(reading, row, i, faults);
        } else if (column != NOWHERE &&
                   lines_type(reading->lines, at, (enum lines_column)column, text,
                              reading->request->captions, problem) != STATUS_OK) {
            add_fault(reading, row, i, faults);
        }
    }
}

/* What only the whole row shows: no name, or an amount that is not quantity × price. */
static void check_cells(const struct reading *reading, const struct table_row *row, size_t at,
                        struct row_faults *faults) {
    static const enum lines_column columns[] = {LINES_NAME, LINES_AMOUNT};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        size_t cell = 0;
        struct problem *problem = &faults->problems[faults->count];
        *problem = (struct problem){0};
        if (lines_cell_problem(reading->lines, at, columns[i], reading->request->captions,
                               problem) == STATUS_OK)
            continue;
        while (cell < reading->cell_count && reading->cells[cell].column != (int)columns[i])
            cell++;
        add_fault(reading, row, cell, faults);
    }
}

static enum status take_row(void *context, const struct table_row *row, struct problem *problem) {
    struct reading *reading = context;
    struct row_faults faults = {.count = 0};
    size_t at = reading->lines->count;
    if (!reading->has_heading)
        return take_heading(reading, row, problem);
    if (!lines_insert(reading->lines, at)) {
        bool is_full = at >= LINES_ROWS_MOST;
        problem_set(problem, is_full ? STATUS_INVALID : STATUS_NO_MEMORY, "",
                    is_full ? N_("明细最多 {max} 行，请分成几件") : N_("内存不足"));
        problem_place_integer(problem, "max", LINES_ROWS_MOST);
        return is_full ? STATUS_INVALID : STATUS_NO_MEMORY;
    }
    type_cells(reading, row, at, &faults);
    if (faults.count == 0) {
        lines_complete(reading->lines, at);
        check_cells(reading, row, at, &faults);
    }
    if (faults.count == 0) {
        reading->result->good++;
        return reading->lines->failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                                      : STATUS_OK;
    }
    reading->result->bad++;
    reading->request->bad_row(reading->request->context, row, faults.items, faults.count);
    lines_remove(reading->lines, at);
    return STATUS_OK;
}

enum status lines_import_read(const struct lines_request *request, struct lines *out,
                              struct import_result *result, struct problem *problem) {
    struct reading reading = {.request = request, .lines = out, .result = result};
    *result = (struct import_result){0};
    enum status status = table_file_rows(request->file, take_row, &reading, problem);
    if (status == STATUS_OK && !reading.has_heading)
        status = problem_set(problem, STATUS_INVALID, "", N_("文件里没有表头，一行也没有"));
    return status;
}
