/* A small page engine for text: lines, pairs, tables, signature lines, broken into pages with head and foot.
 * Whatever is put on paper is made safe first: nothing but printable text, LF and FF comes out. */
#ifndef ZWGK_REPORT_PAPER_H
#define ZWGK_REPORT_PAPER_H

#include "base/buffer.h"
#include "work/office.h"

enum { PAPER_SLIP_COLS = 56, PAPER_LIST_COLS = 78 /* as a screen shows them */, PAPER_ROWS = 60, PAPER_COLUMNS_MOST = 10 };

struct paper_column {
    const char *heading; /* translated */
    int width;           /* 0: what the others leave */
};

struct paper {
    int cols, rows;     /* of a page, head and foot included */
    int used, pages;    /* lines on the present page; pages that are full */
    struct buffer body; /* lines; FF where a page ends */
    struct buffer safe; /* scratch */
    const struct paper_column *columns; /* of the table under way, NULL none */
    size_t column_count;
};

void paper_init(struct paper *paper, int cols, int rows);
void paper_release(struct paper *paper);

/* Centred. */
void paper_title(struct paper *paper, const char *text);
/* At the right edge, cut nowhere: what is too long is wrapped from the left. */
void paper_right(struct paper *paper, const char *text);
/* Wrapped, indented by so many columns. */
void paper_text(struct paper *paper, int indent, const char *text);
/* "承办单位  东门村", the value wrapped beside its label; nothing when it is empty. */
void paper_pair(struct paper *paper, const char *label, const char *value);
/* A label on a line of its own and the text below; nothing when it is empty. */
void paper_memo(struct paper *paper, const char *label, const char *text);
void paper_gap(struct paper *paper); /* an empty line; none at the top of a page */
void paper_rule(struct paper *paper);
/* "开箱人：________  见证人：________": on one line, to be signed by hand; kept with what stands above. */
void paper_signatures(struct paper *paper, const char *const *labels, size_t count);
/* So many lines are left on this page. */
bool paper_has_room(const struct paper *paper, int lines);
/* Begins a new page unless so many lines are left. */
void paper_keep(struct paper *paper, int lines);
void paper_break(struct paper *paper); /* a new page, unless it would be the first line */

/* `columns` is kept until paper_end_table; the headings come again on each page. */
void paper_begin_table(struct paper *paper, const struct paper_column *columns, size_t count);
void paper_row(struct paper *paper, const char *const *cells);
void paper_end_table(struct paper *paper);

/* Appends all pages, each with the office's name, the day and n/m, parted by FF. */
MUST_USE enum status paper_finish(struct paper *paper, struct office *office, struct buffer *out,
                                  struct problem *problem);
/* For the screen: a gap in place of FF. */
void paper_append_for_screen(struct buffer *out, const char *text);

#endif
