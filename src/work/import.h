/* Many new records in one transaction: all or none. Each row passes the same rules as flow_register. */
#ifndef ZWGK_WORK_IMPORT_H
#define ZWGK_WORK_IMPORT_H

#include "work/alike.h"
#include "work/office.h"

struct import;

/* DENIED when the user may not register records of that kind. Nobody has to wait yet: the transaction begins with the first
 * row, or the first question what is like one. */
MUST_USE enum status import_begin(struct office *office, const char *kind, struct import **out,
                                  struct problem *problem);
/* Checks a row wholly, then stores it. A refused row leaves the transaction as it was; a duplicate names
 * the {number} it repeats, or the {row} of this file (from 1, rows counted by calls). */
MUST_USE enum status import_row(struct import *import, const struct fields *values,
                                bool then_assign, int64_t *id, struct problems *problems);
/* What a row of feedback says much the same as, of what is stored and of the rows of this file stored before it; of another
 * kind nothing. To be asked before the row is stored. */
MUST_USE enum status import_find_alike(struct import *import, const struct fields *values,
                                       struct alike *out, struct problem *problem);
/* The same in two parts. The first is the long one and may be done for all rows before the transaction; what it gives is the
 * import's. The second: just before the row is stored. */
MUST_USE enum status import_look_ahead(struct import *import, const struct fields *values,
                                       const struct alike_ahead **out, struct problem *problem);
MUST_USE enum status import_find_ahead(struct import *import, const struct alike_ahead *ahead,
                                       struct alike *out, struct problem *problem);
/* The row of this file, as import_row counts them, that became this record; 0: it was there before. */
uint32_t import_row_of(const struct import *import, int64_t id);
/* Both end the transaction and free the import. */
MUST_USE enum status import_commit(struct import *import, struct problem *problem);
void import_abandon(struct import *import); /* NULL allowed */

#endif
