/* Working days: how many there are up to a day is the number of Mondays to Fridays, corrected by a
 * running sum over the sorted 放假 and 上班 days; counting is a subtraction, adding a binary search.
 * No clock, no database. */
#include "work/workday.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/calendar_days.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999 };

struct calendar *calendar_new(void) {
    return calloc(1, sizeof(struct calendar));
}

void calendar_free(struct calendar *calendar) {
    if (calendar == NULL)
        return;
    for (size_t i = 0; i < calendar->day_count; i++)
        free(calendar->days[i].name);
    for (size_t i = 0; i < calendar->year_count; i++)
        free(calendar->years[i].notice);
    free(calendar->days);
    free(calendar->years);
    free(calendar);
}

/* Index of the first special day after `day`. */
static size_t days_through(const struct calendar *calendar, day_number day) {
    size_t low = 0, high = calendar->day_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->days[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_weekend(day_number day) {
    return date_weekday(day) >= 6;
}

/* What a special day adds to the count of Mondays to Fridays. */
static int correction(const struct special_day *special) {
    if (special->is_off)
        return is_weekend(special->day) ? 0 : -1;
    return is_weekend(special->day) ? 1 : 0;
}

static void sum_from(struct calendar *calendar, size_t index) {
    for (; index < calendar->day_count; index++) {
        int before = index > 0 ? calendar->days[index - 1].sum : 0;
        calendar->days[index].sum = before + correction(&calendar->days[index]);
    }
}

static enum status out_of_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

enum status calendar_add_day(struct calendar *calendar, day_number day, bool is_off,
                             const char *name, struct problem *problem) {
    if (day == DATE_NONE)
        return problem_set(problem, STATUS_INVALID, "", N_("日历中的日期不对"));
    char *copy = text_copy(name);
    if (copy == NULL)
        return out_of_memory(problem);
    size_t at = days_through(calendar, day);
    if (at > 0 && calendar->days[at - 1].day == day) {
        at--;
        free(calendar->days[at].name);
    } else {
        if (calendar->day_count == calendar->day_capacity) {
            size_t capacity = calendar->day_capacity * 2 + 64;
            struct special_day *days = realloc(calendar->days, capacity * sizeof *days);
            if (days == NULL) {
                free(copy);
                return out_of_memory(problem);
            }
            calendar->days = days;
            calendar->day_capacity = capacity;
        }
        memmove(calendar->days + at + 1, calendar->days + at,
                (calendar->day_count - at) * sizeof *calendar->days);
        calendar->day_count++;
    }
    calendar->days[at] = (struct special_day){day, 0, is_off, copy};
    sum_from(calendar, at);
    return STATUS_OK;
}

static size_t year_position(const struct calendar *calendar, int year) {
    size_t at = 0;
    while (at < calendar->year_count && calendar->years[at].year < year)
        at++;
    return at;
}

enum status calendar_add_year(struct calendar *calendar, int year, const char *notice,
                              struct problem *problem) {
    char *copy = text_copy(notice);
    if (copy == NULL)
        return out_of_memory(problem);
    size_t at = year_position(calendar, year);
    if (at < calendar->year_count && calendar->years[at].year == year) {
        free(calendar->years[at].notice);
        calendar->years[at].notice = copy;
        return STATUS_OK;
    }
    struct loaded_year *years =
        realloc(calendar->years, (calendar->year_count + 1) * sizeof *years);
    if (years == NULL) {
        free(copy);
        return out_of_memory(problem);
    }
    calendar->years = years;
    memmove(years + at + 1, years + at, (calendar->year_count - at) * sizeof *years);
    calendar->year_count++;
    years[at] = (struct loaded_year){year, copy};
    return STATUS_OK;
}

void calendar_forget_year(struct calendar *calendar, int year) {
    size_t kept = 0;
    for (size_t i = 0; i < calendar->day_count; i++) {
        if (date_year(calendar->days[i].day) == year)
            free(calendar->days[i].name);
        else
            calendar->days[kept++] = calendar->days[i];
    }
    calendar->day_count = kept;
    sum_from(calendar, 0);
}

void calendar_each(const struct calendar *calendar,
                   void (*each_day)(void *context, day_number day, bool is_off, const char *name),
                   void (*year)(void *context, int year, const char *notice), void *context) {
    for (size_t i = 0; i < calendar->day_count; i++)
        each_day(context, calendar->days[i].day, calendar->days[i].is_off, calendar->days[i].name);
    for (size_t i = 0; i < calendar->year_count; i++)
        year(context, calendar->years[i].year, calendar->years[i].notice);
}

enum day_kind calendar_day_kind(const struct calendar *calendar, day_number day,
                                const char **name) {
    size_t at = days_through(calendar, day);
    if (at > 0 && calendar->days[at - 1].day == day) {
        const struct special_day *special = &calendar->days[at - 1];
        if (name != NULL)
            *name = special->name;
        return special->is_off ? DAY_OFF : DAY_ON;
    }
    if (name != NULL)
        *name = "";
    return is_weekend(day) ? DAY_WEEKEND : DAY_WORK;
}

bool calendar_is_workday(const struct calendar *calendar, day_number day) {
    enum day_kind kind = calendar_day_kind(calendar, day, NULL);
    return kind == DAY_WORK || kind == DAY_ON;
}

bool calendar_has_year(const struct calendar *calendar, int year) {
    size_t at = year_position(calendar, year);
    return at < calendar->year_count && calendar->years[at].year == year;
}

const char *calendar_notice(const struct calendar *calendar, int year) {
    return calendar_has_year(calendar, year) ? calendar->years[year_position(calendar, year)].notice
                                             : "";
}

/* Working days up to and with `day`, from a Monday long before any day there is. */
static int64_t workdays_through(const struct calendar *calendar, day_number day) {
    day_number first_monday = date_from_ymd(FIRST_YEAR, 1, 1);
    assert(date_weekday(first_monday) == 1);
    int64_t days = (int64_t)day - first_monday + 1;
    int64_t weeks = days / 7, rest = days % 7;
    if (rest < 0) {
        weeks--;
        rest += 7;
    }
    size_t special = days_through(calendar, day);
    return weeks * 5 + (rest < 5 ? rest : 5) + (special > 0 ? calendar->days[special - 1].sum : 0);
}

day_number workday_add(const struct calendar *calendar, day_number from, int count) {
    if (count == 0 || from == DATE_NONE)
        return from;
    int64_t wanted = count > 0 ? workdays_through(calendar, from) + count
                               : workdays_through(calendar, from - 1) + count + 1;
    day_number low = date_from_ymd(FIRST_YEAR, 1, 1), high = date_from_ymd(LAST_YEAR, 12, 31);
    if (workdays_through(calendar, high) < wanted || workdays_through(calendar, low - 1) >= wanted)
        return DATE_NONE;
    while (low < high) {
        day_number middle = low + (high - low) / 2;
        if (workdays_through(calendar, middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int workday_between(const struct calendar *calendar, day_number from, day_number to) {
    return (int)(workdays_through(calendar, to) - workdays_through(calendar, from));
}

day_number workday_roll(const struct calendar *calendar, day_number day, bool backward) {
    return calendar_is_workday(calendar, day) ? day : workday_add(calendar, day, backward ? -1 : 1);
}
