/* The office's time: the machine's seconds, or a fixed moment, seen from the office's zone. Never
 * uses the machine's time zone. */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 86400, OPENING_HOUR = 9 };

int64_t clock_machine(const struct clock *clock) {
    return clock->machine_utc != 0 ? clock->machine_utc : (int64_t)time(NULL);
}

int64_t clock_running_s(void) {
    struct timespec now;
#ifdef CLOCK_BOOTTIME
    clock_gettime(CLOCK_BOOTTIME, &now); /* goes on while the machine sleeps */
#else
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    return (int64_t)now.tv_sec;
}

void clock_go_on_from(struct clock *clock, int64_t utc) {
    clock->base_utc = utc;
    clock->base_s = clock_running_s();
}

int64_t clock_now(const struct clock *clock) {
    if (clock->fixed_utc >= 0) {
        return clock->fixed_utc;
    }
    return clock->base_utc != 0 ? clock->base_utc + clock_running_s() - clock->base_s
                                : clock_machine(clock);
}

/* Splits into the office's day and the second of that day. */
static day_number split_day(const struct clock *clock, int64_t utc, int *second) {
    int64_t local = utc + (int64_t)clock->zone_minutes * 60;
    int64_t day = local / SECONDS_A_DAY;
    int64_t rest = local % SECONDS_A_DAY;
    if (rest < 0) {
        rest += SECONDS_A_DAY;
        day--;
    }
    *second = (int)rest;
    return (day_number)day;
}

day_number clock_day_of(const struct clock *clock, int64_t utc) {
    int second;
    return split_day(clock, utc, &second);
}

day_number clock_today(const struct clock *clock) {
    return clock_day_of(clock, clock_now(clock));
}

char *clock_format(const struct clock *clock, int64_t utc, char out[20]) {
    int second;
    char date[DATE_BYTES];
    date_to_iso(split_day(clock, utc, &second), date);
    snprintf(out, 20, "%.10s %02d:%02d", date, second / 3600 % 24, second / 60 % 60);
    return out;
}

/* "T09:12" to minutes; "" is the opening hour; -1 otherwise. */
static int minutes_of_time(const char *text) {
    if (text[0] == '\0') {
        return OPENING_HOUR * 60;
    }
    if (strlen(text) != 6 || text[0] != 'T' || text[3] != ':') {
        return -1;
    }
    static const int digit_at[] = {1, 2, 4, 5};
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        char digit = text[digit_at[i]];
        if (digit < '0' || digit > '9') {
            return -1;
        }
        value = value * 10 + (digit - '0');
    }
    return value / 100 < 24 && value % 100 < 60 ? value / 100 * 60 + value % 100 : -1;
}

enum status clock_set(struct clock *clock, const char *text, struct problem *problem) {
    char date[11] = "";
    day_number day = DATE_NONE;
    int minutes = -1;
    if (text != NULL && strlen(text) >= 10) {
        memcpy(date, text, 10);
        day = date_from_iso(date);
        minutes = minutes_of_time(text + 10);
    }
    int64_t utc = (int64_t)day * SECONDS_A_DAY + (minutes - clock->zone_minutes) * 60;
    if (day == DATE_NONE || minutes < 0 || utc < 0) {
        enum status status =
            problem_set(problem, STATUS_INVALID, NULL,
                        N_("时间 {text} 不能识别，请写成 2026-11-22 或 2026-11-22T09:12"));
        problem_place(problem, "text", text);
        return status;
    }
    clock->fixed_utc = utc;
    return STATUS_OK;
}

int64_t clock_monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
