/* The ranges of data/unicode/width.tsv, generated into build/gen/width_table.c. For width.c. */
#ifndef ZWGK_BASE_WIDTH_TABLE_H
#define ZWGK_BASE_WIDTH_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { WIDTH_AMBIGUOUS = 3 };

struct width_range {
    uint32_t first;
    uint32_t last;
    uint8_t width; /* 0, 1, 2 or WIDTH_AMBIGUOUS */
};

extern const struct width_range width_ranges[]; /* in order, apart from each other */
extern const size_t width_range_count;

#endif
