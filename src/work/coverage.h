/* Coverage: what of the catalogue was disclosed in a period, by 人财物案, power and village; and how much of it to the
 * public, quarter by quarter. What there is none of is a line of zeros, never left out. Mission N1, R1, F1, C8. */
#ifndef ZWGK_WORK_COVERAGE_H
#define ZWGK_WORK_COVERAGE_H

#include "work/office.h"

struct coverage_counts {
    int64_t entries;   /* of the catalogue, in force in the period */
    int64_t due;       /* duties whose date lies in it */
    int64_t published; /* disclosures published in it */
    int64_t gaps;      /* of those duties: late and not published */
};
struct coverage_line {
    char *name; /* code of affair or power; title of a village */
    int64_t unit;
    struct coverage_counts counts;
};
struct coverage_lines {
    struct coverage_line *items;
    size_t count;
};
struct coverage {
    day_number from, to, today;
    struct coverage_lines affairs, powers, villages; /* every code and every open village */
    struct coverage_counts total;
};

/* Start with {0}. INVALID when from is after to. */
MUST_USE enum status coverage_count(struct office *office, day_number from, day_number to,
                                    struct coverage *out, struct problem *problem);
void coverage_release(struct coverage *coverage);

enum { SCOPE_QUARTERS = 8 };
struct scope_trend {
    struct scope_counts quarters[SCOPE_QUARTERS]; /* of the year before and of the year */
    struct scope_counts total;                    /* of both */
    int first_year;
};
MUST_USE enum status scope_trend_count(struct office *office, int year, struct scope_trend *out,
                                       struct problem *problem);
/* The share of the public in tenths of a per cent, rounded to the nearest, 1000 only when all is public; -1: nothing was
 * disclosed. */
int scope_share(const struct scope_counts *counts);

#endif
