/* Pages and counts of a view of data/schema/views.sql. Included by read.h. */
#ifndef ZWGK_STORE_PAGE_H
#define ZWGK_STORE_PAGE_H

#include "store/filter.h"

enum compare { IS_EQUAL, IS_NOT_EQUAL, IS_LESS, IS_AT_MOST, IS_GREATER, IS_AT_LEAST, CONTAINS, BEGINS, IS_EMPTY, IS_NOT_EMPTY,
               ENDS, LACKS, HAS_WORD, LACKS_WORD /* among words parted by blanks */ };

struct condition {
    const char *column;
    enum compare compare;
    const char *text; /* bound, never pasted */
};

/* What a person asked for: groups that must all hold, each of alternatives of which one must, each of tests
 * that all must. They never choose the index: a list is walked in its order. */
enum link { LINK_GROUP /* begins a group */, LINK_OR /* another alternative */, LINK_AND /* of the same one */ };
struct criterion {
    struct condition test;
    enum link link;
};
enum { CRITERIA_MOST = 400 };

enum { PAGE_ROWS_MOST = 50, PAGE_COLUMNS_MOST = 24 };

struct page_request {
    const char *view;           /* of views.sql */
    const char *const *columns; /* names in the view; each is checked */
    size_t column_count;
    const char *order; /* a NOT NULL column of the view; ties by id */
    bool descending;
    const struct condition *conditions;
    size_t condition_count;
    const struct criterion *criteria; /* beside the conditions; the first begins a group */
    size_t criterion_count;           /* <= CRITERIA_MOST */
};

/* Where a page begins: the order key and id of a row. key NULL: the very first (or last) row. */
struct page_start {
    const char *key;
    int64_t id;
    bool backwards; /* the rows before it, still given in the view's order */
    bool inclusive; /* with that row itself, when it is still there */
};

/* Start with {0}; used again and again without freeing. */
struct page {
    size_t count;
    size_t column_count;
    int64_t ids[PAGE_ROWS_MOST];
    size_t keys[PAGE_ROWS_MOST];                       /* offsets into text */
    size_t cells[PAGE_ROWS_MOST][PAGE_COLUMNS_MOST];   /* offsets into text */
    char *text;
    size_t text_length, text_capacity;
};
void page_release(struct page *page);
const char *page_key(const struct page *page, size_t row); /* its order key */
const char *page_cell(const struct page *page, size_t row, size_t column); /* "" for NULL */

/* At most `limit` (<= PAGE_ROWS_MOST) rows by keyset: no OFFSET. BUSY when interrupted. */
MUST_USE enum status store_page(struct store *store, const struct visible *visible,
                                const struct page_request *request, const struct page_start *start,
                                int limit, struct page *out, struct problem *problem);
/* Rows of the request; BUSY when interrupted. With `before` (key and id) only the rows up to it. */
MUST_USE enum status store_count(struct store *store, const struct visible *visible,
                                 const struct page_request *request, const struct page_start *before,
                                 int64_t *count, struct problem *problem);
/* Ids of the records of a kind, open or not, whose title contains `text` or, `is_exact`, is it, or whose number
 * it is; at most `limit`, by title. */
MUST_USE enum status store_named(struct store *store, const struct visible *visible, const char *kind,
                                 const char *text, bool is_exact, size_t limit, int64_t *ids,
                                 size_t *count, struct problem *problem);
/* Counts of open records of a kind whose due_sort lies before `near_from`, in near_from..near_to,
 * after it, and paused; for the workbench. One statement, no GROUP BY. */
struct queue_counts {
    int64_t overdue, near, normal, paused;
};
MUST_USE enum status store_queue_counts(struct store *store, const struct visible *visible,
                                        const char *view, const char *today, const char *near_to,
                                        struct queue_counts *out, struct problem *problem);

#endif
