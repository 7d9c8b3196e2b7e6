/* Bigrams of hanzi, their Jaccard likeness, and MinHash signatures of them. Must not depend on machine, locale or run: the
 * signatures are stored. */
#include "base/similar.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/text.h"

enum { RULES = 1 }; /* count up when the same text gets another signature by a change here */

static int compare_bigrams(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static size_t drop_repeated(uint64_t *sorted, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || sorted[kept - 1] != sorted[i]) {
            sorted[kept++] = sorted[i];
        }
    }
    return kept;
}

static uint64_t bigram_of(char32_t first, char32_t second) {
    return (uint64_t)first << 32 | second;
}

bool bigrams_read(const char *text, struct bigrams *out) {
    size_t length = strlen(text), count = 0;
    /* A character has three bytes or more, but for folding to one that has. */
    uint64_t *items = malloc((length / 2 + 1) * sizeof *items);
    char32_t before = 0;
    *out = (struct bigrams){NULL, 0};
    if (items == NULL) {
        return false;
    }
    for (size_t at = 0; at < length;) {
        char32_t character;
        at += text_decode(text + at, length - at, &character);
        character = fold_character(character);
        if (!fold_is_hanzi(character)) {
            before = 0;
            continue;
        }
        if (before != 0) {
            items[count++] = bigram_of(before, character);
        }
        before = character;
    }
    qsort(items, count, sizeof *items, compare_bigrams);
    *out = (struct bigrams){items, drop_repeated(items, count)};
    return true;
}

void bigrams_release(struct bigrams *bigrams) {
    free(bigrams->items);
    *bigrams = (struct bigrams){NULL, 0};
}

bool bigrams_have(const struct bigrams *bigrams, uint64_t bigram) {
    return bigrams->count > 0 &&
           bsearch(&bigram, bigrams->items, bigrams->count, sizeof bigram, compare_bigrams) != NULL;
}

size_t bigrams_shared(const struct bigrams *left, const struct bigrams *right) {
    size_t shared = 0, i = 0, j = 0;
    while (i < left->count && j < right->count) {
        uint64_t a = left->items[i], b = right->items[j];
        shared += a == b;
        i += a <= b;
        j += b <= a;
    }
    return shared;
}

int similar_of_counts(size_t shared, size_t left, size_t right) {
    size_t all = left + right - shared;
    return all > 0 ? (int)(1000 * shared / all) : 0;
}

int similar_likeness(const struct bigrams *left, const struct bigrams *right) {
    return similar_of_counts(bigrams_shared(left, right), left->count, right->count);
}

/* ---- signatures ---------------------------------------------------------------------------------- */

uint32_t similar_version(void) {
    return fold_version() * 31 + RULES;
}

/* splitmix64: every bit of the result depends on every bit of the number. */
static uint64_t mix(uint64_t number) {
    number += 0x9E3779B97F4A7C15U;
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9U;
    number = (number ^ number >> 27) * 0x94D049BB133111EBU;
    return number ^ number >> 31;
}

void similar_sign(const struct bigrams *bigrams, unsigned char out[SIGNATURE_BYTES]) {
    uint64_t factors[SIGNATURE_BYTES];
    uint32_t least[SIGNATURE_BYTES];
    for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
        factors[i] = mix(i) | 1;
        least[i] = UINT32_MAX;
    }
    for (size_t at = 0; at < bigrams->count; at++) {
        uint64_t mixed = mix(bigrams->items[at]);
        for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
            uint32_t hash = (uint32_t)(mixed * factors[i] >> 32);
            least[i] = hash < least[i] ? hash : least[i];
        }
    }
    for (size_t i = 0; i < SIGNATURE_BYTES; i++) {
        out[i] =
            (unsigned char)(least[i] & 0xFF); /* its upper bits are the same in all: it is small */
    }
}

/* Eight bytes at a time: a byte of `sums` counts one of eight places. */
int similar_equal(const unsigned char *left, const unsigned char *right, size_t count) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7FU, ones = 0x0101010101010101U;
    uint64_t sums = 0;
    for (size_t i = 0; i < count; i += sizeof sums) {
        uint64_t a, b;
        memcpy(&a, left + i, sizeof a);
        memcpy(&b, right + i, sizeof b);
        uint64_t differing = a ^ b;
        sums += ~(((differing & low) + low) | differing) >> 7 & ones;
    }
    return (int)(sums * ones >> 56);
}

/* Of 128, 45 are equal on the average at a likeness of .35, fewer than 32 in six of a thousand; of 32, 11, fewer than 4 in
 * one of a thousand. */
enum { EQUAL_LEAST = 32, EQUAL_LEAST_OF_HEAD = 4 };

bool similar_may_be_head(const unsigned char *left, const unsigned char *right) {
    return similar_equal(left, right, SIGNATURE_HEAD) >= EQUAL_LEAST_OF_HEAD;
}

bool similar_may_be(const unsigned char *left, const unsigned char *right) {
    return similar_may_be_head(left, right) &&
           similar_equal(left, right, SIGNATURE_BYTES) >= EQUAL_LEAST;
}

/* ---- what differs -------------------------------------------------------------------------------- */

struct marking {
    struct buffer *out;
    const char *text;
    size_t length;
    struct bigrams others;
    struct buffer other; /* folded */
    const char *open, *close;
    bool is_open;
};

static bool is_word(char32_t folded) {
    return (folded >= U'0' && folded <= U'9') || (folded >= U'a' && folded <= U'z');
}

static char32_t folded_at(const struct marking *marking, size_t at, size_t *bytes) {
    char32_t character = 0;
    *bytes = 0;
    if (at >= marking->length) {
        return 0;
    }
    *bytes = text_decode(marking->text + at, marking->length - at, &character);
    return fold_character(character);
}

static void append_part(struct marking *marking, size_t at, size_t bytes, bool is_own) {
    if (is_own != marking->is_open) {
        buffer_append(marking->out, is_own ? marking->open : marking->close);
        marking->is_open = is_own;
    }
    buffer_append_bytes(marking->out, marking->text + at, bytes);
}

/* Of a hanzi that stands alone there are no bigrams: whether it is in the other at all. */
static bool stands_in_other(const struct marking *marking, char32_t folded) {
    char bytes[5] = "";
    bytes[text_encode(folded, bytes)] = '\0';
    return strstr(buffer_text(&marking->other), bytes) != NULL;
}

static bool is_own_hanzi(const struct marking *marking, char32_t before, char32_t folded,
                         char32_t next) {
    if (before == 0 && !fold_is_hanzi(next)) {
        return !stands_in_other(marking, folded);
    }
    return !bigrams_have(&marking->others, bigram_of(before, folded)) &&
           !bigrams_have(&marking->others, bigram_of(folded, next));
}

/* A run of letters and digits as a whole; its bytes. */
static size_t append_word(struct marking *marking, size_t at) {
    struct buffer word = BUFFER_INIT;
    size_t bytes = 0, end = at;
    for (char32_t folded = folded_at(marking, end, &bytes); is_word(folded);
         folded = folded_at(marking, end, &bytes)) {
        buffer_append_char(&word, (char)folded);
        end += bytes;
    }
    append_part(marking, at, end - at,
                strstr(buffer_text(&marking->other), buffer_text(&word)) == NULL);
    marking->out->failed = marking->out->failed || word.failed;
    buffer_release(&word);
    return end - at;
}

static void append_all(struct marking *marking) {
    char32_t before = 0;
    for (size_t at = 0; at < marking->length;) {
        size_t bytes = 0, next_bytes = 0;
        char32_t folded = folded_at(marking, at, &bytes);
        if (is_word(folded)) {
            at += append_word(marking, at);
            before = 0;
            continue;
        }
        bool is_hanzi = fold_is_hanzi(folded);
        char32_t next = folded_at(marking, at + bytes, &next_bytes);
        append_part(marking, at, bytes, is_hanzi && is_own_hanzi(marking, before, folded, next));
        before = is_hanzi ? folded : 0;
        at += bytes;
    }
    append_part(marking, marking->length, 0, false);
}

void similar_append_marked(struct buffer *out, const char *text, const char *other,
                           const char *open, const char *close) {
    struct marking marking = {.out = out,
                              .text = text,
                              .length = strlen(text),
                              .other = BUFFER_INIT,
                              .open = open,
                              .close = close};
    out->failed = out->failed || !bigrams_read(other, &marking.others);
    fold_append(&marking.other, other, strlen(other));
    append_all(&marking);
    out->failed = out->failed || marking.other.failed;
    bigrams_release(&marking.others);
    buffer_release(&marking.other);
}
