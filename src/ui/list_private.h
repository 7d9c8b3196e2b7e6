/* Inside a list view: what its files (list_*.c) share. Nobody else includes this. */
#ifndef ZWGK_UI_LIST_PRIVATE_H
#define ZWGK_UI_LIST_PRIVATE_H

#include "base/buffer.h"
#include "ui/list_view.h"

enum { LIST_FIRST_ROW = 2, LIST_FOOT_ROWS = 3, LIST_GUTTER_COLS = 4, LIST_COMMANDS_MOST = 20 };

/* A row the person marked, or set an option beside; remembered by id across pages. */
struct list_mark {
    int64_t id;
    int64_t position; /* when it was set, to carry out top down; 0 unknown */
    int64_t ver;      /* that was shown of it last; 0 not known */
    int digit;        /* beside this row; 0 none */
    bool is_marked;
};

struct list_pending {
    struct list_mark *items; /* top down, as far as positions are known */
    size_t count, capacity;
    size_t marked;
    int marked_digit; /* option of all marked rows; 0 none */
};

struct list_own_column {
    char *heading;
    int width;
    bool is_number;
};
struct list_own_option {
    int digit;
    char *command, *label;
    bool is_single;
    bool is_offered; /* by F4, when it was opened last */
};

struct list {
    struct view view;
    struct view_class class;
    struct command commands[LIST_COMMANDS_MOST + 1];
    void (*runs[LIST_COMMANDS_MOST])(struct list *list);
    char *title, *subtitle, *empty;
    struct list_own_column columns[LIST_COLUMNS_MOST];
    size_t column_count;
    struct list_own_option *options;
    size_t option_count;
    struct list_source source;
    struct list_rows *page, *spare; /* spare: fetched into, then exchanged */
    size_t selected;
    int64_t position, total; /* 0, -1: not known; total < -1: given up at -total */
    struct list_pending pending;
    const char *last_command; /* one of options[].command */
    struct buffer summary;
    bool is_loaded, needs_count, needs_summary;
    bool is_chaining; /* options are being carried out; goes on when the view is uncovered */
    bool are_options_shown; /* there is a row they are for */
    bool are_codes_shown; /* of what stands as 〓 in the selected row */
    bool is_row_dirty[LIST_ROWS_MOST];
    bool is_head_dirty, is_foot_dirty, are_rows_dirty;
};

/* list_pending.c: pure. False when memory ran out. */
void list_pending_release(struct list_pending *pending);
const struct list_mark *list_pending_find(const struct list_pending *pending, int64_t id);
bool list_pending_set(struct list_pending *pending, int64_t id, int64_t position, int digit);
bool list_pending_toggle(struct list_pending *pending, int64_t id, int64_t position);
/* These rows are shown now: what is set beside them is meant for these versions. */
void list_pending_see(struct list_pending *pending, const struct list_rows *rows);
/* An option for all marked rows; takes away what stood beside each of them. */
void list_pending_set_marked(struct list_pending *pending, int digit);
void list_pending_clear_marks(struct list_pending *pending);
/* The marks become this option beside each of their rows. */
void list_pending_spread(struct list_pending *pending, int digit);
/* The digit that will be carried out on this row; 0 none. */
int list_pending_digit(const struct list_pending *pending, const struct list_mark *mark);
size_t list_pending_options(const struct list_pending *pending); /* rows that have a digit */
/* The first, top down, that has an option; NULL when none. */
const struct list_mark *list_pending_next(const struct list_pending *pending);

/* list_page.c: which rows are held, which one is selected. */
void list_page_load(struct list *list);                  /* the first page, once */
void list_page_refresh(struct list *list, int64_t id);   /* again; on id when it is there */
void list_page_resize(struct list *list);
bool list_page_jump(struct list *list, const char *key, int64_t id);
void list_page_select(struct list *list, size_t index);
const struct list_row *list_page_row(const struct list *list); /* the selected; NULL when empty */
void list_page_down(struct list *list);
void list_page_up(struct list *list);
void list_page_next(struct list *list);
void list_page_previous(struct list *list);
void list_page_home(struct list *list);
void list_page_end(struct list *list);
bool list_page_idle(struct list *list); /* counts */
void list_page_error(struct list *list, const struct problem *problem);
int list_page_capacity(const struct list *list);

/* list_option.c: options and commands on rows. */
void list_option_digit(struct list *list, int digit);
void list_option_clear(struct list *list);
void list_option_mark(struct list *list);
void list_option_enter(struct list *list);    /* carries out all, or opens the row */
void list_option_continue(struct list *list); /* after a view of the chain was closed */
void list_option_choose(struct list *list);   /* F4 */
void list_option_repeat(struct list *list);   /* F9 */

/* list_draw.c */
void list_draw(struct list *list);
void list_draw_position(const struct list *list, struct buffer *out);

#endif
