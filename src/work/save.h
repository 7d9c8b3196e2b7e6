/* A save: one IMMEDIATE transaction in which records, versions, steps, audit and counters are written,
 * with a client-made id that tells after a failure whether it took place. Used by work only. */
#ifndef ZWGK_WORK_SAVE_H
#define ZWGK_WORK_SAVE_H

#include "store/write.h"
#include "work/office.h"

struct save {
    struct office *office;
    char id[33];
    int64_t now;
    const char *noted; /* the command a person gave, noted with the drafts before the commit; NULL: none */
    char kind[32];     /* of the record written last */
};

MUST_USE enum status save_begin(struct office *office, struct save *save, struct problem *problem);
/* Numbers and inserts a record with step and audit; record->fields holds the columns, record_kind and
 * state among them. */
MUST_USE enum status save_new(struct save *save, struct record *record, const char *command,
                              const char *note, struct problem *problem);
/* Version, update, step, audit. to_state NULL or "=": stays. */
MUST_USE enum status save_change(struct save *save, const struct record *before,
                                 const struct fields *changes, const char *to_state,
                                 const char *command, const char *note, struct problem *problem);
/* Step and audit of something that changes nothing of the record itself. */
MUST_USE enum status save_step(struct save *save, const struct record *record, const char *command,
                               const char *note, struct problem *problem);
MUST_USE enum status save_commit(struct save *save, struct problem *problem);
void save_abandon(struct save *save);

#endif
