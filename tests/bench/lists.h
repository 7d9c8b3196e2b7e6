/* The disclosure lists, the opinions that wait, and a table of five hundred detail lines, each against the feedback list of the same file. */
#ifndef ZWGK_BENCH_LISTS_H
#define ZWGK_BENCH_LISTS_H

#include "bench/figures.h"
#include "harness/screen.h"

enum { LISTS = 7 };

struct list_figures {
    struct samples start, down, page;
};
struct lists_figures {
    struct list_figures lists[LISTS];
    struct samples lines_open, lines_down, lines_page;
};

/* One round over every list, and over the lines of the last draft of list 12. */
void lists_browse(struct office *office, struct lists_figures *figures);
/* The table; false when a budget is exceeded. The three are the figures of list 34, `form` of its form. */
bool lists_print(struct lists_figures *figures, struct samples *start, struct samples *down,
                 struct samples *page, struct samples *form);

#endif
