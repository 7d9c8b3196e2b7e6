/* What the daily sheets say of the audit, and the sheets there were. Included by read.h. */
#ifndef ZWGK_STORE_ANCHOR_H
#define ZWGK_STORE_ANCHOR_H

#include "store/store.h"

enum { ANCHOR_HEAD_BYTES = 65, ANCHOR_DAY_BYTES = 16, ANCHOR_SHOWN = 32 /* hex digits on paper */ };

/* A row of the audit and its hash; seq 0: none. */
struct audit_end {
    int64_t seq, at;
    char head[ANCHOR_HEAD_BYTES];
};
MUST_USE enum status store_audit_end(struct store *store, struct audit_end *out, struct problem *problem);
/* The newest row whose hash begins with so many hex digits, among the last ones; NOT_FOUND. */
MUST_USE enum status store_audit_find(struct store *store, const char *head, struct audit_end *out,
                                      struct problem *problem);
/* Calls `each` with every command of rows after `seq`, and after the last row before `from` (UTC seconds, 0: any), the most
 * frequent first. */
MUST_USE enum status store_audit_kinds(struct store *store, int64_t seq, int64_t from,
                                       void (*each)(void *context, const char *command, int64_t count),
                                       void *context, struct problem *problem);

struct anchor {
    char day[ANCHOR_DAY_BYTES]; /* "": none */
    struct audit_end end;
    int64_t at; /* when it was printed */
};
/* The sheet that goes furthest; day "" when there is none. */
MUST_USE enum status store_last_anchor(struct store *store, struct anchor *out, struct problem *problem);
/* The newest `most` of them, newest first. */
MUST_USE enum status store_anchors(struct store *store, int most,
                                   void (*each)(void *context, const struct anchor *anchor), void *context,
                                   struct problem *problem);
/* Within a save: the day's sheet says that row; one that goes less far stays as it is. */
MUST_USE enum status store_set_anchor(struct store *store, const struct anchor *anchor, int64_t person,
                                      struct problem *problem);

#endif
