/* UTF-8: decoding, columns, cutting, padding. No locale, no iconv, no curses. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/width.h"

enum { REPLACEMENT = 0xFFFD };

/* Length and first payload bits of a sequence by its lead byte; 0 when it cannot lead. */
static size_t lead(unsigned char byte, char32_t *bits) {
    if (byte >= 0xC2 && byte <= 0xDF) {
        *bits = byte & 0x1FU;
        return 2;
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        *bits = byte & 0x0FU;
        return 3;
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        *bits = byte & 0x07U;
        return 4;
    }
    return 0;
}

size_t text_decode(const char *text, size_t length, char32_t *out) {
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) {
        *out = first;
        return 1;
    }
    *out = REPLACEMENT;
    char32_t value = 0;
    size_t size = lead(first, &value);
    if (size == 0 || size > length) {
        return 1;
    }
    for (size_t i = 1; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xC0) != 0x80) {
            return 1;
        }
        value = value << 6 | (byte & 0x3FU);
    }
    bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) {
        return 1;
    }
    *out = value;
    return size;
}

size_t text_encode(char32_t character, char out[4]) {
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if ((character >= 0xD800 && character <= 0xDFFF) || character > 0x10FFFF) {
        return 0;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3F));
        out[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3F));
    out[2] = (char)(0x80 | (character >> 6 & 0x3F));
    out[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

/* Bytes of the good character at `at`, 0 when it is none. Hanzi first: files of megabytes pass here. */
static size_t good_size(const char *at, size_t left) {
    unsigned char first = (unsigned char)at[0];
    char32_t character;
    if (first < 0x80) {
        return 1;
    }
    if (first > 0xE0 && first < 0xF0 && first != 0xED && left >= 3 && (at[1] & 0xC0) == 0x80 &&
        (at[2] & 0xC0) == 0x80) {
        return 3;
    }
    size_t size = text_decode(at, left, &character);
    return size == 1 ? 0 : size;
}

bool text_is_valid(const char *text, size_t length, size_t *bad_offset) {
    for (size_t at = 0; at < length;) {
        size_t size = good_size(text + at, length - at);
        if (size == 0) {
            if (bad_offset != NULL) {
                *bad_offset = at;
            }
            return false;
        }
        at += size;
    }
    return true;
}

size_t text_length(const char *text) {
    size_t left = strlen(text);
    size_t count = 0;
    while (left > 0) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        text += size;
        left -= size;
        count++;
    }
    return count;
}

/* Decodes one character and its columns. What has no columns of its own (controls, invalid bytes,
 * unassigned) counts as one, because text_append_padded shows one mark in its place. */
static size_t measure(const char *text, size_t length, char32_t *character, int *columns) {
    size_t size = text_decode(text, length, character);
    if (size == 1 && *character == REPLACEMENT) {
        *columns = -1;
    } else {
        *columns = width_of(*character);
    }
    return size;
}

static int shown_columns(int columns) {
    return columns < 0 ? 1 : columns;
}

int text_width(const char *text) {
    size_t left = strlen(text);
    int total = 0;
    while (left > 0) {
        char32_t character;
        int columns;
        size_t size = measure(text, left, &character, &columns);
        total += shown_columns(columns);
        text += size;
        left -= size;
    }
    return total;
}

size_t text_cut(const char *text, int cols, int *used) {
    size_t length = strlen(text);
    size_t at = 0;
    int total = 0;
    while (at < length) {
        char32_t character;
        int columns;
        size_t size = measure(text + at, length - at, &character, &columns);
        if (total + shown_columns(columns) > cols) {
            break;
        }
        total += shown_columns(columns);
        at += size;
    }
    if (used != NULL) {
        *used = total;
    }
    return at;
}

void text_append_padded(struct buffer *out, const char *text, int cols) {
    int used;
    size_t end = text_cut(text, cols, &used);
    for (size_t at = 0; at < end;) {
        char32_t character;
        int columns;
        size_t size = measure(text + at, end - at, &character, &columns);
        if (columns >= 0) {
            buffer_append_bytes(out, text + at, size);
        } else {
            bool blank = character == '\n' || character == '\t' || character == '\r';
            buffer_append_char(out, blank ? ' ' : '?');
        }
        at += size;
    }
    for (; used < cols; used++) {
        buffer_append_char(out, ' ');
    }
}

char *text_copy(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}
