/* Terminals that are not libvterm's: in GB18030, GBK or Big5, or with ambiguous characters of two columns. What
 * such a terminal would not read as characters fails the test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STAND_IN = 0xAC00 /* hangul, of two columns, which no office writes */ };

static bool convert(const char *to, const char *from, const char *bytes, size_t length,
                    struct growing *out) {
    iconv_t handle = iconv_open(to, from);
    if (handle == (iconv_t)-1)
        fail_msg("no conversion from %s to %s", from, to);
    char in[8], text[32], *at = in, *put = text;
    size_t left = length, room = sizeof text;
    memcpy(in, bytes, length);
    bool is_well = iconv(handle, &at, &left, &put, &room) != (size_t)-1 && left == 0;
    iconv_close(handle);
    if (is_well)
        growing_add(out, text, sizeof text - room);
    return is_well;
}

static uint32_t decode_utf8(const char *text, size_t length) {
    unsigned char lead = (unsigned char)text[0];
    uint32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (size_t i = 1; i < length; i++)
        c = c << 6 | ((unsigned char)text[i] & 0x3F);
    return c;
}

/* Of one column to libvterm, of two to this terminal. */
static bool is_doubled(const struct pty *p, uint32_t c) {
    static const uint32_t known[] = {0xB7,   0xD7,   0x2014, 0x2018, 0x2019, 0x201C,
                                     0x201D, 0x2026, 0x203B, 0x2190, 0x2192, 0x2713};
    if (!p->is_wide || c < 0x80)
        return false;
    if (p->encoding != NULL)
        return c < 0x2E80 || (c >= 0xE000 && c <= 0xF8FF);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i] == c)
            return c != 0x2713;
    return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2500 && c <= 0x257F);
}

uint32_t terminal_meant(const struct pty *p, uint32_t c) {
    return c >= STAND_IN && c < STAND_IN + p->doubled_count ? p->doubled[c - STAND_IN] : c;
}

static uint32_t stand_in(struct pty *p, uint32_t c) {
    size_t i = 0;
    while (i < p->doubled_count && p->doubled[i] != c)
        i++;
    if (i == p->doubled_count) {
        assert_true(i < sizeof p->doubled / sizeof p->doubled[0]);
        p->doubled[p->doubled_count++] = c;
    }
    return STAND_IN + (uint32_t)i;
}

/* One character in UTF-8, for libvterm. */
static void show(struct pty *p, const char *text, size_t length, struct growing *out) {
    uint32_t c = decode_utf8(text, length);
    if (c >= 0x80 && c <= 0x9F)
        pty_fail(p, "a C1 control reached the terminal", __FILE__, __LINE__);
    if (!is_doubled(p, c)) {
        growing_add(out, text, length);
        return;
    }
    c = stand_in(p, c);
    char wide[3] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
                    (char)(0x80 | (c & 0x3F))};
    growing_add(out, wide, sizeof wide);
}

/* Bytes of the character at `bytes`: 0 when more must come. */
static size_t unit(struct pty *p, const char *bytes, size_t length) {
    unsigned char lead = (unsigned char)bytes[0];
    if (lead < 0x80)
        return 1;
    if (p->encoding == NULL) {
        size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        return size <= length ? size : 0;
    }
    if (lead == 0x80 || lead == 0xFF)
        pty_fail(p, "a single byte above 0x7F reached the terminal", __FILE__, __LINE__);
    if (length < 2)
        return 0;
    unsigned char second = (unsigned char)bytes[1];
    bool is_four = second >= '0' && second <= '9' && strcmp(p->encoding, "GB18030") == 0;
    if (second < 0x40 && !is_four)
        pty_fail(p, "half a character reached the terminal", __FILE__, __LINE__);
    size_t size = is_four ? 4 : 2;
    return size <= length ? size : 0;
}

void terminal_decode(struct pty *p, const char *bytes, size_t length, struct growing *out) {
    growing_add(&p->undecoded, bytes, length);
    size_t at = 0;
    while (at < p->undecoded.length) {
        const char *here = p->undecoded.text + at;
        size_t size = unit(p, here, p->undecoded.length - at);
        if (size == 0)
            break;
        struct growing one = {0};
        if (p->encoding == NULL)
            growing_add(&one, here, size);
        else if (!convert("UTF-8", p->encoding, here, size, &one))
            pty_fail(p, "what is no character reached the terminal", __FILE__, __LINE__);
        show(p, one.text, one.length, out);
        free(one.text);
        at += size;
    }
    p->undecoded.length -= at;
    if (at > 0)
        memmove(p->undecoded.text, p->undecoded.text + at, p->undecoded.length);
}

void terminal_encode(struct pty *p, const char *text, struct growing *out) {
    while (*text != '\0') {
        size_t length = 1;
        while (((unsigned char)text[length] & 0xC0) == 0x80)
            length++;
        if (p->encoding == NULL)
            growing_add(out, text, length);
        else if (!convert(p->encoding, "UTF-8", text, length, out))
            pty_fail(p, "this terminal has no such key", __FILE__, __LINE__);
        text += length;
    }
}
