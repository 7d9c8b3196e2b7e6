/* What people type and what is stored: dates, integers, money. */
#ifndef ZWGK_BASE_VALUE_H
#define ZWGK_BASE_VALUE_H

#include "base/date.h"
#include "base/status.h"

struct buffer;

/* What a typed date is relative to. `add_workdays` may be NULL: then +5w is refused. */
struct date_context {
    day_number today;
    day_number (*add_workdays)(void *context, day_number from, int count);
    void *context;
};

/* t 今天, +5 -5 (days), +5w (working days), 1122, 20261122, 26.11.22, 2026/3/5, 2026-03-05,
 * 2026年11月22日; full-width digits and signs too. A date without a year is of the year that brings it
 * nearest to today. INVALID with a problem (message says what was expected) otherwise. */
MUST_USE enum status value_parse_date(const char *text, const struct date_context *context,
                                      day_number *out, struct problem *problem);
/* Decimal, optional sign, full-width folded, blanks at the ends allowed. */
MUST_USE enum status value_parse_integer(const char *text, int64_t low, int64_t high, int64_t *out,
                                         struct problem *problem);
/* "1,234.5", "1234.50元" → 123450 fen; at most two decimals. */
MUST_USE enum status value_parse_money(const char *text, int64_t *fen, struct problem *problem);
/* 123450 → "1234.50". */
void value_append_money(struct buffer *out, int64_t fen);
void value_append_money_grouped(struct buffer *out, int64_t fen); /* "1,234.50": to be read */

/* A quantity is an integer of ten-thousandths. */
enum { VALUE_QUANTITY_PLACES = 4, VALUE_QUANTITY_ONE = 10000 };
#define VALUE_QUANTITY_MOST INT64_C(999999999999)
/* "1,234.5" → 12345000; not negative, at most four decimals and VALUE_QUANTITY_MOST. */
MUST_USE enum status value_parse_quantity(const char *text, int64_t *out, struct problem *problem);
/* 12345000 → "1234.5". */
void value_append_quantity(struct buffer *out, int64_t quantity);

/* part of all in tenths of a per cent, rounded to the nearest, but 1000 only when it is all; -1 when all is 0. */
int value_share(int64_t part, int64_t all);

#endif
