/* Calls and visits (F5, F6): what was asked, from what it was answered, what an unanswered one became. */
#ifndef ZWGK_WORK_ENQUIRY_H
#define ZWGK_WORK_ENQUIRY_H

#include "work/act.h"
#include "work/published.h"

/* The source a piece of feedback has that came so: call, or visit. */
const char *enquiry_source(const char *way);
/* Whether a call may be answered from this record, and what it then is about. False: it was never made public, or it is
 * not answered, sealed or void. *topic and *unit: 0 none. */
bool enquiry_may_answer_from(const struct record *record, int64_t *topic, int64_t *unit);

/* Whether it may be read to whoever asks now: published to everybody, or the answer to an earlier question. */
bool enquiry_may_read_out(const struct office *office, const struct record *record);

/* What feedback that turned out to be a report came from: nothing of it stays there (as opinion_empty_of_report). */
MUST_USE enum status enquiry_empty_of_report(struct act *act);

/* Of the flow table. */
enum status enquiry_register(struct act *act);
enum status enquiry_edit(struct act *act);
enum status enquiry_answer(struct act *act);
enum status enquiry_to_feedback(struct act *act);
enum status enquiry_became_feedback(struct act *act);
enum status enquiry_void(struct act *act);
enum status enquiry_restore(struct act *act);

struct enquiry_month {
    char month[8]; /* 2026-11 */
    int64_t answered, passed_on, asked; /* asked: still to be answered */
};
struct enquiry_way_line {
    char way[16];
    int64_t count, satisfied, dissatisfied; /* satisfied: mostly too */
};
enum { ENQUIRY_MONTHS_MOST = 60, ENQUIRY_WAYS_MOST = 20 };
struct enquiry_counts {
    struct enquiry_month months[ENQUIRY_MONTHS_MOST];
    size_t month_count;
    struct enquiry_way_line ways[ENQUIRY_WAYS_MOST];
    size_t way_count;
    int64_t today; /* of the last day of the period */
};
/* Those received in the period; void ones are not counted. What they are about: hot.h. */
MUST_USE enum status enquiry_count(struct office *office, day_number from, day_number to, struct enquiry_counts *out,
                                   struct problem *problem);

#endif
