/* Where a list goes for what is typed after '/': part of a number, hanzi of a title, or its initials; where no title
 * fits, what the search finds in a record's names and texts. The list's own rows and order, whatever was asked for on it. */
#ifndef ZWGK_WORK_POSITION_H
#define ZWGK_WORK_POSITION_H

#include "work/office.h"

/* The first row behind `from` (key NULL: from the first) that fits, else the first from the top; NOT_FOUND when there is
 * none, BUSY when a key stopped it, INVALID when nothing can be looked for. `request` as for the list's page; its columns
 * are not looked at. *found_key is the caller's to free. */
MUST_USE enum status position_find(struct office *office, const struct page_request *request,
                                   const struct page_start *from, const char *typed, char **found_key,
                                   int64_t *found_id, struct problem *problem);

#endif
