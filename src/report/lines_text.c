/* Detail lines as text, for records and paper. Draws no lines and knows no page; reads the built-in subjects
 * only. */
#include "report/lines_text.h"

#include "base/language.h"
#include "base/text.h"
#include "base/value.h"
#include "work/subject.h"

#include <stdio.h>
#include <string.h>

enum { GAP_COLS = 2, TEXT_COLS_LEAST = 8, TEXT_COLS_MOST = 40 };

struct printing {
    const struct lines *lines;
    const struct lines_captions *captions;
    int cols[LINES_COLUMNS]; /* 0: not used */
    struct buffer *out;
};

static bool is_number(int column) {
    return column == LINES_QUANTITY || lines_column_is_money((enum lines_column)column);
}

void lines_text_captions(const struct fields *values, struct lines_captions *out) {
    char captions[LINES_COLUMNS][SUBJECT_CAPTION_BYTES];
    subject_captions(fields_text(values, "subject"), captions);
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        snprintf(out->labels[i], sizeof out->labels[i], "%s",
                 language_text("caption", captions[i]));
}

/* ---- widths ----------------------------------------------------------------------------------------- */

/* A column that has values is shown, whether the subject uses it or not. */
static const char *label_of(const struct printing *printing, int column) {
    const char *label = printing->captions->labels[column];
    return label[0] ? label : _(lines_column_label((enum lines_column)column));
}

static int cell_width(const struct printing *printing, size_t row, int column) {
    struct buffer shown = BUFFER_INIT;
    lines_append_shown(printing->lines, row, (enum lines_column)column, &shown);
    int width = text_width(buffer_text(&shown));
    buffer_release(&shown);
    return width;
}

static int sum_width(const struct lines_totals *totals, int column) {
    struct buffer shown = BUFFER_INIT;
    value_append_money_grouped(&shown,
                               column == LINES_AMOUNT ? totals->amount : totals->second_amount);
    int width = text_width(buffer_text(&shown));
    buffer_release(&shown);
    return width;
}

static void measure(struct printing *printing, const struct lines_totals *totals) {
    for (int column = 0; column < LINES_COLUMNS; column++) {
        int widest = 0;
        for (size_t row = 0; row < printing->lines->count; row++) {
            int width = cell_width(printing, row, column);
            widest = width > widest ? width : widest;
        }
        bool is_used = widest > 0 || printing->captions->labels[column][0] != '\0';
        if (is_used && (column == LINES_AMOUNT || column == LINES_SECOND_AMOUNT)) {
            int width = sum_width(totals, column);
            widest = width > widest ? width : widest;
        }
        int label = is_used ? text_width(label_of(printing, column)) : 0;
        printing->cols[column] = widest > label ? widest : label;
        if (!is_number(column) && printing->cols[column] > TEXT_COLS_MOST)
            printing->cols[column] = TEXT_COLS_MOST;
    }
}

static int total_cols(const struct printing *printing) {
    int cols = 0;
    for (int i = 0; i < LINES_COLUMNS; i++)
        cols += printing->cols[i] > 0 ? printing->cols[i] + GAP_COLS : 0;
    return cols;
}

/* The widest text gives way first. */
static void fit(struct printing *printing, int cols) {
    while (total_cols(printing) > cols) {
        int widest = -1;
        for (int i = 0; i < LINES_COLUMNS; i++)
            if (!is_number(i) && printing->cols[i] > TEXT_COLS_LEAST &&
                (widest < 0 || printing->cols[i] > printing->cols[widest]))
                widest = i;
        if (widest < 0)
            return;
        printing->cols[widest]--;
    }
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void append_cell(struct buffer *line, const char *text, int column, int cols) {
    for (int i = text_width(text); is_number(column) && i < cols; i++)
        buffer_append_char(line, ' ');
    if (is_number(column))
        buffer_append(line, text);
    else
        text_append_padded(line, text, cols);
    for (int i = 0; i < GAP_COLS; i++)
        buffer_append_char(line, ' ');
}

static void end_line(struct printing *printing, struct buffer *line) {
    while (line->length > 0 && line->data[line->length - 1] == ' ')
        line->data[--line->length] = '\0';
    buffer_append(printing->out, buffer_text(line));
    buffer_append_char(printing->out, '\n');
    buffer_clear(line);
}

struct piece {
    size_t start, length;
    int skipped; /* lines still to be passed over */
    bool is_found;
};

static bool take_line(void *context, size_t start, size_t end) {
    struct piece *piece = context;
    if (piece->skipped-- > 0)
        return true;
    piece->start = start;
    piece->length = end - start;
    piece->is_found = true;
    return false;
}

/* Line `at` of the row's cells; false when none of them has one. */
static bool append_line(struct printing *printing, size_t row, int at, struct buffer *line) {
    bool has_more = false;
    for (int column = 0; column < LINES_COLUMNS; column++) {
        struct buffer shown = BUFFER_INIT, part = BUFFER_INIT;
        struct piece piece = {.skipped = at};
        if (printing->cols[column] == 0)
            continue;
        lines_append_shown(printing->lines, row, (enum lines_column)column, &shown);
        text_wrap(buffer_text(&shown), printing->cols[column], take_line, &piece);
        if (piece.is_found)
            buffer_append_bytes(&part, buffer_text(&shown) + piece.start, piece.length);
        has_more = has_more || piece.is_found;
        append_cell(line, buffer_text(&part), column, printing->cols[column]);
        buffer_release(&shown);
        buffer_release(&part);
    }
    return has_more;
}

static void append_row(struct printing *printing, size_t row) {
    struct buffer line = BUFFER_INIT;
    for (int at = 0; append_line(printing, row, at, &line); at++)
        end_line(printing, &line);
    buffer_release(&line);
}

static void append_headings(struct printing *printing) {
    struct buffer line = BUFFER_INIT;
    for (int i = 0; i < LINES_COLUMNS; i++)
        if (printing->cols[i] > 0)
            append_cell(&line, label_of(printing, i), i, printing->cols[i]);
    end_line(printing, &line);
    buffer_release(&line);
}

static void append_totals(struct printing *printing, const struct lines_totals *totals) {
    struct buffer line = BUFFER_INIT;
    for (int i = 0; i < LINES_COLUMNS; i++) {
        struct buffer text = BUFFER_INIT;
        if (printing->cols[i] == 0)
            continue;
        if (i == LINES_NAME)
            buffer_append(&text, _("合计"));
        else if (i == LINES_AMOUNT)
            value_append_money_grouped(&text, totals->amount);
        else if (i == LINES_SECOND_AMOUNT)
            value_append_money_grouped(&text, totals->second_amount);
        append_cell(&line, buffer_text(&text), i, printing->cols[i]);
        buffer_release(&text);
    }
    end_line(printing, &line);
    buffer_release(&line);
}

void lines_text_append(const char *stored, const struct lines_captions *captions, int cols,
                       struct buffer *out) {
    struct lines lines = {0};
    struct lines_totals totals = {0};
    struct printing printing = {.lines = &lines, .captions = captions, .out = out};
    bool is_read = lines_read(&lines, stored);
    enum status status = lines_total(&lines, &totals, NULL);
    if (is_read && lines.count > 0) {
        measure(&printing, &totals);
        fit(&printing, cols + GAP_COLS);
        append_headings(&printing);
        for (size_t row = 0; row < lines.count; row++)
            append_row(&printing, row);
        bool has_money = printing.cols[LINES_AMOUNT] > 0 || printing.cols[LINES_SECOND_AMOUNT] > 0;
        if (status == STATUS_OK && has_money)
            append_totals(&printing, &totals);
    }
    lines_release(&lines);
}
