/* Characters with their combining marks, as the two editors move over, show and accept them. Holds no
 * state of an editor. */
#include "form/edit_text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/glyph.h"
#include "base/text.h"

static bool is_mark(const char *text, size_t length, size_t at) {
    char32_t character = 0;
    text_decode(text + at, length - at, &character);
    return glyph_columns(character) == 0;
}

size_t edit_text_next(const char *text, size_t length, size_t at, int *cols) {
    char32_t character = 0;
    size_t end = at + text_decode(text + at, length - at, &character);
    if (cols != NULL) {
        int shown = glyph_columns(character);
        *cols = character == '\n' ? 0 : shown > 0 ? shown : 1;
    }
    while (character != '\n' && end < length && is_mark(text, length, end)) {
        end += text_decode(text + end, length - end, &character);
    }
    return end;
}

static size_t previous_character(const char *text, size_t at) {
    do {
        at--;
    } while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

static bool begins_cluster(const char *text, size_t length, size_t at) {
    return at == 0 || at >= length || !is_mark(text, length, at);
}

size_t edit_text_previous(const char *text, size_t at) {
    size_t end = at;
    do {
        at = previous_character(text, at);
    } while (!begins_cluster(text, end, at));
    return at;
}

size_t edit_text_settle(const char *text, size_t length, size_t at) {
    while (!begins_cluster(text, length, at)) {
        at = edit_text_next(text, length, at, NULL);
    }
    return at;
}

int edit_text_cols(const char *text, size_t length) {
    int total = 0;
    for (size_t at = 0; at < length;) {
        int cols = 0;
        at = edit_text_next(text, length, at, &cols);
        total += cols;
    }
    return total;
}

int edit_text_characters(const char *text, size_t length) {
    int count = 0;
    for (size_t at = 0; at < length; at++) {
        count += ((unsigned char)text[at] & 0xC0) != 0x80;
    }
    return count;
}

void edit_text_append_shown(struct buffer *out, const char *text, size_t length) {
    glyph_append_text(out, text, length);
}

char32_t edit_text_undrawn(const char *text, size_t length, size_t cursor) {
    if (length == 0) {
        return 0;
    }
    size_t at = cursor < length ? cursor : edit_text_previous(text, length);
    size_t end = edit_text_next(text, length, at, NULL);
    while (at < end) {
        char32_t character = 0;
        at += text_decode(text + at, end - at, &character);
        if (character != '\n' && glyph_of(character) != GLYPH_ITSELF) {
            return character;
        }
    }
    return 0;
}

/* Appends one character of the world as an editor holds it; returns the bytes used. */
static size_t append_as_held(struct buffer *out, const char *text, size_t length, bool multiline) {
    char line_end = multiline ? '\n' : ' ';
    if (text[0] == '\r' && length > 1 && text[1] == '\n') {
        buffer_append_char(out, line_end);
        return 2;
    }
    if (text[0] == '\r' || text[0] == '\n') {
        buffer_append_char(out, line_end);
        return 1;
    }
    if (text[0] == '\t') {
        buffer_append_char(out, ' ');
        return 1;
    }
    char32_t character = 0;
    char encoded[4];
    size_t used = text_decode(text, length, &character);
    buffer_append_bytes(out, encoded, text_encode(character, encoded));
    return used;
}

void edit_text_append_clean(struct buffer *out, const char *text, bool multiline) {
    size_t length = strlen(text);
    bool at_start = true;
    for (size_t at = 0; at < length;) {
        if (at_start && is_mark(text, length, at)) {
            buffer_append_char(out, ' ');
        }
        at += append_as_held(out, text + at, length - at, multiline);
        at_start = multiline && (text[at - 1] == '\n' || text[at - 1] == '\r');
    }
}

/* True when a combining mark would begin the text or a line. */
static bool has_stray_mark(const char *text, size_t length, bool at_start) {
    for (size_t at = 0; at < length; at = edit_text_next(text, length, at, NULL)) {
        if (at == 0 ? at_start && is_mark(text, length, 0)
                    : text[at - 1] == '\n' && is_mark(text, length, at)) {
            return true;
        }
    }
    return false;
}

/* The bytes of the whole clusters that fit `room` characters. */
static size_t fitting(const char *text, size_t length, int room) {
    size_t at = 0;
    while (at < length) {
        size_t end = edit_text_next(text, length, at, NULL);
        room -= edit_text_characters(text + at, end - at);
        if (room < 0) {
            break;
        }
        at = end;
    }
    return at;
}

enum edit_result edit_text_accept(const char *typed, size_t length, bool multiline, bool at_start,
                                  int room, struct buffer *out) {
    struct buffer held = BUFFER_INIT;
    enum edit_result result = EDIT_DONE;
    if (!text_is_valid(typed, length, NULL) || memchr(typed, '\0', length) != NULL) {
        return EDIT_REFUSED;
    }
    for (size_t at = 0; at < length;) {
        at += append_as_held(&held, typed + at, length - at, multiline);
    }
    if (held.failed) {
        out->failed = true;
    } else if (text_find_forbidden(buffer_text(&held), multiline) != 0 ||
               has_stray_mark(held.data, held.length, at_start)) {
        result = EDIT_REFUSED;
    } else {
        size_t fits = fitting(held.data, held.length, room);
        buffer_append_bytes(out, held.data, fits);
        result = fits < held.length ? EDIT_FULL : EDIT_DONE;
    }
    buffer_release(&held);
    return result;
}

char *edit_text_replaced(const char *text, size_t length, size_t at, size_t removed,
                         const char *inserted, size_t inserted_length) {
    size_t rest = length - at - removed;
    char *result = malloc(at + inserted_length + rest + 1);
    if (result == NULL) {
        return NULL;
    }
    if (at > 0) {
        memcpy(result, text, at);
    }
    if (inserted_length > 0) {
        memcpy(result + at, inserted, inserted_length);
    }
    if (rest > 0) {
        memcpy(result + at + inserted_length, text + at + removed, rest);
    }
    result[at + inserted_length + rest] = '\0';
    return result;
}
