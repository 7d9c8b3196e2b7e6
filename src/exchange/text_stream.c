/* Files read as they are needed: encoding decided on the first block, each block decoded and looked through.
 * Knows nothing of rows. */
#include "exchange/text_stream.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_mixed.h"
#include "base/encoding_stream.h"
#include "base/text.h"
#include "exchange/file_error.h"

enum { BLOCK_BYTES = ENCODING_SAMPLE_BYTES };

struct text_stream {
    FILE *file;
    bool is_own;
    const char *name; /* the caller's */
    struct decoder *decoder;
    enum encoding encoding, suspected;
    bool is_watched; /* lines of UTF-8 would be read as other hanzi */
    struct encoding_mixed mixed;
    struct encoding_place place; /* behind what was decoded */
    struct text_private private;
    bool is_at_end;
    size_t held; /* bytes of the first block, not decoded yet */
    char block[BLOCK_BYTES];
};

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

static enum status refuse_line(const char *message, int64_t line, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, "", message);
    problem_place_integer(problem, "line", line);
    if (problem != NULL)
        problem->line = line > INT_MAX ? INT_MAX : (int)line;
    return STATUS_INVALID;
}

/* ---- which encoding ------------------------------------------------------------------------------- */

static bool is_gb(enum encoding encoding) {
    return encoding == ENCODING_GB18030 || encoding == ENCODING_GBK || encoding == ENCODING_GB2312;
}

static bool is_big5(enum encoding encoding) {
    return encoding == ENCODING_BIG5 || encoding == ENCODING_BIG5_HKSCS;
}

static bool is_utf16(enum encoding encoding) {
    return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
}

static bool is_same(enum encoding one, enum encoding other) {
    return one == other || (is_gb(one) && is_gb(other)) || (is_big5(one) && is_big5(other)) ||
           (is_utf16(one) && is_utf16(other));
}

static enum status refuse_given(enum encoding given, enum encoding found, struct problem *problem) {
    problem_set(problem, STATUS_INVALID, "",
                N_("文件不是 {encoding} 编码，从开头看是 {found}；请改选 {found} 或 auto"));
    problem_place(problem, "encoding", encoding_name(given));
    problem_place(problem, "found", encoding_name(found));
    return STATUS_INVALID;
}

/* A mark at the start is believed before the person; so is a text that has no NUL when UTF-16 is said, which a
 * line's end alone gives one. */
static enum status decide(struct text_stream *stream, const struct text_choice *choice,
                          struct problem *problem) {
    bool is_sure = false;
    enum encoding found = encoding_detect(stream->block, stream->held, &is_sure);
    bool is_marked = is_sure && (is_utf16(found) || (unsigned char)stream->block[0] == 0xEF ||
                                 (unsigned char)stream->block[0] == 0x84);
    stream->encoding = choice->given;
    if (choice->given == ENCODING_AUTO)
        stream->encoding = is_sure || choice->usual == ENCODING_AUTO ? found : choice->usual;
    if (stream->encoding == ENCODING_AUTO)
        return encoding_refuse_unknown(problem);
    bool is_other = found != ENCODING_AUTO && !is_same(found, stream->encoding);
    bool has_nul = memchr(stream->block, '\0', stream->held) != NULL;
    if (is_other && stream->held > 0 &&
        (is_marked || (is_utf16(stream->encoding) && found == ENCODING_UTF_8 && !has_nul)))
        return refuse_given(stream->encoding, found, problem);
    stream->suspected = is_other ? found : ENCODING_AUTO;
    stream->is_watched = is_gb(stream->encoding) || is_big5(stream->encoding);
    return decoder_open(&stream->decoder, stream->encoding, DECODER_STOPS, problem);
}

/* ---- reading -------------------------------------------------------------------------------------- */

static enum status read_block(struct text_stream *stream, struct problem *problem) {
    errno = 0;
    stream->held = fread(stream->block, 1, BLOCK_BYTES, stream->file);
    if (ferror(stream->file))
        return file_error(errno != 0 ? errno : EIO, stream->name, problem);
    stream->is_at_end = feof(stream->file) != 0;
    return STATUS_OK;
}

static enum status refuse_mixed(const struct text_stream *stream, struct problem *problem) {
    refuse_line(
        N_("第 {line} 行是 UTF-8，不是 {encoding}：编码选错了，或者一个文件里混着两种编码；请改选"
           "编码，或把文件统一成一种编码"),
        stream->mixed.line, problem);
    problem_place(problem, "encoding", encoding_name(stream->encoding));
    return STATUS_INVALID;
}

static enum status watch(struct text_stream *stream, struct problem *problem) {
    if (stream->is_watched && (encoding_mixed_feed(&stream->mixed, stream->block, stream->held) ||
                               (stream->is_at_end && encoding_mixed_end(&stream->mixed))))
        return refuse_mixed(stream, problem);
    return STATUS_OK;
}

/* A NUL would end a cell early and hide what follows it. */
static enum status refuse_nul(const struct text_stream *stream, const char *text, const char *nul,
                              struct problem *problem) {
    struct encoding_place place = stream->place;
    encoding_place_advance(&place, text, (size_t)(nul - text));
    return refuse_line(N_("第 {line} 行有空字节，不是文本文件；请另存为 CSV 再导入"), place.line,
                       problem);
}

static bool is_private(char32_t character) {
    return (character >= 0xE000 && character <= 0xF8FF) || character >= 0xF0000;
}

/* Their UTF-8 begins with EE, EF, F3 or F4. */
static void count_private(struct text_stream *stream, const char *text, size_t length) {
    struct text_private *found = &stream->private;
    for (size_t at = 0; at < length; at++) {
        char32_t character;
        if ((unsigned char)text[at] < 0xEE)
            continue;
        text_decode(text + at, length - at, &character);
        if (!is_private(character))
            continue;
        if (found->count++ == 0) {
            found->character = character;
            found->first = stream->place;
            encoding_place_advance(&found->first, text, at);
        }
    }
}

enum status text_stream_read(struct text_stream *stream, struct buffer *out, bool *is_at_end,
                             struct problem *problem) {
    enum status status = STATUS_OK;
    size_t known = out->length;
    if (stream->held == 0 && !stream->is_at_end)
        status = read_block(stream, problem);
    if (status == STATUS_OK)
        status = watch(stream, problem);
    if (status == STATUS_OK)
        status = decoder_feed(stream->decoder, stream->block, stream->held, out, problem);
    stream->held = 0;
    if (status == STATUS_OK && stream->is_at_end)
        status = decoder_end(stream->decoder, out, problem);
    if (status == STATUS_OK && out->failed)
        status = no_memory(problem);
    if (status != STATUS_OK)
        return status;
    const char *text = buffer_text(out) + known;
    size_t length = out->length - known;
    const char *nul = memchr(text, '\0', length);
    if (nul != NULL)
        return refuse_nul(stream, text, nul, problem);
    count_private(stream, text, length);
    encoding_place_advance(&stream->place, text, length);
    *is_at_end = stream->is_at_end;
    return STATUS_OK;
}

/* ---- opening -------------------------------------------------------------------------------------- */

enum status text_stream_on(struct text_stream **out, FILE *file, const char *name,
                           const struct text_choice *choice, struct problem *problem) {
    struct text_stream *stream = calloc(1, sizeof *stream);
    *out = NULL;
    if (stream == NULL)
        return no_memory(problem);
    stream->file = file;
    stream->name = name;
    stream->mixed = (struct encoding_mixed)ENCODING_MIXED_INIT;
    stream->place = (struct encoding_place){1, 1};
    enum status status = read_block(stream, problem);
    if (status == STATUS_OK)
        status = decide(stream, choice, problem);
    if (status == STATUS_OK)
        *out = stream;
    else
        text_stream_close(stream);
    return status;
}

enum status text_stream_open(struct text_stream **out, const char *path,
                             const struct text_choice *choice, struct problem *problem) {
    FILE *file = fopen(path, "rb");
    *out = NULL;
    if (file == NULL)
        return file_error(errno, path, problem);
    enum status status = text_stream_on(out, file, path, choice, problem);
    if (status == STATUS_OK)
        (*out)->is_own = true;
    else
        fclose(file);
    return status;
}

void text_stream_close(struct text_stream *stream) {
    if (stream == NULL)
        return;
    decoder_close(stream->decoder);
    if (stream->is_own)
        fclose(stream->file);
    free(stream);
}

enum encoding text_stream_encoding(const struct text_stream *stream) {
    return stream->encoding;
}

enum encoding text_stream_suspected(const struct text_stream *stream) {
    return stream->suspected;
}

const struct text_private *text_stream_private(const struct text_stream *stream) {
    return &stream->private;
}
