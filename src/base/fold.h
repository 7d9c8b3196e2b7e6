/* Folding for search and keys: what a clerk takes for the same character becomes one character. Stored text
 * stays as typed; both sides of a comparison are folded. Tables: data/unicode/fold.tsv. */
#ifndef ZWGK_BASE_FOLD_H
#define ZWGK_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

struct buffer;

/* One character for one: full-width → half-width, U+3000 and other blanks → blank, A → a (Ä → ä),
 * traditional → simplified, radicals, vertical, small and compatibility forms → the character itself, half-width
 * kana → kana; 〇 ○ 零 → 零; · • ・ ‧ and such → · (U+00B7). ① ㎡ ² Ⅳ stay. Folding twice changes nothing. */
char32_t fold_character(char32_t character);
/* Appends the folded text, character by character in the same order (invalid bytes give U+FFFD): the n-th
 * character of the result is the n-th of `text`, though its bytes may lie elsewhere. */
void fold_append(struct buffer *out, const char *text, size_t length);
/* Hanzi of every block, compatibility ideographs and 〇 included. */
bool fold_is_hanzi(char32_t character);
/* Changes whenever the tables of folding, readings or strokes, or the rules over them do: keep it with keys
 * stored in a database and compute them anew when it differs. */
uint32_t fold_version(void);

#endif
