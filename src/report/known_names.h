/* Names of people who reported something, to be masked wherever they stand on what is published. */
#ifndef ZWGK_REPORT_KNOWN_NAMES_H
#define ZWGK_REPORT_KNOWN_NAMES_H

#include "work/office.h"

/* Appends the reporters of the records and of those they are linked with (the same slip, the matter before),
 * each followed by a newline. The office's own people and words for people in general are left out. */
MUST_USE enum status known_names_append(struct office *office, const int64_t *ids, size_t count,
                                        struct buffer *out, struct problem *problem);

/* Appends the names of people that the text itself seems to tell (person_name_next), in the same way. */
void known_names_append_told(struct office *office, const char *text, struct buffer *out);

#endif
