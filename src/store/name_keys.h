/* Keys by which lists of names are ordered: record.pinyin_sort and record.stroke_sort of people, units and
 * members, written in the transaction that changes a name. Computed from it alone: never audited, never versioned. */
#ifndef ZWGK_STORE_NAME_KEYS_H
#define ZWGK_STORE_NAME_KEYS_H

#include "base/status.h"

struct fields;
struct store;

/* True when a record of this kind that has these values changed (NULL: a new one) needs its keys written. */
bool name_keys_are_touched(const char *kind, const struct fields *changes);
/* Writes them from the rows as stored, a person's memberships with the person. Within a transaction. */
MUST_USE enum status name_keys_write(struct store *store, const char *kind, int64_t id,
                                     struct problem *problem);

#endif
