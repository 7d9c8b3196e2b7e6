/* Inside a lines view: what its files (lines_*.c) share. Nobody else includes this. */
#ifndef ZWGK_UI_LINES_PRIVATE_H
#define ZWGK_UI_LINES_PRIVATE_H

#include "base/buffer.h"
#include "form/line_edit.h"
#include "ui/lines_view.h"

enum { TABLE_FIRST_ROW = 2, TABLE_FOOT_ROWS = 5, TABLE_GUTTER_COLS = 7, TABLE_CELL_COLS_LEAST = 4 };

struct lines_table {
    struct view view;
    char *title, *subtitle, *initial;
    char *labels[LINES_COLUMNS];             /* owned */
    const char *label_list[LINES_COLUMNS];   /* the same, for problems */
    enum lines_column used[LINES_COLUMNS];   /* columns shown, left to right */
    int col[LINES_COLUMNS], cols[LINES_COLUMNS]; /* of those, on the screen */
    int used_count;
    struct lines lines;
    struct line_edit edit; /* of the cell stood in */
    size_t row, top;
    int cell;        /* of `used` */
    bool is_fresh;   /* just entered: the first character typed replaces a number */
    bool is_typed;   /* edited since the cell was entered */
    bool is_read_only;
    struct lines_row removed; /* the row deleted last, until something else is done */
    size_t removed_at;
    bool has_removed;
    bool was_checked; /* F2 pressed, nothing typed since: again goes on to the next error */
    void (*done)(void *context, const char *stored); /* NULL once called */
    void (*keep)(void *context, const char *stored);
    void (*put_by)(void *context, const char *stored);
    void *context;
    struct buffer error;
    bool is_row_dirty[LINES_ROWS_MOST];
    bool are_rows_dirty, is_head_dirty, is_total_dirty, is_foot_dirty;
};

/* lines_place.c: where the columns stand. */
void table_place(struct lines_table *table);

/* lines_edit.c: the cell stood in, moving, rows. */
int table_rows_shown(const struct lines_table *table);
void table_begin_cell(struct lines_table *table); /* the cell's text into the editor */
/* The whole in stored form, with what is typed in the cell just now. */
void table_write(const struct lines_table *table, struct buffer *out);
void table_commit(struct lines_table *table);     /* what was typed becomes the cell's value */
void table_stand(struct lines_table *table, size_t row, int cell);
void table_insert_text(struct lines_table *table, const char *text, size_t length);
/* Rows and cells, as a spreadsheet gives them, from the cell stood in on. */
void table_paste_cells(struct lines_table *table, const char *text);
void table_take_above(struct lines_table *table);
void table_insert_row(struct lines_table *table);
void table_remove_row(struct lines_table *table);
void table_restore_row(struct lines_table *table);
void table_next_cell(struct lines_table *table, bool opens_row);
void table_previous_cell(struct lines_table *table);
bool table_is_changed(const struct lines_table *table);
/* Stands in the first cell with an error, or in the next one; false when there is none. */
bool table_show_problem(struct lines_table *table);
void table_clear_error(struct lines_table *table);
void table_changed(struct lines_table *table); /* the row: sums and marks are to be drawn again */
void table_edited(struct lines_table *table);  /* the text of the cell stood in */

/* lines_draw.c */
void table_draw(struct lines_table *table);

#endif
