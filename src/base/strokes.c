/* Strokes of hanzi out of the generated tables, and the key of the order by strokes. Knows no reading but which
 * surnames are of two hanzi. */
#include "base/strokes.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/keys_table.h"
#include "base/pinyin.h"
#include "base/text.h"

enum { PLACE_NONE = 9999, STROKES_NONE = 99, DOT = 0xB7 };

unsigned stroke_count(char32_t character) {
    for (size_t i = 0; i < stroke_range_count; i++) {
        const struct stroke_range *range = &stroke_ranges[i];
        if (character >= range->first && character <= range->last) {
            return range->counts[character - range->first];
        }
    }
    return 0;
}

/* Its place among those of as many strokes, PLACE_NONE when their kinds are not known. */
static unsigned place_of(char32_t character) {
    size_t low = 0;
    size_t high = stroke_known_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stroke_known[middle] < character) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < stroke_known_count && stroke_known[low] == character;
    return is_found ? stroke_places[low] : PLACE_NONE;
}

/* Above every letter, digit and sign: '~', strokes, place, the character. */
static void append_character(struct buffer *out, char32_t character) {
    char bytes[4];
    if (fold_is_hanzi(character)) {
        unsigned strokes = stroke_count(character);
        buffer_append_format(out, "~%02u%04u", strokes > 0 ? strokes : STROKES_NONE,
                             place_of(character));
    } else {
        character = fold_character(character);
    }
    buffer_append_bytes(out, bytes, text_encode(character, bytes));
}

/* The characters of a name, blanks and · left out. */
static size_t next_character(const char *name, size_t length, size_t at, char32_t *out) {
    char32_t folded = ' ';
    while (at < length && (folded == ' ' || folded == DOT)) {
        at += text_decode(name + at, length - at, out);
        folded = fold_character(*out);
    }
    if (folded == ' ' || folded == DOT) {
        *out = 0;
    }
    return at;
}

static size_t count_characters(const char *name, size_t length) {
    size_t count = 0;
    char32_t character = 0;
    for (size_t at = next_character(name, length, 0, &character); character != 0;
         at = next_character(name, length, at, &character)) {
        count++;
    }
    return count;
}

/* Behind the surname: a given name of one hanzi before longer ones. */
static char rank_of_given(size_t count) {
    return count <= 1 ? '1' : '2';
}

void stroke_append_key(struct buffer *out, const char *name) {
    uint16_t readings[PINYIN_SURNAME_MOST][2];
    size_t ways, length = strlen(name), at = 0;
    size_t count = count_characters(name, length);
    bool is_double = count > 2 && pinyin_surname(name, readings, &ways) == 2;
    for (size_t i = 0; i < count; i++) {
        char32_t character = 0;
        at = next_character(name, length, at, &character);
        append_character(out, character);
        if (i == 0) {
            buffer_append_char(out, is_double ? '3' : rank_of_given(count - 1));
        } else if (i == 1 && is_double) {
            buffer_append_char(out, rank_of_given(count - 2));
        }
    }
}
