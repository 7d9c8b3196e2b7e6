/* What the libraries' tables of Chinese encodings lack, and which of GBK is GB 2312. Converts no texts. */
#include <string.h>

#include "base/buffer.h"
#include "base/encoding_library.h"
#include "base/text.h"

/* The 24 places at which the editions of GB18030 differ: 2000 and 2005 gave two bytes to a private character and
 * four to the one that Unicode has since; 2022 exchanged the first eighteen. The last six share both. */
struct exchanged {
    unsigned short code, private; /* two bytes, and the character they were */
    char32_t character;           /* that they are */
};
static const struct exchanged exchanged[] = {
    {0xA6D9, 0xE78D, 0xFE10},  {0xA6DA, 0xE78E, 0xFE12},  {0xA6DB, 0xE78F, 0xFE11},
    {0xA6DC, 0xE790, 0xFE13},  {0xA6DD, 0xE791, 0xFE14},  {0xA6DE, 0xE792, 0xFE15},
    {0xA6DF, 0xE793, 0xFE16},  {0xA6EC, 0xE794, 0xFE17},  {0xA6ED, 0xE795, 0xFE18},
    {0xA6F3, 0xE796, 0xFE19},  {0xFE59, 0xE81E, 0x9FB4},  {0xFE61, 0xE826, 0x9FB5},
    {0xFE66, 0xE82B, 0x9FB6},  {0xFE67, 0xE82C, 0x9FB7},  {0xFE6D, 0xE832, 0x9FB8},
    {0xFE7E, 0xE843, 0x9FB9},  {0xFE90, 0xE854, 0x9FBA},  {0xFEA0, 0xE864, 0x9FBB},
    {0xFE51, 0xE816, 0x20087}, {0xFE52, 0xE817, 0x20089}, {0xFE53, 0xE818, 0x200CC},
    {0xFE6C, 0xE831, 0x215D7}, {0xFE76, 0xE83B, 0x2298F}, {0xFE91, 0xE855, 0x241FE},
};
enum { EXCHANGED = sizeof exchanged / sizeof *exchanged };

enum { EURO = 0x20AC, EURO_OF_WINDOWS = 0x80 };

static bool is_gb(enum encoding encoding) {
    return encoding == ENCODING_GB18030 || encoding == ENCODING_GBK || encoding == ENCODING_GB2312;
}

/* The four-byte codes that the library's edition lacks. Those of 2005 are of what Unicode has since; those of
 * 2022 lie in the same eighteen places. */
static size_t repair_four(struct bytes bad, char32_t *character) {
    const unsigned char *at = (const unsigned char *)bad.at;
    if (bad.left < 4 || at[2] < 0x81 || at[2] > 0xFE || at[3] < '0' || at[3] > '9') {
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

static size_t repair_two(enum encoding from, struct bytes bad, char32_t *character) {
    unsigned first = bad.left < 2 ? 0 : (unsigned char)bad.at[0];
    unsigned code = first == 0 ? 0 : first << 8 | (unsigned char)bad.at[1];
    if (code == 0xA2E3) {
        *character = EURO;
        return 2;
    }
    for (int i = 0; from == ENCODING_GB18030 && i < EXCHANGED; i++) {
        if (exchanged[i].code == code) {
            *character = exchanged[i].character;
            return 2;
        }
    }
    return 0;
}

size_t gb_repair_bytes(enum encoding from, struct bytes bad, char32_t *character) {
    if (!is_gb(from) || bad.left == 0) {
        return 0;
    }
    if ((unsigned char)bad.at[0] == EURO_OF_WINDOWS) {
        *character = EURO;
        return 1;
    }
    size_t used = repair_two(from, bad, character);
    return used > 0 || from != ENCODING_GB18030 ? used : repair_four(bad, character);
}

size_t gb_repair_character(enum encoding to, char32_t character, char out[2]) {
    if (to == ENCODING_GBK && character == EURO) {
        out[0] = (char)EURO_OF_WINDOWS;
        return 1;
    }
    for (int i = 0; to == ENCODING_GB18030 && i < EXCHANGED; i++) {
        if (exchanged[i].private == character || exchanged[i].character == character) {
            out[0] = (char)(exchanged[i].code >> 8);
            out[1] = (char)(exchanged[i].code & 0xFF);
            return 2;
        }
    }
    return 0;
}

/* The next of the private characters at or behind `at`: its row, or EXCHANGED. All are EE xx xx. */
static int find_private(const char *text, size_t length, size_t *at) {
    const char *found = text + *at;
    while ((found = memchr(found, 0xEE, length - (size_t)(found - text))) != NULL) {
        char32_t character;
        *at = (size_t)(found - text);
        text_decode(found, length - *at, &character);
        for (int i = 0; i < EXCHANGED; i++) {
            if (exchanged[i].private == character) {
                return i;
            }
        }
        found++;
    }
    return EXCHANGED;
}

void gb_modernise(struct buffer *out, size_t start) {
    struct buffer changed = BUFFER_INIT;
    size_t copied = 0, at = 0;
    size_t length = out->length - start;
    const char *text = buffer_text(out) + start;
    int row = length > 0 ? find_private(text, length, &at) : EXCHANGED;
    if (row == EXCHANGED) {
        return;
    }
    for (; row != EXCHANGED; row = find_private(text, length, &at)) {
        char encoded[4];
        buffer_append_bytes(&changed, text + copied, at - copied);
        buffer_append_bytes(&changed, encoded, text_encode(exchanged[row].character, encoded));
        at += 3;
        copied = at;
    }
    buffer_append_bytes(&changed, text + copied, length - copied);
    out->length = start;
    buffer_append_bytes(out, buffer_text(&changed), changed.length);
    out->failed = out->failed || changed.failed;
    buffer_release(&changed);
}

/* ---- GB 2312 ------------------------------------------------------------------------------------- */

/* The cells of its rows of signs that it fills, both ends included; rows of hanzi are full but the 55th. */
static bool is_gb2312_sign(unsigned row, unsigned cell) {
    static const struct {
        unsigned char row, first, last;
    } runs[] = {
        {1, 1, 94}, {2, 17, 66}, {2, 69, 78}, {2, 81, 92}, {3, 1, 94}, {4, 1, 83},  {5, 1, 86},
        {6, 1, 24}, {6, 33, 56}, {7, 1, 33},  {7, 49, 81}, {8, 1, 26}, {8, 37, 73}, {9, 4, 79},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        if (runs[i].row == row && cell >= runs[i].first && cell <= runs[i].last) {
            return true;
        }
    }
    return false;
}

static bool is_gb2312(unsigned char lead, unsigned char trail) {
    if (lead < 0xA1 || trail < 0xA1 || trail == 0xFF) {
        return false;
    }
    unsigned row = lead - 0xA0U, cell = trail - 0xA0U;
    return row >= 16 ? row <= 87 && (row != 55 || cell <= 89) : is_gb2312_sign(row, cell);
}

size_t gb2312_span(const char *bytes, size_t length, size_t *characters) {
    size_t at = 0;
    *characters = 0;
    while (at < length) {
        unsigned char lead = (unsigned char)bytes[at];
        size_t size = lead < 0x80 ? 1 : 2;
        if (size == 2 && (at + 1 == length || !is_gb2312(lead, (unsigned char)bytes[at + 1]))) {
            break;
        }
        at += size;
        *characters += 1;
    }
    return at;
}
