/* Query by form: days and periods (今天 本月 10月 2026年 and every spelling of a date), and the lights of a
 * due date. Relative to the day the world gives; looks at no clock. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "form/query_private.h"

struct period {
    day_number from, to;
};

bool query_is_word(const struct query_world *world, const char *text, const char *word,
                   const char *identifier) {
    return strcmp(text, word) == 0 || strcmp(text, identifier) == 0 ||
           strcmp(text, world->translate(NULL, word)) == 0;
}

/* ---- lights ------------------------------------------------------------------------------------- */

enum light { LIGHT_OVERDUE, LIGHT_TODAY, LIGHT_NEAR, LIGHT_NORMAL, LIGHT_PAUSED };

static const struct light_word {
    const char *word, *identifier, *said;
} light_words[] = {
    [LIGHT_OVERDUE] = {N_("逾期"), "overdue", N_("已逾期")},
    [LIGHT_TODAY] = {N_("今日"), "due today", N_("今日到期")},
    [LIGHT_NEAR] = {N_("临期"), "near", N_("临期")},
    [LIGHT_NORMAL] = {N_("正常"), "normal", N_("正常")},
    [LIGHT_PAUSED] = {N_("暂停"), "paused", N_("暂停计时")},
};

static void test_day(struct reading *reading, enum query_compare compare, day_number day) {
    char iso[DATE_BYTES];
    reading_test(reading, "due_sort", compare, date_to_iso(day, iso));
}

/* Only open records have a light; a paused one's due_sort lies after every day. */
static void add_light(struct reading *reading, enum light light) {
    const struct query_world *world = reading->world;
    day_number today = world->dates.today;
    reading_test(reading, "open", QUERY_EQUAL, "1");
    switch (light) {
    case LIGHT_OVERDUE:
        test_day(reading, QUERY_LESS, today);
        break;
    case LIGHT_TODAY:
        test_day(reading, QUERY_EQUAL, today);
        break;
    case LIGHT_NEAR:
        test_day(reading, QUERY_AT_LEAST, today);
        test_day(reading, QUERY_AT_MOST, world->near_until);
        break;
    case LIGHT_NORMAL:
        test_day(reading, QUERY_GREATER, world->near_until);
        reading_test(reading, "due_on", QUERY_NOT_EMPTY, NULL);
        reading_test(reading, "paused_on", QUERY_EMPTY, NULL);
        break;
    case LIGHT_PAUSED:
        reading_test(reading, "paused_on", QUERY_NOT_EMPTY, NULL);
        break;
    }
}

bool query_read_light(struct reading *reading, const struct operand *operand) {
    bool is_due = strcmp(reading->field->name, "due_on") == 0;
    if (!is_due || (operand->sign != OPERATOR_NONE && operand->sign != OPERATOR_EQUAL))
        return false;
    for (size_t i = 0; i < sizeof light_words / sizeof light_words[0]; i++) {
        const struct light_word *light = &light_words[i];
        if (!query_is_word(reading->world, operand->text, light->word, light->identifier))
            continue;
        reading_say_or(reading);
        reading_say(reading, light->said, NULL, NULL, NULL, NULL);
        add_light(reading, (enum light)i);
        return true;
    }
    return false;
}

/* ---- periods ------------------------------------------------------------------------------------ */

static day_number week_start(day_number day) {
    return day - (date_weekday(day) - 1);
}

static bool set_month(int year, int month, struct period *out) {
    bool is_last = month == 12;
    out->from = date_from_ymd(year, month, 1);
    out->to = date_from_ymd(is_last ? year + 1 : year, is_last ? 1 : month + 1, 1);
    if (out->from == DATE_NONE || out->to == DATE_NONE)
        return false;
    out->to--;
    return true;
}

static bool set_year(int year, struct period *out) {
    out->from = date_from_ymd(year, 1, 1);
    out->to = date_from_ymd(year, 12, 31);
    return out->from != DATE_NONE;
}

/* `months` from this one, -1 the last. */
static bool set_month_from(day_number today, int months, struct period *out) {
    int year = 0, month = 0, day = 0;
    date_to_ymd(today, &year, &month, &day);
    int count = year * 12 + month - 1 + months;
    return set_month(count / 12, count % 12 + 1, out);
}

static bool set_days(day_number from, int count, struct period *out) {
    *out = (struct period){from, from + count - 1};
    return true;
}

enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

static const struct {
    const char *word, *identifier;
    enum unit unit;
    int steps;
} periods[] = {
    {N_("今天"), "today", UNIT_DAY, 0},        {N_("昨天"), "yesterday", UNIT_DAY, -1},
    {N_("明天"), "tomorrow", UNIT_DAY, 1},     {N_("本周"), "this week", UNIT_WEEK, 0},
    {N_("上周"), "last week", UNIT_WEEK, -1},  {N_("下周"), "next week", UNIT_WEEK, 1},
    {N_("本月"), "this month", UNIT_MONTH, 0}, {N_("上月"), "last month", UNIT_MONTH, -1},
    {N_("下月"), "next month", UNIT_MONTH, 1}, {N_("今年"), "this year", UNIT_YEAR, 0},
    {N_("去年"), "last year", UNIT_YEAR, -1},
};

static bool set_period(day_number today, enum unit unit, int steps, struct period *out) {
    switch (unit) {
    case UNIT_DAY:
        return set_days(today + steps, 1, out);
    case UNIT_WEEK:
        return set_days(week_start(today) + 7 * steps, 7, out);
    case UNIT_MONTH:
        return set_month_from(today, steps, out);
    case UNIT_YEAR:
        return set_year(date_year(today) + steps, out);
    }
    return false;
}

static bool read_period_word(const struct query_world *world, const char *text,
                             struct period *out) {
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++)
        if (query_is_word(world, text, periods[i].word, periods[i].identifier))
            return set_period(world->dates.today, periods[i].unit, periods[i].steps, out);
    return false;
}

/* 2026年 2026 · 2026年10月 2026-10 2026/10 2026.10 · 10月, the one nearest to today. */
static bool read_period_number(day_number today, const char *text, struct period *out) {
    int first = 0, second = 0, used[4] = {0, 0, 0, 0}, length = (int)strlen(text);
    if (text[0] < '0' || text[0] > '9')
        return false;
    (void)sscanf(text, "%4d年%2d月%n", &first, &second, &used[0]);
    if (used[0] == 0)
        (void)sscanf(text, "%4d%*1[-/.]%2d%n", &first, &second, &used[0]);
    if (used[0] == length && first >= 1000)
        return second >= 1 && second <= 12 && set_month(first, second, out);
    (void)sscanf(text, "%2d月%n", &first, &used[1]);
    if (used[1] == length && first >= 1 && first <= 12) {
        int year = 0, month = 0, day = 0;
        date_to_ymd(today, &year, &month, &day);
        year += first - month > 6 ? -1 : first - month < -6 ? 1 : 0;
        return set_month(year, first, out);
    }
    (void)sscanf(text, "%4d年%n", &first, &used[2]);
    (void)sscanf(text, "%4d%n", &first, &used[3]);
    return (used[2] == length || used[3] == length) && first >= 1900 && first <= 2999 &&
           set_year(first, out);
}

static enum status read_period(struct reading *reading, const char *text, struct period *out) {
    const struct query_world *world = reading->world;
    struct buffer trimmed = BUFFER_INIT;
    day_number day = DATE_NONE;
    enum status status = STATUS_OK;
    text_append_trimmed(&trimmed, text);
    text = buffer_text(&trimmed);
    if (!read_period_word(world, text, out) && !read_period_number(world->dates.today, text, out)) {
        status = value_parse_date(text, &world->dates, &day, reading->problem);
        *out = (struct period){day, day};
        bool is_near = (text[0] >= '0' && text[0] <= '9') || text[0] == '+' || text[0] == '-';
        if (status != STATUS_OK && !is_near)
            status = reading_refuse(reading,
                                    N_("“{text}”不是日期或期间，可写 1122、2026-11-22、今天、本周、"
                                       "本月、上月、10月、今年"),
                                    text);
    }
    buffer_release(&trimmed);
    return status;
}

/* ---- tests -------------------------------------------------------------------------------------- */

static const char *shown(const struct reading *reading, day_number day, char iso[DATE_BYTES]) {
    const struct query_world *world = reading->world;
    return day == world->dates.today ? world->translate(NULL, N_("今天")) : date_to_iso(day, iso);
}

static void add_range(struct reading *reading, day_number from, day_number to) {
    char iso[2][DATE_BYTES];
    bool is_one = from == to;
    const char *name = reading->field->name;
    reading_say_or(reading);
    reading_say(reading, is_one ? N_("{from}") : N_("{from} 至 {to}"), "from",
                shown(reading, from, iso[0]), "to", shown(reading, to, iso[1]));
    reading_test(reading, name, is_one ? QUERY_EQUAL : QUERY_AT_LEAST, date_to_iso(from, iso[0]));
    if (!is_one)
        reading_test(reading, name, QUERY_AT_MOST, date_to_iso(to, iso[1]));
}

static void add_day(struct reading *reading, enum query_compare compare, const char *words,
                    day_number day) {
    char iso[DATE_BYTES];
    reading_say_or(reading);
    reading_say(reading, words, "day", shown(reading, day, iso), NULL, NULL);
    reading_test(reading, reading->field->name, compare, date_to_iso(day, iso));
}

static enum status add_period(struct reading *reading, enum query_operator sign,
                              const struct period *period) {
    switch (sign) {
    case OPERATOR_NONE:
    case OPERATOR_EQUAL:
        add_range(reading, period->from, period->to);
        break;
    case OPERATOR_NOT:
        if (period->from != period->to)
            return reading_refuse(reading, N_("“!=”后面写一天，不写期间"), "");
        add_day(reading, QUERY_NOT_EQUAL, N_("不是 {day}"), period->from);
        break;
    case OPERATOR_LESS:
        add_day(reading, QUERY_LESS, N_("{day} 之前"), period->from);
        break;
    case OPERATOR_AT_MOST:
        add_day(reading, QUERY_AT_MOST, N_("{day} 止"), period->to);
        break;
    case OPERATOR_GREATER:
        add_day(reading, QUERY_GREATER, N_("{day} 之后"), period->to);
        break;
    case OPERATOR_AT_LEAST:
        add_day(reading, QUERY_AT_LEAST, N_("{day} 起"), period->from);
        break;
    }
    return STATUS_OK;
}

static enum status read_range(struct reading *reading, const char *low, const char *high) {
    struct period from, to;
    enum status status = STATUS_OK;
    if (!*low && !*high)
        return reading_refuse(reading, N_("范围写成 起:止、起: 或 :止，前面不写符号"), "");
    if (*low)
        status = read_period(reading, low, &from);
    if (status == STATUS_OK && *high)
        status = read_period(reading, high, &to);
    if (status != STATUS_OK)
        return status;
    if (!*high)
        return add_period(reading, OPERATOR_AT_LEAST, &from);
    if (!*low)
        return add_period(reading, OPERATOR_AT_MOST, &to);
    if (from.from > to.to)
        return reading_refuse(reading, N_("范围前后写反了：早的日期写在前面"), "");
    add_range(reading, from.from, to.to);
    return STATUS_OK;
}

enum status query_read_date(struct reading *reading, const struct operand *operand) {
    size_t bytes = 0;
    const char *sign = query_range_sign(operand->folded, &bytes);
    struct period period;
    struct buffer low = BUFFER_INIT, high = BUFFER_INIT, part = BUFFER_INIT;
    enum status status = STATUS_OK;
    if (!sign) {
        status = read_period(reading, operand->folded, &period);
        return status == STATUS_OK ? add_period(reading, operand->sign, &period) : status;
    }
    buffer_append_bytes(&part, operand->folded, (size_t)(sign - operand->folded));
    text_append_trimmed(&low, buffer_text(&part));
    text_append_trimmed(&high, sign + bytes);
    if (operand->sign != OPERATOR_NONE)
        status = reading_refuse(reading, N_("范围写成 起:止、起: 或 :止，前面不写符号"), "");
    else
        status = read_range(reading, buffer_text(&low), buffer_text(&high));
    reading->query->failed = reading->query->failed || low.failed || high.failed || part.failed;
    buffer_release(&low);
    buffer_release(&high);
    buffer_release(&part);
    return status;
}
