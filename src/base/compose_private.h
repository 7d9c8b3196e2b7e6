/* Inside the pinyin composition: what its files (compose*.c) share. Nobody else includes this. */
#ifndef ZWGK_BASE_COMPOSE_PRIVATE_H
#define ZWGK_BASE_COMPOSE_PRIVATE_H

#include "base/compose.h"
#include "base/word_list.h"

#include <uchar.h>

enum {
    SYLLABLE_BITS = 64,
    SYLLABLE_WORDS = 7, /* 448 syllables at most */
    TOKENS_MOST = 12,   /* ways to read one syllable from one place */
    PIECES_MOST = 40,   /* words of a sentence */
    COLLECTED_MOST = 1200,
};

/* One syllable read from a place of the letters: which it may be, and where the next begins. */
struct token {
    uint64_t syllables[SYLLABLE_WORDS];
    unsigned char letter; /* of the keys: 1 … 26 */
    unsigned char end;
    unsigned char penalty;
};

/* A word of the office: a name out of its registers, or one that was chosen. */
struct own_word {
    uint64_t key;
    char *text;
    uint16_t syllables[WORD_SYLLABLES_MOST];
    unsigned char length; /* hanzi */
    unsigned char cost;
    bool is_name;
    int uses;    /* all of them */
    int pending; /* not yet kept */
    int kept;    /* kept, not yet told of */
};

struct own_words {
    struct own_word *items; /* by key, then cost */
    size_t count, capacity;
    bool has_kept, has_pending;
    bool is_unsorted; /* words were added at the end */
};

/* A word of the list built in (own NULL: its first unit) or of the office. */
struct word_ref {
    const struct own_word *own;
    uint32_t unit;
    unsigned char length;
};

struct candidate {
    uint32_t text; /* offset into compose->texts */
    int cost;
    struct word_ref word; /* length 0: the sentence */
    unsigned char end;    /* letters it stands for */
};

struct compose {
    char letters[COMPOSE_LETTERS_MOST + 1];
    size_t length;
    bool is_fuzzy;
    struct token tokens[COMPOSE_LETTERS_MOST + 1][TOKENS_MOST];
    unsigned char token_count[COMPOSE_LETTERS_MOST + 1];
    struct candidate candidates[COLLECTED_MOST];
    size_t count;
    int of_reading; /* while they are being collected: how many of the present one */
    struct buffer texts; /* of the candidates, each ended by a NUL */
    struct word_ref sentence[PIECES_MOST]; /* of the candidate of length 0 */
    size_t pieces;
    struct own_words own;
    /* What was chosen since the letters began, to be learned as one word. */
    struct buffer chosen;
    uint16_t chosen_syllables[WORD_SYLLABLES_MOST];
    size_t chosen_length, chosen_parts;
};

/* compose_read.c: the ways to read the letters from each place. */
void compose_read(struct compose *compose);
unsigned char compose_key_letter(char letter);

/* compose_walk.c: calls `found` with every word that the letters from `start` on may stand for, the cheapest of each
 * reading first; while it returns false, those of this reading are passed over. */
struct found {
    struct word_ref word;
    int cost;
    size_t end;
    bool is_new_reading; /* the first of its reading and list */
    bool is_shortened;   /* by a bare initial or otherwise guessed */
};
void compose_walk(const struct compose *compose, size_t start,
                  bool (*each)(void *context, const struct found *found), void *context);

/* compose.c: the candidates anew, after the words or the letters have changed. */
void compose_refresh(struct compose *compose);

/* compose_words.c: the office's. */
size_t own_lower_bound(const struct own_words *own, size_t low, size_t high, uint64_t key);
bool own_learn(struct own_words *own, const char *text, const uint16_t *syllables, size_t length);
void own_release(struct own_words *own);

/* Brings words that were added into their order; the same word twice becomes one. */
void own_sort(struct own_words *own);

/* Texts and syllables of words. */
void word_append_text(const struct word_ref *word, struct buffer *out);
const uint16_t *word_reading(const struct word_ref *word);
/* The number of a syllable spelled so; word_syllable_count: none. */
size_t word_syllable_find(const char *text, size_t length);

#endif
