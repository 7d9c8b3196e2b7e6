/* The periods of 定期公开: month 2026-11, quarter 2026Q4, half 2026H2, year 2026. Pure: no clock, no database. */
#ifndef ZWGK_WORK_PERIOD_H
#define ZWGK_WORK_PERIOD_H

#include "base/date.h"

enum { PERIOD_BYTES = 16, PERIOD_WORDS_BYTES = 48 };

struct period {
    int months; /* 1, 3, 6 or 12 */
    int serial; /* how many such periods since the year 0 */
};

/* Months of a code of the list `cycle`; 0 when there is no such cycle. */
int period_months(const char *cycle);
/* The period a day lies in; months as period_months gives them, not 0. */
struct period period_of(day_number day, int months);
day_number period_first_day(const struct period *period);
day_number period_last_day(const struct period *period);
/* "2026Q3". Returns out. */
char *period_name(const struct period *period, char out[PERIOD_BYTES]);
/* The period of a name as period_name writes it; false when it is none. */
bool period_from_name(const char *name, struct period *out);
/* “2026年第三季度”: a part of titles, so never translated. Returns out. */
char *period_words(const struct period *period, char out[PERIOD_WORDS_BYTES]);

#endif
