/* Many new records in one transaction: all or none. Each row passes the same rules as flow_register. */
#ifndef ZWGK_WORK_IMPORT_H
#define ZWGK_WORK_IMPORT_H

#include "work/office.h"

struct import;

/* Begins the transaction; DENIED when the user may not register records of that kind. */
MUST_USE enum status import_begin(struct office *office, const char *kind, struct import **out,
                                  struct problem *problem);
/* Checks a row wholly, then stores it. A refused row leaves the transaction as it was; a duplicate names
 * the {number} it repeats, or the {row} of this file (from 1, rows counted by calls). */
MUST_USE enum status import_row(struct import *import, const struct fields *values,
                                bool then_assign, int64_t *id, struct problems *problems);
/* Both end the transaction and free the import. */
MUST_USE enum status import_commit(struct import *import, struct problem *problem);
void import_abandon(struct import *import); /* NULL allowed */

#endif
