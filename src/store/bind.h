/* What an audit row holds fast beside the record's two rows: of a record its steps, earlier versions, pauses, urgings, what is
 * sealed of it and its credential; and, each as a whole, the small tables of the office (settings, limits, codes …). What a
 * save wrote after its last audit row gets a row `bind` of its own when it is committed. Not held fast are counters (checked
 * against the numbers), what is computed from records (search index, orders of names, likeness) and what only counts (looks
 * in the hall, words learned, wrong passwords). */
#ifndef ZWGK_STORE_BIND_H
#define ZWGK_STORE_BIND_H

#include "store/audit_row.h"
#include "store/write.h"

#define BIND_RECORD "record"
#define BIND_CLEARED "cleared"
#define BIND_OUTSIDE "outside" /* the command */

enum bound { BOUND_SETTING, BOUND_LIMIT, BOUND_CODE, BOUND_CALENDAR, BOUND_ENCODING, BOUND_ANCHOR, BOUNDS };

/* Whether the schema has columns for it. */
bool bind_is_possible(const struct store *store);
const char *bind_name(enum bound bound);  /* as audit.side has it */
const char *bind_label(enum bound bound); /* N_() */

/* Before the table is written: when it isn't as its last audit row says, a row `outside` holds fast how it was found, so that
 * the change of today does not cover the other one up. Once a save. */
MUST_USE enum status bind_check_table(struct store *store, enum bound bound, struct problem *problem);
MUST_USE enum status bind_check_setting(struct store *store, const char *key, struct problem *problem);
/* The same of a record before anything of it is written or audited: its two rows, and what stands beside them. */
MUST_USE enum status bind_check_record(struct store *store, int64_t record, struct problem *problem);
/* The record is new: as bind_record, and it is never compared in this save. */
MUST_USE enum status bind_made(struct store *store, int64_t record, enum status so_far, struct problem *problem);
/* Something of the record, or of the table, was written, if `so_far` is OK; gives back `so_far`, or why it cannot be noted. */
MUST_USE enum status bind_record(struct store *store, int64_t record, enum status so_far, struct problem *problem);
/* Texts were taken out of its earlier versions, too: they are no more as their own rows said. */
MUST_USE enum status bind_cleared(struct store *store, int64_t record, enum status so_far, struct problem *problem);
MUST_USE enum status bind_table(struct store *store, enum bound bound, enum status so_far, struct problem *problem);
/* The same; settings that say how far the program's own work is are not held fast. */
MUST_USE enum status bind_setting(struct store *store, const char *key, enum status so_far, struct problem *problem);

/* For the audit row being made: which side it holds fast ("record", "cleared" when it was, a table's name, NULL: none) and its hash. The side is
 * no longer outstanding. */
MUST_USE enum status bind_take(struct store *store, const struct audit_entry *entry, const char **side,
                               unsigned char hash[HASH_BYTES], struct problem *problem);
/* Audit rows for what is outstanding; before COMMIT. */
MUST_USE enum status bind_rest(struct store *store, struct problem *problem);
void bind_forget(struct store *store); /* after commit or rollback */
void bind_close(struct store *store);

/* As it is now. */
MUST_USE enum status bind_hash_record(struct store *store, int64_t record, unsigned char out[HASH_BYTES],
                                      struct problem *problem);
MUST_USE enum status bind_hash_table(struct store *store, enum bound bound, unsigned char out[HASH_BYTES],
                                     struct problem *problem);

#endif
