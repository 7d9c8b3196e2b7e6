/* Civil days, counted from 1970-01-01 = 0. No time zone and no clock here. */
#ifndef ZWGK_BASE_DATE_H
#define ZWGK_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t day_number; /* days since 1970-01-01 */
#define DATE_NONE INT32_MIN
enum { DATE_BYTES = 16 };

/* DATE_NONE when there is no such day; years 1900..9999. */
day_number date_from_ymd(int year, int month, int day);
void date_to_ymd(day_number day, int *year, int *month, int *month_day);
int date_year(day_number day);
/* 1 = Monday … 7 = Sunday. */
int date_weekday(day_number day);
/* Exactly YYYY-MM-DD; anything else DATE_NONE. NULL allowed. */
day_number date_from_iso(const char *text);
/* "2026-11-22"; DATE_NONE gives "". Returns out. */
char *date_to_iso(day_number day, char out[DATE_BYTES]);

#endif
