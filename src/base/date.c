/* Civil days by arithmetic (proleptic Gregorian). No time zone, no clock, no C library time. */
#include "base/date.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
    DAYS_IN_ERA = 146097, /* 400 years */
    DAYS_TO_1970 = 719468 /* from 0000-03-01 */
};

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

day_number date_from_ymd(int year, int month, int day) {
    if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return DATE_NONE;
    }
    /* Years begin in March here, so that the leap day is a year's last. */
    int shifted = month <= 2 ? year - 1 : year;
    int era = shifted / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - DAYS_TO_1970;
}

void date_to_ymd(day_number day, int *year, int *month, int *month_day) {
    int64_t shifted = (int64_t)day + DAYS_TO_1970;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int day_of_era = (int)(shifted - era * DAYS_IN_ERA);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *month_day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(year_of_era + era * 400) + (*month <= 2 ? 1 : 0);
}

int date_year(day_number day) {
    int year, month, month_day;
    date_to_ymd(day, &year, &month, &month_day);
    return year;
}

int date_weekday(day_number day) {
    /* Day 0 was a Thursday. */
    int from_monday = (int)(((int64_t)day + 3) % 7);
    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

/* `count` decimal digits; -1 when one is none. */
static int digits(const char *text, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

day_number date_from_iso(const char *text) {
    if (text == NULL || strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return DATE_NONE;
    }
    return date_from_ymd(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

char *date_to_iso(day_number day, char out[DATE_BYTES]) {
    out[0] = '\0';
    if (day != DATE_NONE) {
        int year, month, month_day;
        date_to_ymd(day, &year, &month, &month_day);
        snprintf(out, DATE_BYTES, "%04d-%02d-%02d", year, month, month_day);
    }
    return out;
}
