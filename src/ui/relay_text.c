/* UTF-8 on one side, a double-byte encoding on the other. Reads and writes nothing; never loses a key to a
 * byte that is wrong, and never sends one that commands. */
#include "ui/relay_text.h"

#include "base/encoding_stream.h"
#include "base/glyph.h"
#include "base/text.h"
#include "base/width.h"

enum { REPLACEMENT = 0xFFFD, NO_BREAK_SPACE = 0xA0, MARK = 0x3013 /* 〓 */ };
enum { LEAD_FIRST = 0x81, LEAD_LAST = 0xFE };

enum status relay_text_open(struct relay_text *text, enum encoding encoding,
                            struct problem *problem) {
    *text = (struct relay_text){encoding, NULL, BUFFER_INIT, BUFFER_INIT};
    enum status status = encoding_check_readable(encoding, problem);
    if (status == STATUS_OK)
        status = encoder_open(&text->encoder, encoding, ENCODER_REPLACES, problem);
    glyph_set_encoding(encoding);
    return status;
}

void relay_text_close(struct relay_text *text) {
    encoder_close(text->encoder);
    buffer_release(&text->typed);
    buffer_release(&text->drawn);
    text->encoder = NULL;
}

static void keep_rest(struct buffer *held, size_t used) {
    struct buffer rest = BUFFER_INIT;
    buffer_append_bytes(&rest, buffer_text(held) + used, held->length - used);
    buffer_release(held);
    *held = rest;
}

static void append_character(struct buffer *out, char32_t character) {
    char bytes[4];
    buffer_append_bytes(out, bytes, text_encode(character, bytes));
}

/* ---- from the terminal ---------------------------------------------------------------------------- */

/* Bytes the character at `bytes` should have, 1 for what can be none. */
static size_t unit_length(enum encoding encoding, const char *bytes, size_t length) {
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < LEAD_FIRST || lead > LEAD_LAST)
        return 1;
    bool is_four = encoding == ENCODING_GB18030 && length > 1 && bytes[1] >= '0' && bytes[1] <= '9';
    if (!is_four)
        return 2;
    unsigned char third = length > 2 ? (unsigned char)bytes[2] : LEAD_FIRST;
    return third >= LEAD_FIRST && third <= LEAD_LAST ? 4 : 1;
}

/* Appends one character; returns the bytes used. Of what is none, a byte goes, and the one behind it only
 * when that cannot be a key either. */
static size_t take_unit(enum encoding encoding, const char *bytes, size_t length,
                        struct buffer *out) {
    size_t size = unit_length(encoding, bytes, length);
    if (size <= length && encoding_to_utf8(encoding, bytes, size, out, NULL) == STATUS_OK)
        return size;
    append_character(out, REPLACEMENT);
    return size == 2 && length > 1 && (unsigned char)bytes[1] >= 0x80 ? 2 : 1;
}

/* Bytes of the characters that are whole. */
static size_t whole_units(enum encoding encoding, const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        size_t size = unit_length(encoding, bytes + at, length - at);
        if (size > length - at)
            break;
        at += size;
    }
    return at;
}

/* At once when all is well. */
static void take_typed(struct relay_text *text, size_t end, struct buffer *out) {
    const char *all = buffer_text(&text->typed);
    if (encoding_to_utf8(text->encoding, all, end, out, NULL) != STATUS_OK) {
        for (size_t at = 0; at < end;)
            at += take_unit(text->encoding, all + at, end - at, out);
    }
    keep_rest(&text->typed, end);
}

void relay_text_from_terminal(struct relay_text *text, const char *bytes, size_t length,
                              struct buffer *out) {
    struct buffer *typed = &text->typed;
    buffer_append_bytes(typed, bytes, length);
    take_typed(text, whole_units(text->encoding, buffer_text(typed), typed->length), out);
}

size_t relay_text_waiting(const struct relay_text *text) {
    return text->typed.length;
}

void relay_text_give_up(struct relay_text *text, struct buffer *out) {
    take_typed(text, text->typed.length, out);
}

/* ---- to the terminal ------------------------------------------------------------------------------ */

static void append_lacking(struct buffer *out, char32_t character) {
    int columns = glyph_is_hidden(character) ? 1 : width_of(character);
    if (columns == 2 && glyph_is_encodable(MARK))
        append_character(out, MARK);
    else
        for (int i = 0; i < columns; i++)
            buffer_append_char(out, '?');
}

/* Bytes before a character that is cut off at the end. */
static size_t whole_utf8(const char *bytes, size_t length) {
    enum { TRAILS_MOST = 3 };
    size_t at = length;
    for (int i = 0; i < TRAILS_MOST && at > 0 && ((unsigned char)bytes[at - 1] & 0xC0) == 0x80; i++)
        at--;
    if (at == 0 || (unsigned char)bytes[at - 1] < 0xC0)
        return length;
    unsigned char lead = (unsigned char)bytes[at - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return length - (at - 1) >= needed ? length : at - 1;
}

static void append_fit(struct buffer *out, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        char32_t character;
        size_t size = text_decode(bytes + at, length - at, &character);
        bool is_bad = size == 1 && character == REPLACEMENT;
        if (is_bad)
            buffer_append_char(out, '?');
        else if (character == NO_BREAK_SPACE)
            buffer_append_char(out, ' ');
        else if (glyph_is_encodable(character))
            buffer_append_bytes(out, bytes + at, size);
        else
            append_lacking(out, character);
        at += size;
    }
}

void relay_text_to_terminal(struct relay_text *text, const char *bytes, size_t length,
                            struct buffer *out) {
    struct buffer *drawn = &text->drawn, fit = BUFFER_INIT;
    buffer_append_bytes(drawn, bytes, length);
    size_t end = whole_utf8(buffer_text(drawn), drawn->length);
    append_fit(&fit, buffer_text(drawn), end);
    /* It replaces, so it fails by lack of memory only: then this frame is lost, and Ctrl-L draws it. */
    if (encoder_feed(text->encoder, buffer_text(&fit), fit.length, out, NULL) != STATUS_OK)
        out->failed = true;
    keep_rest(drawn, end);
    buffer_release(&fit);
}
