/* 意见征集: asking the public before something is decided and made public. Its notice (公告) and its summary (采纳情况)
 * are disclosures and pass the same gates; what was asked about is frozen when it is closed. Used by work only, but
 * for the passages and figures. Mission D3, D4, B3, C3; 重大行政决策程序暂行条例 14-16. */
#ifndef ZWGK_WORK_CONSULTATION_H
#define ZWGK_WORK_CONSULTATION_H

#include "work/disclosure.h"

/* ---- consultation_passage.c: the parts of a draft ------------------------------------------------- */

enum { PASSAGE_BYTES = 64 };
struct passage {
    char name[PASSAGE_BYTES]; /* 第三条, 第二章, 第四段: as the draft writes it, else counted */
    size_t start, end;        /* its text in the draft */
};
struct passages { /* start with {0} */
    struct passage *items;
    size_t count;
};
/* Every line is a passage; under a 第…条 it goes on until the next. False: no memory. */
bool consultation_passages(const char *draft, struct passages *out);
void passages_release(struct passages *passages);
/* The passage somebody means: its name, or with another way of writing the number; of a bare number the 条, else the
 * 段. NULL when there is none. */
const struct passage *passage_find(const struct passages *passages, const char *typed);
/* The act's column `passage` as the draft of the collection writes it; refuses what the draft does not have. Where there
 * is no draft anything stands. */
MUST_USE enum status passage_check(struct act *act, const struct fields *consultation);

/* ---- consultation.c ------------------------------------------------------------------------------- */

/* The last day that is allowed when the notice goes up on that day (day 0), by the kind's limit; DATE_NONE where the
 * kind has none. *limit gets it. */
MUST_USE enum status consultation_least(struct office *office, const char *kind, day_number posted, struct limit *limit,
                                        day_number *least, struct problem *problem);
/* Still under way: neither closed, cancelled nor void. */
bool consultation_is_open(const struct fields *consultation);
/* calendar_load.c: when the summary is due, counted anew; what was promised to the public stays. */
MUST_USE enum status consultation_set_due(struct act *act);
/* 截止 was on that day: from when the summary is due. */
day_number consultation_first_day(const struct fields *consultation);

/* ---- consultation_notice.c, consultation_summary.c: drafting, and the disclosure's own life -------- */

/* For a disclosure act->id about to be published on `day`: its collection is ready for it. Nothing for others. */
MUST_USE enum status consultation_check_publish(struct act *act, day_number day);
/* It was published: the collection begins, or the correction takes the place of what it corrects. */
MUST_USE enum status consultation_was_published(struct act *act);
/* The notice of one that is under way is not withdrawn. */
MUST_USE enum status consultation_check_withdraw(struct act *act);
/* It was voided or refused: another can be drafted. */
MUST_USE enum status consultation_lost_text(struct act *act);
/* The text of a notice says why the time is short. */
MUST_USE enum status consultation_check_short(struct act *act, const struct fields *consultation);

/* Appends a text of a notice as it goes up: where it says for how many days, the last day stands. Others as they are. */
void consultation_append_dated(struct office *office, const struct fields *disclosure, const char *text,
                               struct buffer *out);

/* consultation_fresh.c: refuses to take back a decision on the opinion act->before that a public summary tells of. */
MUST_USE enum status consultation_check_undo(struct act *act);

/* ---- consultation_link.c: the disclosures that were asked about (D4) ------------------------------- */

/* Refuses to change or to make a link that may not be; a link that is new has nothing decided on it. */
MUST_USE enum status consultation_check_link(struct act *act);
/* Refuses a draft whose collection is under way, or whose content is another than was decided on after it. */
MUST_USE enum status consultation_check_decided(struct act *act);
/* Content and scope of every draft that names the collection act->id are what they are now: in the same save. */
MUST_USE enum status consultation_freeze(struct act *act, const char *note);

/* ---- consultation_count.c -------------------------------------------------------------------------- */

struct opinion_line {
    char *name; /* code, or title of a village */
    int64_t counts[6]; /* all, adopted, partly, declined, unrelated or duplicate, pending */
};
enum { OPINIONS_ALL, OPINIONS_ADOPTED, OPINIONS_PARTLY, OPINIONS_DECLINED, OPINIONS_OTHER, OPINIONS_PENDING };
struct opinion_lines {
    struct opinion_line *items;
    size_t count;
};
struct opinion_counts { /* start with {0} */
    int64_t in_time[6], late[6], total[6];
    int64_t unrelated, duplicate;
    struct opinion_lines ways, villages; /* only those that have any; "" as a village: not said */
};
MUST_USE enum status opinion_counts_read(struct office *office, const struct visible *visible, int64_t consultation,
                                         struct opinion_counts *out, struct problem *problem);
void opinion_counts_release(struct opinion_counts *counts);

#endif
