/* Limits as standard catalogues word them: 信息形成或变更之日起20个工作日内, 7日内, 每季首月20日前, 及时. */
#ifndef ZWGK_WORK_LIMIT_TEXT_H
#define ZWGK_WORK_LIMIT_TEXT_H

#include <stdbool.h>

struct buffer;

struct limit_words {
    char unit[12]; /* workday, day, fixed, at_once */
    int amount;    /* of the unit; fixed: day of the month; at_once: 0 */
    char fixed[8]; /* fixed: "" every month, "quarter" its first month, "01" to "12" that month of the year */
};

/* The one limit the text speaks of; false when there is none, or several that differ. How long something
 * stays up (公示7日, 不少于30日) is no limit. */
bool limit_text_read(const char *text, struct limit_words *out);
/* The first of several; false, *out left alone, when the text speaks of none. */
bool limit_text_first(const char *text, struct limit_words *out);
/* False when the text speaks of limits, and of none like this. */
bool limit_text_allows(const char *text, const struct limit_words *limit);
/* 20个工作日内, 每季首月20日前, 即时: for a catalogue that says nothing itself. */
void limit_text_append(const struct limit_words *limit, struct buffer *out);

/* limit_fixed as it is typed or stands in limit_rule: 每月 Q-20 每季首月 3 3月 03-20. `day` gets the day it
 * names, 0 none. False when it is none of these. */
bool limit_fixed_read(const char *text, char fixed[8], int *day);

#endif
