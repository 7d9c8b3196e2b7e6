/* Where a block of a long file may end without parting a character. Converts nothing. */
#include "base/encoding.h"

enum { TRAILS_MOST = 3 };

static size_t cut_utf8(const unsigned char *bytes, size_t length) {
    size_t at = length;
    for (int i = 0; i < TRAILS_MOST && at > 0 && (bytes[at - 1] & 0xC0) == 0x80; i++) {
        at--;
    }
    if (at == 0 || bytes[at - 1] < 0xC0) {
        return length;
    }
    unsigned char lead = bytes[at - 1];
    size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return length - (at - 1) >= needed ? length : at - 1;
}

static size_t cut_utf16(const unsigned char *bytes, size_t length, size_t high) {
    size_t whole = length & ~(size_t)1;
    bool is_parted = whole >= 2 && (bytes[whole - 2 + high] & 0xFC) == 0xD8;
    return is_parted ? whole - 2 : whole;
}

static size_t cut_double(const unsigned char *bytes, size_t length, bool has_four) {
    size_t at = 0;
    while (at < length) {
        bool is_lead = bytes[at] >= 0x81 && bytes[at] <= 0xFE;
        size_t size = is_lead ? 2 : 1;
        if (is_lead && has_four && at + 1 < length && bytes[at + 1] >= '0' &&
            bytes[at + 1] <= '9') {
            size = 4;
        }
        if (length - at < size) {
            return at;
        }
        at += size;
    }
    return at;
}

size_t encoding_cut(enum encoding encoding, const char *bytes, size_t length) {
    const unsigned char *at = (const unsigned char *)bytes;
    switch (encoding) {
    case ENCODING_AUTO:
    case ENCODING_UTF_8:
        return cut_utf8(at, length);
    case ENCODING_GB18030:
        return cut_double(at, length, true);
    case ENCODING_GBK:
    case ENCODING_BIG5:
        return cut_double(at, length, false);
    case ENCODING_UTF_16LE:
        return cut_utf16(at, length, 1);
    case ENCODING_UTF_16BE:
        return cut_utf16(at, length, 0);
    }
    return length;
}
