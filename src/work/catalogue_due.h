/* What the columns of a catalogue entry mean in days, before they are saved. */
#ifndef ZWGK_WORK_CATALOGUE_DUE_H
#define ZWGK_WORK_CATALOGUE_DUE_H

#include "work/office.h"
#include "work/period.h"

/* The limit that limit_unit, limit_amount, limit_fixed say; false when they say none. */
bool catalogue_limit_of(const struct fields *columns, struct limit *out);
/* For a periodic entry the period `on` lies in, and the day by which it must be public; false when the columns
 * lack cycle or limit. */
bool catalogue_period_due(struct office *office, const struct fields *columns, day_number on,
                          struct period *period, struct due *due);

#endif
