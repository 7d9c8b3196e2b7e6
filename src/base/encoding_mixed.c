/* Watches the bytes of a file go by, a line at a time. Converts nothing. */
#include "base/encoding_mixed.h"

#include <string.h>

enum { HANZI_LEAST = 2 };

static bool is_everyday(uint32_t character) {
    return character == 0xB7 || (character >= 0x2010 && character <= 0x203B) ||
           (character >= 0x2460 && character <= 0x249B) ||
           (character >= 0x3000 && character <= 0x303F) ||
           (character >= 0x4E00 && character <= 0x9FA5) ||
           (character >= 0xFF00 && character <= 0xFFEF);
}

static void take_lead(struct encoding_mixed *mixed, unsigned char byte) {
    if (byte == 0xC2) {
        mixed->missing = 1;
        mixed->bits = byte & 0x1FU;
    } else if ((byte & 0xF0) == 0xE0) {
        mixed->missing = 2;
        mixed->bits = byte & 0x0FU;
    } else if (byte >= 0x80) {
        mixed->is_other = true;
    }
}

static void take_byte(struct encoding_mixed *mixed, unsigned char byte) {
    if (mixed->missing == 0) {
        take_lead(mixed, byte);
    } else if ((byte & 0xC0) != 0x80) {
        mixed->is_other = true;
    } else {
        mixed->bits = mixed->bits << 6 | (byte & 0x3FU);
        if (--mixed->missing == 0) {
            mixed->is_other = !is_everyday(mixed->bits);
            mixed->hanzi++;
        }
    }
}

bool encoding_mixed_end(const struct encoding_mixed *mixed) {
    return !mixed->is_other && mixed->missing == 0 && mixed->hanzi >= HANZI_LEAST;
}

bool encoding_mixed_feed(struct encoding_mixed *mixed, const char *bytes, size_t length) {
    const char *at = bytes, *end = bytes + length;
    while (at < end) {
        if (mixed->is_other) {
            at = memchr(at, '\n', (size_t)(end - at));
            if (at == NULL) {
                return false;
            }
        }
        if (*at != '\n') {
            take_byte(mixed, (unsigned char)*at++);
            continue;
        }
        if (encoding_mixed_end(mixed)) {
            return true;
        }
        *mixed = (struct encoding_mixed){.line = mixed->line + 1};
        at++;
    }
    return false;
}
