/* Urging (催办) what is late or near: what the settings propose, the usual words, who was urged today. The
 * commands urge and answer_urge themselves go through flow.h. */
#ifndef ZWGK_WORK_URGE_H
#define ZWGK_WORK_URGE_H

#include "base/buffer.h"
#include "work/office.h"

/* What is proposed for a record as late as it is; nothing is ever done by itself. */
enum advice { ADVICE_NONE, ADVICE_URGE, ADVICE_SLIP, ADVICE_CIRCULAR, ADVICE_TALK };

/* From how many working days late on: settings urge_days, slip_days, circular_days, talk_days. */
struct ladder {
    int urge, slip, circular, talk;
};
void urge_ladder(struct office *office, struct ladder *out);
/* The calendar must be loaded. ADVICE_NONE before the due date. */
enum advice urge_advice(const struct office *office, const struct ladder *ladder, day_number due);
const char *urge_advice_label(enum advice advice); /* N_() 催办 督办单 通报 约谈; "" for none */

/* The usual words by the light of a record (fields as office_light takes them). */
MUST_USE enum status urge_usual_note(struct office *office, const struct fields *record,
                                     struct buffer *out, struct problem *problem);
/* How many of the records were urged today already; number (NULL allowed) gets one of them. */
MUST_USE enum status urge_count_today(struct office *office, const int64_t *ids, size_t count,
                                      size_t *urged, char number[24], struct problem *problem);
/* The first second of a day of the office. */
int64_t urge_day_begins(const struct office *office, day_number day);

/* "2026-11-25": the last day that is near. */
MUST_USE enum status urge_near_until(struct office *office, char out[DATE_BYTES],
                                     struct problem *problem);

#endif
