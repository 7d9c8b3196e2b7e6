/* Dates as people type them: today, days from today, with or without a year, in Chinese or with
 * separators. Relative to the day it is given; looks at no clock. */
#include <string.h>

#include "base/value.h"
#include "base/value_key.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2999, NUMBERS_MOST = 3 };

enum separator { SEPARATOR_NONE, SEPARATOR_MARK, SEPARATOR_YEAR, SEPARATOR_MONTH, SEPARATOR_DAY };

/* "2026年3月5日": three numbers, each with its digits and what follows it. */
struct pattern {
    int count;
    int number[NUMBERS_MOST];
    int digits[NUMBERS_MOST];
    enum separator after[NUMBERS_MOST];
    char mark; /* the one of - / . that is used; 0 when none */
};

static const char *const expected =
    N_("“{text}”不是日期，可以写 1122、20261122、2026-11-22、2026年11月22日、t（今天）、+5 或 +5w");

/* Takes decimal digits, at most eight; returns how many there were. */
static int take_digits(const char **at, int *value) {
    int count = 0;
    *value = 0;
    while (**at >= '0' && **at <= '9' && count < 9) {
        if (count < 8) {
            *value = *value * 10 + (**at - '0');
        }
        count++;
        (*at)++;
    }
    return count;
}

static void skip_blanks(const char **at) {
    while (**at == ' ') {
        (*at)++;
    }
}

static enum separator take_separator(const char **at, char *mark) {
    static const struct {
        const char *text;
        enum separator separator;
    } words[] = {{"年", SEPARATOR_YEAR},
                 {"月", SEPARATOR_MONTH},
                 {"日", SEPARATOR_DAY},
                 {"号", SEPARATOR_DAY}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i].text);
        if (strncmp(*at, words[i].text, length) == 0) {
            *at += length;
            return words[i].separator;
        }
    }
    char byte = **at;
    bool is_mark = byte == '-' || byte == '/' || byte == '.';
    if (!is_mark || (*mark != '\0' && *mark != byte)) {
        return SEPARATOR_NONE;
    }
    *mark = byte;
    (*at)++;
    return SEPARATOR_MARK;
}

/* False when the key is not made of numbers and separators. */
static bool read_pattern(const char *key, struct pattern *pattern) {
    memset(pattern, 0, sizeof *pattern);
    const char *at = key;
    while (*at != '\0') {
        int i = pattern->count;
        if (i == NUMBERS_MOST) {
            return false;
        }
        pattern->digits[i] = take_digits(&at, &pattern->number[i]);
        if (pattern->digits[i] == 0 || pattern->digits[i] > 8) {
            return false;
        }
        skip_blanks(&at);
        pattern->after[i] = take_separator(&at, &pattern->mark);
        skip_blanks(&at);
        pattern->count++;
    }
    return pattern->count > 0;
}

/* 2026 or 26; 0 when the digits are no year. */
static int year_of(int number, int digits) {
    if (digits == 4) {
        return number;
    }
    return digits == 2 ? 2000 + number : 0;
}

struct parts {
    int year; /* -1: not given */
    int month;
    int day;
};

static bool parts_from_digits(const struct pattern *pattern, struct parts *parts) {
    int number = pattern->number[0];
    if (pattern->after[0] != SEPARATOR_NONE ||
        (pattern->digits[0] != 4 && pattern->digits[0] != 8)) {
        return false;
    }
    parts->year = pattern->digits[0] == 8 ? number / 10000 : -1;
    parts->month = number / 100 % 100;
    parts->day = number % 100;
    return true;
}

static bool is_month_and_day(const struct pattern *pattern, int first) {
    enum separator month = pattern->after[first];
    enum separator day = pattern->after[first + 1];
    bool chinese = month == SEPARATOR_MONTH && (day == SEPARATOR_DAY || day == SEPARATOR_NONE);
    bool marked = month == SEPARATOR_MARK && day == SEPARATOR_NONE;
    return (chinese || marked) && pattern->digits[first] <= 2 && pattern->digits[first + 1] <= 2;
}

/* False when the numbers and separators do not have the form of a date. */
static bool parts_from_pattern(const struct pattern *pattern, struct parts *parts) {
    if (pattern->count == 1) {
        return parts_from_digits(pattern, parts);
    }
    int first = pattern->count - 2;
    if (!is_month_and_day(pattern, first)) {
        return false;
    }
    parts->month = pattern->number[first];
    parts->day = pattern->number[first + 1];
    parts->year = -1;
    if (pattern->count == 2) {
        return true;
    }
    enum separator wanted = pattern->after[1] == SEPARATOR_MARK ? SEPARATOR_MARK : SEPARATOR_YEAR;
    parts->year = year_of(pattern->number[0], pattern->digits[0]);
    return pattern->after[0] == wanted && parts->year != 0;
}

static int64_t distance(day_number one, day_number other) {
    int64_t days = (int64_t)one - other;
    return days < 0 ? -days : days;
}

/* The day of that month and day of month nearest to `today`. 29 February may be years away. */
static day_number nearest(day_number today, int month, int day) {
    day_number best = DATE_NONE;
    int year = date_year(today);
    for (int i = year - 1; i <= year + 1; i++) {
        day_number candidate = date_from_ymd(i, month, day);
        if (candidate != DATE_NONE &&
            (best == DATE_NONE || distance(candidate, today) < distance(best, today))) {
            best = candidate;
        }
    }
    return best;
}

/* "+5", "-5", "+5w" from today. */
static enum status parse_relative(const char *text, const char *key,
                                  const struct date_context *context, day_number *day,
                                  struct problem *problem) {
    const char *at = key + 1;
    int count;
    int digits = take_digits(&at, &count);
    bool in_workdays = (*at == 'w' || *at == 'W') && at[1] == '\0';
    if (digits == 0 || digits > 5 || (*at != '\0' && !in_workdays)) {
        return value_refuse(problem, expected, text);
    }
    count = key[0] == '-' ? -count : count;
    if (!in_workdays) {
        *day = context->today + count;
        return STATUS_OK;
    }
    if (context->add_workdays == NULL) {
        return value_refuse(problem, N_("“{text}”：这里不能按工作日推算，请写日期或 +5"), text);
    }
    *day = context->add_workdays(context->context, context->today, count);
    if (*day == DATE_NONE) {
        return value_refuse(problem, N_("“{text}”推算不出：日历没有那么远，请写日期"), text);
    }
    return STATUS_OK;
}

static enum status parse_parts(const char *text, const char *key,
                               const struct date_context *context, day_number *day,
                               struct problem *problem) {
    struct pattern pattern;
    struct parts parts;
    if (!read_pattern(key, &pattern) || !parts_from_pattern(&pattern, &parts)) {
        return value_refuse(problem, expected, text);
    }
    if (parts.year >= 0 && (parts.year < YEAR_FIRST || parts.year > YEAR_LAST)) {
        return value_refuse(problem, N_("“{text}”的年份不对，应在 1900 到 2999 之间"), text);
    }
    *day = parts.year < 0 ? nearest(context->today, parts.month, parts.day)
                          : date_from_ymd(parts.year, parts.month, parts.day);
    if (*day == DATE_NONE) {
        return value_refuse(problem,
                            N_("没有“{text}”这一天，请核对月和日，写成 1122 或 2026-11-22"), text);
    }
    return STATUS_OK;
}

static bool is_today(const char *key) {
    return strcmp(key, "t") == 0 || strcmp(key, "T") == 0 || strcmp(key, "今天") == 0;
}

enum status value_parse_date(const char *text, const struct date_context *context, day_number *out,
                             struct problem *problem) {
    char key[VALUE_KEY_BYTES];
    day_number day = context->today;
    enum status status = STATUS_OK;
    if (!value_key(text, key)) {
        return value_refuse(problem, expected, text);
    }
    if (key[0] == '+' || key[0] == '-') {
        status = parse_relative(text, key, context, &day, problem);
    } else if (!is_today(key)) {
        status = parse_parts(text, key, context, &day, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (date_year(day) < YEAR_FIRST || date_year(day) > YEAR_LAST) {
        return value_refuse(problem, N_("“{text}”的年份不对，应在 1900 到 2999 之间"), text);
    }
    *out = day;
    return STATUS_OK;
}
