/* Reading the search index and the texts it was made of. Included by read.h. What the index gives are only ids; the rows
 * and texts behind them are read through the filter, and nothing of a sealed record is given to anybody. */
#ifndef ZWGK_STORE_SEARCH_H
#define ZWGK_STORE_SEARCH_H

#include "store/filter.h"
#include "store/search_token.h"

/* Newest first; by number; open ones by due date, then all others, newest first. */
enum search_order { SEARCH_NEWEST, SEARCH_NUMBER, SEARCH_DUE };

/* The head of a record. */
struct search_row {
    int64_t id;
    const char *kind; /* of record_kinds */
    char key[24];     /* what SEARCH_NUMBER or SEARCH_DUE order by */
    char number[24];
    char state[24];
    char received_on[12];
    bool is_open;
};

/* How much of the office is in the index: records up to `done`; all are when is_complete. */
struct search_state {
    bool is_complete;
    bool must_purge;    /* has parts of texts that may not be kept, still; or too many parts */
    int64_t done, last; /* ids */
};
MUST_USE enum status store_search_state(struct store *store, struct search_state *out, struct problem *problem);

/* FTS5's own check of the whole index, which waits for others and lets nobody save meanwhile. CORRUPT: it is broken, the
 * records are not; it is not asked any more, and store_search_build makes it anew. OK where the file is only read. */
MUST_USE enum status store_search_check(struct store *store, struct problem *problem);
/* Found broken, or to be made anew all the same. */
bool store_search_is_broken(const struct store *store);
void store_search_renew(struct store *store);

/* A save of this program left something for store_search_build to do, though the index was complete. */
bool store_search_is_due(const struct store *store);

enum { SEARCH_ROWS_MOST = 64 };

/* Rows behind `after` (NULL: from the first) in an order; kind NULL: every kind. At most SEARCH_ROWS_MOST. */
MUST_USE enum status store_search_walk(struct store *store, const struct visible *visible, enum search_order order,
                                       const char *kind, const struct search_row *after,
                                       struct search_row rows[SEARCH_ROWS_MOST], size_t *count, struct problem *problem);
/* One row; *is_found false when there is none, or it may not be seen. */
MUST_USE enum status store_search_row(struct store *store, const struct visible *visible, enum search_order order,
                                      int64_t id, struct search_row *row, bool *is_found, struct problem *problem);
/* Negative, 0 or positive as `one` comes before, with or behind `other`. */
int search_row_compare(enum search_order order, const struct search_row *one, const struct search_row *other);

/* Ids in [from, below) that the expression of search_append_term fits, newest first; at most `most`. */
MUST_USE enum status store_search_ids(struct store *store, const char *expression, int64_t from, int64_t below,
                                      size_t most, int64_t *ids, size_t *count, struct problem *problem);

enum { SEARCH_STRETCH = 512 };
/* The last id below `below` of the last stretch of ids that may have records with that hanzi; 0: there is none. */
MUST_USE enum status store_search_stretch(struct store *store, const char *hanzi, int64_t below, int64_t *last,
                                          struct problem *problem);

/* Calls `take` with each text of the row's record that is looked through, title and number first; false ends it. `reading`
 * is person.reading, "" elsewhere. */
typedef bool search_take(void *context, const char *column, bool is_name, const char *text, const char *reading);
MUST_USE enum status store_search_texts(struct store *store, const struct visible *visible,
                                        const struct search_row *row, search_take *take, void *context,
                                        struct problem *problem);
/* What is looked through of a text: of detail lines (the column lines) the cells but money, in `scratch`; else itself. */
const char *search_text_shown(const char *column, const char *text, struct buffer *scratch);
/* True for a column with the name of somebody, found by initials too. */
bool search_column_is_name(const char *column);

#endif
