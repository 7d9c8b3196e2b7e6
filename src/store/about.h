/* What refers to a disclosure: where it hangs, what was found wrong with it, what was said about it. Included by
 * read.h. Ids only: whoever shows a record reads it through his own filter. */
#ifndef ZWGK_STORE_ABOUT_H
#define ZWGK_STORE_ABOUT_H

#include "store/filter.h"

enum { ABOUT_MOST = 40 };
struct about_ids {
    int64_t items[ABOUT_MOST]; /* the newest, newest first */
    size_t count;
};
/* kind: "posting", "finding" or "feedback". */
MUST_USE enum status store_about(struct store *store, const char *kind, int64_t disclosure, struct about_ids *out,
                                 struct problem *problem);

#endif
