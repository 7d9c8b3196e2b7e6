/* One line of text being edited: UTF-8 value, cursor between characters, window of columns. Pure: no
 * curses, no I/O. The most-tested unit of the program. Never holds an invalid sequence or half a
 * character; a combining mark belongs to the character before it. */
#ifndef ZWGK_FORM_LINE_EDIT_H
#define ZWGK_FORM_LINE_EDIT_H

#include "base/buffer.h"
#include "base/status.h"

struct line_edit {
    char *text;    /* NULL: empty; read it by line_edit_text */
    size_t length; /* bytes */
    size_t cursor;           /* byte offset, at a character's beginning */
    size_t left;             /* byte offset of the first character shown */
    int cols;                /* width of the window, >= 2 */
    int max;                 /* characters stored at most; 0: no limit */
    char *undo;              /* the text when editing began (Ctrl-Z) */
    bool failed;             /* memory ran out; the text is as it was before */
};

enum edit_result { EDIT_DONE, EDIT_NOTHING /* nothing to do */, EDIT_FULL /* max reached */, EDIT_REFUSED /* character not allowed */ };

void line_edit_init(struct line_edit *edit, int cols, int max);
void line_edit_release(struct line_edit *edit);
void line_edit_set(struct line_edit *edit, const char *text); /* cursor at the end; undo point */
const char *line_edit_text(const struct line_edit *edit);
void line_edit_set_cols(struct line_edit *edit, int cols);
/* Inserts text at the cursor; newline, CR, tab become a blank; other forbidden characters refuse. With a
 * text too long, what fits is inserted and EDIT_FULL returned. */
enum edit_result line_edit_insert(struct line_edit *edit, const char *text, size_t length);
enum edit_result line_edit_left(struct line_edit *edit);
enum edit_result line_edit_right(struct line_edit *edit);
enum edit_result line_edit_home(struct line_edit *edit);
enum edit_result line_edit_end(struct line_edit *edit);
enum edit_result line_edit_backspace(struct line_edit *edit);
enum edit_result line_edit_delete(struct line_edit *edit);
enum edit_result line_edit_clear(struct line_edit *edit);     /* Ctrl-U: all */
enum edit_result line_edit_clear_end(struct line_edit *edit); /* Ctrl-K: from the cursor */
enum edit_result line_edit_undo(struct line_edit *edit);      /* Ctrl-Z: and again, back */
/* Appends exactly `cols` columns: what the window shows, cut at whole characters and padded. */
void line_edit_append_window(const struct line_edit *edit, struct buffer *out);
int line_edit_cursor_col(const struct line_edit *edit); /* 0 .. cols-1 */
int line_edit_room(const struct line_edit *edit);       /* characters that may still be typed */
void line_edit_stand(struct line_edit *edit, size_t cursor); /* before that byte's character */
/* On leaving the field: shows its beginning again, the cursor there. */
void line_edit_rest(struct line_edit *edit);

#endif
