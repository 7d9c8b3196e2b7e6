/* A list of rows that are no records: years, codes, settings. They are few, and read anew for every
 * page. Built on ui/list_view.h. */
#ifndef ZWGK_SCREENS_ROWS_LIST_H
#define ZWGK_SCREENS_ROWS_LIST_H

#include "screens/desk.h"
#include "ui/list_view.h"

enum { ROWS_CELLS_MOST = 6 };

struct rows_row {
    char *cells[ROWS_CELLS_MOST];
    char *key; /* what the row is: a code, a setting's key */
    bool is_dim;
};
struct rows {
    struct rows_row *items;
    size_t count;
    bool failed;
};
/* A row with its key; its cells follow by rows_set. */
struct rows_row *rows_add(struct rows *rows, const char *key);
void rows_set(struct rows *rows, size_t cell, const char *text); /* of the row added last */

struct rows_source {
    void *context;
    enum status (*fill)(void *context, struct rows *rows, struct problem *problem);
    void (*open)(void *context, const char *key); /* Enter */
    bool (*carry_out)(void *context, const char *command, const char *key);
    void (*create)(void *context); /* F6, or NULL */
    void (*free)(void *context);
};

struct rows_spec {
    const char *title, *subtitle, *empty;
    const struct list_column *columns;
    size_t column_count;
    const struct list_option *options;
    size_t option_count;
    const char *help_topic;
    const struct rows_source *source; /* copied */
};

/* Opens the list on top of the stack; false (and the context freed) when memory ran out. */
bool rows_list_open(struct desk *desk, const struct rows_spec *spec);

#endif
