/* The stages of a matter that is disclosed stage by stage, as lines of a record's page: whether all of it is public yet
 * (R5, N3). */
#ifndef ZWGK_REPORT_STAGE_TEXT_H
#define ZWGK_REPORT_STAGE_TEXT_H

#include "base/buffer.h"
#include "work/office.h"

/* Of a duty that is a stage, or of the disclosure made for one: a heading with how many are public, and a line for each
 * stage. Nothing for any other record. */
MUST_USE enum status stage_text_append(struct office *office, const struct record *record,
                                       struct buffer *out, struct problem *problem);

#endif
