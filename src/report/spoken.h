/* Text as it is read out on the village loudspeaker: dates and numbers in words, telephone numbers digit by digit, short
 * sentences. Always Chinese, whatever language the screens are in. Pure. */
#ifndef ZWGK_REPORT_SPOKEN_H
#define ZWGK_REPORT_SPOKEN_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/date.h"

enum { SPOKEN_SENTENCE = 20 /* characters of a sentence at most, its mark included */, SPOKEN_A_MINUTE = 200 };

/* 二〇二六年十一月二十号 */
void spoken_append_day(struct buffer *out, day_number day);
/* 三十天, 两天: a number with what it counts. */
void spoken_append_count(struct buffer *out, long number, const char *unit);
/* 零零零零六六幺零零幺幺: digit by digit, 1 said 幺, in one sentence. */
void spoken_append_phone(struct buffer *out, const char *digits);
/* Appends the text with its dates, telephone numbers, times, percentages and numbers said in words. */
void spoken_append_text(struct buffer *out, const char *text);
/* Appends the text, already in words, as sentences of at most SPOKEN_SENTENCE characters, one a line. */
void spoken_append_sentences(struct buffer *out, const char *text);
/* How long that takes at SPOKEN_A_MINUTE characters a minute, in seconds; marks and blanks take none. */
int spoken_seconds(const char *text);

#endif
