/* Months, quarters, halves and years as periods that follow each other. Knows nothing of records. */
#include "work/period.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *cycle;
    int months;
} cycles[] = {{"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};
enum { CYCLES = sizeof cycles / sizeof cycles[0] };

int period_months(const char *cycle) {
    for (size_t i = 0; i < CYCLES; i++) {
        if (strcmp(cycles[i].cycle, cycle) == 0) {
            return cycles[i].months;
        }
    }
    return 0;
}

static int in_a_year(const struct period *period) {
    return 12 / period->months;
}

static int year_of(const struct period *period) {
    return period->serial / in_a_year(period);
}

/* From 0, within its year. */
static int place_of(const struct period *period) {
    return period->serial % in_a_year(period);
}

struct period period_of(day_number day, int months) {
    int year, month, month_day;
    date_to_ymd(day, &year, &month, &month_day);
    return (struct period){months, year * (12 / months) + (month - 1) / months};
}

day_number period_first_day(const struct period *period) {
    return date_from_ymd(year_of(period), place_of(period) * period->months + 1, 1);
}

day_number period_last_day(const struct period *period) {
    const struct period next = {period->months, period->serial + 1};
    return period_first_day(&next) - 1;
}

char *period_name(const struct period *period, char out[PERIOD_BYTES]) {
    int year = year_of(period), place = place_of(period) + 1;
    switch (period->months) {
    case 1:
        snprintf(out, PERIOD_BYTES, "%04d-%02d", year, place);
        break;
    case 3:
        snprintf(out, PERIOD_BYTES, "%04dQ%d", year, place);
        break;
    case 6:
        snprintf(out, PERIOD_BYTES, "%04dH%d", year, place);
        break;
    default:
        snprintf(out, PERIOD_BYTES, "%04d", year);
    }
    return out;
}

bool period_from_name(const char *name, struct period *out) {
    int year = 0, place = 1, length = 0;
    char letter = '\0', written[PERIOD_BYTES];
    if (sscanf(name, "%4d%c%2d%n", &year, &letter, &place, &length) < 3) {
        letter = '\0';
        place = 1;
    }
    int months = letter == '-' ? 1 : letter == 'Q' ? 3 : letter == 'H' ? 6 : 12;
    *out = (struct period){months, year * (12 / months) + place - 1};
    return year >= 1900 && place >= 1 && place <= 12 / months &&
           strcmp(period_name(out, written), name) == 0;
}

char *period_words(const struct period *period, char out[PERIOD_WORDS_BYTES]) {
    static const char *const quarters[] = {"一", "二", "三", "四"};
    int year = year_of(period), place = place_of(period);
    switch (period->months) {
    case 1:
        snprintf(out, PERIOD_WORDS_BYTES, "%d年%d月", year, place + 1);
        break;
    case 3:
        snprintf(out, PERIOD_WORDS_BYTES, "%d年第%s季度", year, quarters[place]);
        break;
    case 6:
        snprintf(out, PERIOD_WORDS_BYTES, "%d年%s半年", year, place == 0 ? "上" : "下");
        break;
    default:
        snprintf(out, PERIOD_WORDS_BYTES, "%d年度", year);
    }
    return out;
}
