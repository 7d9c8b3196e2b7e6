/* What the files of collections share among themselves. */
#ifndef ZWGK_WORK_CONSULTATION_RUN_H
#define ZWGK_WORK_CONSULTATION_RUN_H

#include "work/consultation.h"

/* Refuses for the field close_on; the message may have {close} {open} {least} (with its article) and {number}. */
enum status consultation_refuse_early(struct act *act, const char *close_on, day_number posted, day_number least,
                                      const struct limit *limit, const char *message);
/* The number of a record, "" of none. */
const char *consultation_number(struct act *act, int64_t id, char out[24]);
/* The catalogue entry its notice or summary is made under: the one given, else the one that fits its kind; refuses
 * in the field catalogue when there is not exactly one. */
MUST_USE enum status consultation_find_entry(struct act *act, bool is_summary, int64_t *entry);
/* 座谈会、公开栏: what the codes of its ways are called. */
void consultation_append_ways(struct act *act, struct buffer *out);
/* 2026年11月20日 */
void consultation_append_day(struct buffer *out, const char *iso);
/* Registers the draft of the disclosure: title around the collection's, what every such text has, and `values`. */
MUST_USE enum status consultation_make_draft(struct act *act, const char *before, const char *after,
                                             struct fields *values, int64_t *id);
/* How many opinions of it wait for a decision. */
MUST_USE enum status consultation_count_open(struct act *act, int64_t consultation, int64_t *count);

/* ---- consultation_fresh.c: does a summary say what is decided now --------------------------------- */

/* The summary; in its place the correction of it that is under way. id 0: there is none. */
MUST_USE enum status consultation_read_text(struct act *act, int64_t summary, struct record *out);
bool consultation_text_is_under_way(const struct record *text);
bool consultation_text_is_public(const struct record *text);
/* Of the collection's opinions as they are now. `drafted_from`: the summary's. */
MUST_USE enum status consultation_is_fresh(struct act *act, int64_t consultation, const char *drafted_from,
                                           bool *is_fresh);
/* Refuses the disclosure act->id when it is the summary, or a correction of it, and opinions changed since. */
MUST_USE enum status consultation_check_fresh(struct act *act, const struct record *consultation);

#endif
