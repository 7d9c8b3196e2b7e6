/* Between UTF-8 and what other programs write. What cannot be converted stops the conversion and is
 * reported with its place; nothing is ever replaced or left out. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/encoding.h"
#include "base/encoding_mark.h"
#include "base/text.h"

enum { CHUNK_BYTES = 8192, SHOWN_BYTES = 4 };

struct bytes {
    const char *at;
    size_t left;
};

enum outcome { OUTCOME_DONE, OUTCOME_STUCK, OUTCOME_CUT, OUTCOME_NO_MEMORY };

static const char *const no_memory = N_("内存不足，请关闭其他程序后再试");

/* Converts until the end or the first sequence that cannot be converted. */
static enum outcome run(iconv_t handle, struct bytes *in, struct buffer *out) {
    char chunk[CHUNK_BYTES];
    for (;;) {
        char *from;
        memcpy(&from, &in->at, sizeof from); /* iconv reads only, though its type says otherwise */
        char *to = chunk;
        size_t room = sizeof chunk;
        errno = 0;
        size_t result = iconv(handle, &from, &in->left, &to, &room);
        int error = errno;
        in->at = from;
        buffer_append_bytes(out, chunk, sizeof chunk - room);
        if (out->failed) {
            return OUTCOME_NO_MEMORY;
        }
        if (result != (size_t)-1) {
            return OUTCOME_DONE;
        }
        if (error != E2BIG) {
            return error == EINVAL ? OUTCOME_CUT : OUTCOME_STUCK;
        }
    }
}

/* The place just behind `before`, which is UTF-8. */
static void set_position(struct problem *problem, const char *before, size_t length) {
    if (problem == NULL) {
        return;
    }
    problem->line = 1;
    problem->column = 1;
    for (size_t i = 0; i < length; i++) {
        if (before[i] == '\n') {
            problem->line++;
            problem->column = 1;
        } else if ((before[i] & 0xC0) != 0x80) {
            problem->column++;
        }
    }
}

/* Takes back what was appended since `start`. */
static void take_back(struct buffer *out, size_t start) {
    if (out->data != NULL) {
        out->length = start;
        out->data[start] = '\0';
    }
}

static enum status refuse_bytes(enum encoding from, struct bytes bad, size_t offset, bool is_cut,
                                struct problem *problem) {
    char shown[SHOWN_BYTES * 3 + 1] = "";
    for (size_t i = 0; i < bad.left && i < SHOWN_BYTES; i++) {
        unsigned byte = (unsigned char)bad.at[i];
        snprintf(shown + i * 3, 4, i + 1 < bad.left && i + 1 < SHOWN_BYTES ? "%02X " : "%02X",
                 byte);
    }
    const char *message =
        is_cut
            ? N_("文件在第 {line} 行第 {column} 字处断开，最后的字不完整（{encoding}，第 {offset} "
                 "字节：{bytes}），请重新取得文件")
            : N_("第 {line} 行第 {column} 字不是 {encoding} 编码（第 {offset} 字节：{bytes}），请"
                 "另选编码或改正文件");
    enum status status = problem_set(problem, STATUS_INVALID, NULL, message);
    problem_place(problem, "encoding", encoding_name(from));
    problem_place_integer(problem, "offset", (int64_t)offset);
    problem_place(problem, "bytes", shown);
    return status;
}

static enum status refuse_encoding(enum encoding encoding, struct problem *problem) {
    enum status status = problem_set(problem, STATUS_INVALID, NULL,
                                     N_("这台机器不能转换 {encoding} 编码，请改用 UTF-8"));
    problem_place(problem, "encoding", encoding_name(encoding));
    return status;
}

/* What the C library's tables lack: GB18030 of 2005 wrote eighteen characters in four bytes that
 * the 2022 standard moved to two, and the euro is 0x80 to Windows but A2E3 to GB18030. */
static size_t repair(enum encoding from, struct bytes bad, char32_t *character) {
    const unsigned char *at = (const unsigned char *)bad.at;
    if (at[0] == 0x80) {
        *character = 0x20AC;
        return from == ENCODING_GB18030 || from == ENCODING_GBK ? 1 : 0;
    }
    if (from == ENCODING_GBK && bad.left >= 2 && at[0] == 0xA2 && at[1] == 0xE3) {
        *character = 0x20AC;
        return 2;
    }
    if (from != ENCODING_GB18030 || bad.left < 4 || at[2] < 0x81 || at[3] < '0' || at[3] > '9') {
        return 0;
    }
    unsigned step = (at[2] - 0x81U) * 10 + at[3] - '0';
    if (at[0] == 0x82 && at[1] == 0x35 && step >= 157 && step <= 164) {
        *character = 0x9FB4 + step - 157; /* 82359037..82359134 */
        return 4;
    }
    if (at[0] == 0x84 && at[1] == 0x31 && step >= 16 && step <= 25) {
        *character = 0xFE10 + step - 16; /* 84318236..84318335 */
        return 4;
    }
    return 0;
}

static enum outcome decode_all(iconv_t handle, enum encoding from, struct bytes *in,
                               struct buffer *out) {
    for (;;) {
        enum outcome outcome = run(handle, in, out);
        char32_t character;
        size_t used = outcome == OUTCOME_STUCK ? repair(from, *in, &character) : 0;
        if (used == 0) {
            return outcome;
        }
        char encoded[4];
        buffer_append_bytes(out, encoded, text_encode(character, encoded));
        in->at += used;
        in->left -= used;
    }
}

/* Steps over a byte order mark; in UTF-16 the mark decides the order. */
static void skip_mark(enum encoding *from, struct bytes *in) {
    size_t mark_length;
    enum encoding marked = encoding_of_mark(in->at, in->left, &mark_length);
    bool both_utf16 = (*from == ENCODING_UTF_16LE || *from == ENCODING_UTF_16BE) &&
                      (marked == ENCODING_UTF_16LE || marked == ENCODING_UTF_16BE);
    if (marked == *from || both_utf16) {
        *from = marked;
        in->at += mark_length;
        in->left -= mark_length;
    }
}

static enum outcome decode_utf8(struct bytes *in, struct buffer *out) {
    size_t bad = in->left;
    bool valid = text_is_valid(in->at, in->left, &bad);
    buffer_append_bytes(out, in->at, valid ? in->left : bad);
    in->at += valid ? in->left : bad;
    in->left -= valid ? in->left : bad;
    if (out->failed) {
        return OUTCOME_NO_MEMORY;
    }
    if (valid) {
        return OUTCOME_DONE;
    }
    return encoding_is_cut_utf8(in->at, in->left) ? OUTCOME_CUT : OUTCOME_STUCK;
}

enum status encoding_to_utf8(enum encoding from, const char *bytes, size_t length,
                             struct buffer *out, struct problem *problem) {
    if (from == ENCODING_AUTO) {
        from = encoding_detect(bytes, length);
    }
    struct bytes in = {bytes, length};
    size_t start = out->length;
    enum outcome outcome;
    skip_mark(&from, &in);
    if (from == ENCODING_UTF_8) {
        outcome = decode_utf8(&in, out);
    } else {
        iconv_t handle = iconv_open(encoding_name(ENCODING_UTF_8), encoding_name(from));
        if (handle == (iconv_t)-1) {
            return refuse_encoding(from, problem);
        }
        outcome = decode_all(handle, from, &in, out);
        iconv_close(handle);
    }
    if (outcome == OUTCOME_DONE) {
        return STATUS_OK;
    }
    if (outcome == OUTCOME_NO_MEMORY) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory);
    }
    size_t offset = (size_t)(in.at - bytes);
    enum status status = refuse_bytes(from, in, offset, outcome == OUTCOME_CUT, problem);
    set_position(problem, buffer_text(out) + start, out->length - start);
    take_back(out, start);
    return status;
}

static enum status refuse_character(enum encoding to, struct bytes bad, struct problem *problem) {
    char32_t character;
    char code[12];
    char shown[5] = "";
    memcpy(shown, bad.at, text_decode(bad.at, bad.left, &character));
    snprintf(code, sizeof code, "U+%04X", (unsigned)character);
    enum status status = problem_set(
        problem, STATUS_INVALID, NULL,
        N_("{encoding} 编码里没有第 {line} 行第 {column} 字“{character}”（{code}），请改用 UTF-8"));
    problem_place(problem, "encoding", encoding_name(to));
    problem_place(problem, "character", shown);
    problem_place(problem, "code", code);
    return status;
}

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

static enum outcome encode_legacy(iconv_t handle, struct bytes *in, struct buffer *out) {
    size_t safe = before_tag(in->at, in->left);
    struct bytes part = {in->at, safe};
    enum outcome outcome = run(handle, &part, out);
    in->left -= (size_t)(part.at - in->at);
    in->at = part.at;
    return outcome == OUTCOME_DONE && in->left > 0 ? OUTCOME_STUCK : outcome;
}

enum status encoding_from_utf8(enum encoding to, const char *text, size_t length,
                               struct buffer *out, struct problem *problem) {
    struct bytes in = {text, length};
    size_t start = out->length;
    size_t bad;
    if (!text_is_valid(text, length, &bad)) {
        struct bytes rest = {text + bad, length - bad};
        enum status status = refuse_bytes(ENCODING_UTF_8, rest, bad, false, problem);
        set_position(problem, text, bad);
        return status;
    }
    if (to == ENCODING_UTF_8 || to == ENCODING_AUTO) {
        buffer_append_bytes(out, text, length);
        return out->failed ? problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory) : STATUS_OK;
    }
    iconv_t handle = iconv_open(encoding_name(to), encoding_name(ENCODING_UTF_8));
    if (handle == (iconv_t)-1) {
        return refuse_encoding(to, problem);
    }
    enum outcome outcome = encode_legacy(handle, &in, out);
    iconv_close(handle);
    if (outcome == OUTCOME_DONE) {
        return STATUS_OK;
    }
    if (outcome == OUTCOME_NO_MEMORY) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, no_memory);
    }
    enum status status = refuse_character(to, in, problem);
    set_position(problem, text, (size_t)(in.at - text));
    take_back(out, start);
    return status;
}
