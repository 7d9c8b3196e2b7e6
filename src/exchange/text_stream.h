/* A text file of any of our encodings and of any length, block by block, as UTF-8. The memory needed does not grow
 * with the file. */
#ifndef ZWGK_EXCHANGE_TEXT_STREAM_H
#define ZWGK_EXCHANGE_TEXT_STREAM_H

#include <stdio.h>
#include <uchar.h>

#include "base/encoding.h"
#include "base/encoding_place.h"

struct text_stream;

/* What a file of which nobody knows the encoding is read in. */
struct text_choice {
    enum encoding given; /* ENCODING_AUTO: to be found */
    enum encoding usual; /* that files of this source were in before; ENCODING_AUTO: not known. A BOM, and
                            UTF-8 with hanzi, are believed before it. */
};

/* Characters of nobody's but a font's: what they meant is lost when the font is. */
struct text_private {
    int64_t count;
    struct encoding_place first;
    char32_t character; /* the first */
};

/* Reads the first 64 KiB and decides. IO when it cannot be read. INVALID: the encoding must be asked
 * (encoding_refuse_unknown), this machine lacks it, or the file is plainly none of the given one. */
MUST_USE enum status text_stream_open(struct text_stream **out, const char *path,
                                      const struct text_choice *choice, struct problem *problem);
/* The same of a stream that stays the caller's; `name` must stay as long. */
MUST_USE enum status text_stream_on(struct text_stream **out, FILE *file, const char *name,
                                    const struct text_choice *choice, struct problem *problem);
void text_stream_close(struct text_stream *stream); /* NULL allowed */

/* Appends the next block. *is_at_end: it was the last. INVALID names the place of what does not fit: bad bytes, an
 * end within a character, a NUL, or a line of UTF-8 in a file of another encoding. */
MUST_USE enum status text_stream_read(struct text_stream *stream, struct buffer *out,
                                      bool *is_at_end, struct problem *problem);
/* What it is read in. */
enum encoding text_stream_encoding(const struct text_stream *stream);
/* What the beginning looks like when that is another than it is read in; else ENCODING_AUTO. */
enum encoding text_stream_suspected(const struct text_stream *stream);
/* Of what was read so far. */
const struct text_private *text_stream_private(const struct text_stream *stream);

#endif
