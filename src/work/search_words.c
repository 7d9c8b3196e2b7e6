/* Words that somebody typed, and where they stand: in the text folded, without the blanks between two hanzi. Finds nothing
 * that is not there, whatever an index says. */
#include "work/search_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"

/* ---- parsing ---------------------------------------------------------------------------------------- */

void search_words_release(struct search_words *words) {
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i].text);
    words->count = 0;
}

/* Folded; what may not be stored in a text stands in none, and parts words. */
static void append_folded(struct buffer *out, const char *typed) {
    size_t length = strlen(typed);
    for (size_t at = 0; at < length;) {
        char32_t character;
        char bytes[5] = "";
        size_t used = text_decode(typed + at, length - at, &character);
        memcpy(bytes, typed + at, used);
        bool is_kept = text_find_forbidden(bytes, false) == 0;
        fold_append(out, is_kept ? bytes : " ", is_kept ? used : 1);
        at += used;
    }
}

/* Signs are not read aloud: with one among them, letters are only letters. */
static bool may_be_spoken(const struct pinyin_pattern *pattern) {
    for (size_t i = 0; i < pattern->count; i++) {
        char32_t character = pattern->characters[i];
        bool is_kept = character == '\'' || (character >= 'a' && character <= 'z') ||
                       (character >= '0' && character <= '9') || fold_is_hanzi(character);
        if (!is_kept)
            return false;
    }
    return true;
}

static enum status add_word(struct search_words *out, const char *text, size_t length,
                            struct problem *problem) {
    if (out->count == SEARCH_WORDS_MOST) {
        problem_set(problem, STATUS_INVALID, "", N_("一次最多查 {most} 个词，请少写几个"));
        problem_place_integer(problem, "most", SEARCH_WORDS_MOST);
        return STATUS_INVALID;
    }
    struct search_word *word = &out->items[out->count];
    word->text = strndup(text, length);
    if (word->text == NULL)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    if (!pinyin_pattern_read(&word->pattern, text, length) || !may_be_spoken(&word->pattern))
        word->pattern.has_letters = false;
    out->count++;
    return STATUS_OK;
}

enum status search_words_parse(const char *typed, struct search_words *out,
                               struct problem *problem) {
    struct buffer folded = BUFFER_INIT;
    enum status status = STATUS_OK;
    out->count = 0;
    if (text_length(typed) > SEARCH_TEXT_MOST) {
        problem_set(problem, STATUS_INVALID, "", N_("要查的内容太长，最多 {most} 个字"));
        problem_place_integer(problem, "most", SEARCH_TEXT_MOST);
        return STATUS_INVALID;
    }
    append_folded(&folded, typed);
    if (folded.failed)
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    const char *at = buffer_text(&folded);
    for (at += strspn(at, " "); *at != '\0' && status == STATUS_OK; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        status = add_word(out, at, length, problem);
        at += length;
    }
    buffer_release(&folded);
    if (status == STATUS_OK && out->count == 0)
        status = problem_set(problem, STATUS_INVALID, "",
                             N_("请写要查的字：汉字、编号、电话或拼音首字母"));
    if (status != STATUS_OK)
        search_words_release(out);
    return status;
}

struct search_term search_word_term(const struct search_word *word) {
    return (struct search_term){word->text, word->pattern.has_letters ? &word->pattern : NULL};
}

/* ---- finding ------------------------------------------------------------------------------------------ */

bool search_word_is_in(const struct search_word *word, const char *plain) {
    return strstr(plain, word->text) != NULL;
}

/* The place in `text` of the character that begins at byte `wanted` of its plain form; `*at` and `*place` are where the
 * walk along both stands. Blanks of the text that the plain form has not are passed over. */
static void walk_to(const char *text, size_t length, const char *plain, size_t wanted, size_t *at,
                    size_t *place) {
    while (*at < length) {
        char32_t character;
        char bytes[4];
        size_t used = text_decode(text + *at, length - *at, &character);
        character = fold_character(character);
        bool is_left_out = character == ' ' && plain[*place] != ' ';
        if (*place == wanted && !is_left_out)
            return;
        *place += is_left_out ? 0 : text_encode(character, bytes);
        *at += used;
    }
}

bool search_word_find(const struct search_word *word, const char *text, size_t from, size_t *start,
                      size_t *end) {
    struct buffer plain = BUFFER_INIT;
    size_t length = strlen(text), at = from, place = 0;
    search_append_plain(&plain, text + from, length - from);
    const char *found = plain.failed ? NULL : strstr(buffer_text(&plain), word->text);
    if (found != NULL) {
        size_t first = (size_t)(found - plain.data), bytes = strlen(word->text);
        walk_to(text, length, plain.data, first, &at, &place);
        *start = at;
        /* Up to its last character, and over that one. */
        char32_t character;
        size_t last = first + bytes;
        while (last > first + 1 && ((unsigned char)plain.data[last - 1] & 0xC0) == 0x80)
            last--;
        walk_to(text, length, plain.data, last - 1, &at, &place);
        *end = at + text_decode(text + at, length - at, &character);
    }
    buffer_release(&plain);
    return found != NULL;
}

bool search_word_find_pinyin(const struct search_word *word, const char *text, size_t from,
                             size_t *start, size_t *end) {
    return word->pattern.has_letters &&
           pinyin_matches(&word->pattern, text, strlen(text), from, start, end);
}
