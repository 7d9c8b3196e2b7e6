/* Urgings (催办) of records of any kind, and what the overdue review counts. Included by read.h; written by
 * write.h. */
#ifndef ZWGK_STORE_URGE_H
#define ZWGK_STORE_URGE_H

#include "store/filter.h"

struct urge {
    int64_t at, answered_at; /* UTC seconds; answered_at 0: not answered */
    int serial;              /* the first, second … of the record */
    char *person;            /* who urged */
    char *to_unit, *to_person; /* whoever was charged then; "" when nobody was */
    char *note, *answer;
};
struct urges {
    struct urge *items;
    size_t count;
};
void urges_release(struct urges *urges);
/* Of one record, in their order. */
MUST_USE enum status store_urges(struct store *store, const struct visible *visible, int64_t id,
                                 struct urges *out, struct problem *problem);

/* Without the texts, for the rules. */
struct urge_counts {
    int64_t count;
    int64_t last_at;    /* 0: never urged */
    int64_t unanswered;
};
MUST_USE enum status store_urge_counts(struct store *store, int64_t record,
                                       struct urge_counts *out, struct problem *problem);

/* A record urged in a time; several urgings of it in that time are the last of them. */
struct urged {
    int64_t record;
    int64_t to_unit; /* 0: none */
    int64_t serial;
    const char *number, *title, *due_on, *to_unit_name, *to_person_name, *note, *by;
};
/* Calls `row` for each record urged at from_at <= at < before_at, by unit, then worst first: of that unit
 * (-1: all, 0: without one), of that record (0: all). Never a sealed one: this is for paper. False stops with NO_MEMORY. */
MUST_USE enum status store_urged(struct store *store, const struct visible *visible,
                                 int64_t from_at, int64_t before_at, int64_t unit, int64_t record,
                                 bool (*row)(void *context, const struct urged *urged),
                                 void *context, struct problem *problem);

/* What has a date up to `near_to`, by the unit charged with it. */
struct overdue_row {
    int64_t unit; /* 0: none */
    const char *unit_name;
    int64_t overdue, overdue_statutory, today, near;
};
/* Calls `row` for each unit, the one with most overdue first; sealed records are counted only with_sealed. False
 * stops with NO_MEMORY. */
MUST_USE enum status store_overdue_by_unit(struct store *store, const struct visible *visible,
                                           const char *today, const char *near_to, bool with_sealed,
                                           bool (*row)(void *context, const struct overdue_row *row),
                                           void *context, struct problem *problem);

#endif
