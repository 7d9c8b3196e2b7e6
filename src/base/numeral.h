/* Chinese numerals: writing a number as it is said, and reading one however it is written. No locale. */
#ifndef ZWGK_BASE_NUMERAL_H
#define ZWGK_BASE_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* 零, 十, 一百零一, 一万; of a negative number 负 first. */
void numeral_append(struct buffer *out, int64_t number);
/* 二〇二六: digit by digit; what is no digit (full-width ones count) is left out. */
void numeral_append_year(struct buffer *out, const char *digits);
/* The number at the beginning of `text`: 3, ３, 三, 十二, 一百零一, 二〇二六. Returns its bytes, 0 when there is none
 * or it is above 999999999. */
size_t numeral_read(const char *text, int64_t *number);

#endif
