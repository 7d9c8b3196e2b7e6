/* 责任与催办 of one record: telephone of unit and person, the present step and since when, last urging and its
 * answer. Headings begin with \001. */
#ifndef ZWGK_REPORT_CHARGED_TEXT_H
#define ZWGK_REPORT_CHARGED_TEXT_H

#include "base/buffer.h"
#include "work/office.h"

/* Nothing for a record that is closed or has no date. */
MUST_USE enum status charged_text_append(struct office *office, const struct record *record,
                                         struct buffer *out, struct problem *problem);

#endif
