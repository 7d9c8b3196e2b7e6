/* What a terminal shows for a character: itself; 〓 for one it cannot draw (unassigned, an emoji, not in its
 * encoding); its code for one that commands or hides. Stored text is never changed by this. */
#ifndef ZWGK_BASE_GLYPH_H
#define ZWGK_BASE_GLYPH_H

#include "base/encoding.h"

#include <stddef.h>
#include <uchar.h>

enum glyph { GLYPH_ITSELF, GLYPH_MARK /* 〓 */, GLYPH_CODE /* <U+202E> */ };

/* The terminal's encoding, when it is not UTF-8. Set once, before the screen. */
void glyph_set_encoding(enum encoding encoding);
/* True for what commands a terminal, or changes what is read though nobody sees it: controls, bidi, zero
 * width, fillers, tags, noncharacters. */
bool glyph_is_hidden(char32_t character);
/* True when the terminal's encoding has it as a character that commands nothing. */
bool glyph_is_encodable(char32_t character);
enum glyph glyph_of(char32_t character);
/* Columns of what is shown; 0 for a combining mark. */
int glyph_columns(char32_t character);
/* Appends what is shown; a character that is shown itself as its UTF-8. */
void glyph_append(struct buffer *out, char32_t character);
/* Appends `text` as it is shown, an invalid byte as <FF>; a mark whose character is not drawn goes with it. */
void glyph_append_text(struct buffer *out, const char *text, size_t length);
/* Appends "U+1F600 U+0378", the first few different characters of `text` that are shown as 〓; nothing
 * when there is none. */
void glyph_append_codes(struct buffer *out, const char *text);

#endif
