/* Codes and limits of the office, read once and kept until another program changes the file. Used by
 * office.c and kept.c only; others ask office.h. */
#ifndef ZWGK_WORK_KEPT_H
#define ZWGK_WORK_KEPT_H

#include "work/office.h"

enum { KEPT_LISTS = 32, KEPT_LIMITS = 64 /* more than a page of catalogue entries has */ };

struct kept {
    struct {
        char list[32];
        struct code_rows rows;
    } lists[KEPT_LISTS];
    size_t list_count, next_list;
    struct {
        char rule[48];
        day_number from, until; /* in force from, before until (DATE_NONE: open) */
        struct limit limit;
    } limits[KEPT_LIMITS];
    size_t limit_count, next_limit;
};

/* NULL when it is not kept. */
const struct limit *kept_limit(const struct office *office, const char *rule, day_number on);
void kept_add_limit(struct office *office, const char *rule, day_number from, day_number until,
                    const struct limit *limit);
void kept_forget(struct office *office);
void kept_forget_limits(struct office *office); /* one was written */

#endif
