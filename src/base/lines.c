/* The table of detail lines: its rows, the stored text, sums. What a cell may hold is lines_cell.c's; knows
 * no captions of subjects. */
#include "base/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/value.h"

static void row_release(struct lines_row *row) {
    for (size_t i = 0; i < LINES_COLUMNS; i++) {
        free(row->cells[i]);
    }
}

void lines_release(struct lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        row_release(&lines->rows[i]);
    }
    free(lines->rows);
    *lines = (struct lines){0};
}

static bool has_room(struct lines *lines) {
    if (lines->count < lines->capacity) {
        return true;
    }
    size_t capacity = lines->capacity > 0 ? lines->capacity * 2 : 16;
    struct lines_row *rows = realloc(lines->rows, capacity * sizeof *rows);
    if (rows == NULL) {
        lines->failed = true;
        return false;
    }
    lines->rows = rows;
    lines->capacity = capacity;
    return true;
}

bool lines_insert(struct lines *lines, size_t at) {
    if (lines->count >= LINES_ROWS_MOST || !has_room(lines)) {
        return false;
    }
    memmove(&lines->rows[at + 1], &lines->rows[at], (lines->count - at) * sizeof *lines->rows);
    lines->rows[at] = (struct lines_row){0};
    lines->count++;
    return true;
}

void lines_remove(struct lines *lines, size_t at) {
    row_release(&lines->rows[at]);
    lines->count--;
    memmove(&lines->rows[at], &lines->rows[at + 1], (lines->count - at) * sizeof *lines->rows);
}

const char *lines_cell(const struct lines *lines, size_t row, enum lines_column column) {
    const char *text = lines->rows[row].cells[column];
    return text != NULL ? text : "";
}

void lines_set(struct lines *lines, size_t row, enum lines_column column, const char *stored) {
    char *copy = stored[0] != '\0' ? text_copy(stored) : NULL;
    if (copy == NULL && stored[0] != '\0') {
        lines->failed = true;
        return;
    }
    free(lines->rows[row].cells[column]);
    lines->rows[row].cells[column] = copy;
    lines->rows[row].bad &= ~(1U << column);
}

bool lines_row_is_empty(const struct lines *lines, size_t row) {
    for (size_t i = 0; i < LINES_COLUMNS; i++) {
        if (lines->rows[row].cells[i] != NULL) {
            return false;
        }
    }
    return true;
}

/* ---- the stored text ------------------------------------------------------------------------------ */

/* Reads the cells of one row; false when there are too many. */
static bool read_row(struct lines *lines, const char *text, size_t length) {
    size_t row = lines->count - 1;
    for (size_t column = 0;; column++) {
        struct buffer cell = BUFFER_INIT;
        const char *tab = memchr(text, '\t', length);
        size_t bytes = tab != NULL ? (size_t)(tab - text) : length;
        if (column == LINES_COLUMNS) {
            return false;
        }
        buffer_append_bytes(&cell, text, bytes);
        lines->failed = lines->failed || cell.failed;
        lines_set_given(lines, row, (enum lines_column)column, buffer_text(&cell));
        buffer_release(&cell);
        if (tab == NULL) {
            return true;
        }
        text = tab + 1;
        length -= bytes + 1;
    }
}

bool lines_read(struct lines *lines, const char *stored) {
    bool is_whole = true;
    while (*stored != '\0' && is_whole) {
        size_t length = strcspn(stored, "\n");
        is_whole = lines_insert(lines, lines->count) && read_row(lines, stored, length);
        stored += length + (stored[length] == '\n' ? 1 : 0);
    }
    return is_whole && !lines->failed;
}

void lines_write(const struct lines *lines, struct buffer *out) {
    bool is_first = true;
    for (size_t row = 0; row < lines->count; row++) {
        if (lines_row_is_empty(lines, row)) {
            continue;
        }
        buffer_append(out, is_first ? "" : "\n");
        is_first = false;
        for (size_t column = 0; column < LINES_COLUMNS; column++) {
            buffer_append(out, column > 0 ? "\t" : "");
            buffer_append(out, lines->rows[row].cells[column]);
        }
    }
}

/* ---- sums ----------------------------------------------------------------------------------------- */

static bool add_to(int64_t *sum, const struct lines *lines, size_t row, enum lines_column column) {
    const char *cell = lines_cell(lines, row, column);
    bool is_bad = (lines->rows[row].bad >> column & 1U) != 0;
    return cell[0] == '\0' || is_bad ||
           !__builtin_add_overflow(*sum, (int64_t)strtoll(cell, NULL, 10), sum);
}

enum status lines_total(const struct lines *lines, struct lines_totals *out,
                        struct problem *problem) {
    bool fits = true;
    *out = (struct lines_totals){0};
    for (size_t row = 0; row < lines->count && fits; row++) {
        fits = add_to(&out->amount, lines, row, LINES_AMOUNT) &&
               add_to(&out->second_amount, lines, row, LINES_SECOND_AMOUNT);
        out->rows += lines_row_is_empty(lines, row) ? 0 : 1;
        out->has_amount = out->has_amount || lines_cell(lines, row, LINES_AMOUNT)[0] != '\0';
    }
    if (!fits || __builtin_sub_overflow(out->amount, out->second_amount, &out->difference)) {
        return problem_set(problem, STATUS_INVALID, "lines", N_("明细的合计太大，请分成几件公开"));
    }
    return STATUS_OK;
}

size_t lines_count_problems(const struct lines *lines) {
    size_t count = 0;
    for (size_t row = 0; row < lines->count; row++) {
        for (int column = 0; column < LINES_COLUMNS; column++) {
            bool is_sound =
                lines_cell_problem(lines, row, (enum lines_column)column, NULL, NULL) == STATUS_OK;
            count += is_sound ? 0 : 1;
        }
    }
    return count;
}

void lines_describe(const char *stored, struct problem *out) {
    struct lines lines = {0};
    struct lines_totals totals;
    struct buffer amount = BUFFER_INIT;
    const char *message = NULL;
    (void)lines_read(&lines, stored);
    if (lines_total(&lines, &totals, NULL) != STATUS_OK) {
        message = N_("{rows} 行，合计太大，请核对");
    } else if (lines_count_problems(&lines) > 0) {
        message = N_("{rows} 行，合计 {amount}，有错误要改");
    } else if (totals.rows > 0) {
        message = totals.has_amount ? N_("{rows} 行，合计 {amount}") : N_("{rows} 行");
    }
    value_append_money_grouped(&amount, totals.amount);
    problem_set(out, STATUS_OK, "lines", message);
    problem_place_integer(out, "rows", (int64_t)totals.rows);
    problem_place(out, "amount", buffer_text(&amount));
    buffer_release(&amount);
    lines_release(&lines);
}

/* ---- what was given ------------------------------------------------------------------------------- */

static void check_cells(struct lines *lines, const char *const *labels, struct problems *problems) {
    for (size_t row = 0; row < lines->count; row++) {
        if (lines_row_is_empty(lines, row)) {
            continue;
        }
        lines_complete(lines, row);
        for (int column = 0; column < LINES_COLUMNS; column++) {
            struct problem problem = {0};
            if (lines_cell_problem(lines, row, (enum lines_column)column, labels, &problem) !=
                STATUS_OK) {
                problems_add(problems, &problem);
            }
        }
    }
}

static void refuse_size(struct problems *problems) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "lines",
                N_("明细最多 {rows} 行，每行最多 {cells} 格，请分成几件公开"));
    problem_place_integer(&problem, "rows", LINES_ROWS_MOST);
    problem_place_integer(&problem, "cells", LINES_COLUMNS);
    problems_add(problems, &problem);
}

/* False when it cannot be read at all. */
static bool read_given(struct lines *lines, const char *given, struct problems *problems) {
    struct problem problem = {0};
    if (strchr(given, '\t') != NULL) {
        if (!lines_read(lines, given) && !lines->failed) {
            refuse_size(problems);
            return false;
        }
        return !lines->failed;
    }
    if (lines_read_plain(lines, given, &problem) == STATUS_OK) {
        return !lines->failed;
    }
    if (!lines->failed) {
        problems_add(problems, &problem);
    }
    return false;
}

bool lines_check(const char *given, const char *const *labels, struct buffer *out,
                 struct problems *problems) {
    struct lines lines = {0};
    struct lines_totals totals;
    struct problem problem = {0};
    size_t known = problems->count;
    bool is_sound = read_given(&lines, given, problems);
    if (is_sound) {
        check_cells(&lines, labels, problems);
        if (lines_total(&lines, &totals, &problem) != STATUS_OK) {
            problems_add(problems, &problem);
        }
        is_sound = problems->count == known && !lines.failed;
    }
    if (is_sound) {
        lines_write(&lines, out);
    }
    out->failed = out->failed || lines.failed;
    lines_release(&lines);
    return is_sound && !out->failed;
}
