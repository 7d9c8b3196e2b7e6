/* 校验: everything checked, as store/verify.h does it, with what the rules know of states. */
#ifndef ZWGK_WORK_VERIFY_H
#define ZWGK_WORK_VERIFY_H

#include "work/office.h"

/* `since` is a head as printed or typed, or NULL; INVALID when it isn't one. `fault` is told each thing that is wrong. */
MUST_USE enum status verify_begin(struct office *office, const char *since,
                                  void (*fault)(void *context, const struct problem *problem), void *context,
                                  struct verify **out, struct problem *problem);
/* What is under way, N_(). */
const char *verify_part_label(enum verify_part part);
/* The sentences that say how it came out, in their order, once it is done: 0, 1 … ; false: no more. Statuses: OK,
 * INVALID for what is to be known, CORRUPT for what is wrong. `asked` tells that a head was. */
bool verify_result(const struct office *office, const struct verify_seen *seen, bool asked, int place,
                   struct problem *out);

#endif
