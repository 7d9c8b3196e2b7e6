/* The parts of a collection's page that are more than a field: its figures, and the disclosures it is about. */
#ifndef ZWGK_REPORT_CONSULTATION_TEXT_H
#define ZWGK_REPORT_CONSULTATION_TEXT_H

#include "base/buffer.h"
#include "work/office.h"

MUST_USE enum status consultation_text_append(struct office *office, const struct record *record,
                                              struct buffer *out, struct problem *problem);

#endif
