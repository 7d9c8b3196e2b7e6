/* What line_edit and text_edit share: characters with their combining marks ("clusters"), what may be
 * typed, what is shown for them. Offsets are bytes; a text is (text, length), text NULL when empty. */
#ifndef ZWGK_FORM_EDIT_TEXT_H
#define ZWGK_FORM_EDIT_TEXT_H

#include "form/line_edit.h"

#include <uchar.h>

/* The end of the cluster at `at` < length; a newline is a cluster by itself. *cols (NULL allowed) gets
 * its columns, always >= 1 but for a newline's 0: those of what is shown (base/glyph.h). */
size_t edit_text_next(const char *text, size_t length, size_t at, int *cols);
/* The beginning of the cluster that ends at `at` > 0. */
size_t edit_text_previous(const char *text, size_t at);
/* The nearest cluster's beginning at or after `at`. */
size_t edit_text_settle(const char *text, size_t length, size_t at);
/* Columns of a stretch without newlines. */
int edit_text_cols(const char *text, size_t length);
int edit_text_characters(const char *text, size_t length);
/* Appends what the terminal gets for the whole clusters of a stretch without newlines. */
void edit_text_append_shown(struct buffer *out, const char *text, size_t length);
/* The character under the cursor (at the end: before it) that is not shown itself; 0 when there is none. */
char32_t edit_text_undrawn(const char *text, size_t length, size_t cursor);
/* Appends to `out` what of the typed or pasted text is inserted with room for `room` characters behind
 * a text that ends (or, at_start, does not yet begin) there: whole clusters, line ends as newlines
 * (multiline) or blanks, tabs as blanks. EDIT_FULL when not all fits; EDIT_REFUSED and nothing
 * appended when a character is not allowed. */
enum edit_result edit_text_accept(const char *typed, size_t length, bool multiline, bool at_start,
                                  int room, struct buffer *out);
/* Appends a stored text made fit for an editor: invalid bytes as U+FFFD, line ends as above, a blank
 * before a mark that has no character of its own. */
void edit_text_append_clean(struct buffer *out, const char *text, bool multiline);
/* A new text with `removed` bytes at `at` replaced; NULL when memory ran out. The caller frees. */
char *edit_text_replaced(const char *text, size_t length, size_t at, size_t removed,
                         const char *inserted, size_t inserted_length);

#endif
