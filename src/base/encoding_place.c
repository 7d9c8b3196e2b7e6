/* Lines and columns of UTF-8 text, counted fast: a long file is counted to its end though nothing be wrong. */
#include "base/encoding_place.h"

#include <limits.h>
#include <string.h>

#include "base/status.h"

void encoding_place_advance(struct encoding_place *place, const char *text, size_t length) {
    const char *end = text + length;
    const char *newline;
    while (text < end && (newline = memchr(text, '\n', (size_t)(end - text))) != NULL) {
        place->line++;
        place->column = 1;
        text = newline + 1;
    }
    for (; text < end; text++) {
        place->column += (*text & 0xC0) != 0x80;
    }
}

static int within_int(int64_t value) {
    return value > INT_MAX ? INT_MAX : (int)value;
}

void encoding_place_tell(const struct encoding_place *place, struct problem *problem) {
    if (problem != NULL) {
        problem->line = within_int(place->line);
        problem->column = within_int(place->column);
    }
}
