/* The members of a team, the tasks of a meeting, the findings of an inspection, as lines of a record's page. */
#ifndef ZWGK_REPORT_RELATED_TEXT_H
#define ZWGK_REPORT_RELATED_TEXT_H

#include "base/buffer.h"
#include "work/office.h"

/* A heading and a line for each; nothing when there are none. */
MUST_USE enum status related_text_append(struct office *office, const char *kind, int64_t id,
                                         struct buffer *out, struct problem *problem);

#endif
