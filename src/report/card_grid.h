/* Cells with ruled borders on a paper, drawn with + - | alone: what every printer has. */
#ifndef ZWGK_REPORT_CARD_GRID_H
#define ZWGK_REPORT_CARD_GRID_H

#include "report/paper.h"

enum { GRID_CELLS_MOST = 6 };

struct grid {
    struct paper *paper;
    const char *heading; /* put again where a page begins in the middle; NULL: none */
    const int *above;    /* widths of the row before; NULL at first */
    size_t above_count;
};

/* One row, each text wrapped in its cell, below the rule between it and the row before. `widths` are of the texts,
 * without border and blanks, and are kept until the next row. A row that fits half a page is not parted. */
void grid_row(struct grid *grid, const int *widths, size_t count, const char *const *texts);
void grid_end(struct grid *grid); /* the last rule; another grid may begin */

#endif
