/* UTF-8 into bytes of another encoding, piece by piece. What the encoding lacks stops it with its place, or is
 * replaced and told, as asked. Writes no files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_library.h"
#include "base/encoding_mark.h"
#include "base/encoding_place.h"
#include "base/encoding_stream.h"
#include "base/text.h"

enum { HELD_MOST = 4, BAD_BYTE = 0xFFFD, NO_BREAK_SPACE = 0xA0 };

struct encoder {
    enum encoding encoding;
    enum encoder_manner manner;
    struct conversion conversion; /* of zeros for UTF-8 */
    struct buffer substitute;     /* 〓, □ or ?, as bytes of the encoding */
    void (*lost)(void *context, const struct encoding_loss *loss);
    void *context;
    char held[HELD_MOST]; /* the beginning of a character */
    size_t held_length;
    int64_t offset;
    struct encoding_place place;
    struct encoding_loss stopped;
};

static const char *const no_memory = N_("内存不足，请关闭其他程序后再试");

static enum status refuse_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory);
}

static void find_substitute(struct encoder *encoder) {
    static const char *const signs[] = {"〓", "□", "?"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct bytes in = {signs[i], strlen(signs[i])};
        size_t ignored;
        buffer_clear(&encoder->substitute);
        if (encoder->conversion.convert == NULL) {
            buffer_append(&encoder->substitute, signs[i]);
            return;
        }
        bool is_done =
            conversion_run(&encoder->conversion, &in, &encoder->substitute) == CONVERSION_DONE;
        conversion_flush(&encoder->conversion, &encoder->substitute);
        if (is_done &&
            (encoder->encoding != ENCODING_GB2312 ||
             gb2312_span(encoder->substitute.data, encoder->substitute.length, &ignored) > 0)) {
            return;
        }
    }
}

enum status encoder_open(struct encoder **out, enum encoding to, enum encoder_manner manner,
                         struct problem *problem) {
    struct encoder *encoder = calloc(1, sizeof *encoder);
    *out = NULL;
    if (encoder == NULL) {
        return refuse_memory(problem);
    }
    encoder->encoding = to == ENCODING_AUTO ? ENCODING_UTF_8 : to;
    encoder->manner = manner;
    encoder->place = (struct encoding_place){1, 1};
    enum status status =
        encoder->encoding == ENCODING_UTF_8
            ? STATUS_OK
            : conversion_open_writing(&encoder->conversion, encoder->encoding, problem);
    if (status == STATUS_OK && manner == ENCODER_REPLACES) {
        find_substitute(encoder);
        status = encoder->substitute.failed ? refuse_memory(problem) : STATUS_OK;
    }
    if (status != STATUS_OK) {
        encoder_close(encoder);
        return status;
    }
    *out = encoder;
    return STATUS_OK;
}

void encoder_close(struct encoder *encoder) {
    if (encoder != NULL) {
        conversion_close(&encoder->conversion);
        buffer_release(&encoder->substitute);
        free(encoder);
    }
}

void encoder_tell(struct encoder *encoder,
                  void (*lost)(void *context, const struct encoding_loss *loss), void *context) {
    encoder->lost = lost;
    encoder->context = context;
}

struct encoding_loss encoder_stopped_at(const struct encoder *encoder) {
    return encoder->stopped;
}

/* ---- converting ---------------------------------------------------------------------------------- */

/* Bytes before the first language tag character (U+E0000..E007F). glibc leaves these out without a
 * word, so they must not reach it. */
static size_t before_tag(const char *text, size_t length) {
    const char *at = text;
    const char *end = text + length;
    while (at < end && (at = memchr(at, 0xF3, (size_t)(end - at))) != NULL) {
        if (end - at >= 4 && memcmp(at, "\xF3\xA0", 2) == 0 &&
            ((unsigned char)at[2] & 0xFE) == 0x80) {
            return (size_t)(at - text);
        }
        at++;
    }
    return length;
}

static void skip(struct bytes *in, size_t length) {
    in->at += length;
    in->left -= length;
}

static void skip_characters(struct bytes *in, size_t count) {
    while (count-- > 0) {
        char32_t character;
        skip(in, text_decode(in->at, in->left, &character));
    }
}

/* Through GBK, in which its signs are what everybody writes them with, and held to its repertoire. */
static enum conversion_end run_gb2312(struct encoder *encoder, struct bytes *in,
                                      struct buffer *out) {
    struct bytes begun = *in;
    size_t start = out->length, characters = 0;
    enum conversion_end end = conversion_run(&encoder->conversion, in, out);
    size_t span =
        out->length > start ? gb2312_span(out->data + start, out->length - start, &characters) : 0;
    if (span == out->length - start) {
        return end;
    }
    out->length = start + span;
    *in = begun;
    skip_characters(in, characters);
    return CONVERSION_STUCK;
}

/* Converts valid UTF-8 until the end or what the library cannot write. */
static enum conversion_end run(struct encoder *encoder, struct bytes *in, struct buffer *out) {
    if (encoder->conversion.convert == NULL) {
        buffer_append_bytes(out, in->at, in->left);
        skip(in, in->left);
        return out->failed ? CONVERSION_NO_MEMORY : CONVERSION_DONE;
    }
    bool lacks_tags = encoder->encoding != ENCODING_GB18030 &&
                      encoder->encoding != ENCODING_UTF_16LE &&
                      encoder->encoding != ENCODING_UTF_16BE;
    struct bytes part = {in->at, lacks_tags ? before_tag(in->at, in->left) : in->left};
    enum conversion_end end = encoder->encoding == ENCODING_GB2312
                                  ? run_gb2312(encoder, &part, out)
                                  : conversion_run(&encoder->conversion, &part, out);
    skip(in, (size_t)(part.at - in->at));
    return end == CONVERSION_DONE && in->left > 0 ? CONVERSION_STUCK : end;
}

/* What was put out is complete: Big5-HKSCS holds a character back for what may follow it. */
static void complete(struct encoder *encoder, struct buffer *out) {
    if (encoder->conversion.convert != NULL) {
        conversion_flush(&encoder->conversion, out);
    }
}

/* True when a replacement was put out for the character that stopped it. */
static bool replace(struct encoder *encoder, struct encoding_loss *loss, struct buffer *out) {
    loss->is_space = loss->character == NO_BREAK_SPACE &&
                     (encoder->lost != NULL || encoder->manner == ENCODER_REPLACES);
    if (!loss->is_space && encoder->manner == ENCODER_STOPS) {
        return false;
    }
    complete(encoder, out);
    if (loss->is_space) {
        buffer_append_char(out, ' ');
    } else {
        buffer_append_bytes(out, encoder->substitute.data, encoder->substitute.length);
    }
    if (encoder->lost != NULL) {
        encoder->lost(encoder->context, loss);
    }
    return true;
}

/* A character of UTF-8 that is whole, or a bad byte. True when it may go on behind it. */
static bool step_over(struct encoder *encoder, struct bytes *in, struct buffer *out) {
    struct encoding_loss loss = {encoder->place.line, encoder->place.column, encoder->offset, 0,
                                 false};
    char repaired[2];
    size_t size = text_decode(in->at, in->left, &loss.character);
    size_t written = gb_repair_character(encoder->encoding, loss.character, repaired);
    if (written > 0) {
        buffer_append_bytes(out, repaired, written);
    } else if (!replace(encoder, &loss, out)) {
        encoder->stopped = loss;
        return false;
    }
    encoding_place_advance(&encoder->place, in->at, size);
    encoder->offset += (int64_t)size;
    skip(in, size);
    return true;
}

/* Puts out the good part of `in`, which ends at a bad byte or at its end. */
static bool convert_good(struct encoder *encoder, struct bytes *good, struct buffer *out) {
    for (;;) {
        struct bytes begun = *good;
        enum conversion_end end = run(encoder, good, out);
        size_t used = begun.left - good->left;
        encoding_place_advance(&encoder->place, begun.at, used);
        encoder->offset += (int64_t)used;
        if (end == CONVERSION_NO_MEMORY || out->failed || good->left == 0) {
            return true;
        }
        if (!step_over(encoder, good, out)) {
            return false;
        }
    }
}

static enum status refuse_character(struct encoder *encoder, struct problem *problem) {
    char code[12];
    char shown[5] = "";
    shown[text_encode(encoder->stopped.character, shown)] = '\0';
    snprintf(code, sizeof code, "U+%04X", (unsigned)encoder->stopped.character);
    enum status status = problem_set(
        problem, STATUS_INVALID, NULL,
        encoder->encoding == ENCODING_GB18030
            ? N_("{encoding} 编码里没有第 {line} 行第 {column} 字“{character}”（{code}），请改用 "
                 "UTF-8")
            : N_("{encoding} 编码里没有第 {line} 行第 {column} 字“{character}”（{code}），请改用 "
                 "GB18030 或 UTF-8"));
    problem_place(problem, "encoding", encoding_name(encoder->encoding));
    problem_place(problem, "character", shown);
    problem_place(problem, "code", code);
    encoding_place_tell(&encoder->place, problem);
    return status;
}

static enum status refuse_byte(struct encoder *encoder, struct bytes bad, bool is_cut,
                               struct problem *problem) {
    char shown[3];
    snprintf(shown, sizeof shown, "%02X", (unsigned)(unsigned char)bad.at[0]);
    enum status status = problem_set(
        problem, STATUS_INVALID, NULL,
        is_cut
            ? N_("第 {line} 行第 {column} 字不完整（{encoding}，第 {offset} 字节：{bytes}）")
            : N_("第 {line} 行第 {column} 字不是 {encoding} 编码（第 {offset} 字节：{bytes}），请"
                 "另选编码或改正文件"));
    problem_place(problem, "encoding", encoding_name(ENCODING_UTF_8));
    problem_place_integer(problem, "offset", encoder->offset);
    problem_place(problem, "bytes", shown);
    encoding_place_tell(&encoder->place, problem);
    return status;
}

/* On OK what is left of `in` is the beginning of a character. */
static enum status consume(struct encoder *encoder, struct bytes *in, struct buffer *out,
                           struct problem *problem) {
    while (in->left > 0) {
        struct bytes good = *in;
        text_is_valid(in->at, in->left, &good.left);
        size_t length = good.left;
        if (!convert_good(encoder, &good, out)) {
            return refuse_character(encoder, problem);
        }
        skip(in, length);
        if (out->failed) {
            return refuse_memory(problem);
        }
        if (in->left == 0 || encoding_is_cut_utf8(in->at, in->left)) {
            break;
        }
        if (encoder->manner == ENCODER_STOPS) {
            return refuse_byte(encoder, *in, false, problem);
        }
        step_over(encoder, in, out);
    }
    return out->failed ? refuse_memory(problem) : STATUS_OK;
}

enum status encoder_feed(struct encoder *encoder, const char *text, size_t length,
                         struct buffer *out, struct problem *problem) {
    struct bytes in = {text, length};
    enum status status = STATUS_OK;
    while (status == STATUS_OK && in.left > 0 && encoder->held_length > 0) {
        encoder->held[encoder->held_length++] = in.at[0];
        skip(&in, 1);
        struct bytes held = {encoder->held, encoder->held_length};
        status = consume(encoder, &held, out, problem);
        memmove(encoder->held, held.at, held.left);
        encoder->held_length = held.left;
    }
    if (status != STATUS_OK || in.left == 0) {
        return status;
    }
    status = consume(encoder, &in, out, problem);
    if (status == STATUS_OK) {
        memcpy(encoder->held, in.at, in.left);
        encoder->held_length = in.left;
    }
    return status;
}

enum status encoder_end(struct encoder *encoder, struct buffer *out, struct problem *problem) {
    struct bytes held = {encoder->held, encoder->held_length};
    if (held.left > 0 && encoder->manner == ENCODER_STOPS) {
        return refuse_byte(encoder, held, true, problem);
    }
    while (held.left > 0) {
        step_over(encoder, &held, out);
    }
    encoder->held_length = 0;
    complete(encoder, out);
    return out->failed ? refuse_memory(problem) : STATUS_OK;
}
