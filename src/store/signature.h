/* What the texts of feedback are like, kept beside them. Included by read.h. Signatures tell no word; whoever goes on to a
 * record reads it through his own filter. */
#ifndef ZWGK_STORE_SIGNATURE_H
#define ZWGK_STORE_SIGNATURE_H

#include "store/filter.h"

enum { SIGNATURE_DAY_BYTES = 12 };

struct signature_place { /* start with {""}: before the newest */
    char day[SIGNATURE_DAY_BYTES];
    int64_t record;
};
/* Calls `take` with those after *place, newest first, that were received on `from` or later, at most `most`; *place moves
 * on. Fewer than `most` were given when that was the end: *count. */
MUST_USE enum status store_signatures(struct store *store, const char *from, size_t most,
                                      struct signature_place *place,
                                      void (*take)(void *context, int64_t record,
                                                   const unsigned char *bytes),
                                      void *context, size_t *count, struct problem *problem);

/* Of records beyond `after`, received on `from` or later, the oldest record first. */
MUST_USE enum status store_signatures_after(struct store *store, const char *from, int64_t after,
                                            void (*take)(void *context, int64_t record,
                                                         const unsigned char *bytes),
                                            void *context, struct problem *problem);

struct signed_text {
    int64_t record;
    const char *day, *title, *body;
};
/* Calls `take` with the feedback below that id, neither sealed nor void, the newest first, at most `most` looked at; *below is
 * then the last one's id, 0 at the end. A status of `take` other than OK ends it. */
MUST_USE enum status store_texts_to_sign(struct store *store, size_t most, int64_t *below,
                                         enum status (*take)(void *context,
                                                             const struct signed_text *text),
                                         void *context, struct problem *problem);

#endif
