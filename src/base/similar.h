/* How like two texts are: by the distinct bigrams of hanzi they share (Jaccard). Digits, letters, blanks and
 * punctuation part the runs; full-width and traditional characters count as what they fold to (fold.h). */
#ifndef ZWGK_BASE_SIMILAR_H
#define ZWGK_BASE_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

struct bigrams { /* start with {0} */
    uint64_t *items; /* sorted, each once */
    size_t count;
};

/* Likeness is said in thousandths. */
enum { SIMILAR_SAME = 500 /* 可能重复 */, SIMILAR_NEAR = 350 /* 疑似, 相近 */ };

/* Those of a text; false when memory ran out (then empty). What `out` held is not freed. */
bool bigrams_read(const char *text, struct bigrams *out);
void bigrams_release(struct bigrams *bigrams);
bool bigrams_have(const struct bigrams *bigrams, uint64_t bigram);
size_t bigrams_shared(const struct bigrams *left, const struct bigrams *right);
/* 0..1000 from counts: of what both have together, how much they share. */
int similar_of_counts(size_t shared, size_t left, size_t right);
int similar_likeness(const struct bigrams *left, const struct bigrams *right);

/* MinHash: so many bytes stand for a set of bigrams; the share of equal ones tells about how like two sets are. The bytes
 * are kept in databases: whatever changes them (this file, the fold table) changes similar_version. */
enum { SIGNATURE_BYTES = 128, SIGNATURE_HEAD = 32 };
uint32_t similar_version(void);
void similar_sign(const struct bigrams *bigrams, unsigned char out[SIGNATURE_BYTES]);
/* Equal bytes; `count` is a multiple of 8, at most SIGNATURE_BYTES. */
int similar_equal(const unsigned char *left, const unsigned char *right, size_t count);
/* Whether the likeness itself is worth reading the texts for: hardly ever false at SIMILAR_NEAR and above. The first tells
 * from the first SIGNATURE_HEAD bytes alone and lets more through. */
bool similar_may_be_head(const unsigned char *left, const unsigned char *right);
bool similar_may_be(const unsigned char *left, const unsigned char *right);

/* Appends `text`, what `other` does not have put between `open` and `close`: hanzi in none of the other's bigrams, runs of
 * letters and digits that don't stand in it. */
void similar_append_marked(struct buffer *out, const char *text, const char *other, const char *open,
                           const char *close);

#endif
