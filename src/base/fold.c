/* Folding by the generated two-stage table: a page of 256 characters at a time, what leaves 16 bits in a
 * sorted list. Only whole characters for whole characters. */
#include "base/fold.h"

#include "base/buffer.h"
#include "base/keys_table.h"
#include "base/text.h"

enum {
    RULES = 1
}; /* count up when a rule over the tables changes, in fold.c, pinyin*.c or strokes.c */

static char32_t fold_far(char32_t character) {
    size_t low = 0;
    size_t high = fold_far_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fold_far_rows[middle].from < character) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < fold_far_count && fold_far_rows[low].from == character;
    return is_found ? fold_far_rows[low].to : character;
}

char32_t fold_character(char32_t character) {
    if (character > 0xFFFF) {
        return fold_far(character);
    }
    uint16_t folded = fold_pages[fold_page_of[character >> 8]][character & 0xFF];
    if (folded == FOLD_SAME) {
        return character;
    }
    return folded == FOLD_FAR ? fold_far(character) : folded;
}

void fold_append(struct buffer *out, const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        char32_t character;
        char bytes[4];
        at += text_decode(text + at, length - at, &character);
        buffer_append_bytes(out, bytes, text_encode(fold_character(character), bytes));
    }
}

bool fold_is_hanzi(char32_t character) {
    return (character >= 0x4E00 && character <= 0x9FFF) ||
           (character >= 0x3400 && character <= 0x4DBF) || character == 0x3007 ||
           (character >= 0xF900 && character <= 0xFAFF) ||
           (character >= 0x20000 && character <= 0x3FFFD);
}

uint32_t fold_version(void) {
    return (fold_sum * 31 + readings_sum) * 31 + strokes_sum + RULES;
}
