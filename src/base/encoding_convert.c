/* Whole texts between UTF-8 and what other programs write: a stream of one piece. What cannot be converted stops
 * the conversion and is reported with its place; nothing is ever replaced or left out. */
#include "base/buffer.h"
#include "base/encoding.h"
#include "base/encoding_stream.h"

/* Takes back what was appended since `start`. */
static void take_back(struct buffer *out, size_t start) {
    if (out->data != NULL) {
        out->length = start;
        out->data[start] = '\0';
    }
}

enum status encoding_refuse_unknown(struct problem *problem) {
    return problem_set(
        problem, STATUS_INVALID, NULL,
        N_("看不出文件是哪种编码（像没有标记的 UTF-16，或者不是文本），请指明编码：utf-16le、"
           "utf-16be、gb18030、big5 或 utf-8"));
}

enum status encoding_to_utf8(enum encoding from, const char *bytes, size_t length,
                             struct buffer *out, struct problem *problem) {
    struct decoder *decoder = NULL;
    size_t start = out->length;
    if (from == ENCODING_AUTO) {
        from = encoding_detect(bytes, length, NULL);
    }
    if (from == ENCODING_AUTO) {
        return encoding_refuse_unknown(problem);
    }
    enum status status = decoder_open(&decoder, from, DECODER_STOPS, problem);
    if (status == STATUS_OK) {
        status = decoder_feed(decoder, bytes, length, out, problem);
    }
    if (status == STATUS_OK) {
        status = decoder_end(decoder, out, problem);
    }
    if (status != STATUS_OK) {
        take_back(out, start);
    }
    decoder_close(decoder);
    return status;
}

enum status encoding_from_utf8(enum encoding to, const char *text, size_t length,
                               struct buffer *out, struct problem *problem) {
    struct encoder *encoder = NULL;
    size_t start = out->length;
    enum status status = encoder_open(&encoder, to, ENCODER_STOPS, problem);
    if (status == STATUS_OK) {
        status = encoder_feed(encoder, text, length, out, problem);
    }
    if (status == STATUS_OK) {
        status = encoder_end(encoder, out, problem);
    }
    if (status != STATUS_OK) {
        take_back(out, start);
    }
    encoder_close(encoder);
    return status;
}
