/* F8 in a list: query by form. The record's own form, empty, whose fields take conditions; they are said
 * back in words before the query runs. */
#ifndef ZWGK_SCREENS_QUERY_H
#define ZWGK_SCREENS_QUERY_H

#include "report/record_query.h"
#include "screens/desk.h"

/* What a list was asked for. Start with {0}: all of it. */
struct list_query {
    struct fields typed; /* conditions as typed, by field; shown again at the next F8 */
    struct record_query asked;
    const char *order; /* one of the screen's; NULL: its first */
    bool takes_closed; /* of a list of open records: the closed ones too */
};
void list_query_release(struct list_query *query);

/* True when the screen has a list, and a form to ask with. */
bool query_is_offered(const struct scr *scr);
/* Opens the form with these conditions; F2 closes it and hands the query to `run`, which takes it over. */
bool query_open(struct desk *desk, const struct scr *scr, const struct fields *typed,
                void (*run)(void *context, struct list_query *query), void *context);
/* What the page asks of the store: criteria, order and, for takes_closed, the view of all; `view` has room
 * for 64 bytes. */
void query_apply(const struct list_query *query, const struct scr *scr, char view[64],
                 struct page_request *request);
/* In words, for a list's title: the conditions, and the order when it is not the screen's first. */
void query_append_words(const struct list_query *query, const struct scr *scr, struct buffer *out);

#endif
