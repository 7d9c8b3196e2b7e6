/* The inside of a calendar, for workday.c (counting) and calendar_file.c (reading): nobody else's. */
#ifndef ZWGK_WORK_CALENDAR_DAYS_H
#define ZWGK_WORK_CALENDAR_DAYS_H

#include "work/workday.h"

struct special_day {
    day_number day;
    int sum; /* working days more (or fewer) than Mondays to Fridays, up to and with this day */
    bool is_off;
    char *name;
};
struct loaded_year {
    int year;
    char *notice;
};
struct calendar {
    struct special_day *days; /* by day */
    size_t day_count, day_capacity;
    struct loaded_year *years; /* by year */
    size_t year_count;
};

/* Takes the year's 放假 and 上班 days out, before those of a newer notice come in. */
void calendar_forget_year(struct calendar *calendar, int year);

#endif
