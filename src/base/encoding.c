/* Encodings by name, and a guess which one a file is in. Converts nothing. */
#include "base/encoding.h"

#include <string.h>

#include "base/encoding_mark.h"
#include "base/text.h"

enum { NAME_BYTES = 12 };

static const char *const canonical[] = {
    [ENCODING_AUTO] = "AUTO",
    [ENCODING_UTF_8] = "UTF-8",
    [ENCODING_GB18030] = "GB18030",
    [ENCODING_GBK] = "GBK",
    [ENCODING_GB2312] = "GB2312",
    [ENCODING_BIG5] = "BIG5",
    [ENCODING_BIG5_HKSCS] = "BIG5-HKSCS",
    [ENCODING_UTF_16LE] = "UTF-16LE",
    [ENCODING_UTF_16BE] = "UTF-16BE",
};

/* Lower case without '-' and '_'; false when too long to be a name we know. */
static bool squeeze(const char *name, char out[NAME_BYTES]) {
    size_t length = 0;
    for (; *name != '\0'; name++) {
        if (*name == '-' || *name == '_') {
            continue;
        }
        if (length + 1 >= NAME_BYTES) {
            return false;
        }
        char byte = *name;
        out[length++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    out[length] = '\0';
    return true;
}

bool encoding_from_name(const char *name, enum encoding *out) {
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {
        {"auto", ENCODING_AUTO},        {"utf8", ENCODING_UTF_8},
        {"gb18030", ENCODING_GB18030},  {"gbk", ENCODING_GBK},
        {"cp936", ENCODING_GBK},        {"gb2312", ENCODING_GB2312},
        {"euccn", ENCODING_GB2312},     {"big5", ENCODING_BIG5},
        {"cp950", ENCODING_BIG5},       {"big5hkscs", ENCODING_BIG5_HKSCS},
        {"utf16", ENCODING_UTF_16LE},   {"utf16le", ENCODING_UTF_16LE},
        {"utf16be", ENCODING_UTF_16BE},
    };
    char squeezed[NAME_BYTES];
    if (!squeeze(name, squeezed)) {
        return false;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, squeezed) == 0) {
            *out = known[i].encoding;
            return true;
        }
    }
    return false;
}

const char *encoding_name(enum encoding encoding) {
    return canonical[encoding];
}

enum encoding encoding_of_mark(const char *bytes, size_t length, size_t *mark_length) {
    static const struct {
        const char *mark;
        size_t length;
        enum encoding encoding;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, ENCODING_UTF_8},
        {"\xFF\xFE", 2, ENCODING_UTF_16LE},
        {"\xFE\xFF", 2, ENCODING_UTF_16BE},
        {"\x84\x31\x95\x33", 4, ENCODING_GB18030},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
            *mark_length = marks[i].length;
            return marks[i].encoding;
        }
    }
    *mark_length = 0;
    return ENCODING_AUTO;
}

bool encoding_is_cut_utf8(const char *bytes, size_t length) {
    unsigned char first = length == 0 ? 0 : (unsigned char)bytes[0];
    size_t needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length >= needed || first > 0xF4) {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}

struct tally {
    long common; /* everyday characters and punctuation */
    long rare;
    long wrong;
};

static bool within(unsigned char byte, unsigned char low, unsigned char high) {
    return byte >= low && byte <= high;
}

/* Counts one sequence read as GB18030; returns its bytes. */
static size_t tally_gb18030(const unsigned char *at, size_t left, struct tally *tally) {
    if (at[0] < 0x80) {
        return 1;
    }
    if (left >= 4 && within(at[0], 0x81, 0xFE) && within(at[1], '0', '9') &&
        within(at[2], 0x81, 0xFE) && within(at[3], '0', '9')) {
        tally->rare++;
        return 4;
    }
    if (left < 2 || !within(at[0], 0x81, 0xFE) || !within(at[1], 0x40, 0xFE) || at[1] == 0x7F) {
        tally->wrong++;
        return 1;
    }
    bool common = (within(at[0], 0xB0, 0xD7) || within(at[0], 0xA1, 0xA3)) && at[1] >= 0xA1;
    *(common ? &tally->common : &tally->rare) += 1;
    return 2;
}

static size_t tally_big5(const unsigned char *at, size_t left, struct tally *tally) {
    if (at[0] < 0x80) {
        return 1;
    }
    if (left < 2 || !within(at[0], 0x81, 0xFE) ||
        !(within(at[1], 0x40, 0x7E) || within(at[1], 0xA1, 0xFE))) {
        tally->wrong++;
        return 1;
    }
    *(within(at[0], 0xA1, 0xC6) ? &tally->common : &tally->rare) += 1;
    return 2;
}

/* Share of common characters less four times the share of errors, in thousandths. */
static long score(const char *bytes, size_t length,
                  size_t (*count)(const unsigned char *, size_t, struct tally *)) {
    struct tally tally = {0, 0, 0};
    for (size_t at = 0; at < length;) {
        at += count((const unsigned char *)bytes + at, length - at, &tally);
    }
    long all = tally.common + tally.rare + tally.wrong;
    return all == 0 ? 0 : (tally.common - 4 * tally.wrong) * 1000 / all;
}

static bool has_more_than_ascii(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

/* A sample may end within a character, and so does a file that was cut off. */
static bool is_utf8(const char *bytes, size_t length, bool is_sample) {
    size_t bad;
    if (text_is_valid(bytes, length, &bad)) {
        return true;
    }
    return (is_sample || has_more_than_ascii(bytes, bad)) &&
           encoding_is_cut_utf8(bytes + bad, length - bad);
}

/* ---- UTF-16 without a mark: suspected, never believed --------------------------------------------- */

static bool within_unit(unsigned unit, unsigned low, unsigned high) {
    return unit >= low && unit <= high;
}

static bool is_everyday(unsigned unit) {
    return (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t' ||
           within_unit(unit, 0x4E00, 0x9FA5) || within_unit(unit, 0x3000, 0x303F) ||
           within_unit(unit, 0xFF00, 0xFF5E);
}

/* True when most of it makes sense in one of the two orders. */
static bool may_be_utf16(const char *bytes, size_t length) {
    size_t everyday[2] = {0, 0};
    size_t units = length / 2;
    for (size_t i = 0; i < units; i++) {
        unsigned first = (unsigned char)bytes[2 * i], second = (unsigned char)bytes[2 * i + 1];
        everyday[0] += is_everyday(second << 8 | first);
        everyday[1] += is_everyday(first << 8 | second);
    }
    size_t most = everyday[0] > everyday[1] ? everyday[0] : everyday[1];
    return units > 0 && most * 10 >= units * 6;
}

/* ASCII in UTF-16 is ASCII with a NUL beside each byte; a stray NUL is not. */
static bool is_half_nul(const char *bytes, size_t length) {
    size_t nuls[2] = {0, 0};
    for (size_t i = 0; i < length; i++) {
        nuls[i % 2] += bytes[i] == '\0';
    }
    size_t most = nuls[0] > nuls[1] ? nuls[0] : nuls[1];
    size_t least = nuls[0] + nuls[1] - most; /* 开 has one too: U+5F00 */
    return length >= 4 && most * 4 >= length && least * 4 <= most;
}

/* Thousandths that text of the encoding has at least, and UTF-16 read as it has not. */
enum { GB18030_LEAST = 200, BIG5_LEAST = 900 };

/* What is no UTF-8. */
static enum encoding detect_legacy(const char *bytes, size_t length, bool is_odd) {
    long gb18030 = score(bytes, length, tally_gb18030);
    long big5 = score(bytes, length, tally_big5);
    bool is_doubtful = gb18030 < GB18030_LEAST && big5 < BIG5_LEAST;
    if (memchr(bytes, '\0', length) != NULL ||
        (is_doubtful && !is_odd && may_be_utf16(bytes, length))) {
        return ENCODING_AUTO;
    }
    return big5 > gb18030 ? ENCODING_BIG5 : ENCODING_GB18030;
}

enum encoding encoding_detect(const char *bytes, size_t length, bool *is_sure) {
    size_t mark_length;
    bool ignored = false;
    is_sure = is_sure != NULL ? is_sure : &ignored;
    enum encoding marked = encoding_of_mark(bytes, length, &mark_length);
    *is_sure = marked != ENCODING_AUTO;
    if (marked != ENCODING_AUTO) {
        return marked;
    }
    bool is_sample = length >= ENCODING_SAMPLE_BYTES;
    size_t sample = is_sample ? ENCODING_SAMPLE_BYTES : length;
    if (is_utf8(bytes, sample, is_sample)) {
        if (is_half_nul(bytes, sample)) {
            return ENCODING_AUTO;
        }
        *is_sure = has_more_than_ascii(bytes, sample);
        return ENCODING_UTF_8;
    }
    return detect_legacy(bytes, sample, !is_sample && length % 2 == 1);
}
