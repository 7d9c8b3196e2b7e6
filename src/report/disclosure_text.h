/* The parts of a disclosure's page that are more than a field: what was decided on it, where
 * it hangs, what was found and said about it, what corrects it. Reads only. */
#ifndef ZWGK_REPORT_DISCLOSURE_TEXT_H
#define ZWGK_REPORT_DISCLOSURE_TEXT_H

#include "base/buffer.h"
#include "work/office.h"

/* The fields these parts show, blank-separated: the page leaves them out above. */
extern const char disclosure_text_fields[];

MUST_USE enum status disclosure_text_append(struct office *office, const struct record *record,
                                            struct buffer *out, struct problem *problem);

#endif
