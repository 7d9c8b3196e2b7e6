/* What the search index is made of: tokens of texts, parted by blanks, and the expressions that ask for them. Pure: text
 * in, text out. Hanzi (and what is no ASCII) in pairs, with the last of a run alone, so that a beginning finds one hanzi;
 * letters and digits in threes, with the shorter ends; initials of hanzi in threes behind one ·, syllables behind two. */
#ifndef ZWGK_STORE_SEARCH_TOKEN_H
#define ZWGK_STORE_SEARCH_TOKEN_H

#include "base/buffer.h"
#include "base/pinyin.h"

/* Changes when texts become other tokens; with the tables' own version. Returns out. */
enum { SEARCH_VERSION_BYTES = 24 };
const char *search_version(char out[SEARCH_VERSION_BYTES]);

/* Appends the text folded and without the blanks between two hanzi: what tokens are made of, and what a found place is
 * made sure of in. */
void search_append_plain(struct buffer *out, const char *text, size_t length);
/* Appends the tokens of a text, each followed by a blank. `scratch` is emptied. */
void search_append_tokens(struct buffer *out, struct buffer *scratch, const char *text, size_t length);
/* Appends the tokens of a title or a name read aloud: nothing when it has no hanzi. `reading` (NULL: none) is
 * person.reading. */
void search_append_initials(struct buffer *out, const char *text, const char *reading);

/* True for a text of just one hanzi (or what counts as one). */
bool search_is_one_hanzi(const char *text);

struct search_term {
    const char *text;                     /* folded, without blanks */
    const struct pinyin_pattern *pattern; /* NULL: not pinyin */
};
/* How well the index knows what it is asked for. */
enum search_strength {
    SEARCH_NO_TOKEN,    /* nothing in the term is indexed: punctuation */
    SEARCH_BEGINNINGS,  /* only beginnings of tokens: slow where there are many */
    SEARCH_ANY_TOKENS,  /* one of several tokens: less slow */
    SEARCH_WHOLE_TOKENS /* whole tokens, at least one in each way it may be read */
};
enum search_strength search_term_strength(const struct search_term *term);
/* Appends the expression for a term: a text that has it has these tokens. With `with_beginnings` those that are only known by
 * their beginning too; without, a term that needs them gives nothing. */
void search_append_term(struct buffer *out, const struct search_term *term, bool with_beginnings);

#endif
