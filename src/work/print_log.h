/* What left the program on paper or in a file stands in the audit, like every change. */
#ifndef ZWGK_WORK_PRINT_LOG_H
#define ZWGK_WORK_PRINT_LOG_H

#include "work/office.h"

/* Writes one audit row before anything is given out: `what` was printed and where it goes ("assign-slip
 * FK2026-00001: lp"); record 0: several or none. Never a word of a record's text. */
MUST_USE enum status office_log_print(struct office *office, const char *what, int64_t record,
                                      struct problem *problem);

#endif
