/* Detail lines as one text that people can write and a spreadsheet's cell can hold. Reads and writes that
 * text only; what a cell may hold is lines_cell.c's. */
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "base/text.h"
#include "base/value.h"

static const char *const blanks[] = {" ", "　", NULL};
static const char *const row_ends[] = {"；", ";", "\r", "\n", NULL};
static const char *const equals[] = {"=", "＝", ":", "：", NULL};

/* Bytes of the one of `words` that stands at `text`; 0 when none does. */
static size_t word_at(const char *text, const char *const *words) {
    for (; *words != NULL; words++) {
        size_t length = strlen(*words);
        if (strncmp(text, *words, length) == 0) {
            return length;
        }
    }
    return 0;
}

/* The column whose name and sign of equality stand at `text`; *used gets their bytes. LINES_COLUMNS: none. */
static enum lines_column key_at(const char *text, size_t *used) {
    for (int i = 0; i < LINES_COLUMNS; i++) {
        enum lines_column column = (enum lines_column)i;
        const char *const names[] = {lines_column_name(column), lines_column_label(column), NULL};
        size_t length = word_at(text, names);
        size_t sign = length > 0 ? word_at(text + length, equals) : 0;
        if (sign > 0) {
            *used = length + sign;
            return column;
        }
    }
    return LINES_COLUMNS;
}

static bool ends_word(const char *text) {
    return *text == '\0' || word_at(text, blanks) > 0 || word_at(text, row_ends) > 0;
}

/* Appends the value at `text`, in quotes or up to a blank or the row's end; returns its bytes, 0 when a quote is
 * not closed. */
static size_t take_value(const char *text, struct buffer *out) {
    const char *at = text;
    if (*at != '"') {
        for (; !ends_word(at); at++) {
            buffer_append_char(out, *at);
        }
        return (size_t)(at - text);
    }
    for (at++; *at != '\0' && (at[0] != '"' || at[1] == '"'); at++) {
        at += at[0] == '"' ? 1 : 0;
        buffer_append_char(out, *at);
    }
    return *at == '"' && ends_word(at + 1) ? (size_t)(at + 1 - text) : 0;
}

static enum status refuse(struct lines *lines, const char *at, struct problem *problem) {
    enum { SHOWN_BYTES = 60 };
    struct buffer text = BUFFER_INIT;
    size_t length = strcspn(at, "\n");
    buffer_append_bytes(&text, at, length < SHOWN_BYTES ? length : SHOWN_BYTES);
    enum status status = problem_set(problem, STATUS_INVALID, "lines",
                                     N_("明细第 {row} 行“{text}”看不懂，请写成 张三 数量=2 单位=袋 "
                                        "金额=120.00，行与行用；隔开，有空格的加引号"));
    problem_place_integer(problem, "row", (int64_t)lines->count);
    problem_place(problem, "text", buffer_text(&text));
    buffer_release(&text);
    return status;
}

/* Takes one cell of the last row from *at. */
static enum status take_cell(struct lines *lines, const char **at, bool is_first,
                             struct problem *problem) {
    struct buffer value = BUFFER_INIT;
    size_t key = 0, row = lines->count - 1;
    enum lines_column column = key_at(*at, &key);
    if (column == LINES_COLUMNS && is_first) {
        column = LINES_NAME;
    }
    size_t used = column != LINES_COLUMNS ? take_value(*at + key, &value) : 0;
    bool is_sound = (used > 0 || (key > 0 && ends_word(*at + key))) &&
                    lines_cell(lines, row, column)[0] == '\0';
    if (is_sound) {
        (void)lines_type(lines, row, column, buffer_text(&value), NULL, NULL);
        lines->failed = lines->failed || value.failed;
    }
    buffer_release(&value);
    if (!is_sound) {
        return refuse(lines, *at, problem);
    }
    *at += key + used;
    return STATUS_OK;
}

static void skip(const char **at, const char *const *words) {
    for (size_t used; (used = word_at(*at, words)) > 0;) {
        *at += used;
    }
}

static enum status take_row(struct lines *lines, const char **at, struct problem *problem) {
    enum status status = STATUS_OK;
    bool is_first = true;
    if (!lines_insert(lines, lines->count)) {
        status =
            problem_set(problem, STATUS_INVALID, "lines", N_("明细最多 {rows} 行，请分成几件公开"));
        problem_place_integer(problem, "rows", LINES_ROWS_MOST);
        return status;
    }
    while (status == STATUS_OK && **at != '\0' && word_at(*at, row_ends) == 0) {
        status = take_cell(lines, at, is_first, problem);
        is_first = false;
        skip(at, blanks);
    }
    return status;
}

enum status lines_read_plain(struct lines *lines, const char *text, struct problem *problem) {
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        const char *before = text;
        do { /* rows may be parted by more than one sign, as ；and a new line */
            before = text;
            skip(&text, row_ends);
            skip(&text, blanks);
        } while (before != text);
        if (*text == '\0') {
            break;
        }
        status = take_row(lines, &text, problem);
    }
    return status;
}

/* ---- writing ---------------------------------------------------------------------------------------- */

static bool needs_quotes(const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"' || ends_word(text) || word_at(text, equals) > 0) {
            return true;
        }
    }
    return false;
}

static void append_value(struct buffer *out, const char *text) {
    if (!needs_quotes(text)) {
        buffer_append(out, text);
        return;
    }
    buffer_append_char(out, '"');
    for (; *text != '\0'; text++) {
        buffer_append(out, *text == '"' ? "\"" : "");
        buffer_append_char(out, *text);
    }
    buffer_append_char(out, '"');
}

static void append_cell(const struct lines *lines, size_t row, enum lines_column column,
                        struct buffer *out) {
    const char *cell = lines_cell(lines, row, column);
    bool is_bad = (lines->rows[row].bad >> column & 1U) != 0;
    if (cell[0] == '\0') {
        return;
    }
    if (column != LINES_NAME) {
        buffer_append_format(out, " %s=", lines_column_label(column));
    }
    if (lines_column_is_money(column) && !is_bad) {
        value_append_money(out, strtoll(cell, NULL, 10));
    } else {
        append_value(out, cell);
    }
}

void lines_append_plain(const struct lines *lines, struct buffer *out) {
    bool is_first = true;
    for (size_t row = 0; row < lines->count; row++) {
        if (lines_row_is_empty(lines, row)) {
            continue;
        }
        buffer_append(out, is_first ? "" : "；");
        is_first = false;
        for (int column = 0; column < LINES_COLUMNS; column++) {
            append_cell(lines, row, (enum lines_column)column, out);
        }
    }
}
