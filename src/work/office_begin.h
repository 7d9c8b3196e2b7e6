/* What opening and founding an office share. Used by office.c and found.c. */
#ifndef ZWGK_WORK_OFFICE_BEGIN_H
#define ZWGK_WORK_OFFICE_BEGIN_H

#include "work/office.h"

/* Nobody logged in, the machine's clock, no calendar yet. store NULL: nothing is open. */
void office_begin(struct office *office, struct store *store);
/* Zone, mode and the like, from the settings. */
void office_load_settings(struct office *office);
/* found.c: after the file was upgraded, adds the settings, limits and codes that are new; once a schema. */
MUST_USE enum status office_bring_tables(struct office *office, struct problem *problem);
/* user.c: that person uses the program from now on. */
MUST_USE enum status user_become(struct office *office, int64_t person, struct problem *problem);

#endif
