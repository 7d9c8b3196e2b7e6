/* The tables of folding, readings and strokes, generated from data/unicode/ into build/gen/. For fold.c,
 * pinyin*.c and strokes.c. */
#ifndef ZWGK_BASE_KEYS_TABLE_H
#define ZWGK_BASE_KEYS_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* ---- fold_table.c: pages of 256 characters, a shared one for those where nothing is folded ---- */

enum { FOLD_SAME = 0, FOLD_FAR = 1 };

struct fold_row {
    uint32_t from;
    uint32_t to;
};

extern const uint8_t fold_page_of[256];
extern const uint16_t fold_pages[][256];
extern const struct fold_row fold_far_rows[]; /* by `from`: those beyond 16 bits, or folded to such */
extern const size_t fold_far_count;
extern const uint32_t fold_sum;

/* ---- readings_table.c ---- */

/* A reading: syllable number * 8 + tone (1 … 5). A character's entry is its only reading, or
 * READINGS_MORE + the place of its first in readings_more; there, READINGS_MORE marks the last. */
enum { READINGS_MORE = 0x8000, TONE_BITS = 3 };

struct surname_row {
    uint32_t first;
    uint32_t second; /* 0: of one hanzi */
    uint16_t readings[2];
};

extern const char *const syllables[]; /* in order; [0] is "" */
extern const unsigned syllable_count; /* the highest number */
extern const uint16_t readings_a[];     /* from U+3400 */
extern const uint16_t readings_basic[]; /* from U+4E00 */
extern const uint32_t readings_far[];   /* the other characters, in order */
extern const uint16_t readings_of_far[];
extern const size_t readings_far_count;
extern const uint16_t readings_more[];
extern const struct surname_row surname_rows[]; /* by (first, second), then the usual reading first */
extern const size_t surname_count;
extern const uint32_t readings_sum;

/* ---- strokes_table.c ---- */

struct stroke_range {
    uint32_t first;
    uint32_t last;
    const uint8_t *counts;
};

extern const struct stroke_range stroke_ranges[]; /* in order */
extern const size_t stroke_range_count;
/* Characters whose kinds of strokes are known, in the order of their code, with their place among those of
 * the same number of strokes (1 …). */
extern const uint32_t stroke_known[];
extern const uint16_t stroke_places[];
extern const size_t stroke_known_count;
extern const uint32_t strokes_sum;

#endif
