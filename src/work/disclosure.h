/* What the files of disclosures share: content and its hash, elements, due date, the duty behind it. Used by
 * work only. Mission D1-D10, R3-R5, F2; 政府信息公开条例 14-17, 26. */
#ifndef ZWGK_WORK_DISCLOSURE_H
#define ZWGK_WORK_DISCLOSURE_H

#include "work/act.h"

enum { DISCLOSURE_HASH_BYTES = 65 };

/* The columns that are made public: what review, approval and publication are bound to. Blank-separated. */
extern const char disclosure_content_columns[];
/* Hex of BLAKE2b-256 over the content columns, each with its name and length: the same text gives the same
 * hash on any machine. Cannot fail. `fields` as store_read gives them. */
void disclosure_hash(const struct fields *fields, char out[DISCLOSURE_HASH_BYTES]);
/* The hash of the record as it is after the act's changes. */
void disclosure_hash_after(const struct act *act, char out[DISCLOSURE_HASH_BYTES]);

/* The five elements in their order: column ("element_basis"), code of the list element ("basis"). */
struct disclosure_element {
    const char *column, *code;
};
enum { DISCLOSURE_ELEMENTS = 5 };
extern const struct disclosure_element disclosure_elements[DISCLOSURE_ELEMENTS];

/* Sets due_on, limit_rule, statutory from the catalogue entry's limit and the day of forming; for what takes
 * effect on a day and is 事前, the day before it when that is earlier. */
MUST_USE enum status disclosure_set_due(struct act *act);

/* Its place in 15 待发布: 热点 and 难点 first (D5), then by the due date after the act's changes. */
MUST_USE enum status disclosure_set_publish_sort(struct act *act);

/* The last day on which it is 事前: the day before it takes effect; DATE_NONE where that sets no day. Pure. */
day_number disclosure_day_before(const char *timepoint, const char *effective_on);

/* Everything that stops a draft from going on to review, each a refusal of its own: elements, scope, timing,
 * lines and totals, leader and person, personal data. */
MUST_USE enum status disclosure_check_complete(struct act *act);

/* disclosure_check.c, each a refusal of its own: 事前, 事中 or 事后 as the catalogue entry allows, and 事前 before it
 * takes effect, if it is made public on that day (D2). */
MUST_USE enum status disclosure_check_timing(struct act *act, day_number published_on);
/* 重大: the collective discussion that decided it is named and had its quorum (I4). */
MUST_USE enum status disclosure_check_discussion(struct act *act);
/* It touches the public interest and yet is not for everybody: the supervisor has to approve that (F2). */
bool disclosure_narrows_scope(const struct act *act);
/* Whether the person wrote any part of the record: registered, edited or masked it. He does not decide on it. */
MUST_USE enum status disclosure_was_written_by(struct act *act, int64_t person, bool *was);

/* disclosure_personal.c: what names a person in the content and is not masked or waived. OK: nothing. */
MUST_USE enum status disclosure_check_personal(struct act *act);

/* Takes review and approval off a record whose content is about to change. */
void disclosure_void_decisions(struct act *act);

/* duty.c: the duty of a disclosure goes on (drafted), is done, or is open again. 0: none, nothing happens. */
MUST_USE enum status duty_drafted(struct act *act, int64_t duty, int64_t disclosure);
MUST_USE enum status duty_done(struct act *act, int64_t duty, const char *day);
/* It need not be made public: refused with that reason; and its draft goes on after all. */
MUST_USE enum status duty_refused(struct act *act, int64_t duty, const char *reason);
MUST_USE enum status duty_refusal_ended(struct act *act, int64_t duty);
MUST_USE enum status duty_reopened(struct act *act, int64_t duty);

/* posting.c: a posting of the record act->id, in the same save; arguments board, on, due_on, proof_no, address, outlet,
 * page_time, note. */
MUST_USE enum status posting_put_up(struct act *act, const struct fields *arguments);
/* Takes down every posting of it that hangs. */
MUST_USE enum status posting_take_all_down(struct act *act, const char *day, const char *reason);

/* card.c: opens the archive card of the record act->id just published. */
MUST_USE enum status card_open(struct act *act);

/* detector.c: the detectors 滞后 片面 假 over one record as it is stored; opens findings in the same save. */
MUST_USE enum status detector_run(struct act *act, int64_t disclosure);

#endif
