/* One disclosure as a page, a text and a line of a table; between the files of the package for the county's site. */
#ifndef ZWGK_EXCHANGE_WEB_PAGE_H
#define ZWGK_EXCHANGE_WEB_PAGE_H

#include "base/buffer.h"
#include "exchange/csv_write.h"
#include "work/office.h"

struct web_page {
    struct office *office;
    const struct fields *shown; /* as work/disclosure_masked gives them */
    const char *unit;           /* its title */
    const char *corrected_by;   /* number of what corrects it, "" none */
    const char *address;        /* where it stands on a site already, "" nowhere */
};

/* Text made safe for HTML; with_breaks: its lines parted by <br>. */
void web_append_escaped(struct buffer *out, const char *text, bool with_breaks);
/* Everything before and after what a page says. */
void web_append_head(struct buffer *out, const char *title);
void web_append_foot(struct buffer *out);

void web_page_html(const struct web_page *page, struct buffer *out);
void web_page_text(const struct web_page *page, struct buffer *out);
/* 已撤下, 已更正, 公示中, 已公开 */
const char *web_page_state(const struct web_page *page);
/* One row of the index. */
void web_page_index(const struct web_page *page, struct buffer *out);
void web_page_csv_heading(struct buffer *out);
void web_page_csv(const struct web_page *page, struct buffer *out);

#endif
