/* The columns of `zwgk list`: those of the screen that lists the view, or lists the kind; else the usual ones. */
#ifndef ZWGK_CLI_LIST_COLUMNS_H
#define ZWGK_CLI_LIST_COLUMNS_H

#include "cli/command.h"
#include "exchange/record_list.h"

enum { LIST_COLUMNS_SHOWN = 16, LIST_COLUMN_BYTES = 64 };

struct list_column {
    char name[LIST_COLUMN_BYTES];
    char asked[LIST_COLUMN_BYTES];    /* column of the view that holds what is shown */
    char heading[LIST_COLUMN_BYTES];  /* in the user's language */
    const struct scr_field *field;    /* NULL: the record has none of that name */
    int cols;                         /* of a table; 0: the rest of the line */
};
struct list_columns {
    struct cli *cli;
    struct scr *scr; /* NULL: no screen lists them */
    struct list_column items[LIST_COLUMNS_SHOWN];
    const char *asked[LIST_COLUMNS_SHOWN];
    size_t count;
    struct scr_record *row_kind; /* of the row before, where every kind is listed; NULL */
};

/* kind "": every kind together. The state is the last column, whatever the screen shows. */
MUST_USE enum status list_columns_load(struct cli *cli, const char *view, const char *kind,
                                       struct list_columns *out, struct problem *problem);
void list_columns_release(struct list_columns *columns);
/* What one cell shows, as plain text. */
void list_columns_append(struct list_columns *columns, size_t column, const struct list_row *row,
                         struct buffer *out);

#endif
