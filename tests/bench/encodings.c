/* encodings FILE ROUNDS: the text of FILE, made sixteen megabytes long, from and to UTF-8 in pieces of 64 KiB by
 * base/encoding_stream, and by the C library's iconv alone, in turn. Prints a line of the bench's table each; exit
 * status 1 when one takes more than three times as long as iconv. */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_stream.h"
#include "bench/figures.h"

enum { TEXT_BYTES = 16 << 20, PIECE_BYTES = 64 << 10 };

enum { LEAST_SPEED = 50 }; /* MB/s */

static void require(bool is_true, const char *what) {
    if (is_true)
        return;
    fprintf(stderr, "bench encodings: %s\n", what);
    exit(2);
}

static void read_text(const char *path, struct buffer *out) {
    struct buffer whole = BUFFER_INIT;
    char part[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    require(file != NULL, path);
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        buffer_append_bytes(&whole, part, got);
    fclose(file);
    require(whole.length > 0, "nothing in the file");
    while (out->length < TEXT_BYTES)
        buffer_append_bytes(out, whole.data, whole.length);
    buffer_release(&whole);
}

/* As a stream does it: pieces, an incomplete tail carried on. Returns the bytes put out. */
static size_t by_iconv(const char *to, const char *from, const struct buffer *text) {
    static char out[PIECE_BYTES * 4];
    size_t total = 0, at = 0;
    iconv_t handle = iconv_open(to, from);
    require(handle != (iconv_t)-1, to);
    while (at < text->length) {
        size_t length = text->length - at < PIECE_BYTES ? text->length - at : PIECE_BYTES;
        char *in = text->data + at, *put = out;
        size_t left = length, room = sizeof out;
        iconv(handle, &in, &left, &put, &room);
        require(left < 4, "iconv stopped");
        total += sizeof out - room;
        at += length - left;
    }
    iconv_close(handle);
    return total;
}

static size_t by_decoder(enum encoding from, const struct buffer *bytes) {
    struct decoder *decoder = NULL;
    struct buffer out = BUFFER_INIT;
    size_t total = 0;
    require(decoder_open(&decoder, from, DECODER_STOPS, NULL) == STATUS_OK, encoding_name(from));
    for (size_t at = 0; at < bytes->length; at += PIECE_BYTES) {
        size_t left = bytes->length - at;
        require(decoder_feed(decoder, bytes->data + at, left < PIECE_BYTES ? left : PIECE_BYTES,
                             &out, NULL) == STATUS_OK,
                "decoder stopped");
        total += out.length;
        buffer_clear(&out);
    }
    require(decoder_end(decoder, &out, NULL) == STATUS_OK, "decoder's end");
    decoder_close(decoder);
    buffer_release(&out);
    return total;
}

static size_t by_encoder(enum encoding to, const struct buffer *text) {
    struct encoder *encoder = NULL;
    struct buffer out = BUFFER_INIT;
    size_t total = 0;
    require(encoder_open(&encoder, to, ENCODER_STOPS, NULL) == STATUS_OK, encoding_name(to));
    for (size_t at = 0; at < text->length; at += PIECE_BYTES) {
        size_t left = text->length - at;
        require(encoder_feed(encoder, text->data + at, left < PIECE_BYTES ? left : PIECE_BYTES,
                             &out, NULL) == STATUS_OK,
                "encoder stopped");
        total += out.length;
        buffer_clear(&out);
    }
    encoder_close(encoder);
    buffer_release(&out);
    return total;
}

static bool measure(enum encoding encoding, const struct buffer *text, int rounds) {
    static struct samples plain[2], ours[2];
    struct buffer bytes = BUFFER_INIT;
    const char *name = encoding_name(encoding);
    memset(plain, 0, sizeof plain);
    memset(ours, 0, sizeof ours);
    require(encoding_from_utf8(encoding, text->data, text->length, &bytes, NULL) == STATUS_OK,
            name);
    for (int i = 0; i < rounds; i++) {
        double at = milliseconds_now();
        require(by_iconv(name, "UTF-8", text) == bytes.length, "iconv's length");
        samples_add(&plain[0], milliseconds_now() - at);
        at = milliseconds_now();
        require(by_encoder(encoding, text) == bytes.length, "the encoder's length");
        samples_add(&ours[0], milliseconds_now() - at);
        at = milliseconds_now();
        require(by_iconv("UTF-8", name, &bytes) == text->length, "iconv's length");
        samples_add(&plain[1], milliseconds_now() - at);
        at = milliseconds_now();
        require(by_decoder(encoding, &bytes) == text->length, "the decoder's length");
        samples_add(&ours[1], milliseconds_now() - at);
    }
    bool is_well = true;
    for (int way = 0; way < 2; way++) {
        char line[64];
        double megabytes = (double)text->length / 1e6;
        snprintf(line, sizeof line, "%s %s (%.0f MB/s)", way == 0 ? "to" : "from", name,
                 megabytes * 1000 / samples_middle(&ours[way]));
        /* The budget is the speed, 50 MB/s; the ratio says what our checks cost. */
        is_well = figures_most(line, &plain[way], &ours[way], megabytes * 1000 / LEAST_SPEED) && is_well;
    }
    buffer_release(&bytes);
    return is_well;
}

int main(int argc, char **argv) {
    static const enum encoding encodings[] = {ENCODING_GB18030, ENCODING_UTF_16LE};
    struct buffer text = BUFFER_INIT;
    bool is_well = true;
    require(argc == 3, "usage: encodings FILE ROUNDS");
    read_text(argv[1], &text);
    figures_columns("conversion of sixteen megabytes of UTF-8, ms", "iconv", "zwgk");
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        is_well = measure(encodings[i], &text, atoi(argv[2])) && is_well;
    buffer_release(&text);
    return is_well ? 0 : 1;
}
