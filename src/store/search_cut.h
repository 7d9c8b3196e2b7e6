/* Private to src/store: how a plain text is cut into tokens, for those who write them and those who ask for them. */
#ifndef ZWGK_STORE_SEARCH_CUT_H
#define ZWGK_STORE_SEARCH_CUT_H

#include "store/search_token.h"

#define TOKEN_INITIALS "·"
#define TOKEN_SYLLABLE "··" /* two as they are read, ··zhai·ji; of the last of a run ··di·; letters as themselves */
#define TOKEN_AND "·"

enum token_class { TOKEN_NONE, TOKEN_LETTER, TOKEN_DIGIT, TOKEN_WIDE };
/* Of a folded character. What is neither ASCII nor punctuation counts as a hanzi does. */
enum token_class token_class_of(char32_t character);
/* Characters in a token: two hanzi, three letters, four digits. */
size_t token_size(enum token_class class);

/* A run of characters of one class. Start with the text and its length. */
struct token_run {
    const char *text; /* plain */
    size_t length;
    size_t at;      /* behind the run */
    size_t start;   /* of the run */
    size_t count;   /* characters */
    bool is_joined; /* the run before ends right where it begins */
    enum token_class class;
};
bool token_next_run(struct token_run *run); /* false behind the last */
size_t token_step(const struct token_run *run, size_t at); /* bytes of the character at `at` */
/* Bytes of the token that begins at `at`, with `left` characters of the run from there on: shorter at its end. */
size_t token_bytes(const struct token_run *run, size_t at, size_t left);
/* The token across the joint with the run before, of one character of each: where it begins, and its bytes. */
size_t token_joint(const struct token_run *run, size_t *start);

#endif
