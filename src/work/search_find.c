/* Whether all the words stand in a record, told from its texts and not from the index, and the one line of a text that shows
 * it. Reads nothing by itself. */
#include "work/search_find.h"

#include <string.h>

#include "base/text.h"
#include "store/columns.h"
#include "work/personal.h"

enum { SNIPPET_COLS = 64, BEFORE_CHARACTERS = 6 };
#define CUT "…"

void search_look_begin(struct search_look *look) {
    look->found = 0;
    look->best = 0;
    look->field = COL_TITLE;
    look->is_name = true;
    look->is_reading = false;
    buffer_clear(&look->title);
    buffer_clear(&look->text);
}

void search_look_release(struct search_look *look) {
    buffer_release(&look->title);
    buffer_release(&look->text);
    buffer_release(&look->plain);
}

bool search_look_has_all(const struct search_look *look) {
    return look->found == (1U << look->words->count) - 1;
}

static int count_bits(unsigned bits) {
    int count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static bool is_heard(const struct search_word *word, const char *text, const char *reading,
                     bool *is_reading) {
    size_t start, end;
    if (search_word_find_pinyin(word, text, 0, &start, &end))
        return true;
    bool is_read = word->pattern.has_letters && reading[0] != '\0' &&
                   pinyin_matches_reading(&word->pattern, reading);
    *is_reading = *is_reading || is_read;
    return is_read;
}

bool search_look_take(void *context, const char *column, bool is_name, const char *text,
                      const char *reading) {
    struct search_look *look = context;
    bool is_title = strcmp(column, COL_TITLE) == 0;
    bool is_reading = false;
    unsigned here = 0;
    if (is_title)
        buffer_append(&look->title, text);
    buffer_clear(&look->plain);
    search_append_plain(&look->plain, text, strlen(text));
    for (size_t i = 0; i < look->words->count; i++) {
        const struct search_word *word = &look->words->items[i];
        bool is_here = search_word_is_in(word, buffer_text(&look->plain)) ||
                       (is_name && is_heard(word, text, reading, &is_reading));
        here |= is_here ? 1U << i : 0;
    }
    look->found |= here;
    if (count_bits(here) > count_bits(look->best)) {
        look->best = here;
        look->is_name = is_name;
        look->is_reading = is_reading;
        look->field = column;
        buffer_clear(&look->text);
        buffer_append(&look->text, text);
    }
    return !search_look_has_all(look);
}

/* ---- the snippet -------------------------------------------------------------------------------------- */

static bool find_word(const struct search_look *look, const struct search_word *word,
                      const char *text, size_t from, size_t *start, size_t *end) {
    size_t heard_start, heard_end;
    bool is_written = search_word_find(word, text, from, start, end);
    if (!look->is_name || !search_word_find_pinyin(word, text, from, &heard_start, &heard_end))
        return is_written;
    if (!is_written || heard_start < *start) {
        *start = heard_start;
        *end = heard_end;
    }
    return true;
}

/* The first byte at which any word stands; 0 when it was only heard in a reading. */
static size_t first_place(const struct search_look *look, const char *text) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < look->words->count; i++) {
        size_t start, end;
        if ((look->best >> i & 1U) != 0 &&
            find_word(look, &look->words->items[i], text, 0, &start, &end) && start < first)
            first = start;
    }
    return first == SIZE_MAX ? 0 : first;
}

/* Some characters before the place, so that it is seen what it stands in; none, when the text begins soon. */
static size_t window_start(const char *text, size_t place) {
    size_t start = place;
    for (int i = 0; i < BEFORE_CHARACTERS && start > 0; i++) {
        start--;
        while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
            start--;
    }
    size_t few = strlen(CUT) * 2;
    return start <= few ? 0 : start;
}

static void add_mark(struct search_hit *hit, size_t start, size_t end) {
    size_t at = hit->mark_count;
    while (at > 0 && hit->marks[at - 1].start > start)
        at--;
    for (size_t i = 0; i < hit->mark_count; i++) {
        const struct search_mark *mark = &hit->marks[i];
        if (start < mark->start + mark->length && mark->start < end)
            return;
    }
    if (hit->mark_count == SEARCH_MARKS_MOST)
        return;
    memmove(hit->marks + at + 1, hit->marks + at, (hit->mark_count - at) * sizeof *hit->marks);
    hit->marks[at] = (struct search_mark){start, end - start};
    hit->mark_count++;
}

static void mark_words(const struct search_look *look, struct search_hit *hit) {
    const char *text = hit->snippet;
    for (size_t i = 0; i < look->words->count; i++) {
        size_t from = 0, start, end;
        for (int n = 0; n < SEARCH_MARKS_MOST &&
                        find_word(look, &look->words->items[i], text, from, &start, &end);
             n++) {
            add_mark(hit, start, end);
            from = end;
        }
    }
    if (look->is_reading && hit->mark_count == 0)
        add_mark(hit, 0, strlen(text));
}

/* One line: line ends and tabs become blanks. */
static void append_line(struct buffer *out, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        buffer_append_char(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
}

/* The line as it may be shown, and the place in it: in the hall all was masked before it was looked through. */
static size_t append_shown(const struct search_look *look, const char *kind, const char *text,
                           struct buffer *out, size_t *masked) {
    size_t place = first_place(look, text);
    *masked = 0;
    if (look->is_published) {
        buffer_append(out, text);
    } else {
        personal_append_found(out, kind, look->field, text, &place, masked);
    }
    return place;
}

static char *shown_title(const struct search_look *look, const char *kind) {
    struct buffer title = BUFFER_INIT;
    if (look->is_published) {
        return text_copy(buffer_text(&look->title));
    }
    personal_append_cell(&title, "", kind, COL_TITLE, buffer_text(&look->title));
    return buffer_take(&title);
}

bool search_look_fill(const struct search_look *look, struct search_hit *hit) {
    struct buffer line = BUFFER_INIT, shown = BUFFER_INIT, snippet = BUFFER_INIT;
    size_t masked = 0;
    append_line(&line, buffer_text(&look->text), look->text.length);
    size_t place = append_shown(look, hit->kind, buffer_text(&line), &shown, &masked);
    const char *text = buffer_text(&shown);
    size_t start = window_start(text, place);
    size_t length = text_cut(text + start, SNIPPET_COLS, NULL);
    buffer_append(&snippet, start > 0 ? CUT : "");
    buffer_append_bytes(&snippet, text + start, length);
    buffer_append(&snippet, text[start + length] != '\0' ? CUT : "");
    bool failed = line.failed || shown.failed || look->text.failed || look->title.failed ||
                  look->plain.failed;
    buffer_release(&line);
    buffer_release(&shown);
    hit->field = look->field;
    hit->title = shown_title(look, hit->kind);
    hit->snippet = buffer_take(&snippet);
    buffer_release(&snippet);
    if (failed || hit->title == NULL || hit->snippet == NULL)
        return false;
    mark_words(look, hit);
    if (masked > 0 && hit->mark_count == 0) { /* what was found stands behind the stars */
        size_t at = place - start + (start > 0 ? strlen(CUT) : 0);
        size_t most = strlen(hit->snippet);
        add_mark(hit, at, at + masked < most ? at + masked : most);
    }
    return true;
}
