/* Subjects of disclosures, from data/subjects.tsv: what each brings to a draft and what the columns of its detail
 * lines are called. Built in; no office changes it. Mission C4-C17, I8. */
#ifndef ZWGK_WORK_SUBJECT_H
#define ZWGK_WORK_SUBJECT_H

#include "base/lines.h"
#include "work/tsv.h"

struct subject { /* texts are its own, "" when empty; subject_release */
    struct tsv tsv;
    const char *code, *affair, *label;
    const char *basis, *process, *discipline, *result; /* four of the five elements to begin with */
    const char *captions[LINES_COLUMNS];               /* "": the column is not used */
    bool is_detail_required;                           /* a bare total is refused */
    const char *rule; /* blank-separated: statistics mask_names notice expires historic */
};

/* NOT_FOUND when there is no such subject; *out is then empty. */
MUST_USE enum status subject_find(const char *code, struct subject *out, struct problem *problem);
void subject_release(struct subject *subject);
/* The captions of a subject, copied; those of no subject for "" and an unknown one: 对象 数量 单位 金额 说明. */
enum { SUBJECT_CAPTION_BYTES = 48 };
void subject_captions(const char *code, char out[LINES_COLUMNS][SUBJECT_CAPTION_BYTES]);

#endif
