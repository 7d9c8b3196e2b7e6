/* Block by block through a file: decoded, searched up to where the next block could still change what is
 * found, and forgotten. Prints nothing. */
#include "exchange/text_scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "exchange/file_error.h"

enum { BLOCK_BYTES = 65536 };

struct scan {
    FILE *stream;
    const char *name;
    enum encoding encoding;
    bool is_at_end;
    char *block; /* BLOCK_BYTES as they came, `held` of them not decoded yet */
    size_t held;
    int64_t offset;     /* of the block in the file */
    struct buffer text; /* decoded, from `place` on */
    struct text_place place, end;
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

/* In UTF-16 the mark at the beginning decides the order for the whole file. */
static void decide_encoding(struct scan *scan) {
    enum encoding found = encoding_detect(scan->block, scan->held);
    bool is_utf16 = found == ENCODING_UTF_16LE || found == ENCODING_UTF_16BE;
    bool was_utf16 = scan->encoding == ENCODING_UTF_16LE || scan->encoding == ENCODING_UTF_16BE;
    if (scan->encoding == ENCODING_AUTO || (is_utf16 && was_utf16)) {
        scan->encoding = found;
    }
}

static enum status read_block(struct scan *scan, struct problem *problem) {
    errno = 0;
    scan->held += fread(scan->block + scan->held, 1, BLOCK_BYTES - scan->held, scan->stream);
    if (ferror(scan->stream)) {
        return file_error(errno, scan->name, problem);
    }
    scan->is_at_end = feof(scan->stream) != 0;
    if (scan->offset == 0) {
        decide_encoding(scan);
    }
    return STATUS_OK;
}

/* The places of a block's problem become those of the file. */
static enum status refuse_block(const struct scan *scan, const struct problem *found,
                                struct problem *problem) {
    int64_t line = scan->end.line + found->line - 1;
    int64_t column = found->column + (found->line > 1 ? 0 : scan->end.column - 1);
    problem_set(problem, found->status, "", found->message);
    for (int i = 0; i < found->place_count; i++) {
        bool is_offset = strcmp(found->places[i].name, "offset") == 0;
        int64_t moved = scan->offset + strtoll(found->places[i].value, NULL, 10);
        if (is_offset) {
            problem_place_integer(problem, "offset", moved);
        } else {
            problem_place(problem, found->places[i].name, found->places[i].value);
        }
    }
    if (problem != NULL) {
        problem->line = line > INT32_MAX ? INT32_MAX : (int)line;
        problem->column = column > INT32_MAX ? INT32_MAX : (int)column;
    }
    return found->status;
}

static enum status decode_block(struct scan *scan, struct problem *problem) {
    struct problem found = {0};
    size_t known = scan->text.length;
    size_t length =
        scan->is_at_end ? scan->held : encoding_cut(scan->encoding, scan->block, scan->held);
    enum status status = encoding_to_utf8(scan->encoding, scan->block, length, &scan->text, &found);
    if (status != STATUS_OK) {
        return refuse_block(scan, &found, problem);
    }
    if (scan->text.failed) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    advance(&scan->end, buffer_text(&scan->text) + known, scan->text.length - known);
    scan->held -= length;
    scan->offset += (int64_t)length;
    memmove(scan->block, scan->block + length, scan->held);
    return STATUS_OK;
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
            status = decode_block(scan, problem);
        }
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
        .end = {1, 1},
        .hit = hit,
        .context = context,
    };
    enum status status = scan.block != NULL
                             ? run(&scan, problem)
                             : problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    free(scan.block);
    buffer_release(&scan.text);
    return status;
}
