/* The line that tells which characters stand behind the 〓 on the screen. */
#ifndef ZWGK_UI_UNDRAWN_H
#define ZWGK_UI_UNDRAWN_H

#include <uchar.h>

struct buffer;

/* Appends the sentence about what of `text` is shown as 〓; nothing when there is nothing. */
void undrawn_append(struct buffer *out, const char *text);
/* The same of the character under the cursor, which may also be one shown by its code; 0: nothing. */
void undrawn_append_character(struct buffer *out, char32_t character);

#endif
