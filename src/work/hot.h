/* The hot list: what the feedback is about most, and marking it so (C2, D5). Sealed feedback is never counted. */
#ifndef ZWGK_WORK_HOT_H
#define ZWGK_WORK_HOT_H

#include "work/office.h"

struct hot_line {
    char number[24];
    char *title;
    char hot[16]; /* code: as marked now; "" */
    int64_t count, complaints, untrue;
};
struct hot_list {
    struct hot_line items[TOPICS_MOST];
    size_t count;
};

/* Start with {0}. Feedback received in the period, most first. */
MUST_USE enum status hot_count(struct office *office, day_number from, day_number to,
                               struct hot_list *out, struct problem *problem);
void hot_release(struct hot_list *list);

#endif
