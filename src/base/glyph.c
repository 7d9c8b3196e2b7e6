/* The one place that decides what stands on the screen for a character. Draws nothing; what may be stored
 * is text_clean.c's. The terminal's encoding is the process's, as the width of ambiguous characters is. */
#include "base/glyph.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/width.h"

enum {
    REPLACEMENT = 0xFFFD,
    EURO = 0x20AC,
    NO_BREAK_SPACE = 0xA0,
    PLANE = 0x10000,
    CODES_MOST = 5,
    CODE_BYTES = 12
};
enum { NOT_ASKED, IS_THERE, IS_LACKING };

static const char mark[] = "〓";

static enum encoding terminal_encoding = ENCODING_UTF_8;
static unsigned char asked[PLANE]; /* of a terminal's double-byte encoding */

struct range {
    char32_t first;
    char32_t last;
};

/* Controls, and what a reader cannot see though it changes what is read: bidi, zero width, fillers,
 * interlinear marks, tags. Not the selectors U+FE00..FE0D, E0100..E01EF:
 * they choose a character's form. */
static const struct range hidden[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
    {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
    {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
    {0xD800, 0xDFFF},   {0xFDD0, 0xFDEF},   {0xFE0E, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
};

bool glyph_is_hidden(char32_t character) {
    if ((character >= 0x20 && character < 0x7F) || (character >= 0x3400 && character <= 0x9FFF))
        return false;
    if ((character & 0xFFFE) == 0xFFFE || character > 0x10FFFF)
        return true;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (character >= hidden[i].first && character <= hidden[i].last)
            return true;
    }
    return false;
}

void glyph_set_encoding(enum encoding encoding) {
    terminal_encoding = encoding;
    memset(asked, NOT_ASKED, sizeof asked);
}

/* Two bytes at the least: a single byte above 0x7F is a control of some terminals. */
static bool ask(char32_t character) {
    char encoded[4];
    struct buffer bytes = BUFFER_INIT;
    size_t length = text_encode(character, encoded);
    bool is_there =
        length > 0 &&
        encoding_from_utf8(terminal_encoding, encoded, length, &bytes, NULL) == STATUS_OK &&
        bytes.length >= 2;
    buffer_release(&bytes);
    return is_there;
}

bool glyph_is_encodable(char32_t character) {
    if (character < 0x80 || character == NO_BREAK_SPACE)
        return true;
    if (terminal_encoding == ENCODING_UTF_8)
        return !glyph_is_hidden(character);
    if (glyph_is_hidden(character) || character == REPLACEMENT)
        return false;
    if (terminal_encoding == ENCODING_GB18030)
        return true;
    if (character >= PLANE || character == EURO)
        return false;
    if (asked[character] == NOT_ASKED)
        asked[character] = ask(character) ? IS_THERE : IS_LACKING;
    return asked[character] == IS_THERE;
}

/* Terminals disagree on their columns and their forms. */
static bool is_emoji(char32_t character) {
    if (character >= 0x1F000 && character <= 0x1FAFF)
        return true;
    bool is_symbol = character >= 0x231A && character <= 0x2B55;
    return is_symbol && character != 0x2329 && character != 0x232A && width_of(character) == 2 &&
           !width_is_ambiguous(character);
}

enum glyph glyph_of(char32_t character) {
    if ((character >= 0x20 && character < 0x7F))
        return GLYPH_ITSELF;
    if (glyph_is_hidden(character))
        return GLYPH_CODE;
    bool is_drawn =
        width_of(character) >= 0 && !is_emoji(character) && glyph_is_encodable(character);
    return is_drawn ? GLYPH_ITSELF : GLYPH_MARK;
}

static int write_code(char32_t character, char out[CODE_BYTES]) {
    return snprintf(out, CODE_BYTES, "U+%04X", (unsigned)character);
}

int glyph_columns(char32_t character) {
    char code[CODE_BYTES];
    switch (glyph_of(character)) {
    case GLYPH_MARK:
        return 2;
    case GLYPH_CODE:
        return write_code(character, code) + 2;
    case GLYPH_ITSELF:
        break;
    }
    return width_of(character);
}

void glyph_append(struct buffer *out, char32_t character) {
    char bytes[CODE_BYTES];
    switch (glyph_of(character)) {
    case GLYPH_MARK:
        buffer_append(out, mark);
        break;
    case GLYPH_CODE:
        write_code(character, bytes);
        buffer_append_format(out, "<%s>", bytes);
        break;
    case GLYPH_ITSELF:
        buffer_append_bytes(out, bytes, text_encode(character, bytes));
        break;
    }
}

void glyph_append_text(struct buffer *out, const char *text, size_t length) {
    bool is_drawn = true;
    for (size_t at = 0; at < length;) {
        char32_t character;
        size_t size = text_decode(text + at, length - at, &character);
        bool is_bad = size == 1 && character == REPLACEMENT;
        bool is_mark = !is_bad && width_of(character) == 0;
        if (is_bad)
            buffer_append_format(out, "<%02X>", (unsigned)(unsigned char)text[at]);
        else if (!is_mark || (is_drawn && glyph_of(character) == GLYPH_ITSELF))
            glyph_append(out, character);
        if (!is_mark)
            is_drawn = !is_bad && glyph_of(character) == GLYPH_ITSELF;
        at += size;
    }
}

void glyph_append_codes(struct buffer *out, const char *text) {
    char32_t found[CODES_MOST];
    size_t count = 0;
    size_t left = strlen(text);
    while (left > 0 && count < CODES_MOST) {
        char32_t character;
        size_t size = text_decode(text, left, &character);
        bool is_new = (size > 1 || character != REPLACEMENT) && glyph_of(character) == GLYPH_MARK;
        for (size_t i = 0; i < count && is_new; i++)
            is_new = found[i] != character;
        if (is_new) {
            char code[CODE_BYTES];
            write_code(character, code);
            buffer_append(out, count > 0 ? " " : "");
            buffer_append(out, code);
            found[count++] = character;
        }
        text += size;
        left -= size;
    }
}
