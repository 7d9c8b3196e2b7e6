/* Block by block through a file: decoded, searched up to where the next block could still change what is
 * found, and forgotten. Prints nothing. */
#include "exchange/text_scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_stream.h"
#include "base/text.h"
#include "exchange/file_error.h"

enum { BLOCK_BYTES = ENCODING_SAMPLE_BYTES };

struct scan {
    FILE *stream;
    const char *name;
    enum encoding encoding;
    struct decoder *decoder; /* opened when the first block is there */
    bool is_at_end;
    char *block;        /* BLOCK_BYTES as they came */
    struct buffer text; /* decoded, from `place` on */
    struct text_place place;
    bool follows_digit;
    void (*hit)(void *context, const struct text_place *place, const struct mask_hit *found);
    void *context;
};

static void advance(struct text_place *place, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            place->line++;
            place->column = 1;
        } else if ((text[i] & 0xC0) != 0x80) {
            place->column++;
        }
    }
}

/* ---- reading and decoding ------------------------------------------------------------------------- */

static enum status open_decoder(struct scan *scan, size_t length, struct problem *problem) {
    enum encoding encoding = scan->encoding;
    if (encoding == ENCODING_AUTO) {
        encoding = encoding_detect(scan->block, length, NULL);
    }
    return encoding == ENCODING_AUTO
               ? encoding_refuse_unknown(problem)
               : decoder_open(&scan->decoder, encoding, DECODER_STOPS, problem);
}

static enum status read_block(struct scan *scan, struct problem *problem) {
    errno = 0;
    size_t length = fread(scan->block, 1, BLOCK_BYTES, scan->stream);
    if (ferror(scan->stream)) {
        return file_error(errno, scan->name, problem);
    }
    scan->is_at_end = feof(scan->stream) != 0;
    enum status status = scan->decoder == NULL ? open_decoder(scan, length, problem) : STATUS_OK;
    if (status == STATUS_OK) {
        status = decoder_feed(scan->decoder, scan->block, length, &scan->text, problem);
    }
    if (status == STATUS_OK && scan->is_at_end) {
        status = decoder_end(scan->decoder, &scan->text, problem);
    }
    return status;
}

/* ---- searching ------------------------------------------------------------------------------------ */

static void forget(struct scan *scan, size_t length) {
    size_t rest = scan->text.length - length;
    size_t last = length;
    char32_t character;
    if (length == 0) {
        return;
    }
    do {
        last--;
    } while (last > 0 && (scan->text.data[last] & 0xC0) == 0x80);
    text_decode(scan->text.data + last, length - last, &character);
    scan->follows_digit = mask_is_digit(character);
    advance(&scan->place, scan->text.data, length);
    memmove(scan->text.data, scan->text.data + length, rest);
    scan->text.length = rest;
    scan->text.data[rest] = '\0';
}

/* Hits that begin before `safe` can't be changed by what is still to come. */
static void search(struct scan *scan) {
    const char *text = buffer_text(&scan->text);
    size_t length = scan->text.length;
    size_t safe = scan->is_at_end ? length : length > MASK_HIT_BYTES ? length - MASK_HIT_BYTES : 0;
    struct text_place place = scan->place;
    struct mask_hit hit;
    size_t at = 0;
    bool follows_digit = scan->follows_digit;
    while (safe > 0 && safe < length && ((unsigned char)text[safe] & 0xC0) == 0x80) {
        safe--;
    }
    while (mask_find_in(text, length, at, follows_digit, &hit) && hit.start < safe) {
        advance(&place, text + at, hit.start - at);
        scan->hit(scan->context, &place, &hit);
        advance(&place, text + hit.start, hit.end - hit.start);
        at = hit.end;
        follows_digit = false;
    }
    bool ends_in_hit = at > 0 && at >= safe;
    forget(scan, ends_in_hit ? at : safe);
    scan->follows_digit = scan->follows_digit && !ends_in_hit;
}

static enum status run(struct scan *scan, struct problem *problem) {
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !scan->is_at_end) {
        status = read_block(scan, problem);
        if (status == STATUS_OK) {
            search(scan);
        }
    }
    return status;
}

enum status text_scan(FILE *stream, const char *name, enum encoding encoding,
                      void (*hit)(void *context, const struct text_place *place,
                                  const struct mask_hit *found),
                      void *context, struct problem *problem) {
    struct scan scan = {
        .stream = stream,
        .name = name,
        .encoding = encoding,
        .block = malloc(BLOCK_BYTES),
        .text = BUFFER_INIT,
        .place = {1, 1},
        .hit = hit,
        .context = context,
    };
    enum status status = scan.block != NULL
                             ? run(&scan, problem)
                             : problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    decoder_close(scan.decoder);
    free(scan.block);
    buffer_release(&scan.text);
    return status;
}
