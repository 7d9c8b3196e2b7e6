/* Between the files that draft and check disclosures: where a draft's defaults come from, and the checks made at
 * every save. Used by work only. */
#ifndef ZWGK_WORK_DISCLOSURE_DRAFT_H
#define ZWGK_WORK_DISCLOSURE_DRAFT_H

#include "work/disclosure.h"
#include "work/subject.h"

/* The catalogue entry of a draft and what its subject asks for. Start with {0}. */
struct disclosure_source {
    struct record entry;
    struct subject subject;  /* empty when the draft has none */
    bool is_detail_required; /* a bare total is refused */
    bool needs_expiry;       /* a contract and the like: the day it runs out */
    bool is_statistics;      /* numbers of cases only: no line names a person */
    bool needs_notice;       /* the subject is put up before it is decided */
};
/* By the act's catalogue, and its subject or else the entry's; refuses with the store's problem. */
MUST_USE enum status disclosure_source_load(struct act *act, struct disclosure_source *out);
void disclosure_source_release(struct disclosure_source *source);

/* Sets in `values` what a draft of this catalogue entry begins with, where it has nothing: subject, scope and its
 * two questions, timing, notice, who answers, and the elements' texts. */
void disclosure_defaults(const struct disclosure_source *source, struct office *office, struct fields *values);

/* disclosure_same.c: refuses a row of an import that equals a disclosure there is already, unless allow_duplicate. */
MUST_USE enum status disclosure_check_same(struct act *act);

/* What is wrong at once, whatever else is still missing. */
MUST_USE enum status disclosure_check_scope(struct act *act);
MUST_USE enum status disclosure_check_totals(struct act *act, const struct disclosure_source *source);

/* disclosure_publish.c. Of the corrections of one text only one is not void: refuses when there is another; and
 * the record, restored, is that one again. */
MUST_USE enum status disclosure_check_is_only_correction(struct act *act);
MUST_USE enum status disclosure_corrects_again(struct act *act);

/* meeting.c: enough of those entitled were there (the setting quorum_percent: more than so many of a hundred). */
bool meeting_has_quorum(struct office *office, const struct fields *meeting);

#endif
