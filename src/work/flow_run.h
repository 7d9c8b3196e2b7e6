/* The flow inside an open save: what flow_register, flow_do, imports and the demonstration share. Used by
 * work only. Every refusal is added to *problems and returned as a status. */
#ifndef ZWGK_WORK_FLOW_RUN_H
#define ZWGK_WORK_FLOW_RUN_H

#include "work/act.h"

/* Registers a record in an open save. Everything is checked before the first row is written: a refused
 * record leaves the save as it was. */
MUST_USE enum status flow_enter(struct save *save, struct check *check, const char *kind,
                                const struct fields *values, bool then_assign, int64_t *id,
                                struct problems *problems);
/* Carries out a command the user asked for, on one record. ver 0: whatever it is now. */
MUST_USE enum status flow_step(struct save *save, struct check *check, const char *command,
                               int64_t id, int64_t ver, const struct fields *arguments,
                               struct problems *problems);
/* Carries out a row of the table on a record whatever state it is in and whoever asks: for commands made
 * of others (settle). */
MUST_USE enum status flow_run(struct save *save, struct check *check,
                              const struct transition *transition, int64_t id,
                              const struct fields *arguments, struct problems *problems);
/* Of a refused save: when something could not be read, that is why, and all that is said. Else `status`. */
enum status flow_say_missed(struct office *office, enum status status, struct problems *problems);

#endif
