/* What somebody typed to be found: its words, and where they stand in a text. Pure: knows no record. */
#ifndef ZWGK_WORK_SEARCH_WORDS_H
#define ZWGK_WORK_SEARCH_WORDS_H

#include "base/buffer.h"
#include "base/pinyin.h"
#include "base/status.h"
#include "store/read.h"

enum { SEARCH_WORDS_MOST = 8, SEARCH_TEXT_MOST = 100 /* characters */ };

struct search_word {
    char *text;                    /* folded */
    struct pinyin_pattern pattern; /* has_letters: may be pinyin too */
};
struct search_words {
    struct search_word items[SEARCH_WORDS_MOST];
    size_t count;
};
/* What the index can be asked of a word. */
struct search_term search_word_term(const struct search_word *word);
/* Words are parted by blanks. INVALID when there is none, or too many, or it is too long. */
MUST_USE enum status search_words_parse(const char *typed, struct search_words *out, struct problem *problem);
void search_words_release(struct search_words *words);

/* True when the word stands in a text made plain (search_append_plain). */
bool search_word_is_in(const struct search_word *word, const char *plain);
/* The first place at or after byte `from` of a text as stored where the word stands. */
bool search_word_find(const struct search_word *word, const char *text, size_t from, size_t *start, size_t *end);
/* The same, read as pinyin: for titles and names. */
bool search_word_find_pinyin(const struct search_word *word, const char *text, size_t from, size_t *start, size_t *end);

#endif
