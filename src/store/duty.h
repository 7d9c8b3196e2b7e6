/* What is asked of duties alone: which there are, which are lacking, the stages of one matter. Included by
 * read.h. Ids are for the rules and show nobody anything. */
#ifndef ZWGK_STORE_DUTY_H
#define ZWGK_STORE_DUTY_H

#include "store/filter.h"

/* Ids of records. Start with {0}. */
struct ids {
    int64_t *items;
    size_t count, capacity;
};
void ids_release(struct ids *ids);
bool ids_add(struct ids *ids, int64_t id); /* false: no memory */

/* The names of the periods that a day lies in. */
struct present_periods {
    const char *month, *quarter, *half, *year;
};
/* Open periodic catalogue entries in force on `today` of whose present period a duty is not there: of the
 * entry, or of an open village when it is disclosed village by village. One statement. */
MUST_USE enum status store_lacking_entries(struct store *store, const char *today,
                                           const struct present_periods *present, struct ids *out,
                                           struct problem *problem);
/* Open periodic entries that are disclosed village by village. */
MUST_USE enum status store_village_entries(struct store *store, struct ids *out,
                                           struct problem *problem);
/* Open units of kind village, by number. */
MUST_USE enum status store_villages(struct store *store, struct ids *out, struct problem *problem);
/* Duties of a catalogue entry in that state, oldest first. */
MUST_USE enum status store_duties_in(struct store *store, int64_t catalogue, const char *state,
                                     struct ids *out, struct problem *problem);
/* The duty of that name, whatever its state; *id 0 when there is none. */
MUST_USE enum status store_duty_named(struct store *store, const char *name, int64_t *id,
                                      struct problem *problem);

/* A stage of a matter. */
struct stage_row {
    const char *name, *number, *stage, *state, *due_on, *done_on;
    const char *disclosure, *disclosure_state; /* number and state of what was drafted; "" none */
    bool is_open;
};
/* Calls `row` for each duty whose name begins with `prefix` (which ends in a slash) and goes on with a number alone, in
 * the order of those numbers. False stops with NO_MEMORY. */
MUST_USE enum status store_stages(struct store *store, const struct visible *visible,
                                  const char *prefix,
                                  bool (*row)(void *context, const struct stage_row *row),
                                  void *context, struct problem *problem);

#endif
