/* Pinyin letters → hanzi: what has been typed, what it may stand for, what was chosen. Pure: no terminal, no
 * files. Sentences are put together from words by their likelihood; syllables may be shortened to their
 * beginnings (zjd); the words of one office come to those built in. */
#ifndef ZWGK_BASE_COMPOSE_H
#define ZWGK_BASE_COMPOSE_H

#include "base/buffer.h"

enum { COMPOSE_LETTERS_MOST = 60, COMPOSE_CANDIDATES_MOST = 400 };

struct compose;
struct compose *compose_new(void); /* NULL when memory ran out */
void compose_free(struct compose *compose);
/* zh is z, ch c, sh s, n l, f h; -an is -ang, -en -eng, -in -ing, and the other way round. */
void compose_set_fuzzy(struct compose *compose, bool is_fuzzy);

/* ---- being typed ------------------------------------------------------------------------------------ */

/* A letter a … z (v for ü), or ' between syllables. False: it is none, or there are too many. */
bool compose_type(struct compose *compose, char letter);
bool compose_backspace(struct compose *compose); /* false: nothing was typed */
void compose_clear(struct compose *compose);
const char *compose_letters(const struct compose *compose); /* "" when nothing is being typed */
/* What the letters, or their beginning, may stand for, the likeliest first. */
size_t compose_count(const struct compose *compose);
const char *compose_candidate(const struct compose *compose, size_t index);
/* Appends the candidate; the letters it does not stand for go on being typed. */
void compose_choose(struct compose *compose, size_t index, struct buffer *out);

/* ---- the office's words ----------------------------------------------------------------------------- */

/* A word of hanzi with its reading, "zhai ji di"; a name has been chosen 0 times. False when it has no such
 * reading, is too long, or there are too many. */
bool compose_add_word(struct compose *compose, const char *word, const char *reading, int uses);
/* What was chosen since the last of these two calls is remembered, or forgotten as if it had never been. */
void compose_keep(struct compose *compose);
void compose_drop(struct compose *compose);
/* One of the words kept and not yet told of; false: none. `reading` is "zhai ji di", `uses` how often more. */
bool compose_take_kept(struct compose *compose, struct buffer *word, struct buffer *reading, int *uses);
void compose_forget_words(struct compose *compose); /* all the office's */

#endif
