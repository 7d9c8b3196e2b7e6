/* The rows of a view, read page by page, each with its light: what `list` and `export` walk. */
#ifndef ZWGK_EXCHANGE_RECORD_LIST_H
#define ZWGK_EXCHANGE_RECORD_LIST_H

#include "exchange/json_write.h"
#include "work/office.h"

struct list_request {
    const char *view; /* feedback_open */
    const char *kind; /* feedback; "": of every kind, each with its urgings */
    const char *order;
    bool only_overdue;
    bool only_unsealed;
    const char *due_until; /* only what is due up to that day; NULL: all */
    int64_t limit; /* -1: all */
    const char *const *columns; /* of the view, wanted beside the usual ones */
    size_t column_count;
    const struct criterion *criteria; /* beside all that */
    size_t criterion_count;
};

/* Columns as the view has them: number state title unit_name person_name received_on due_on … and kind where
 * there is one; personal data masked (work/personal.h). */
struct list_row {
    int64_t id;
    struct fields fields;
    struct light_state light;
};

MUST_USE enum status record_list(struct office *office, const struct list_request *request,
                                 enum status (*row)(void *context, const struct list_row *row,
                                                    struct problem *problem),
                                 void *context, struct problem *problem);

/* number received_on kind title unit person due_on light days_left state, into an open object; of opinions
 * consultation way body decision reason waited_days too; statutory and urges in a list of every kind. */
void record_list_json(struct json *json, const struct list_row *row);

/* The record kind of a view's name: the kind it begins with. NULL when there is none. */
const char *record_kind_of_view(const char *view);

#endif
