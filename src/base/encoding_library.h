/* One way from an encoding to another through an iconv that does it right. Included by encoding_*.c only. */
#ifndef ZWGK_BASE_ENCODING_LIBRARY_H
#define ZWGK_BASE_ENCODING_LIBRARY_H

#include <uchar.h>

#include "base/encoding.h"

struct conversion {
    void *handle;
    size_t (*convert)(void *handle, char **in, size_t *in_left, char **out, size_t *out_left);
    int (*close)(void *handle);
    void *library; /* GNU libiconv's, loaded for this; NULL: the C library's own */
};

struct bytes {
    const char *at;
    size_t left;
};

enum conversion_end {
    CONVERSION_DONE,
    CONVERSION_STUCK, /* at what it cannot convert */
    CONVERSION_CUT,   /* at what may be the beginning of a character */
    CONVERSION_NO_MEMORY,
};

/* Opens the way to or from UTF-8, trying the C library, then GNU libiconv, each with a known sample. INVALID says
 * what is missing and what to do. */
MUST_USE enum status conversion_open_reading(struct conversion *out, enum encoding from,
                                             struct problem *problem);
MUST_USE enum status conversion_open_writing(struct conversion *out, enum encoding to,
                                             struct problem *problem);
void conversion_close(struct conversion *conversion); /* one of zeros allowed */
/* Converts until the end, or until it is stuck or cut; `in` moves on. */
enum conversion_end conversion_run(struct conversion *conversion, struct bytes *in,
                                   struct buffer *out);
/* Makes it ready for another text. What it still held back is appended (Big5-HKSCS holds one back). */
void conversion_flush(struct conversion *conversion, struct buffer *out);

/* ---- encoding_gb.c: what the tables of the libraries lack ---------------------------------------- */

/* Bytes of `bad` (0: none) that stand for *character though the library does not know them. */
size_t gb_repair_bytes(enum encoding from, struct bytes bad, char32_t *character);
/* Bytes put into out[0..1] (0: none) for a character that the library cannot write. */
size_t gb_repair_character(enum encoding to, char32_t character, char out[2]);
/* Replaces, from `start` on, the 24 private characters by which GB18030 of 2000 and 2005 stood for what Unicode
 * has had since, whatever edition the library follows. */
void gb_modernise(struct buffer *out, size_t start);
/* Bytes of the longest beginning of GBK that lies within GB 2312; *characters counts them. */
size_t gb2312_span(const char *bytes, size_t length, size_t *characters);

#endif
