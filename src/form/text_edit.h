/* Several lines of text being edited (a memo): UTF-8 value with newlines, wrapped by columns at any
 * width, odd ones too. Pure: no curses. */
#ifndef ZWGK_FORM_TEXT_EDIT_H
#define ZWGK_FORM_TEXT_EDIT_H

#include "form/line_edit.h"

struct text_line {
    size_t start, end; /* bytes of the text shown on this row, newline not included */
};

struct text_edit {
    char *text;    /* NULL: empty; read it by text_edit_text */
    size_t length; /* bytes */
    size_t cursor; /* byte offset */
    int cols, rows; /* of the window; text is wrapped one column earlier, so that the cursor has a cell */
    int max;        /* characters; 0: no limit */
    struct text_line *lines; /* the wrapped rows */
    size_t line_count;       /* >= 1 once a text was set */
    size_t top;    /* first row shown */
    int goal_col;  /* column kept while moving up and down; -1 none */
    bool is_at_row_end; /* at a soft break the cursor stands behind the upper row, not before the next */
    char *undo;
    bool failed;
};

void text_edit_init(struct text_edit *edit, int cols, int rows, int max);
void text_edit_release(struct text_edit *edit);
void text_edit_set(struct text_edit *edit, const char *text); /* cursor at the start */
const char *text_edit_text(const struct text_edit *edit);
void text_edit_set_size(struct text_edit *edit, int cols, int rows);
/* CR LF and CR become a newline, tab a blank; other forbidden characters refuse. */
enum edit_result text_edit_insert(struct text_edit *edit, const char *text, size_t length);
enum edit_result text_edit_left(struct text_edit *edit);
enum edit_result text_edit_right(struct text_edit *edit);
enum edit_result text_edit_up(struct text_edit *edit);   /* EDIT_NOTHING on the first row */
enum edit_result text_edit_down(struct text_edit *edit); /* EDIT_NOTHING on the last row */
enum edit_result text_edit_page_up(struct text_edit *edit);
enum edit_result text_edit_page_down(struct text_edit *edit);
enum edit_result text_edit_home(struct text_edit *edit); /* of the row */
enum edit_result text_edit_end(struct text_edit *edit);
enum edit_result text_edit_backspace(struct text_edit *edit);
enum edit_result text_edit_delete(struct text_edit *edit);
enum edit_result text_edit_clear_end(struct text_edit *edit); /* to the end of the paragraph */
enum edit_result text_edit_undo(struct text_edit *edit);
/* Appends exactly `cols` columns of window row 0 .. rows-1. */
void text_edit_append_row(const struct text_edit *edit, int row, struct buffer *out);
void text_edit_cursor(const struct text_edit *edit, int *row, int *col); /* in the window */
int text_edit_room(const struct text_edit *edit);
void text_edit_stand(struct text_edit *edit, size_t cursor); /* before that byte's character */
void text_edit_rest(struct text_edit *edit); /* shows the beginning again */

#endif
