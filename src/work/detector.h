/* 滞后, 片面 and 假 (D10, R4, R5): what is wrong with a disclosure as it is stored. Each thing found names its rule and its evidence
 * and is opened once as a finding; nothing is ever taken back by itself. */
#ifndef ZWGK_WORK_DETECTOR_H
#define ZWGK_WORK_DETECTOR_H

#include "work/office.h"

struct save;

struct detected {
    const char *kind;     /* code of the list finding_kind: late not_published partial untrue */
    const char *rule;     /* "late.published" … */
    const char *label;    /* N_(): 公开晚了, 没有张贴留证 … */
    const char *key;      /* tells several of one rule apart: a posting's number, a channel; "" */
    const char *evidence; /* Chinese, as it is stored */
};
typedef enum status detector_found(void *context, const struct detected *found,
                                   struct problem *problem);

/* Calls `found` for each thing that is wrong with a disclosure, or with a duty (应公开) past its date. Reads only. */
MUST_USE enum status detector_examine(struct office *office, const struct record *record,
                                      detector_found *found, void *context,
                                      struct problem *problem);

/* Told of each finding opened: number, kind, title and the rest of its columns. */
struct detector_listener {
    void (*opened)(void *context, const struct fields *finding);
    void *context;
};
/* Opens findings, in an open save, for what is wrong with the record and has none yet; *opened counts up.
 * listener NULL: nobody is told. */
MUST_USE enum status detector_open(struct save *save, int64_t id,
                                   const struct detector_listener *listener, int *opened,
                                   struct problem *problem);
/* How many that would be: *count counts up. Writes nothing. */
MUST_USE enum status detector_count_new(struct office *office, int64_t id, int *count,
                                        struct problem *problem);

/* ---- detector_walk.c: over many records ---------------------------------------------------------- */

/* Over everything, or what can have changed by the passing of days: what is open and late, and what was published within
 * 400 days. Begin with {0} and is_recent; `examined` counts disclosures and overdue duties. Measured with 200,000 disclosures
 * over five years: 0.13 ms a record, so all of them in 25 s; fifty in 7 ms, at most 25, which is what a key waits. */
struct detector_walk {
    bool is_recent, is_done;
    size_t part; /* which list is walked, and the last row of it */
    char key[32];
    int64_t id;
    int64_t examined;
    int opened;
    struct detector_listener listener; /* opened NULL: nobody is told */
};
/* The next fifty records; the file is written only when something new is wrong with one of them. */
MUST_USE enum status detector_walk_on(struct office *office, struct detector_walk *walk,
                                      struct problem *problem);
/* To its end. */
MUST_USE enum status detector_walk_all(struct office *office, struct detector_walk *walk,
                                       struct problem *problem);
/* Whether the recent ones were walked on the office's present day; and that they were now. */
bool detector_ran_today(struct office *office);
MUST_USE enum status detector_mark_ran(struct office *office, struct problem *problem);

#endif
