/* What may be stored, what may be shown, keys folded from full width. Changes no stored text. */
#include "base/text.h"

#include <string.h>

#include "base/buffer.h"
#include "base/glyph.h"
#include "base/width.h"

enum { REPLACEMENT = 0xFFFD };

void text_append_safe(struct buffer *out, const char *text, bool multiline) {
    size_t left = strlen(text);
    while (left > 0) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        if (size == 1 && character == REPLACEMENT) {
            buffer_append_format(out, "<%02X>", (unsigned)(unsigned char)text[0]);
        } else if (multiline && character == '\n') {
            buffer_append_char(out, '\n');
        } else if (glyph_is_hidden(character) || width_of(character) < 0) {
            buffer_append_format(out, "<U+%04X>", (unsigned)character);
        } else {
            buffer_append_bytes(out, text, size);
        }
        text += size;
        left -= size;
    }
}

char32_t text_find_forbidden(const char *text, bool multiline) {
    size_t left = strlen(text);
    while (left > 0) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        if (size == 1 && character == REPLACEMENT) {
            return REPLACEMENT;
        }
        if (glyph_is_hidden(character) && !(multiline && character == '\n')) {
            return character;
        }
        text += size;
        left -= size;
    }
    return 0;
}

char32_t text_fold_key(char32_t character) {
    if (character >= 0xFF01 && character <= 0xFF5E) {
        return character - 0xFF01 + '!';
    }
    switch (character) {
    case 0x3000: /* ideographic blank */
        return ' ';
    case 0x3002: /* 。 */
        return '.';
    case 0x3001: /* 、 */
        return '/';
    case 0x300A: /* 《 */
        return '<';
    case 0x300B: /* 》 */
        return '>';
    case 0x3010: /* 【 */
        return '[';
    case 0x3011: /* 】 */
        return ']';
    default:
        return character;
    }
}

void text_append_folded(struct buffer *out, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        char32_t folded = text_fold_key(character);
        if (folded == character) {
            buffer_append_bytes(out, text, size);
        } else {
            buffer_append_char(out, (char)folded);
        }
        text += size;
        left -= size;
    }
}

/* Bytes of the blank at the start of `text`; 0 when there is none. */
static size_t blank_at_start(const char *text) {
    if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') {
        return 1;
    }
    return strncmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t blank_at_end(const char *text, size_t length) {
    if (length == 0) {
        return 0;
    }
    if (length >= 3 && memcmp(text + length - 3, "\xE3\x80\x80", 3) == 0) {
        return 3;
    }
    return strchr(" \t\n\r", text[length - 1]) != NULL ? 1 : 0;
}

void text_append_trimmed(struct buffer *out, const char *text) {
    size_t blank;
    while ((blank = blank_at_start(text)) > 0) {
        text += blank;
    }
    size_t length = strlen(text);
    while ((blank = blank_at_end(text, length)) > 0) {
        length -= blank;
    }
    buffer_append_bytes(out, text, length);
}
