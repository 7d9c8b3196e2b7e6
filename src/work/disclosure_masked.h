/* A disclosure as it may leave the office: numbers and addresses that name a person masked, and names where the
 * subject says so or the day is past until which they may be read. Mission F4, F8; 个人信息保护法 51. */
#ifndef ZWGK_WORK_DISCLOSURE_MASKED_H
#define ZWGK_WORK_DISCLOSURE_MASKED_H

#include "work/office.h"

/* Sets in `out` the columns of `fields` that are shown to the public: title, the elements, lines, notes, masked;
 * dates, codes and money as they are; the notice of a collection with its last day. out->failed when memory ran out. */
void disclosure_masked(struct office *office, const struct fields *fields, struct fields *out);

#endif
