/* One collection of the demonstration with its opinions. Used by demo_consultation.c and demo_opinion.c only. */
#ifndef ZWGK_WORK_DEMO_CONSULTATION_H
#define ZWGK_WORK_DEMO_CONSULTATION_H

#include "work/demo_disclosure.h"

struct demo_opinion {
    const struct fields *row; /* of opinion.tsv */
    int64_t id;               /* 0 until it is registered */
    int64_t feedback;         /* what it is made from */
};

struct demo_asking {
    struct demo_disclosures *all;
    const struct fields *row; /* of consultation.tsv */
    int64_t id;
    day_number start, last; /* its notice; the last day, once it collects */
    struct demo_opinion *opinions;
    size_t count;
};

/* The so manieth working day before today. */
day_number demo_day_before(const struct demo *demo, int workdays);
/* demo_opinion.c: what comes in, is decided and is consented to on that day. */
MUST_USE enum status demo_hear(struct demo_asking *asking, day_number day, struct problem *problem);

#endif
