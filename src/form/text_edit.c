/* Several lines of text being edited: text, wrapped rows, cursor and window. Draws nothing and knows no
 * keys. Each change makes the new text and its rows first and takes both or neither. */
#include "form/text_edit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/edit_text.h"
#include "form/text_rows.h"

void text_edit_init(struct text_edit *edit, int cols, int rows, int max) {
    *edit = (struct text_edit){
        .cols = cols < 3 ? 3 : cols, .rows = rows < 1 ? 1 : rows, .max = max, .goal_col = -1};
}

void text_edit_release(struct text_edit *edit) {
    int cols = edit->cols;
    int rows = edit->rows;
    int max = edit->max;
    free(edit->text);
    free(edit->lines);
    free(edit->undo);
    text_edit_init(edit, cols, rows, max);
}

const char *text_edit_text(const struct text_edit *edit) {
    return edit->text == NULL ? "" : edit->text;
}

static bool is_soft_end(const struct text_edit *edit, size_t row) {
    return row + 1 < edit->line_count && edit->lines[row + 1].start == edit->lines[row].end;
}

/* The row the cursor is shown on. */
static size_t cursor_row(const struct text_edit *edit) {
    size_t low = 0;
    size_t high = edit->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (edit->lines[middle].start <= edit->cursor) {
            low = middle;
        } else {
            high = middle;
        }
    }
    if (edit->is_at_row_end && low > 0 && edit->lines[low - 1].end == edit->cursor) {
        low--;
    }
    return low;
}

static int cursor_col(const struct text_edit *edit, size_t row) {
    if (edit->line_count == 0 || edit->length == 0) {
        return 0;
    }
    size_t start = edit->lines[row].start;
    return edit_text_cols(edit->text + start, edit->cursor - start);
}

/* Moves the window to hold the cursor's row, and no emptier than it must be. */
static void show_cursor(struct text_edit *edit) {
    size_t rows = (size_t)edit->rows;
    size_t row = edit->line_count == 0 ? 0 : cursor_row(edit);
    if (edit->line_count <= rows) {
        edit->top = 0;
    } else if (edit->top > edit->line_count - rows) {
        edit->top = edit->line_count - rows;
    }
    if (row < edit->top) {
        edit->top = row;
    } else if (row >= edit->top + rows) {
        edit->top = row - rows + 1;
    }
}

/* Takes over `text` (freed when memory runs out) with the cursor near `cursor`. */
static bool take(struct text_edit *edit, char *text, size_t length, size_t cursor) {
    struct text_line *lines = NULL;
    size_t count = 0;
    if (text == NULL || !text_rows_make(text, edit->cols - 1, &lines, &count)) {
        free(text);
        edit->failed = true;
        return false;
    }
    free(edit->text);
    free(edit->lines);
    edit->text = text;
    edit->length = length;
    edit->lines = lines;
    edit->line_count = count;
    edit->cursor = edit_text_settle(text, length, cursor);
    edit->goal_col = -1;
    edit->is_at_row_end = false;
    show_cursor(edit);
    return true;
}

static enum edit_result replace(struct text_edit *edit, size_t at, size_t removed,
                                const char *inserted, size_t length) {
    char *text = edit_text_replaced(edit->text, edit->length, at, removed, inserted, length);
    return take(edit, text, edit->length - removed + length, at + length) ? EDIT_DONE
                                                                          : EDIT_NOTHING;
}

void text_edit_set(struct text_edit *edit, const char *text) {
    struct buffer clean = BUFFER_INIT;
    edit_text_append_clean(&clean, text == NULL ? "" : text, true);
    size_t length = clean.length;
    char *undo = clean.failed ? NULL : text_copy(buffer_text(&clean));
    if (undo == NULL) {
        edit->failed = true;
    } else if (take(edit, text_copy(undo), length, 0)) {
        free(edit->undo);
        edit->undo = undo;
    } else {
        free(undo);
    }
    buffer_release(&clean);
}

void text_edit_set_size(struct text_edit *edit, int cols, int rows) {
    struct text_line *lines = NULL;
    size_t count = 0;
    cols = cols < 3 ? 3 : cols;
    if (!text_rows_make(text_edit_text(edit), cols - 1, &lines, &count)) {
        edit->failed = true;
        return;
    }
    free(edit->lines);
    edit->lines = lines;
    edit->line_count = count;
    edit->cols = cols;
    edit->rows = rows < 1 ? 1 : rows;
    edit->goal_col = -1;
    edit->is_at_row_end = false;
    show_cursor(edit);
}

static bool is_at_line_start(const struct text_edit *edit) {
    return edit->cursor == 0 || edit->text[edit->cursor - 1] == '\n';
}

enum edit_result text_edit_insert(struct text_edit *edit, const char *text, size_t length) {
    struct buffer accepted = BUFFER_INIT;
    enum edit_result result = edit_text_accept(text, length, true, is_at_line_start(edit),
                                               text_edit_room(edit), &accepted);
    if (accepted.failed) {
        edit->failed = true;
        result = EDIT_NOTHING;
    } else if (accepted.length > 0) {
        enum edit_result done = replace(edit, edit->cursor, 0, accepted.data, accepted.length);
        result = done == EDIT_DONE ? result : done;
    } else if (result == EDIT_DONE) {
        result = EDIT_NOTHING;
    }
    buffer_release(&accepted);
    return result;
}

static enum edit_result move_to(struct text_edit *edit, size_t cursor, bool is_at_row_end) {
    if (cursor == edit->cursor && is_at_row_end == edit->is_at_row_end) {
        return EDIT_NOTHING;
    }
    edit->cursor = cursor;
    edit->is_at_row_end = is_at_row_end;
    show_cursor(edit);
    return EDIT_DONE;
}

enum edit_result text_edit_left(struct text_edit *edit) {
    edit->goal_col = -1;
    return edit->cursor == 0 ? EDIT_NOTHING
                             : move_to(edit, edit_text_previous(edit->text, edit->cursor), false);
}

enum edit_result text_edit_right(struct text_edit *edit) {
    edit->goal_col = -1;
    if (edit->cursor == edit->length) {
        return EDIT_NOTHING;
    }
    return move_to(edit, edit_text_next(edit->text, edit->length, edit->cursor, NULL), false);
}

/* Goes to the goal column of a row, or to the last character that begins before it. */
static void go_to_row(struct text_edit *edit, size_t row) {
    struct text_line line = edit->lines[row];
    size_t at = line.start;
    int col = 0;
    while (at < line.end) {
        int cols = 0;
        size_t next = edit_text_next(edit->text, line.end, at, &cols);
        if (col + cols > edit->goal_col) {
            break;
        }
        col += cols;
        at = next;
    }
    edit->cursor = at;
    edit->is_at_row_end = at == line.end && is_soft_end(edit, row);
    show_cursor(edit);
}

static enum edit_result move_rows(struct text_edit *edit, size_t count, bool down) {
    if (edit->line_count == 0) {
        return EDIT_NOTHING;
    }
    size_t row = cursor_row(edit);
    size_t limit = down ? edit->line_count - 1 - row : row;
    if (limit == 0) {
        return EDIT_NOTHING;
    }
    if (edit->goal_col < 0) {
        edit->goal_col = cursor_col(edit, row);
    }
    count = count < limit ? count : limit;
    go_to_row(edit, down ? row + count : row - count);
    return EDIT_DONE;
}

enum edit_result text_edit_up(struct text_edit *edit) {
    return move_rows(edit, 1, false);
}

enum edit_result text_edit_down(struct text_edit *edit) {
    return move_rows(edit, 1, true);
}

/* The window moves with the cursor, so that it keeps its row on the screen. */
enum edit_result text_edit_page_up(struct text_edit *edit) {
    size_t rows = (size_t)edit->rows;
    edit->top = edit->top > rows ? edit->top - rows : 0;
    enum edit_result result = move_rows(edit, rows, false);
    show_cursor(edit);
    return result;
}

enum edit_result text_edit_page_down(struct text_edit *edit) {
    edit->top += (size_t)edit->rows;
    enum edit_result result = move_rows(edit, (size_t)edit->rows, true);
    show_cursor(edit);
    return result;
}

enum edit_result text_edit_home(struct text_edit *edit) {
    edit->goal_col = -1;
    return edit->line_count == 0 ? EDIT_NOTHING
                                 : move_to(edit, edit->lines[cursor_row(edit)].start, false);
}

enum edit_result text_edit_end(struct text_edit *edit) {
    edit->goal_col = -1;
    if (edit->line_count == 0) {
        return EDIT_NOTHING;
    }
    size_t row = cursor_row(edit);
    return move_to(edit, edit->lines[row].end, is_soft_end(edit, row));
}

enum edit_result text_edit_backspace(struct text_edit *edit) {
    if (edit->cursor == 0) {
        return EDIT_NOTHING;
    }
    size_t start = edit_text_previous(edit->text, edit->cursor);
    return replace(edit, start, edit->cursor - start, NULL, 0);
}

enum edit_result text_edit_delete(struct text_edit *edit) {
    if (edit->cursor == edit->length) {
        return EDIT_NOTHING;
    }
    size_t end = edit_text_next(edit->text, edit->length, edit->cursor, NULL);
    return replace(edit, edit->cursor, end - edit->cursor, NULL, 0);
}

enum edit_result text_edit_clear_end(struct text_edit *edit) {
    size_t end = edit->cursor + strcspn(text_edit_text(edit) + edit->cursor, "\n");
    return end == edit->cursor ? EDIT_NOTHING
                               : replace(edit, edit->cursor, end - edit->cursor, NULL, 0);
}

enum edit_result text_edit_undo(struct text_edit *edit) {
    const char *undo = edit->undo == NULL ? "" : edit->undo;
    if (strcmp(undo, text_edit_text(edit)) == 0) {
        return EDIT_NOTHING;
    }
    char *present = text_copy(text_edit_text(edit));
    if (present == NULL) {
        edit->failed = true;
        return EDIT_NOTHING;
    }
    enum edit_result result = replace(edit, 0, edit->length, undo, strlen(undo));
    if (result != EDIT_DONE) {
        free(present);
        return result;
    }
    free(edit->undo);
    edit->undo = present;
    return EDIT_DONE;
}

void text_edit_append_row(const struct text_edit *edit, int row, struct buffer *out) {
    size_t index = edit->top + (size_t)row;
    int used = 0;
    if (row >= 0 && index < edit->line_count && edit->length > 0) {
        struct text_line line = edit->lines[index];
        const char *text = edit->text + line.start;
        struct buffer shown = BUFFER_INIT;
        edit_text_append_shown(&shown, text, line.end - line.start);
        buffer_append_bytes(out, buffer_text(&shown),
                            text_cut(buffer_text(&shown), edit->cols, &used));
        out->failed = out->failed || shown.failed;
        buffer_release(&shown);
    }
    for (; used < edit->cols; used++) {
        buffer_append_char(out, ' ');
    }
}

void text_edit_cursor(const struct text_edit *edit, int *row, int *col) {
    size_t at = edit->line_count == 0 ? 0 : cursor_row(edit);
    *row = (int)(at - edit->top);
    *col = cursor_col(edit, at);
}

int text_edit_room(const struct text_edit *edit) {
    if (edit->max <= 0) {
        return INT_MAX;
    }
    int used = edit_text_characters(edit->text, edit->length);
    return used < edit->max ? edit->max - used : 0;
}

void text_edit_stand(struct text_edit *edit, size_t cursor) {
    cursor = cursor < edit->length ? cursor : edit->length;
    (void)move_to(edit, edit_text_settle(text_edit_text(edit), edit->length, cursor), false);
}

void text_edit_rest(struct text_edit *edit) {
    edit->cursor = 0;
    edit->top = 0;
    edit->goal_col = -1;
    edit->is_at_row_end = false;
}
