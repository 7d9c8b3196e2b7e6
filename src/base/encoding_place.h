/* Where in a text one stands. */
#ifndef ZWGK_BASE_ENCODING_PLACE_H
#define ZWGK_BASE_ENCODING_PLACE_H

#include <stddef.h>
#include <stdint.h>

struct problem;

struct encoding_place {
    int64_t line, column; /* from 1; the column in characters */
};

/* Moves behind `length` bytes of UTF-8. */
void encoding_place_advance(struct encoding_place *place, const char *text, size_t length);
/* Into the problem's line and column (NULL allowed), each at most INT_MAX. */
void encoding_place_tell(const struct encoding_place *place, struct problem *problem);

#endif
