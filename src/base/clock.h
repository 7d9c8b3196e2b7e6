/* The office's time. A parameter everywhere, so that tests and demonstrations can set it. */
#ifndef ZWGK_BASE_CLOCK_H
#define ZWGK_BASE_CLOCK_H

#include "base/date.h"
#include "base/status.h"

struct clock {
    int64_t fixed_utc;   /* seconds; -1: not fixed */
    int zone_minutes;    /* office's offset from UTC, 480 for UTC+8 whatever the machine's */
    int64_t machine_utc; /* tests: what the machine's clock is taken to say; 0: what it says */
    int64_t base_utc;    /* not 0: the machine's clock is not believed; time goes on from here ... */
    int64_t base_s;      /* ... since clock_running_s() was this */
};

#define CLOCK_INIT {.fixed_utc = -1, .zone_minutes = 480}

int64_t clock_machine(const struct clock *clock); /* what the machine's clock says, fixed or not */
/* Seconds the machine has been running, which nobody can set; of use only until it is started again. */
int64_t clock_running_s(void);
/* From now on time goes on from there, not by the machine's clock; 0: by that again. */
void clock_go_on_from(struct clock *clock, int64_t utc);
int64_t clock_now(const struct clock *clock);       /* UTC seconds */
day_number clock_today(const struct clock *clock);  /* the office's day */
day_number clock_day_of(const struct clock *clock, int64_t utc);
/* "2026-11-22 09:12" in the office's zone; out of 20 bytes. */
char *clock_format(const struct clock *clock, int64_t utc, char out[20]);
/* Sets a fixed time from "2026-11-22" (09:00) or "2026-11-22T09:12"; INVALID otherwise. */
MUST_USE enum status clock_set(struct clock *clock, const char *text, struct problem *problem);
/* Milliseconds that only go forward, for timers. */
int64_t clock_monotonic_ms(void);

#endif
