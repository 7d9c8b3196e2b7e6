/* What is counted of a period's feedback, by kind, by unit and together: answers in time (mission R2, B6), and what those
 * who were visited back thought (V6), a matter with its last visit only. Sealed and void records are never counted. */
#ifndef ZWGK_WORK_TALLY_H
#define ZWGK_WORK_TALLY_H

#include "work/office.h"

enum tally_of { TALLY_ANSWERS, TALLY_VISITS };

struct tally_line {
    char *name; /* title of the unit, "" for what nobody is charged with; or code of the kind */
    int64_t unit;
    union feedback_counts counts;
};
struct tally_lines {
    struct tally_line *items;
    size_t count;
};

struct tally {
    enum tally_of of;
    day_number from, to; /* of the answers or visits, both included */
    day_number today;    /* what was received by `to` and still waits is counted as of today */
    struct tally_lines kinds; /* in the order of their list; those without any left out */
    struct tally_lines units; /* in the order of their numbers; without unit last */
    union feedback_counts total;
};

/* Start with {0}. INVALID when from is after to. */
MUST_USE enum status tally_count(struct office *office, enum tally_of of, day_number from,
                                 day_number to, struct tally *out, struct problem *problem);
void tally_release(struct tally *tally);

/* In tenths of a per cent as value_share: the answers in time of all that are given or overdue; those satisfied and
 * mostly so of all who were reached. -1: nothing to measure. */
int tally_rate(enum tally_of of, const union feedback_counts *counts);

#endif
