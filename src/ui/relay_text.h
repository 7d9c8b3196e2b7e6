/* What passes the relay, in either direction: streams of bytes, converted as they come. Pure; private to
 * relay.c. */
#ifndef ZWGK_UI_RELAY_TEXT_H
#define ZWGK_UI_RELAY_TEXT_H

#include "base/buffer.h"
#include "base/encoding.h"

struct encoder;

struct relay_text {
    enum encoding encoding;  /* the terminal's: GB18030, GBK or BIG5 */
    struct encoder *encoder; /* to the terminal */
    struct buffer typed;     /* a character whose end the terminal has not sent yet */
    struct buffer drawn;     /* … the program has not written yet */
};

/* INVALID when this machine cannot convert. The terminal's encoding becomes the process's (glyph.h). */
MUST_USE enum status relay_text_open(struct relay_text *text, enum encoding encoding,
                                     struct problem *problem);
void relay_text_close(struct relay_text *text);
/* Appends what the terminal sent, in UTF-8; each bad byte or pair is U+FFFD and takes nothing else with it. */
void relay_text_from_terminal(struct relay_text *text, const char *bytes, size_t length,
                              struct buffer *out);
/* Bytes that wait for the rest of their character. */
size_t relay_text_waiting(const struct relay_text *text);
/* They have waited long enough. */
void relay_text_give_up(struct relay_text *text, struct buffer *out);
/* Appends what the program drew, for the terminal: every character in as many columns as the program
 * counts, 〓 or ? for one its encoding lacks, and no byte that is a control in it. */
void relay_text_to_terminal(struct relay_text *text, const char *bytes, size_t length,
                            struct buffer *out);

#endif
