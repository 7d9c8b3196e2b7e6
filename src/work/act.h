/* Help for the functions of the flow table: refusing, noting, reading. Used by work only. */
#ifndef ZWGK_WORK_ACT_H
#define ZWGK_WORK_ACT_H

#include "work/check.h"
#include "work/flow.h"
#include "work/save.h"

/* Adds a problem without places of its own; {number} is filled in. Returns `status`. */
enum status act_refuse(struct act *act, enum status status, const char *field, const char *message);
/* Adds a problem made by problem_set and problem_place; {number} is filled in. Returns its status. */
enum status act_refuse_with(struct act *act, struct problem *problem);
/* Sets the step's note, cut at a whole character. */
void act_note(struct act *act, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The value after the changes: the changed one, else the one before, else "". */
const char *act_text(const struct act *act, const char *column);
int64_t act_integer(const struct act *act, const char *column); /* 0 when there is none */
/* "2026-11-22" of the office's day. */
char *act_today(const struct act *act, char out[DATE_BYTES]);
/* Reads any record for the rules' own use; refuses with the store's problem. */
MUST_USE enum status act_read(struct act *act, int64_t id, struct record *out);
/* Title of a record, cut to fit out. */
const char *act_title(const struct act *act, int64_t id, char *out, size_t size);
enum { ACT_STOPS_MOST = 64 };
/* When its clock stood; refuses with the store's problem. None for a new record. */
MUST_USE enum status act_read_stops(struct act *act, struct stop stops[ACT_STOPS_MOST],
                                    size_t *count);
/* Stops the clock today: no due date until act_end_pause. */
MUST_USE enum status act_start_pause(struct act *act, const char *reason);
/* Ends a stop that lasts; nothing when there is none. The due date is the caller's. */
MUST_USE enum status act_end_pause(struct act *act);
/* Refuses a row of an import that says what a record says already: by the row of the file that this was, else by `message`
 * with its number as {same}. */
enum status act_refuse_same(struct act *act, int64_t other, const char *message);
/* Another open record of act->kind with the same title is refused. */
MUST_USE enum status act_check_title_is_new(struct act *act);

#endif
