/* One disclosure, or one duty, of the demonstration on its way. Used by demo_disclosure*.c only. */
#ifndef ZWGK_WORK_DEMO_DISCLOSURE_H
#define ZWGK_WORK_DEMO_DISCLOSURE_H

#include "work/catalogue_shipped.h"
#include "work/demo_story.h"
#include "work/period.h"

enum { DEMO_COMMAND_BYTES = 16, DEMO_NEVER = -1 };

struct demo_item {
    const struct fields *row;   /* of disclosure.tsv or duty.tsv */
    const struct fields *entry; /* of the shipped catalogue */
    bool is_duty;
    struct period period; /* months 0: none */
    int64_t id;           /* 0 until it is entered */
    day_number start, day; /* day and minute of the next command */
    int minute;
    char command[DEMO_COMMAND_BYTES]; /* "": nothing more */
    const char *life;                 /* what follows it */
    int room;                         /* working days within which it is published; usual life only */
    bool is_usual, is_on_notice;
    day_number down; /* when its postings come down; DEMO_NEVER */
};

struct demo_disclosures {
    struct demo *demo;
    struct catalogue_shipped shipped;
    struct demo_rows rows, duties, boards;
    struct demo_item *items;
    size_t count;
    int proofs; /* photographs taken so far */
};

/* demo_disclosure.c: reads the rows at `path`, the shipped catalogue and the boards; end always. */
MUST_USE enum status demo_disclosures_begin(struct demo *demo, const char *path, struct demo_disclosures *all,
                                            struct problem *problem);
void demo_disclosures_end(struct demo_disclosures *all);
/* What its life still says of this one alone, up to today. */
MUST_USE enum status demo_live(struct demo_disclosures *all, struct demo_item *item, struct problem *problem);
/* demo_draft.c: enters the draft, with its discussion when it is 重大; or lets the matter of a duty arise. */
MUST_USE enum status demo_enter(struct demo_disclosures *all, struct demo_item *item,
                                struct problem *problem);
/* demo_post.c: where it goes up, and down again. */
MUST_USE enum status demo_publish(struct demo_disclosures *all, struct demo_item *item,
                                  struct problem *problem);
MUST_USE enum status demo_take_down(struct demo_disclosures *all, struct demo_item *item,
                                    struct problem *problem);
/* demo_card.c: fills its card in; files all cards of past years. */
MUST_USE enum status demo_fill_card(struct demo_disclosures *all, struct demo_item *item,
                                    struct problem *problem);
MUST_USE enum status demo_file_cards(struct demo_disclosures *all, struct problem *problem);

#endif
