/* Strokes of hanzi, and the order of name lists by them (按姓氏笔画为序). Tables: data/unicode/strokes.tsv. */
#ifndef ZWGK_BASE_STROKES_H
#define ZWGK_BASE_STROKES_H

#include <uchar.h>

struct buffer;

/* Its strokes; 0 when it is no hanzi or none are known. */
unsigned stroke_count(char32_t character);
/* Appends a key whose bytes sort a list of names as is usual in office lists: by the surname's strokes, then
 * by their kinds 横竖撇点折, then by the surname; a given name of one hanzi before those of two; then by the
 * given name's characters alike. Double surnames follow the surname of one hanzi they begin with. Where the
 * kinds are not known, the character comes after those where they are, by code point. Blanks and · count for nothing; half-width letters and digits come before hanzi,
 * other characters after them. Valid UTF-8 without NUL. */
void stroke_append_key(struct buffer *out, const char *name);

#endif
