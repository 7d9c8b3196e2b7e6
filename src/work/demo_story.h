/* What the files of the demonstration share. Used by demo*.c only. */
#ifndef ZWGK_WORK_DEMO_STORY_H
#define ZWGK_WORK_DEMO_STORY_H

#include "work/flow_run.h"

enum { DEMO_YEAR = 250 /* working days before today at which the office is set up */ };

struct demo {
    struct office *office;
    struct save save;
    struct check check;
    int64_t admin, clerk, reviewer, supervisor;
    int64_t real_now;
    day_number today;
    uint32_t random;
    int proofs; /* photographs taken so far */
    struct problems problems;
};

/* Rows of an embedded table, named by its heading comment. */
struct demo_rows {
    struct fields *items;
    size_t count;
};
MUST_USE enum status demo_rows_load(const char *path, struct demo_rows *out,
                                    struct problem *problem);
/* A new row, or NULL without memory. Those got before move. */
struct fields *demo_rows_add(struct demo_rows *rows);
void demo_rows_release(struct demo_rows *rows);

/* Pseudo-random numbers below `below`, the same for the same seed everywhere. */
uint32_t demo_random(struct demo *demo, uint32_t below);
/* Sets the clock of office and save; never past the real time. */
void demo_set_time(struct demo *demo, day_number day, int minute);
void demo_act_as(struct demo *demo, int64_t person);
/* The first of demo->problems as *problem. */
enum status demo_failed(const struct demo *demo, enum status status, struct problem *problem);

/* demo_feedback.c: openings and feedback, day by day, in the open save. */
MUST_USE enum status demo_tell(struct demo *demo, struct problem *problem);
/* demo_year.c: appends what was before the month to both tables. */
MUST_USE enum status demo_add_year(struct demo *demo, struct demo_rows *openings,
                                   struct demo_rows *feedback, struct problem *problem);
/* demo_team.c: in the open save. */
MUST_USE enum status demo_add_teams(struct demo *demo, struct problem *problem);
MUST_USE enum status demo_hold_meetings(struct demo *demo, struct problem *problem);
/* Answers one that is assigned, announces and closes it, on the working days after `day`. */
MUST_USE enum status demo_settle_feedback(struct demo *demo, int64_t id, day_number day, const char *reply);
/* demo_catalogue.c: boards, and the shipped catalogue with who is responsible, in the open save. */
MUST_USE enum status demo_add_boards(struct demo *demo, struct problem *problem);
MUST_USE enum status demo_add_catalogue(struct demo *demo, struct problem *problem);
/* demo_disclosure.c: a year of disclosures, in the open save. */
MUST_USE enum status demo_disclose(struct demo *demo, struct problem *problem);
/* demo_consultation.c: collections of opinions, in the open save; demo_disclose is done. */
MUST_USE enum status demo_consult(struct demo *demo, struct problem *problem);
/* demo_enquiry.c: calls, visits and what other units published, in the open save; demo_disclose is done. */
MUST_USE enum status demo_enquire(struct demo *demo, struct problem *problem);
/* demo_bulk_disclosure.c: that many, in the open save. */
MUST_USE enum status demo_add_disclosures(struct demo *demo, int64_t count, struct problem *problem);
/* A draft of the office's through review, approval and publication on that day; an old one to its card's filing. */
MUST_USE enum status demo_carry_out(struct demo *demo, int64_t disclosure, day_number day, struct problem *problem);
/* demo_bulk_consultation.c: that many opinions, in the open save. */
MUST_USE enum status demo_add_opinions(struct demo *demo, int64_t count, struct problem *problem);
/* demo_bulk.c: feedback, a tenth as many disclosures and a twentieth as many opinions, in a transaction of its own. */
MUST_USE enum status demo_add_records(struct demo *demo, int64_t records, struct problem *problem);

#endif
