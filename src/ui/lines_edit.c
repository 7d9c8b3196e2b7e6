/* The table of a lines view while it is edited: the cell stood in, moving, rows coming and going, errors. Draws
 * nothing; what a cell may hold is base/lines'. */
#include "base/language.h"
#include "base/text.h"
#include "ui/lines_private.h"

#include <stdlib.h>
#include <string.h>

int table_rows_shown(const struct lines_table *table) {
    return ui_rows(table->view.ui) - TABLE_FIRST_ROW - TABLE_FOOT_ROWS;
}

static void mark_row(struct lines_table *table, size_t row) {
    if (row < LINES_ROWS_MOST)
        table->is_row_dirty[row] = true;
}

static enum lines_column column_of(const struct lines_table *table) {
    return table->used[table->cell];
}

void table_clear_error(struct lines_table *table) {
    if (table->error.length == 0)
        return;
    buffer_clear(&table->error);
    table->is_foot_dirty = true;
}

static void say(struct lines_table *table, const struct problem *problem, size_t at, size_t count) {
    buffer_clear(&table->error);
    buffer_append_format(&table->error, "%s ", _("错误"));
    if (count > 0)
        buffer_append_format(&table->error, "%zu/%zu  ", at, count);
    language_append_problem(&table->error, problem, NULL);
    table->is_foot_dirty = true;
}

static void tell_full(struct lines_table *table) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "rows", LINES_ROWS_MOST);
    problem_format(&filled, _("明细最多 {rows} 行，没有再加"), NULL, &text);
    ui_error(table->view.ui, buffer_text(&text));
    buffer_release(&text);
}

/* ---- the cell ------------------------------------------------------------------------------------- */

static void forget_removed(struct lines_table *table) {
    for (size_t i = 0; table->has_removed && i < LINES_COLUMNS; i++)
        free(table->removed.cells[i]);
    table->removed = (struct lines_row){0};
    table->has_removed = false;
}

void table_changed(struct lines_table *table) {
    table->was_checked = false;
    table->is_total_dirty = true;
    table->is_foot_dirty = true;
    mark_row(table, table->row);
}

void table_begin_cell(struct lines_table *table) {
    struct buffer shown = BUFFER_INIT;
    if (table->row < table->lines.count)
        lines_append_shown(&table->lines, table->row, column_of(table), &shown);
    line_edit_release(&table->edit);
    line_edit_init(&table->edit, table->cols[table->cell], lines_column_max(column_of(table)));
    line_edit_set(&table->edit, buffer_text(&shown));
    buffer_release(&shown);
    table->is_fresh = true;
    table->is_typed = false;
}

/* The amount follows quantity and price for as long as it is what they give. */
static void follow_product(struct lines_table *table, bool was_product) {
    bool is_factor = column_of(table) == LINES_QUANTITY || column_of(table) == LINES_PRICE;
    if (is_factor && was_product)
        lines_set(&table->lines, table->row, LINES_AMOUNT, "");
    if (is_factor)
        lines_complete(&table->lines, table->row);
}

static bool amount_is_product(const struct lines_table *table) {
    int64_t product = 0;
    const char *amount = lines_cell(&table->lines, table->row, LINES_AMOUNT);
    return lines_product(&table->lines, table->row, &product) &&
           strtoll(amount, NULL, 10) == product;
}

void table_commit(struct lines_table *table) {
    struct problem problem;
    if (!table->is_typed || table->row >= table->lines.count)
        return;
    bool was_product = amount_is_product(table);
    enum status status = lines_type(&table->lines, table->row, column_of(table),
                                    line_edit_text(&table->edit), table->label_list, &problem);
    table->is_typed = false;
    follow_product(table, was_product);
    table_changed(table);
    if (status == STATUS_OK)
        status = lines_cell_problem(&table->lines, table->row, column_of(table), table->label_list,
                                    &problem);
    if (status != STATUS_OK)
        say(table, &problem, 0, 0);
}

void table_write(const struct lines_table *table, struct buffer *out) {
    struct lines lines = {0};
    struct problem ignored;
    lines_write(&table->lines, out);
    if (!table->is_typed || table->row >= table->lines.count)
        return;
    (void)lines_read(&lines, buffer_text(out));
    if (table->row < lines.count && !lines.failed) {
        (void)lines_type(&lines, table->row, column_of(table), line_edit_text(&table->edit),
                         table->label_list, &ignored);
        buffer_clear(out);
        lines_write(&lines, out);
    }
    lines_release(&lines);
}

/* The error of the cell just left stays to be read, unless the new one has its own. */
void table_stand(struct lines_table *table, size_t row, int cell) {
    struct problem problem;
    size_t shown = (size_t)table_rows_shown(table), top = table->top;
    size_t count = table->lines.count;
    table_commit(table);
    mark_row(table, table->row);
    table->row = row < count ? row : count > 0 ? count - 1 : 0;
    table->cell = cell;
    mark_row(table, table->row);
    if (table->row < top)
        top = table->row;
    else if (table->row >= top + shown)
        top = table->row + 1 - shown;
    table->are_rows_dirty = table->are_rows_dirty || top != table->top;
    table->top = top;
    table->is_foot_dirty = true;
    table_begin_cell(table);
    if (table->row < count && lines_cell_problem(&table->lines, table->row, column_of(table),
                                                 table->label_list, &problem) != STATUS_OK)
        say(table, &problem, 0, 0);
}

static bool means_above(const struct lines_table *table) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, line_edit_text(&table->edit));
    bool is_dots = strcmp(buffer_text(&folded), "..") == 0;
    buffer_release(&folded);
    return is_dots;
}

static void tell_result(struct lines_table *table, enum edit_result result) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    if (table->edit.failed) {
        ui_error(table->view.ui, _("内存不足，没有放进去"));
    } else if (result == EDIT_FULL) {
        problem_set(&filled, STATUS_OK, "", "");
        problem_place_integer(&filled, "max", table->edit.max);
        problem_format(&filled, _("这一格最多 {max} 字，余下的没有放进去"), NULL, &text);
        ui_error(table->view.ui, buffer_text(&text));
    } else if (result == EDIT_REFUSED) {
        ui_error(table->view.ui, _("含有不能保存的字符（控制符、不可见字符），没有放进去"));
    }
    buffer_release(&text);
}

void table_edited(struct lines_table *table) {
    table->is_fresh = false;
    table->is_typed = true;
    table->was_checked = false;
    forget_removed(table);
    table_clear_error(table);
    mark_row(table, table->row);
    table->is_foot_dirty = true;
}

void table_insert_text(struct lines_table *table, const char *text, size_t length) {
    bool is_number = column_of(table) == LINES_QUANTITY || lines_column_is_money(column_of(table));
    if (table->is_fresh && is_number)
        line_edit_clear(&table->edit);
    enum edit_result result = line_edit_insert(&table->edit, text, length);
    table_edited(table);
    tell_result(table, result);
    if (means_above(table) && table->row > 0)
        table_take_above(table);
}

void table_take_above(struct lines_table *table) {
    struct buffer above = BUFFER_INIT;
    if (table->row == 0) {
        ui_message(table->view.ui, _("上面没有行"));
        return;
    }
    lines_append_shown(&table->lines, table->row - 1, column_of(table), &above);
    line_edit_set(&table->edit, buffer_text(&above));
    table->is_typed = true;
    table_commit(table);
    table_begin_cell(table);
    buffer_release(&above);
}

/* ---- rows ----------------------------------------------------------------------------------------- */

static bool open_row(struct lines_table *table, size_t at) {
    table_commit(table);
    forget_removed(table);
    if (!lines_insert(&table->lines, at)) {
        tell_full(table);
        return false;
    }
    table->are_rows_dirty = true;
    table->is_head_dirty = true;
    table_changed(table);
    table->row += at <= table->row ? 1 : 0; /* where the row stood in is now */
    return true;
}

void table_insert_row(struct lines_table *table) {
    size_t at = table->row;
    if (open_row(table, at))
        table_stand(table, at, 0);
}

void table_remove_row(struct lines_table *table) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    size_t at = table->row;
    table_commit(table);
    forget_removed(table);
    bool was_empty = lines_row_is_empty(&table->lines, at);
    for (int i = 0; i < LINES_COLUMNS; i++) { /* moved over, so that removing frees nothing */
        table->removed.cells[i] = table->lines.rows[at].cells[i];
        table->lines.rows[at].cells[i] = NULL;
    }
    table->removed.bad = table->lines.rows[at].bad;
    table->removed_at = at;
    table->has_removed = true;
    lines_remove(&table->lines, at);
    if (table->lines.count == 0)
        (void)lines_insert(&table->lines, 0);
    table->are_rows_dirty = true;
    table->is_head_dirty = true;
    table_changed(table);
    table_stand(table, at, table->cell);
    if (!was_empty) {
        problem_set(&filled, STATUS_OK, "", "");
        problem_place_integer(&filled, "row", (int64_t)at + 1);
        problem_format(&filled, _("已删去第 {row} 行，Ctrl-Z 恢复"), NULL, &text);
        ui_message(table->view.ui, buffer_text(&text));
    }
    buffer_release(&text);
}

void table_restore_row(struct lines_table *table) {
    size_t at = table->removed_at;
    if (!table->has_removed || !lines_insert(&table->lines, at))
        return;
    table->lines.rows[at] = table->removed;
    table->has_removed = false;
    table->removed = (struct lines_row){0};
    table->are_rows_dirty = true;
    table->is_head_dirty = true;
    table_changed(table);
    table_stand(table, at, table->cell);
}

void table_next_cell(struct lines_table *table, bool opens_row) {
    table_commit(table);
    bool is_last_row = table->row + 1 >= table->lines.count;
    if (table->cell + 1 < table->used_count) {
        table_stand(table, table->row, table->cell + 1);
    } else if (!is_last_row) {
        table_stand(table, table->row + 1, 0);
    } else if (opens_row && !table->is_read_only &&
               !lines_row_is_empty(&table->lines, table->row) &&
               open_row(table, table->lines.count)) {
        table_stand(table, table->lines.count - 1, 0);
    }
}

void table_previous_cell(struct lines_table *table) {
    if (table->cell > 0)
        table_stand(table, table->row, table->cell - 1);
    else if (table->row > 0)
        table_stand(table, table->row - 1, table->used_count - 1);
}

/* ---- a table out of a spreadsheet ------------------------------------------------------------------- */

static int widest_row(const char *text) {
    int widest = 1, cells = 1;
    for (; *text; text++) {
        cells = *text == '\n' ? 1 : cells + (*text == '\t');
        widest = cells > widest ? cells : widest;
    }
    return widest;
}

static bool has_room_for(struct lines_table *table, const char *text) {
    struct buffer message = BUFFER_INIT;
    struct problem filled;
    int wide = widest_row(text), room = table->used_count - table->cell;
    if (wide <= room)
        return true;
    problem_set(&filled, STATUS_OK, "", "");
    problem_place_integer(&filled, "given", wide);
    problem_place_integer(&filled, "room", room);
    problem_format(&filled, _("粘贴的有 {given} 列，从这一格起只有 {room} 列，没有放进去"), NULL,
                   &message);
    ui_error(table->view.ui, buffer_text(&message));
    buffer_release(&message);
    return false;
}

/* Takes one row of it; returns what follows. */
static const char *paste_row(struct lines_table *table, const char *text, size_t row) {
    struct buffer cell = BUFFER_INIT;
    for (int at = table->cell;; at++) {
        size_t length = strcspn(text, "\t\n");
        buffer_clear(&cell);
        buffer_append_bytes(&cell, text, length);
        (void)lines_type(&table->lines, row, table->used[at], buffer_text(&cell), NULL, NULL);
        text += length;
        if (*text != '\t')
            break;
        text++;
    }
    lines_complete(&table->lines, row);
    buffer_release(&cell);
    return *text == '\n' ? text + 1 : text;
}

void table_paste_cells(struct lines_table *table, const char *text) {
    size_t row = table->row;
    table_commit(table);
    forget_removed(table);
    if (!has_room_for(table, text))
        return;
    for (; *text; row++) {
        if (row >= table->lines.count && !lines_insert(&table->lines, table->lines.count)) {
            tell_full(table);
            break;
        }
        text = paste_row(table, text, row);
    }
    table_changed(table);
    table->are_rows_dirty = true;
    table->is_head_dirty = true;
    table_begin_cell(table);
    table_stand(table, row - 1, table->cell);
}

/* ---- changes and errors ----------------------------------------------------------------------------- */

bool table_is_changed(const struct lines_table *table) {
    struct buffer now = BUFFER_INIT;
    if (table->is_read_only)
        return false;
    lines_write(&table->lines, &now);
    bool is_changed = table->is_typed || strcmp(buffer_text(&now), table->initial) != 0;
    buffer_release(&now);
    return is_changed;
}

/* Whether the cell comes behind the one stood in. */
static bool is_behind(const struct lines_table *table, size_t row, int cell) {
    return row > table->row || (row == table->row && cell > table->cell);
}

bool table_show_problem(struct lines_table *table) {
    struct problem found, problem;
    size_t count = 0, at = 0, row_at = 0;
    int cell_at = 0;
    for (size_t row = 0; row < table->lines.count; row++) {
        for (int cell = 0; cell < table->used_count; cell++) {
            if (lines_cell_problem(&table->lines, row, table->used[cell], table->label_list,
                                   &problem) == STATUS_OK)
                continue;
            count++;
            bool is_wanted = table->was_checked && is_behind(table, row, cell);
            bool is_first_wanted = is_wanted && (at == 0 || !is_behind(table, row_at, cell_at));
            if (at == 0 || is_first_wanted) {
                at = count;
                row_at = row;
                cell_at = cell;
                found = problem;
            }
        }
    }
    if (count == 0)
        return false;
    table_stand(table, row_at, cell_at);
    say(table, &found, at, count);
    table->was_checked = true;
    return true;
}
