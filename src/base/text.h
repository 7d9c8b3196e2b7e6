/* UTF-8 text: characters, columns, cutting, cleaning. No locale, no iconv, no curses. */
#ifndef ZWGK_BASE_TEXT_H
#define ZWGK_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

struct buffer;

/* Decodes one character of [text, text+length), length > 0. Returns the bytes used (1..4); an invalid
 * or cut sequence uses 1 byte and gives U+FFFD. Overlong forms and surrogates are invalid. */
size_t text_decode(const char *text, size_t length, char32_t *out);
/* Encodes into out[0..3]; returns the bytes written (0 for surrogates and above U+10FFFF). */
size_t text_encode(char32_t character, char out[4]);
/* True when all bytes are valid UTF-8; else *bad_offset (NULL allowed) is the first bad byte's. */
bool text_is_valid(const char *text, size_t length, size_t *bad_offset);

size_t text_length(const char *text); /* characters */
int text_width(const char *text);     /* columns; see width.h */
/* Bytes of the longest beginning that fits `cols` columns without cutting a character or parting a
 * combining mark from its base; *used (NULL allowed) gets its columns. */
size_t text_cut(const char *text, int cols, int *used);
/* Appends `text` cut and then padded with blanks to exactly `cols` columns. */
void text_append_padded(struct buffer *out, const char *text, int cols);
/* Appends `text` for a terminal, a printer or a log: whatever could command them or hide (controls,
 * C1, bidi, zero-width, tags, invalid bytes, unassigned) is shown as <U+202E>; newline stays only
 * when `multiline`. */
void text_append_safe(struct buffer *out, const char *text, bool multiline);
/* The first character that may not be stored in a text, or 0: controls (newline allowed when
 * `multiline`), bidi controls, zero-width, tags, noncharacters; an invalid byte gives U+FFFD. */
char32_t text_find_forbidden(const char *text, bool multiline);
/* Full-width ASCII (U+FF01..FF5E), U+3000 and 。，、《》【】 as their ASCII keys: 。. ，, 、/ 《< 》> 【[ 】].
 * For keys, codes, dates, numbers: never for stored text. */
char32_t text_fold_key(char32_t character);
void text_append_folded(struct buffer *out, const char *text);
/* Appends `text` without blanks (ASCII, U+3000) at its ends. */
void text_append_trimmed(struct buffer *out, const char *text);
/* Wraps `text` for `cols` columns: calls `line` for each line's byte range. Breaks at newlines, at the
 * last column that fits; no line begins with ，。、；：？！）》” when one character can be carried over.
 * A blank where a line is full is in no line. An empty text is one empty line. Stops when `line` returns false. */
void text_wrap(const char *text, int cols, bool (*line)(void *context, size_t start, size_t end),
               void *context);
/* As it is edited: the blank too, which the next line begins with. */
void text_wrap_whole(const char *text, int cols, bool (*line)(void *context, size_t start, size_t end), void *context);
char *text_copy(const char *text); /* NULL when memory ran out; the caller frees */

#endif
