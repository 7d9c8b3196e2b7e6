/* The timeliness rate: how much of the feedback is answered within its limit, by unit and by kind. Sealed
 * and void records are never counted. Mission R2, B6. */
#ifndef ZWGK_WORK_TIMELINESS_H
#define ZWGK_WORK_TIMELINESS_H

#include "work/office.h"

struct timeliness_line {
    char *name; /* title of the unit, "" for what nobody is charged with; or code of the kind */
    int64_t unit;
    struct answer_counts counts;
};
struct timeliness_lines {
    struct timeliness_line *items;
    size_t count;
};

struct timeliness {
    day_number from, to; /* of the answers, both included */
    day_number today;    /* what was received by `to` and still waits is counted as of today */
    struct timeliness_lines kinds; /* in the order of their list; those without any left out */
    struct timeliness_lines units; /* in the order of their numbers; without unit last */
    struct answer_counts total;
};

/* Start with {0}. INVALID when from is after to. */
MUST_USE enum status timeliness_count(struct office *office, day_number from, day_number to,
                                      struct timeliness *out, struct problem *problem);
void timeliness_release(struct timeliness *timeliness);

/* In time / (in time + late + overdue now), in tenths of a per cent, rounded to the nearest; but 1000 only
 * when nothing is late. -1: nothing to measure. */
int timeliness_rate(const struct answer_counts *counts);

#endif
