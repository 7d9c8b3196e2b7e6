/* Which row and column of a CSV or TSV that is being written a place of its text belongs to. */
#ifndef ZWGK_EXCHANGE_CSV_PLACE_H
#define ZWGK_EXCHANGE_CSV_PLACE_H

#include "base/buffer.h"

struct csv_place {
    char delimiter;
    int64_t row, column;   /* from 1, as a spreadsheet numbers them */
    bool is_quoted;        /* between quotes */
    struct buffer heading; /* the first row, a NUL behind each cell */
};

void csv_place_begin(struct csv_place *place, char delimiter);
void csv_place_release(struct csv_place *place);
/* Moves behind `length` bytes of what csv_line_… wrote. */
void csv_place_advance(struct csv_place *place, const char *text, size_t length);
/* The heading of the column it is in; "" when the first row has none. Valid until the next change. */
const char *csv_place_heading(const struct csv_place *place);

#endif
