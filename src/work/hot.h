/* The hot list: what feedback, calls and visits are about most, and marking it so (C2, D5). Sealed feedback is never counted. */
#ifndef ZWGK_WORK_HOT_H
#define ZWGK_WORK_HOT_H

#include "work/office.h"

struct hot_line {
    char number[24];
    char *title;
    char hot[16]; /* code: as marked now; "" */
    int64_t count, complaints, untrue; /* feedback */
    int64_t enquiries, looked;         /* calls and visits; read in the hall */
};
struct hot_list {
    struct hot_line items[TOPICS_MOST];
    size_t count;
};

/* Start with {0}. Received in the period, what is asked about most first; what was only read in the hall comes last. */
MUST_USE enum status hot_count(struct office *office, day_number from, day_number to,
                               struct hot_list *out, struct problem *problem);
void hot_release(struct hot_list *list);

#endif
