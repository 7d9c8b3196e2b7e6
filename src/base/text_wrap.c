/* Breaks a text into lines of so many columns, the Chinese way: anywhere, but no closing mark at
 * the start of a line, and not within a word of Latin letters. Gives byte ranges; copies nothing. */
#include "base/text.h"

#include <string.h>

#include "base/glyph.h"

/* One character with the combining marks that follow it. */
struct cluster {
    size_t end;
    int columns;
    char32_t base;
};

static struct cluster next_cluster(const char *text, size_t length, size_t at) {
    struct cluster cluster;
    at += text_decode(text + at, length - at, &cluster.base);
    cluster.columns = glyph_columns(cluster.base);
    while (at < length) {
        char32_t mark;
        size_t size = text_decode(text + at, length - at, &mark);
        if (glyph_columns(mark) != 0) {
            break;
        }
        at += size;
    }
    cluster.end = at;
    return cluster;
}

static bool closes(char32_t character) {
    static const char32_t closing[] = U"，。、；：？！）》”";
    for (size_t i = 0; closing[i] != 0; i++) {
        if (character == closing[i]) {
            return true;
        }
    }
    return false;
}

static bool is_of_word(char32_t character) {
    return character > ' ' && character < 0x7F;
}

/* Where the line that begins at `start` ends: at a newline, at the end, or before the first
 * character that does not fit. Always takes one character, so that wrapping goes on. */
static size_t line_end(const char *text, size_t length, size_t start, int cols) {
    size_t at = start;
    size_t last = start; /* start of the line's last character */
    char32_t last_base = 0;
    size_t word = start; /* start of the Latin word the line has come to */
    int used = 0;
    while (at < length && text[at] != '\n') {
        struct cluster cluster = next_cluster(text, length, at);
        if (at > start && used + cluster.columns > cols) {
            bool carry = closes(cluster.base) && last > start && !closes(last_base);
            bool is_in_word = is_of_word(cluster.base) && is_of_word(last_base) && word > start;
            return is_in_word ? word : carry ? last : at;
        }
        if (!is_of_word(cluster.base) || !is_of_word(last_base)) {
            word = at;
        }
        used += cluster.columns;
        last = at;
        last_base = cluster.base;
        at = cluster.end;
    }
    return at;
}

static void wrap(const char *text, int cols, bool is_whole,
                 bool (*line)(void *context, size_t start, size_t end), void *context) {
    size_t length = strlen(text);
    size_t start = 0;
    for (;;) {
        size_t end = line_end(text, length, start, cols);
        if (!line(context, start, end) || end == length) {
            return;
        }
        bool is_blank = !is_whole && text[end] == ' ';
        start = is_blank || text[end] == '\n' ? end + 1 : end;
        if (is_blank && start == length) {
            return;
        }
    }
}

void text_wrap(const char *text, int cols, bool (*line)(void *context, size_t start, size_t end),
               void *context) {
    wrap(text, cols, false, line, context);
}

void text_wrap_whole(const char *text, int cols,
                     bool (*line)(void *context, size_t start, size_t end), void *context) {
    wrap(text, cols, true, line, context);
}
