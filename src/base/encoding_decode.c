/* Bytes into UTF-8, piece by piece. Bad bytes stop it with their place or become U+FFFD, as asked; nothing is left
 * out in silence. Reads no files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_library.h"
#include "base/encoding_mark.h"
#include "base/encoding_place.h"
#include "base/encoding_stream.h"
#include "base/text.h"

enum { HELD_MOST = 8, SHOWN_BYTES = 4 };

struct decoder {
    enum encoding encoding;
    enum decoder_manner manner;
    struct conversion conversion; /* of zeros for UTF-8 */
    struct conversion hkscs;      /* for what Big5 lacks, when it was first lacking */
    bool has_begun;               /* a mark at the start is behind it */
    bool has_text;                /* the first character is written */
    char held[HELD_MOST];         /* the beginning of a character */
    size_t held_length;
    int64_t offset; /* of what comes next, or of the first held byte */
    struct encoding_place place;
};

static const char *const no_memory = N_("内存不足，请关闭其他程序后再试");

static bool is_utf16(enum encoding encoding) {
    return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
}

enum status decoder_open(struct decoder **out, enum encoding from, enum decoder_manner manner,
                         struct problem *problem) {
    struct decoder *decoder = calloc(1, sizeof *decoder);
    *out = NULL;
    if (decoder == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory);
    }
    decoder->encoding = from;
    decoder->manner = manner;
    decoder->place = (struct encoding_place){1, 1};
    enum status status = from == ENCODING_UTF_8 || from == ENCODING_AUTO
                             ? STATUS_OK
                             : conversion_open_reading(&decoder->conversion, from, problem);
    if (status != STATUS_OK) {
        decoder_close(decoder);
        return status;
    }
    *out = decoder;
    return STATUS_OK;
}

void decoder_close(struct decoder *decoder) {
    if (decoder != NULL) {
        conversion_close(&decoder->conversion);
        conversion_close(&decoder->hkscs);
        free(decoder);
    }
}

size_t decoder_waiting(const struct decoder *decoder) {
    return decoder->held_length;
}

enum encoding decoder_encoding(const struct decoder *decoder) {
    return decoder->encoding;
}

/* ---- what the library cannot do ------------------------------------------------------------------ */

static void append_character(struct buffer *out, char32_t character) {
    char encoded[4];
    buffer_append_bytes(out, encoded, text_encode(character, encoded));
}

static void skip(struct bytes *in, size_t length) {
    in->at += length;
    in->left -= length;
}

/* Two bytes that are Big5 in Hong Kong only. */
static bool read_hkscs(struct decoder *decoder, struct bytes *in, struct buffer *out) {
    struct bytes pair = {in->at, 2};
    if (decoder->encoding != ENCODING_BIG5 || in->left < 2 ||
        (decoder->hkscs.convert == NULL &&
         conversion_open_reading(&decoder->hkscs, ENCODING_BIG5_HKSCS, NULL) != STATUS_OK)) {
        return false;
    }
    if (conversion_run(&decoder->hkscs, &pair, out) != CONVERSION_DONE) {
        return false;
    }
    conversion_flush(&decoder->hkscs, out);
    skip(in, 2);
    return true;
}

/* Big5 alone refuses the first byte; the second may make it Hong Kong's. */
static bool may_be_hkscs_lead(const struct decoder *decoder, struct bytes in) {
    return decoder->encoding == ENCODING_BIG5 && in.left == 1 && (unsigned char)in.at[0] >= 0x81 &&
           (unsigned char)in.at[0] != 0xFF;
}

/* True when it may go on behind what stopped the library. */
static bool step_over(struct decoder *decoder, struct bytes *in, struct buffer *out) {
    char32_t character;
    size_t used = gb_repair_bytes(decoder->encoding, *in, &character);
    if (used > 0) {
        append_character(out, character);
        skip(in, used);
        return true;
    }
    if (read_hkscs(decoder, in, out)) {
        return true;
    }
    if (decoder->manner == DECODER_STOPS) {
        return false;
    }
    append_character(out, 0xFFFD);
    skip(in, is_utf16(decoder->encoding) && in->left >= 2 ? 2 : 1);
    return true;
}

/* ---- converting ---------------------------------------------------------------------------------- */

static enum conversion_end run_utf8(struct bytes *in, struct buffer *out) {
    size_t good = in->left;
    text_is_valid(in->at, in->left, &good);
    buffer_append_bytes(out, in->at, good);
    skip(in, good);
    if (out->failed) {
        return CONVERSION_NO_MEMORY;
    }
    return in->left == 0                            ? CONVERSION_DONE
           : encoding_is_cut_utf8(in->at, in->left) ? CONVERSION_CUT
                                                    : CONVERSION_STUCK;
}

static enum conversion_end run(struct decoder *decoder, struct bytes *in, struct buffer *out) {
    for (;;) {
        enum conversion_end end = decoder->conversion.convert == NULL
                                      ? run_utf8(in, out)
                                      : conversion_run(&decoder->conversion, in, out);
        if (end == CONVERSION_STUCK && may_be_hkscs_lead(decoder, *in)) {
            return CONVERSION_CUT;
        }
        if (end != CONVERSION_STUCK || !step_over(decoder, in, out)) {
            return end;
        }
    }
}

/* A byte order mark is no character of the text. */
static void drop_mark(struct decoder *decoder, struct buffer *out, size_t start) {
    if (decoder->has_text || out->length == start) {
        return;
    }
    decoder->has_text = true;
    if (out->length - start >= 3 && memcmp(out->data + start, "\xEF\xBB\xBF", 3) == 0) {
        out->length -= 3;
        memmove(out->data + start, out->data + start + 3, out->length - start);
        out->data[out->length] = '\0';
    }
}

static enum status refuse(const struct decoder *decoder, struct bytes bad, bool is_cut,
                          struct problem *problem) {
    char shown[SHOWN_BYTES * 3 + 1] = "";
    for (size_t i = 0; i < bad.left && i < SHOWN_BYTES; i++) {
        bool is_last = i + 1 == bad.left || i + 1 == SHOWN_BYTES;
        snprintf(shown + i * 3, 4, is_last ? "%02X" : "%02X ", (unsigned)(unsigned char)bad.at[i]);
    }
    const char *message =
        is_cut
            ? N_("文件在第 {line} 行第 {column} 字处断开，最后的字不完整（{encoding}，第 {offset} "
                 "字节：{bytes}），请重新取得文件")
            : N_("第 {line} 行第 {column} 字不是 {encoding} 编码（第 {offset} 字节：{bytes}），请"
                 "另选编码或改正文件");
    enum status status = problem_set(problem, STATUS_INVALID, NULL, message);
    problem_place(problem, "encoding", encoding_name(decoder->encoding));
    problem_place_integer(problem, "offset", decoder->offset);
    problem_place(problem, "bytes", shown);
    encoding_place_tell(&decoder->place, problem);
    return status;
}

/* Converts what it can of `in`. On OK what is left of it is the beginning of a character. */
static enum status consume(struct decoder *decoder, struct bytes *in, struct buffer *out,
                           struct problem *problem) {
    size_t start = out->length, before = in->left;
    enum conversion_end end = run(decoder, in, out);
    if (end == CONVERSION_NO_MEMORY || out->failed) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory);
    }
    if (decoder->encoding == ENCODING_GB18030) {
        gb_modernise(out, start);
    }
    drop_mark(decoder, out, start);
    encoding_place_advance(&decoder->place, buffer_text(out) + start, out->length - start);
    decoder->offset += (int64_t)(before - in->left);
    return end == CONVERSION_STUCK ? refuse(decoder, *in, false, problem) : STATUS_OK;
}

/* In UTF-16 a mark at the start may turn the order round. */
static enum status turn_round(struct decoder *decoder, const unsigned char *first,
                              struct problem *problem) {
    enum encoding found = first[0] == 0xFF && first[1] == 0xFE   ? ENCODING_UTF_16LE
                          : first[0] == 0xFE && first[1] == 0xFF ? ENCODING_UTF_16BE
                                                                 : decoder->encoding;
    if (found == decoder->encoding) {
        return STATUS_OK;
    }
    conversion_close(&decoder->conversion);
    decoder->encoding = found;
    return conversion_open_reading(&decoder->conversion, found, problem);
}

/* Completes the character that waits, a byte at a time. */
static enum status feed_held(struct decoder *decoder, struct bytes *in, struct buffer *out,
                             struct problem *problem) {
    enum status status = STATUS_OK;
    while (status == STATUS_OK && in->left > 0 && decoder->held_length > 0) {
        decoder->held[decoder->held_length++] = in->at[0];
        skip(in, 1);
        if (!decoder->has_begun) {
            decoder->has_begun = true;
            status = turn_round(decoder, (const unsigned char *)decoder->held, problem);
        }
        struct bytes held = {decoder->held, decoder->held_length};
        if (status == STATUS_OK) {
            status = consume(decoder, &held, out, problem);
        }
        memmove(decoder->held, held.at, held.left);
        decoder->held_length = held.left;
        /* No character is that long: the library would wait for ever. */
        if (status == STATUS_OK && decoder->held_length == HELD_MOST) {
            return refuse(decoder, held, false, problem);
        }
    }
    return status;
}

/* The first two bytes of UTF-16 are looked at together. */
static bool must_wait(const struct decoder *decoder, struct bytes in) {
    return !decoder->has_begun && is_utf16(decoder->encoding) && in.left == 1;
}

enum status decoder_feed(struct decoder *decoder, const char *bytes, size_t length,
                         struct buffer *out, struct problem *problem) {
    struct bytes in = {bytes, length};
    enum status status = feed_held(decoder, &in, out, problem);
    if (status != STATUS_OK || in.left == 0) {
        return status;
    }
    if (!must_wait(decoder, in)) {
        if (!decoder->has_begun && is_utf16(decoder->encoding)) {
            status = turn_round(decoder, (const unsigned char *)in.at, problem);
        }
        decoder->has_begun = true;
        if (status == STATUS_OK) {
            status = consume(decoder, &in, out, problem);
        }
    }
    if (status == STATUS_OK && in.left >= HELD_MOST) {
        return refuse(decoder, in, false, problem);
    }
    if (status == STATUS_OK) {
        memcpy(decoder->held, in.at, in.left);
        decoder->held_length = in.left;
    }
    return status;
}

enum status decoder_end(struct decoder *decoder, struct buffer *out, struct problem *problem) {
    struct bytes held = {decoder->held, decoder->held_length};
    if (decoder->conversion.convert != NULL) {
        conversion_flush(&decoder->conversion, out);
    }
    if (held.left > 0 && decoder->manner == DECODER_STOPS) {
        return refuse(decoder, held, true, problem);
    }
    if (held.left > 0) {
        append_character(out, 0xFFFD);
        decoder->held_length = 0;
    }
    return out->failed ? problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory) : STATUS_OK;
}
