/* One line of text being edited: text, cursor and window. Draws nothing and knows no keys. */
#include "form/line_edit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/edit_text.h"

void line_edit_init(struct line_edit *edit, int cols, int max) {
    *edit = (struct line_edit){.cols = cols < 2 ? 2 : cols, .max = max};
}

/* It may be a password: nothing of it stays in memory. */
static void drop(char *text) {
    if (text != NULL)
        explicit_bzero(text, strlen(text));
    free(text);
}

void line_edit_release(struct line_edit *edit) {
    drop(edit->text);
    drop(edit->undo);
    *edit = (struct line_edit){.cols = edit->cols, .max = edit->max};
}

const char *line_edit_text(const struct line_edit *edit) {
    return edit->text == NULL ? "" : edit->text;
}

/* Columns of the cell the cursor stands on: the character there, or a blank at the end. */
static int cell_cols(const struct line_edit *edit) {
    int cols = 1;
    if (edit->cursor < edit->length) {
        edit_text_next(edit->text, edit->length, edit->cursor, &cols);
    }
    return cols;
}

/* Moves the window to hold the whole cell of the cursor, and no emptier than it must be. A code shown in
 * a character's place may be wider than the window: it is cut. */
static void show_cursor(struct line_edit *edit) {
    if (edit->length == 0) {
        edit->left = 0;
        return;
    }
    if (edit->cursor < edit->left) {
        edit->left = edit->cursor;
    }
    edit->left = edit_text_settle(edit->text, edit->length, edit->left);
    int before = edit_text_cols(edit->text + edit->left, edit->cursor - edit->left);
    int cell = cell_cols(edit);
    while (before + cell > edit->cols && edit->left < edit->cursor) {
        int cols = 0;
        edit->left = edit_text_next(edit->text, edit->length, edit->left, &cols);
        before -= cols;
    }
    int shown = edit_text_cols(edit->text + edit->left, edit->length - edit->left) + 1;
    while (edit->left > 0 && shown < edit->cols) {
        int cols = 0;
        size_t previous = edit_text_previous(edit->text, edit->left);
        edit_text_next(edit->text, edit->length, previous, &cols);
        shown += cols;
        if (shown > edit->cols) {
            break;
        }
        edit->left = previous;
    }
}

static enum edit_result move_to(struct line_edit *edit, size_t cursor) {
    if (cursor == edit->cursor) {
        return EDIT_NOTHING;
    }
    edit->cursor = cursor;
    show_cursor(edit);
    return EDIT_DONE;
}

static enum edit_result replace(struct line_edit *edit, size_t at, size_t removed,
                                const char *inserted, size_t length) {
    char *text = edit_text_replaced(edit->text, edit->length, at, removed, inserted, length);
    if (text == NULL) {
        edit->failed = true;
        return EDIT_NOTHING;
    }
    drop(edit->text);
    edit->text = text;
    edit->length = edit->length - removed + length;
    edit->cursor = edit_text_settle(text, edit->length, at + length);
    if (edit->left > at) {
        edit->left = at;
    }
    show_cursor(edit);
    return EDIT_DONE;
}

void line_edit_set(struct line_edit *edit, const char *text) {
    struct buffer clean = BUFFER_INIT;
    edit_text_append_clean(&clean, text == NULL ? "" : text, false);
    size_t length = clean.length;
    char *undo = clean.failed ? NULL : text_copy(buffer_text(&clean));
    if (undo == NULL) {
        edit->failed = true;
        buffer_release(&clean);
        return;
    }
    drop(edit->text);
    drop(edit->undo);
    edit->undo = undo;
    edit->text = length > 0 ? buffer_take(&clean) : NULL;
    edit->length = length;
    edit->cursor = length;
    edit->left = 0;
    show_cursor(edit);
    buffer_release(&clean);
}

void line_edit_set_cols(struct line_edit *edit, int cols) {
    edit->cols = cols < 2 ? 2 : cols;
    show_cursor(edit);
}

enum edit_result line_edit_insert(struct line_edit *edit, const char *text, size_t length) {
    struct buffer accepted = BUFFER_INIT;
    enum edit_result result =
        edit_text_accept(text, length, false, edit->cursor == 0, line_edit_room(edit), &accepted);
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

enum edit_result line_edit_left(struct line_edit *edit) {
    return edit->cursor == 0 ? EDIT_NOTHING
                             : move_to(edit, edit_text_previous(edit->text, edit->cursor));
}

enum edit_result line_edit_right(struct line_edit *edit) {
    return edit->cursor == edit->length
               ? EDIT_NOTHING
               : move_to(edit, edit_text_next(edit->text, edit->length, edit->cursor, NULL));
}

enum edit_result line_edit_home(struct line_edit *edit) {
    return move_to(edit, 0);
}

enum edit_result line_edit_end(struct line_edit *edit) {
    return move_to(edit, edit->length);
}

enum edit_result line_edit_backspace(struct line_edit *edit) {
    if (edit->cursor == 0) {
        return EDIT_NOTHING;
    }
    size_t start = edit_text_previous(edit->text, edit->cursor);
    return replace(edit, start, edit->cursor - start, NULL, 0);
}

enum edit_result line_edit_delete(struct line_edit *edit) {
    if (edit->cursor == edit->length) {
        return EDIT_NOTHING;
    }
    size_t end = edit_text_next(edit->text, edit->length, edit->cursor, NULL);
    return replace(edit, edit->cursor, end - edit->cursor, NULL, 0);
}

enum edit_result line_edit_clear(struct line_edit *edit) {
    return edit->length == 0 ? EDIT_NOTHING : replace(edit, 0, edit->length, NULL, 0);
}

enum edit_result line_edit_clear_end(struct line_edit *edit) {
    return edit->cursor == edit->length
               ? EDIT_NOTHING
               : replace(edit, edit->cursor, edit->length - edit->cursor, NULL, 0);
}

enum edit_result line_edit_undo(struct line_edit *edit) {
    const char *undo = edit->undo == NULL ? "" : edit->undo;
    if (strcmp(undo, line_edit_text(edit)) == 0) {
        return EDIT_NOTHING;
    }
    char *present = text_copy(line_edit_text(edit));
    if (present == NULL) {
        edit->failed = true;
        return EDIT_NOTHING;
    }
    enum edit_result result = replace(edit, 0, edit->length, undo, strlen(undo));
    if (result != EDIT_DONE) {
        drop(present);
        return result;
    }
    drop(edit->undo);
    edit->undo = present;
    return EDIT_DONE;
}

/* What of a character finds room at the window's end: the beginning of a code, of any other nothing. */
static void append_cut(const struct line_edit *edit, size_t at, int room, struct buffer *out) {
    struct buffer code = BUFFER_INIT;
    size_t end = edit_text_next(edit->text, edit->length, at, NULL);
    edit_text_append_shown(&code, edit->text + at, end - at);
    text_append_padded(out, buffer_text(&code), room);
    buffer_release(&code);
}

void line_edit_append_window(const struct line_edit *edit, struct buffer *out) {
    size_t end = edit->left;
    int used = 0;
    while (end < edit->length) {
        int cols = 0;
        size_t next = edit_text_next(edit->text, edit->length, end, &cols);
        if (used + cols > edit->cols) {
            break;
        }
        used += cols;
        end = next;
    }
    if (end > edit->left) {
        edit_text_append_shown(out, edit->text + edit->left, end - edit->left);
    }
    if (end < edit->length) {
        append_cut(edit, end, edit->cols - used, out);
        return;
    }
    for (; used < edit->cols; used++) {
        buffer_append_char(out, ' ');
    }
}

int line_edit_cursor_col(const struct line_edit *edit) {
    return edit->text == NULL ? 0
                              : edit_text_cols(edit->text + edit->left, edit->cursor - edit->left);
}

int line_edit_room(const struct line_edit *edit) {
    if (edit->max <= 0) {
        return INT_MAX;
    }
    int used = edit_text_characters(edit->text, edit->length);
    return used < edit->max ? edit->max - used : 0;
}

void line_edit_stand(struct line_edit *edit, size_t cursor) {
    cursor = cursor < edit->length ? cursor : edit->length;
    (void)move_to(edit, edit_text_settle(line_edit_text(edit), edit->length, cursor));
}

void line_edit_rest(struct line_edit *edit) {
    edit->cursor = 0;
    edit->left = 0;
}
