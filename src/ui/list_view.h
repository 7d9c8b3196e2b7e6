/* A list: one page of rows held, keyset paging through callbacks, options beside rows, marks, position-to.
 * Knows nothing of records: screens fill in the source. */
#ifndef ZWGK_UI_LIST_VIEW_H
#define ZWGK_UI_LIST_VIEW_H

#include "ui/view.h"

enum { LIST_ROWS_MOST = 50, LIST_COLUMNS_MOST = 16, LIST_FOUND_MOST = 8 };

struct list_column {
    const char *heading; /* translated */
    int width;           /* columns; 0: takes the rest */
    bool is_number;      /* the cell reversed on the selected row (with the marker) */
};

struct list_cell {
    char *text; /* owned by the row */
    enum ink ink;
};

/* A stretch of a cell's text that was looked for: shown bold and reversed. */
struct list_found {
    size_t column, start, length; /* bytes */
};

struct list_row {
    int64_t id, ver; /* ver: of the record, as the row shows it; 0: not known */
    char *key; /* order key, for keyset paging */
    struct list_cell cells[LIST_COLUMNS_MOST];
    struct list_found found[LIST_FOUND_MOST];
    size_t found_count;
};

struct list_rows { /* what a source fills; start with {0} */
    struct list_row rows[LIST_ROWS_MOST];
    size_t count;
};
void list_rows_release(struct list_rows *rows);
/* Sets a cell (copied). */
void list_row_set(struct list_row *row, size_t column, const char *text, enum ink ink);

/* Marks a stretch of a cell; further ones than fit are left out. */
void list_row_mark(struct list_row *row, size_t column, size_t start, size_t length);

struct list_option {
    int digit;           /* 1..9; 0: only in F4's list of commands */
    const char *command; /* "edit" */
    const char *label;   /* translated: 改 */
    bool is_single;      /* marked rows are taken one after the other, not together */
};

struct list_source {
    void *context;
    /* Rows after (backwards: before) the row (key, id); key NULL: from the first (last). In list order.
     * inclusive: with that row. STATUS_BUSY: given up because keys wait. */
    enum status (*page)(void *context, const char *key, int64_t id, bool backwards, bool inclusive,
                        int limit, struct list_rows *out, struct problem *problem);
    /* Rows in all, and how many come up to and with (key, id). Called in idle. A count given up after
     * 20 rows sets *total to -20 (shown 20+) and *position to 0. */
    enum status (*count)(void *context, const char *key, int64_t id, int64_t *total,
                         int64_t *position, struct problem *problem);
    /* The row to stand on for what was typed after '/': number, hanzi …; NOT_FOUND. From (key, id) on, then from the top. */
    enum status (*find)(void *context, const char *typed, const char *key, int64_t id,
                        char **found_key, int64_t *found_id, struct problem *problem);
    /* Enter with no option set. */
    void (*open)(void *context, struct view *view, int64_t id);
    /* Carries out one option on one row or on the marked rows (count > 1). Returns true when done, or
     * when a view was opened that does it: the chain goes on when that is closed; false stops the
     * chain, the option stays beside the row (the callee has shown why). */
    bool (*carry_out)(void *context, struct view *view, const char *command, const int64_t *ids,
                      size_t count);
    /* True when the command can be offered for this row now (F4's list). NULL: all can. */
    bool (*allows)(void *context, int64_t id, const char *command);
    /* True for a command of the list as a whole: carried out with no row, offered in an empty list too. NULL: none. */
    bool (*is_of_list)(const char *command);
    /* Esc: something else than closing the list; false: it is closed after all. NULL: always. */
    bool (*back)(void *context, struct view *view);
    /* One short piece of work while nobody types; true: there is more. NULL: none. */
    bool (*idle)(void *context, struct view *view);
    /* F6, or NULL: not offered. */
    void (*create)(void *context, struct view *view);
    /* F8: opens the query form, or NULL: not offered. */
    void (*query)(void *context, struct view *view);
    void (*explain)(void *context, int64_t id, struct buffer *out); /* what F1 says first of a row, with a heading; may be NULL */
    /* Text of the message line when there is none, e.g. totals; may be NULL. */
    void (*summary)(void *context, struct buffer *out);
    void (*free)(void *context);
};

struct list_spec {
    const char *title;    /* " 34 待办反馈", translated */
    const char *subtitle; /* order: 按期限，先到期在前 */
    const char *empty;    /* what an empty list says, and what to do: 没有待办反馈。F6 登记一条。 */
    const struct list_column *columns; /* copied */
    size_t column_count;
    const struct list_option *options; /* copied */
    size_t option_count;
    const char *help_topic;
    const struct list_source *source; /* copied; context freed with the view */
};

/* NULL when memory ran out. */
struct view *list_view_new(const struct list_spec *spec);
int64_t list_view_selected(const struct view *view); /* id, 0 when empty */
/* The version of a marked record, or of one in sight, that was shown last; 0: not known. */
int64_t list_view_seen(const struct view *view, int64_t id);
/* Queries again, standing on `id` when it is there (0: where it stands). */
void list_view_refresh(struct view *view, int64_t id);
void list_view_home(struct view *view); /* the same, standing on the first row of all */
/* The source has more rows than before, behind those it had: shown where there is room, and counted. */
void list_view_grown(struct view *view);
void list_view_tell(struct view *view); /* what the summary says has changed */
/* Something else is asked for: from the first row, once the view is uncovered or drawn. */
void list_view_restart(struct view *view, const char *subtitle, const char *empty);
/* The id before or after `id` in the list's order (form's PgUp/PgDn); 0 when none. Moves the selection. */
int64_t list_view_step(struct view *view, bool backwards);
/* "n/N" of the selected row for the title of what was opened from it; "" when not known. */
void list_view_append_position(const struct view *view, struct buffer *out);

#endif
