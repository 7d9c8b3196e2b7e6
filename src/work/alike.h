/* 可能重复: feedback that says much the same as what is being registered. Found by signature (base/similar.h) among what was
 * received in the days of the setting alike_days, told by the texts themselves; linked by a person only. Never names what is
 * sealed or may not be seen; what is being registered as 举报 is compared with nothing. Mission B4. */
#ifndef ZWGK_WORK_ALIKE_H
#define ZWGK_WORK_ALIKE_H

#include "base/similar.h"
#include "work/office.h"

struct save;

/* Two years: by then the same matter has had its outcome, and the next one is another. */
enum { ALIKE_DAYS = 730, ALIKE_MOST = 20 };

struct alike_item {
    int64_t id;
    int likeness; /* thousandths, at least SIMILAR_NEAR */
    bool has_same_contact, has_same_reporter;
};
struct alike { /* 可能重复 before 疑似; in each the same telephone first, then the same name, then the more alike, then the newer */
    size_t count;
    struct alike_item items[ALIKE_MOST];
};
/* 可能重复: at least SIMILAR_SAME alike, or SIMILAR_NEAR with the same telephone or name; else 疑似. */
bool alike_is_same(const struct alike_item *item);

struct alike_search;
/* Begins to look for what is like a feedback with these values (title, body, contact, reporter, kind); `id` is its own, 0:
 * none yet. *out is NULL when there is nothing to look for: too short, a 举报, or the setting says 0. */
MUST_USE enum status alike_begin(struct office *office, const struct fields *values, int64_t id,
                                 struct alike_search **out, struct problem *problem);
/* A piece of work of a few ms; false: it has come to the end. */
bool alike_step(struct alike_search *search);
void alike_found(const struct alike_search *search, struct alike *out);
void alike_free(struct alike_search *search); /* NULL allowed */
/* All of it at once. */
MUST_USE enum status alike_find(struct office *office, const struct fields *values, int64_t id,
                                struct alike *out, struct problem *problem);

/* ---- alike_table.c: for imports; the signatures in memory, the newest 150,000 at most (25 MB) ---------- */

struct alike_table;
struct alike_ahead; /* what of all that is stored is like a row of a file */
MUST_USE enum status alike_table_load(struct office *office, struct alike_table **out,
                                      struct problem *problem);
void alike_table_free(struct alike_table *table); /* NULL allowed */
/* The long part of alike_find, to be done before the import's save; *out is NULL when there is nothing to look for. */
MUST_USE enum status alike_table_look(struct office *office, const struct alike_table *table,
                                      const struct fields *values, struct alike_ahead **out,
                                      struct problem *problem);
void alike_ahead_free(struct alike_ahead *ahead); /* NULL allowed */
/* In the save: what others stored since the table was loaded. */
MUST_USE enum status alike_table_catch_up(struct office *office, struct alike_table *table,
                                          struct problem *problem);
/* As alike_find, of what was looked at ahead and what was added since. */
void alike_table_find(const struct alike_table *table, const struct alike_ahead *ahead,
                      struct alike *out);
/* Adds a record just stored, `ahead` (which must stay) being its row; without memory, or NULL, it is left out. */
void alike_table_add(struct alike_table *table, int64_t id, const struct alike_ahead *ahead);

/* ---- alike_sign.c: what is kept ------------------------------------------------------------------- */

/* Keeps the signature of a record being saved: of another kind, sealed, void or without hanzi none. */
MUST_USE enum status alike_sign_new(struct save *save, const struct record *record,
                                    struct problem *problem);
MUST_USE enum status alike_sign_change(struct save *save, const struct record *before,
                                       const struct fields *changes, struct problem *problem);
/* Signs further records of an older database in one short save, the newest first; *more: there may be others. Nothing when
 * the file can only be read. `save` NULL: one of its own. */
MUST_USE enum status alike_sign_older(struct office *office, struct save *save, size_t most,
                                      bool *more, struct problem *problem);

#endif
