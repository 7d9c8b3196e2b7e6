/* Text of any length between UTF-8 and another encoding, in pieces that may end anywhere: what is incomplete at
 * the end of a piece waits for the next. Memory does not grow with the text. Nothing is lost in silence. */
#ifndef ZWGK_BASE_ENCODING_STREAM_H
#define ZWGK_BASE_ENCODING_STREAM_H

#include <uchar.h>

#include "base/encoding.h"

/* ---- bytes in, UTF-8 out ------------------------------------------------------------------------ */

struct decoder;

enum decoder_manner {
    DECODER_STOPS,    /* at bytes that are no character */
    DECODER_REPLACES, /* each such byte becomes U+FFFD, and it goes on: for a terminal */
};

/* Not ENCODING_AUTO. INVALID when this machine cannot read the encoding (encoding_check_readable). */
MUST_USE enum status decoder_open(struct decoder **out, enum encoding from,
                                  enum decoder_manner manner, struct problem *problem);
void decoder_close(struct decoder *decoder); /* NULL allowed */
/* Appends to out all that is complete; at most 7 bytes wait. A byte order mark at the very start is left out, and
 * in UTF-16 decides the order. INVALID (DECODER_STOPS) with places {encoding} {offset} {bytes} and line and
 * column, as encoding_to_utf8 but counted from the first piece; what came before is appended. After a status other
 * than OK the decoder is good for nothing but decoder_close. */
MUST_USE enum status decoder_feed(struct decoder *decoder, const char *bytes, size_t length,
                                  struct buffer *out, struct problem *problem);
/* The text ends here: INVALID when it ends within a character (DECODER_REPLACES: U+FFFD). */
MUST_USE enum status decoder_end(struct decoder *decoder, struct buffer *out,
                                 struct problem *problem);
/* Bytes that wait for the rest of their character: a terminal may give them up after a while. */
size_t decoder_waiting(const struct decoder *decoder);
/* The order found at the start, when it was opened for UTF-16; else what it was opened for. */
enum encoding decoder_encoding(const struct decoder *decoder);

/* ---- UTF-8 in, bytes out ------------------------------------------------------------------------ */

struct encoder;

/* A character that the encoding lacks, and where it stood. */
struct encoding_loss {
    int64_t line, column; /* from 1; the column in characters */
    int64_t offset;       /* in the UTF-8 text, from 0 */
    char32_t character;
    bool is_space; /* U+00A0 became a plain space; any other became 〓, □ or ? */
};

enum encoder_manner {
    ENCODER_STOPS,    /* at a character that the encoding lacks */
    ENCODER_REPLACES, /* by 〓 (□ or ? where that is lacking too), and goes on */
};

/* ENCODING_AUTO: UTF-8. INVALID when this machine cannot write the encoding (encoding_check_writable). */
MUST_USE enum status encoder_open(struct encoder **out, enum encoding to,
                                  enum encoder_manner manner, struct problem *problem);
void encoder_close(struct encoder *encoder); /* NULL allowed */
/* Calls `lost` for each character that is replaced. With it, U+00A0 is replaced by a space (and told) in either
 * manner; without it ENCODER_STOPS stops there too. */
void encoder_tell(struct encoder *encoder,
                  void (*lost)(void *context, const struct encoding_loss *loss), void *context);
/* Appends to out all that is complete. INVALID (ENCODER_STOPS) with places {encoding} {character} {code} and line
 * and column, counted from the first piece; or for text that is no UTF-8. ENCODER_REPLACES takes a bad byte for
 * U+FFFD. After a status other than OK only encoder_close, or encoder_stopped_at, may follow. */
MUST_USE enum status encoder_feed(struct encoder *encoder, const char *text, size_t length,
                                  struct buffer *out, struct problem *problem);
/* The text ends here: INVALID when it ends within a character. */
MUST_USE enum status encoder_end(struct encoder *encoder, struct buffer *out,
                                 struct problem *problem);
/* The character at which it stopped; character 0 when it did not. */
struct encoding_loss encoder_stopped_at(const struct encoder *encoder);

#endif
