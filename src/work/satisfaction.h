/* The satisfaction rate: what those who were visited back thought, by unit and by kind. A matter counts with its
 * last visit only; sealed and void records are never counted. Mission V6. */
#ifndef ZWGK_WORK_SATISFACTION_H
#define ZWGK_WORK_SATISFACTION_H

#include "work/office.h"

struct satisfaction_line {
    char *name; /* title of the unit, "" for what nobody is charged with; or code of the kind */
    int64_t unit;
    struct visit_counts counts;
};
struct satisfaction_lines {
    struct satisfaction_line *items;
    size_t count;
};

struct satisfaction {
    day_number from, to; /* of the visits, both included */
    struct satisfaction_lines kinds; /* in the order of their list; those without any left out */
    struct satisfaction_lines units; /* in the order of their numbers; without unit last */
    struct visit_counts total;
};

/* Start with {0}. INVALID when from is after to. */
MUST_USE enum status satisfaction_count(struct office *office, day_number from, day_number to,
                                        struct satisfaction *out, struct problem *problem);
void satisfaction_release(struct satisfaction *satisfaction);

/* (Satisfied + mostly) / all who were reached, in tenths of a per cent, rounded to the nearest; but 1000 only when
 * nobody is dissatisfied. -1: nobody was reached. */
int satisfaction_rate(const struct visit_counts *counts);

#endif
