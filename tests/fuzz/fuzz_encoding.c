/* Bytes of every encoding, whole and in pieces: both ways come to the same, what is read is UTF-8, and what was read without a
 * complaint is written back as text that reads the same. */
#include "base/buffer.h"
#include "base/encoding_stream.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

static enum status decode(enum encoding from, enum decoder_manner manner, const char *bytes, size_t size, size_t piece,
                          struct buffer *out) {
    struct decoder *decoder = NULL;
    struct problem problem = {0};
    enum status status = decoder_open(&decoder, from, manner, &problem);
    for (size_t at = 0; at < size && status == STATUS_OK; at += piece) {
        size_t length = size - at < piece ? size - at : piece;
        status = decoder_feed(decoder, bytes + at, length, out, &problem);
        HOLDS(status != STATUS_OK || decoder_waiting(decoder) <= 7);
    }
    if (status == STATUS_OK)
        status = decoder_end(decoder, out, &problem);
    HOLDS(status == STATUS_OK || problem.message != NULL);
    HOLDS(manner == DECODER_STOPS || status == STATUS_OK);
    HOLDS(text_is_valid(buffer_text(out), out->length, NULL));
    decoder_close(decoder);
    return status;
}

static bool are_equal(const struct buffer *left, const struct buffer *right) {
    return left->length == right->length && memcmp(buffer_text(left), buffer_text(right), left->length) == 0;
}

/* GB 18030's two editions have 24 characters in private use that are read as the standard's own. */
static bool has_private(const struct buffer *text) {
    for (size_t at = 0; at < text->length;) {
        char32_t character;
        at += text_decode(buffer_text(text) + at, text->length - at, &character);
        if (character >= 0xE000 && character <= 0xF8FF)
            return true;
    }
    return false;
}

static void write_back(enum encoding to, const struct buffer *text) {
    struct buffer bytes = BUFFER_INIT, again = BUFFER_INIT;
    struct problem problem = {0};
    if (encoding_from_utf8(to, buffer_text(text), text->length, &bytes, &problem) == STATUS_OK) {
        HOLDS(decode(to, DECODER_STOPS, buffer_text(&bytes), bytes.length, bytes.length + 1, &again) == STATUS_OK);
        /* A second mark of byte order at the beginning is a text's, until it is written as the first. */
        bool has_mark = strncmp(buffer_text(text), "\xEF\xBB\xBF", 3) == 0;
        HOLDS(has_mark || has_private(text) || are_equal(text, &again));
    }
    buffer_release(&bytes);
    buffer_release(&again);
}

int fuzz_encoding(const uint8_t *data, size_t size) {
    static const enum encoding encodings[] = {ENCODING_UTF_8, ENCODING_GB18030, ENCODING_GBK, ENCODING_GB2312,
                                              ENCODING_BIG5, ENCODING_BIG5_HKSCS, ENCODING_UTF_16LE, ENCODING_UTF_16BE};
    struct buffer whole = BUFFER_INIT, pieces = BUFFER_INIT, replaced = BUFFER_INIT;
    if (size < 3)
        return 0;
    enum encoding from = encodings[data[0] % (sizeof encodings / sizeof *encodings)];
    size_t piece = (size_t)data[1] % 16 + 1;
    const char *bytes = (const char *)data + 2;
    (void)encoding_detect(bytes, size - 2, NULL);
    enum status status = decode(from, DECODER_STOPS, bytes, size - 2, size, &whole);
    HOLDS(decode(from, DECODER_STOPS, bytes, size - 2, piece, &pieces) == status);
    HOLDS(are_equal(&whole, &pieces));
    HOLDS(decode(from, DECODER_REPLACES, bytes, size - 2, piece, &replaced) == STATUS_OK);
    if (status == STATUS_OK) {
        HOLDS(are_equal(&whole, &replaced));
        if (from == ENCODING_UTF_8 || from == ENCODING_GB18030)
            write_back(from, &whole);
        write_back(ENCODING_GB18030, &whole);
    }
    buffer_release(&whole);
    buffer_release(&pieces);
    buffer_release(&replaced);
    return 0;
}
