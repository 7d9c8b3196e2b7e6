/* The demonstration office: the fictional 青石镇 with a year of feedback, disclosures and collections of opinions in
 * every state, done by the real rules at simulated times. The same seed and day give the same office. */
#ifndef ZWGK_WORK_DEMO_H
#define ZWGK_WORK_DEMO_H

#include "work/office.h"

/* Fills an office just founded in mode demo, and leaves its clerk logged in. records: that much feedback more, a
 * tenth as many disclosures and a twentieth as many opinions, spread over the three years before, mostly closed. */
MUST_USE enum status demo_fill(struct office *office, uint32_t seed, int64_t records,
                               struct problem *problem);

#endif
