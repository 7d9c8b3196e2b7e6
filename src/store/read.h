/* Reading records. Every function that reads a record takes the filter made by work/visible, so that
 * nothing is ever read past it. Statements are kept prepared and never left open between calls. */
#ifndef ZWGK_STORE_READ_H
#define ZWGK_STORE_READ_H

#include "store/coverage.h"
#include "store/about.h"
#include "store/audit_newest.h"
#include "store/anchor.h"
#include "store/consultation.h"
#include "store/dictionary.h"
#include "store/card.h"
#include "store/duty.h"
#include "store/enquiry.h"
#include "store/feedback.h"
#include "store/feedback_ids.h"
#include "store/filter.h"
#include "store/finding.h"
#include "store/history.h"
#include "store/input_word.h"
#include "store/opinion.h"
#include "store/page.h"
#include "store/search.h"
#include "store/signature.h"
#include "store/small.h"
#include "store/urge.h"
#include "store/verify.h"

/* A record of any kind: the columns of the spine and of its detail table by name; id and ver apart.
 * Start with {0}. */
struct record {
    int64_t id;
    int64_t ver;
    struct fields fields;
};
void record_release(struct record *record);

/* Who passes no problem, and whatever gives a text without a status, takes "" or nothing for what can't be read. That it
 * happened is remembered: no save is committed then, and whoever shows what was read asks here, once. */
MUST_USE enum status store_take_missed(struct store *store, struct problem *problem);
enum status store_has_missed(const struct store *store); /* what it would give; nothing is forgotten */
/* The same for memory that ran out where only "" can be given. */
void store_miss_memory(struct store *store);

/* NOT_FOUND when there is none or it may not be seen. Read in one statement a table. */
MUST_USE enum status store_read(struct store *store, const struct visible *visible, int64_t id,
                                struct record *out, struct problem *problem);
/* The id of a number. */
MUST_USE enum status store_find_number(struct store *store, const struct visible *visible,
                                       const char *number, int64_t *id, struct problem *problem);
/* The open record of that kind whose title is exactly `title`; INVALID when several. */
MUST_USE enum status store_find_title(struct store *store, const struct visible *visible,
                                      const char *kind, const char *title, int64_t *id,
                                      struct problem *problem);
/* The first disclosure with the title, day, catalogue entry, period, stage and unit of `like`; *id 0: none. */
MUST_USE enum status store_same_disclosure(struct store *store, const struct visible *visible,
                                           const struct fields *like, int64_t *id,
                                           struct problem *problem);
/* title of any record by id, for names of units, persons and boxes ("" when none). The caller frees. */
char *store_title(struct store *store, int64_t id);

#endif
