/* Draws a lines view: only the rows on the screen, and of these only what changed. */
#include "base/language.h"
#include "base/text.h"
#include "base/value.h"
#include "form/edit_text.h"
#include "ui/lines_private.h"
#include "ui/undrawn.h"

#include <string.h>

enum { TOTAL_FROM_END = 5, ERROR_FROM_END = 4, HINT_FROM_END = 3 };

static bool is_number(enum lines_column column) {
    return column == LINES_QUANTITY || lines_column_is_money(column);
}

/* Numbers end one cell before the column does, where the cursor finds room behind them. */
static void append_aligned(struct buffer *out, const char *text, enum lines_column column,
                           int cols) {
    int width = text_width(text);
    for (int i = 0; is_number(column) && i < cols - 1 - width; i++)
        buffer_append_char(out, ' ');
    buffer_append(out, text);
}

static void draw_head(const struct lines_table *table) {
    struct buffer right = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "rows", (int64_t)table->lines.count);
    problem_format(&filled, _("共 {rows} 行"), NULL, &right);
    ui_title(table->view.ui, table->title, table->subtitle, buffer_text(&right));
    buffer_release(&right);
}

static void draw_headings(const struct lines_table *table) {
    for (int i = 0; i < table->used_count; i++) {
        struct buffer heading = BUFFER_INIT;
        append_aligned(&heading, table->labels[table->used[i]], table->used[i], table->cols[i]);
        ui_put(table->view.ui, 1, table->col[i], table->cols[i], INK_LABEL, buffer_text(&heading));
        buffer_release(&heading);
    }
}

static bool has_problem(const struct lines_table *table, size_t row, int cell) {
    return lines_cell_problem(&table->lines, row, table->used[cell], NULL, NULL) != STATUS_OK;
}

/* Only the number itself is reversed: each cell whose look changes costs a slow line a byte a move. */
static void draw_gutter(const struct lines_table *table, size_t row, int screen_row) {
    struct ui *ui = table->view.ui;
    struct buffer number = BUFFER_INIT;
    bool is_wrong = false, is_here = row == table->row;
    for (int i = 0; i < table->used_count; i++)
        is_wrong = is_wrong || has_problem(table, row, i);
    buffer_append_format(&number, "%zu", row + 1);
    int cols = (int)number.length, end = TABLE_GUTTER_COLS - 2;
    ui_put(ui, screen_row, 0, end - cols, INK_PLAIN, is_here ? ">" : " ");
    ui_put(ui, screen_row, end - cols, cols, is_here ? INK_SELECTED : INK_PLAIN,
           buffer_text(&number));
    ui_put(ui, screen_row, end, 1, is_wrong ? INK_ERROR : INK_PLAIN, is_wrong ? "!" : " ");
    buffer_release(&number);
}

/* The cell stood in: what is typed and the cursor's place behind it have the look of a field. */
static void draw_edited(const struct lines_table *table, int screen_row) {
    struct buffer window = BUFFER_INIT;
    int cols = table->cols[table->cell];
    int width = edit_text_cols(line_edit_text(&table->edit), table->edit.length) + 1;
    int inked = width < cols ? width : cols;
    line_edit_append_window(&table->edit, &window);
    ui_put(table->view.ui, screen_row, table->col[table->cell], inked, INK_FIELD_NOW,
           buffer_text(&window));
    if (inked < cols)
        ui_put(table->view.ui, screen_row, table->col[table->cell] + inked, cols - inked, INK_PLAIN,
               "");
    buffer_release(&window);
}

static void draw_cell(const struct lines_table *table, size_t row, int cell, int screen_row) {
    struct buffer text = BUFFER_INIT, shown = BUFFER_INIT;
    enum ink ink = has_problem(table, row, cell) ? INK_ERROR : INK_PLAIN;
    if (row == table->row && cell == table->cell && !table->is_read_only) {
        draw_edited(table, screen_row);
        return;
    }
    lines_append_shown(&table->lines, row, table->used[cell], &text);
    append_aligned(&shown, buffer_text(&text), table->used[cell], table->cols[cell]);
    ui_put(table->view.ui, screen_row, table->col[cell], table->cols[cell], ink,
           buffer_text(&shown));
    buffer_release(&text);
    buffer_release(&shown);
}

static void draw_rows(struct lines_table *table) {
    struct ui *ui = table->view.ui;
    size_t shown = (size_t)table_rows_shown(table);
    for (size_t i = 0; i < shown; i++) {
        size_t row = table->top + i;
        int screen_row = TABLE_FIRST_ROW + (int)i;
        if (row >= table->lines.count) {
            if (table->are_rows_dirty)
                ui_clear_rows(ui, screen_row, screen_row + 1);
        } else if (table->are_rows_dirty || table->is_row_dirty[row]) {
            draw_gutter(table, row, screen_row);
            for (int cell = 0; cell < table->used_count; cell++)
                draw_cell(table, row, cell, screen_row);
        }
    }
    if (table->lines.count == 0)
        ui_put(ui, TABLE_FIRST_ROW, TABLE_GUTTER_COLS, -1, INK_PLAIN, _("没有明细"));
    memset(table->is_row_dirty, 0, sizeof table->is_row_dirty);
    table->are_rows_dirty = false;
}

/* ---- below ------------------------------------------------------------------------------------------ */

static bool is_used(const struct lines_table *table, enum lines_column column) {
    for (int i = 0; i < table->used_count; i++)
        if (table->used[i] == column)
            return true;
    return false;
}

static void append_sum(struct buffer *out, const char *label, int64_t fen) {
    buffer_append_format(out, "  %s ", label);
    value_append_money_grouped(out, fen);
}

static void draw_total(const struct lines_table *table) {
    struct buffer line = BUFFER_INIT;
    struct lines_totals totals;
    struct problem problem;
    bool has_both = is_used(table, LINES_AMOUNT) && is_used(table, LINES_SECOND_AMOUNT);
    size_t errors = lines_count_problems(&table->lines);
    bool is_summed = lines_total(&table->lines, &totals, &problem) == STATUS_OK;
    buffer_append(&line, _("合计"));
    if (!is_summed)
        language_append_problem(&line, &problem, NULL);
    if (is_summed && is_used(table, LINES_AMOUNT))
        append_sum(&line, table->labels[LINES_AMOUNT], totals.amount);
    if (is_summed && is_used(table, LINES_SECOND_AMOUNT))
        append_sum(&line, table->labels[LINES_SECOND_AMOUNT], totals.second_amount);
    if (is_summed && has_both)
        append_sum(&line, _("差额"), totals.difference);
    if (errors > 0) {
        problem_set(&problem, STATUS_OK, "", "");
        problem_place_integer(&problem, "count", (int64_t)errors);
        buffer_append(&line, "  ");
        problem_format(&problem, _("错误 {count} 处"), NULL, &line);
    }
    ui_put(table->view.ui, ui_rows(table->view.ui) - TOTAL_FROM_END, 1, -1, INK_BOLD,
           buffer_text(&line));
    buffer_release(&line);
}

static const char *usual_hint(enum lines_column column) {
    if (column == LINES_QUANTITY)
        return _("数量，最多四位小数，如 12.5");
    return lines_column_is_money(column) ? _("金额，单位元，如 1234.50") : "";
}

/* The whole text of a cell too narrow for it; else what the cell takes. */
static void append_hint(const struct lines_table *table, struct buffer *out) {
    if (!table->is_read_only)
        undrawn_append_character(out, edit_text_undrawn(line_edit_text(&table->edit),
                                                        table->edit.length, table->edit.cursor));
    if (out->length > 0)
        return;
    enum lines_column column = table->used[table->cell];
    struct buffer text = BUFFER_INIT;
    if (table->is_read_only)
        lines_append_shown(&table->lines, table->row, column, &text);
    else
        buffer_append(&text, line_edit_text(&table->edit));
    if (text_width(buffer_text(&text)) >= table->cols[table->cell]) {
        buffer_append_format(out, "%s%s", table->labels[column], _("："));
        buffer_append(out, buffer_text(&text));
    } else if (!table->is_read_only) {
        buffer_append(out, usual_hint(column));
    }
    buffer_release(&text);
}

static void append_room(const struct lines_table *table, struct buffer *out) {
    struct problem filled;
    if (table->is_read_only || is_number(table->used[table->cell]))
        return;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "room", line_edit_room(&table->edit));
    problem_format(&filled, _("余 {room} 字"), NULL, out);
}

static void draw_foot(const struct lines_table *table) {
    struct ui *ui = table->view.ui;
    struct buffer hint = BUFFER_INIT, room = BUFFER_INIT;
    int row = ui_rows(ui) - HINT_FROM_END;
    if (table->lines.count > 0) {
        append_hint(table, &hint);
        append_room(table, &room);
    }
    int room_cols = room.length > 0 ? text_width(buffer_text(&room)) + 1 : 0;
    ui_put(ui, ui_rows(ui) - ERROR_FROM_END, 1, -1, INK_ERROR, buffer_text(&table->error));
    ui_put(ui, row, 1, ui_cols(ui) - 1 - room_cols, INK_PLAIN, buffer_text(&hint));
    if (room_cols > 0)
        ui_put(ui, row, ui_cols(ui) - room_cols, room_cols, INK_PLAIN, buffer_text(&room));
    buffer_release(&hint);
    buffer_release(&room);
}

void table_draw(struct lines_table *table) {
    struct ui *ui = table->view.ui;
    if (table->view.is_dirty) {
        table_place(table);
        ui_clear_rows(ui, 0, ui_rows(ui) - 2);
        draw_headings(table);
        ui_key_line(ui, &table->view);
        table->are_rows_dirty = true;
        table->is_head_dirty = true;
        table->is_total_dirty = true;
        table->is_foot_dirty = true;
        table->view.is_dirty = false;
    }
    if (table->is_head_dirty)
        draw_head(table);
    draw_rows(table);
    if (table->is_total_dirty)
        draw_total(table);
    if (table->is_foot_dirty)
        draw_foot(table);
    table->is_head_dirty = table->is_total_dirty = table->is_foot_dirty = false;
    int col = table->col[table->cell];
    col += table->is_read_only ? 0 : line_edit_cursor_col(&table->edit);
    ui_set_cursor(ui, TABLE_FIRST_ROW + (int)(table->row - table->top), col);
}
