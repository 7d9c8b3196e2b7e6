/* Opinions of a collection: what the files of opinions share, and what a screen may ask: a reply filled in from a
 * template, the opinions like one. Mission D3, B3. */
#ifndef ZWGK_WORK_OPINION_H
#define ZWGK_WORK_OPINION_H

#include "base/buffer.h"
#include "base/similar.h"
#include "work/office.h"

struct act;

/* ---- opinion_batch.c ----------------------------------------------------------------------------- */

/* What the places of a template stand for; each "" when it is not known. */
struct opinion_places {
    const char *author;       /* {姓名}: anonymous when "" */
    const char *passage;      /* {条款}: 草案 when "" */
    const char *number;       /* {编号} */
    const char *consultation; /* {征集}: its subject */
    const char *day;          /* {日期}: ISO; shown as 2026年11月20日 */
};
/* Appends the template with its places filled in. Anonymous: a salutation ({姓名}：, 尊敬的{姓名}先生：) becomes 您好：, or
 * goes when 您好 follows; elsewhere the name, with the 先生 or 女士 behind it, becomes 您. INVALID for a place that is
 * none, named in {place}; `out` is not to be used then. */
MUST_USE enum status opinion_fill_template(const char *text, const struct opinion_places *places,
                                           struct buffer *out, struct problem *problem);
/* The same with the places of a stored opinion, decided today. */
MUST_USE enum status opinion_fill_reply(struct office *office, const struct fields *opinion,
                                        const char *text, struct buffer *out,
                                        struct problem *problem);

/* ---- opinion_same.c ------------------------------------------------------------------------------ */

/* Likeness in thousandths: shared bigrams of Han characters by all of both. */
enum { OPINION_SAME = SIMILAR_SAME, OPINION_NEAR = SIMILAR_NEAR, OPINION_LIKE_MOST = 200 };

struct opinion_likes {
    size_t count; /* the first OPINION_LIKE_MOST are kept */
    struct {
        int64_t id;
        int likeness;
    } items[OPINION_LIKE_MOST];
};
/* Those waiting in the same collection that are at least OPINION_NEAR like it, the most alike first. Of a collection with
 * very many the newest 5,000 are compared. */
MUST_USE enum status opinion_like(struct office *office, int64_t id, struct opinion_likes *out,
                                  struct problem *problem);
/* Reads a piece of what opinion_like compares this one with; false: all is read. For work nobody waits for. */
bool opinion_read_ahead(struct office *office, int64_t id);

struct opinion_groups { /* start with {0} */
    int64_t *ids;   /* of all groups, one after the other, the oldest of each first */
    size_t *starts; /* of group i: ids[starts[i]] up to ids[starts[i + 1]] */
    size_t count;
};
void opinion_groups_release(struct opinion_groups *groups);
/* What waits in a collection, by likeness of at least OPINION_SAME to the oldest of the group; those like no other are in
 * none. The largest group first. Of very many the newest 5,000. */
MUST_USE enum status opinion_group(struct office *office, int64_t consultation,
                                   struct opinion_groups *out, struct problem *problem);
/* What is kept for these between calls; called when the office closes. */
void opinion_forget(struct office *office);

/* ---- opinion.c, opinion_decide.c: for the rules --------------------------------------------------- */

/* Days since an opinion (or what has received_on) came in; -1 when it waits no more. */
int opinion_waited_days(const struct office *office, const struct fields *opinion);
/* INVALID unless the record is a collection that takes opinions now. */
MUST_USE enum status opinion_check_collects(const struct fields *consultation,
                                            struct problem *problem);
/* Sets `late` from the collection's last day. `consultation` as it is read. */
void opinion_set_late(struct act *act, const struct fields *consultation);
/* Refuses who decides on his own opinion, told by name and telephone; alone in the office he may, and `note` says it. */
MUST_USE enum status opinion_check_not_own(struct act *act, char *note, size_t size);
/* The feedback act->id turns out a report: empties the opinion it came from or became. */
MUST_USE enum status opinion_empty_of_report(struct act *act);
/* The collection is over: what was decided stays. */
MUST_USE enum status opinion_check_collection_goes_on(struct act *act);

#endif
