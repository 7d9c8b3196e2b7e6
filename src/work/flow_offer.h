/* What may be offered for a record as it is now, without carrying anything out. */
#ifndef ZWGK_WORK_FLOW_OFFER_H
#define ZWGK_WORK_FLOW_OFFER_H

#include "work/flow.h"

/* True when flow_do would refuse the command neither for the user nor for the record as it is: only what is
 * said with it remains to be judged. Writes nothing. */
bool flow_offers(struct office *office, const struct record *record, const char *command);
/* Refuses, as flow_do would, a command that the record as it is does not fit; *problem (NULL allowed) says why.
 * Neither role nor state is judged. */
MUST_USE enum status flow_check_fits(struct office *office, const struct record *record,
                                     const char *command, struct problem *problem);

#endif
