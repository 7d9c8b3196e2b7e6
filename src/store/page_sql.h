/* Private to src/store: the SQL of a page or count, made of checked names only. */
#ifndef ZWGK_STORE_PAGE_SQL_H
#define ZWGK_STORE_PAGE_SQL_H

#include "base/buffer.h"
#include "store/internal.h"
#include "store/read.h"

/* Which rows: all, those with the start's key beyond its id, or those beyond its key. */
enum part { PART_ALL, PART_SAME_KEY, PART_BEYOND };

/* What one statement reads. Parameters: :me first, then ?2 … those of the conditions that compare with a
 * text, the key (unless the order is id), the id (PART_SAME_KEY), the limit. */
struct part_sql {
    const struct visible *visible;
    const struct page_request *request;
    enum part part;
    bool is_rising;    /* order ascending */
    bool is_inclusive; /* PART_SAME_KEY: with the id itself */
};

/* INVALID when the view, a column, the order or a condition's column does not exist. */
enum status page_check(struct store *store, const struct page_request *request,
                       struct problem *problem);
void page_append_select(struct buffer *out, const struct part_sql *sql);
void page_append_count(struct buffer *out, const struct part_sql *sql);
/* True when the comparison has a text to bind. */
bool compare_takes_text(enum compare compare);
/* True when the order is id itself: then there are no ties. */
bool page_orders_by_id(const struct page_request *request);

#endif
