/* The office's calendar: weekends, the State Council's 放假 days and the weekend days 上班. */
#ifndef ZWGK_WORK_WORKDAY_H
#define ZWGK_WORK_WORKDAY_H

#include "base/date.h"
#include "base/status.h"

struct calendar;

enum day_kind { DAY_WORK, DAY_WEEKEND, DAY_OFF /* 放假 */, DAY_ON /* a weekend day worked: 上班 */ };

struct calendar *calendar_new(void); /* empty: Saturdays and Sundays only; NULL without memory */
void calendar_free(struct calendar *calendar);
/* Adds what a file of data/calendars holds: a comment line with the notice, a header 日期 类型 名称,
 * then day<TAB>放假|上班<TAB>name, all of one year. INVALID names line and column; nothing is added then. */
MUST_USE enum status calendar_add_file(struct calendar *calendar, const char *text, size_t length,
                                       struct problem *problem);
MUST_USE enum status calendar_add_builtin(struct calendar *calendar, struct problem *problem);
MUST_USE enum status calendar_add_day(struct calendar *calendar, day_number day, bool is_off,
                                      const char *name, struct problem *problem);
MUST_USE enum status calendar_add_year(struct calendar *calendar, int year, const char *notice,
                                       struct problem *problem);
/* name (NULL allowed): the holiday's, "" on ordinary days; borrowed from the calendar. */
enum day_kind calendar_day_kind(const struct calendar *calendar, day_number day, const char **name);
bool calendar_is_workday(const struct calendar *calendar, day_number day);
/* False: the year's notice is not loaded, its days are assumed from Saturdays and Sundays. */
bool calendar_has_year(const struct calendar *calendar, int year);
const char *calendar_notice(const struct calendar *calendar, int year); /* "" when not loaded */
/* Calls `each_day` for every 放假 and 上班 day in order, then `year` for every loaded year (store_calendar's
 * shape, so that a checked file can be written row by row). */
void calendar_each(const struct calendar *calendar,
                   void (*each_day)(void *context, day_number day, bool is_off, const char *name),
                   void (*year)(void *context, int year, const char *notice), void *context);

/* The day that is `count` working days after `from` (day 0, itself working or not): count 0 is `from`;
 * a negative count goes back. In constant time per year, not per day. DATE_NONE past year 9999. */
day_number workday_add(const struct calendar *calendar, day_number from, int count);
/* Working days in (from, to]; negative of (to, from] when to < from. */
int workday_between(const struct calendar *calendar, day_number from, day_number to);
/* `day` itself when it is a working day, else the next (or, backward, the last before). */
day_number workday_roll(const struct calendar *calendar, day_number day, bool backward);

#endif
