/* What somebody asked for of one kind of record: form/query bound to the office's codes, names and days,
 * its tests as criteria of a page, and the same in words of the user's language. */
#ifndef ZWGK_REPORT_RECORD_QUERY_H
#define ZWGK_REPORT_RECORD_QUERY_H

#include "form/query.h"
#include "work/office.h"

struct record_query { /* start with {0} */
    struct query query;
    struct criterion *criteria; /* query.count of them; their texts are the query's */
};
void record_query_release(struct record_query *query);
/* Adds what was typed in a field; `label` translated. INVALID names the field and adds nothing. */
MUST_USE enum status record_query_add(struct record_query *query, struct office *office,
                                      const struct scr_field *field, const char *label,
                                      const char *typed, struct problem *problem);

#endif
