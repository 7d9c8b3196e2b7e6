/* 按单位限权: which records a clerk may work on when the office parts them by unit. */
#ifndef ZWGK_WORK_RIGHTS_H
#define ZWGK_WORK_RIGHTS_H

#include "work/office.h"

/* With the setting clerks_by_unit a clerk who is not reviewer, supervisor or admin besides works only on what
 * his unit or himself is charged with, what nobody is charged with, and what he registered himself. DENIED
 * with {charged} filled in otherwise; the caller fills in {command} and {number}. `problem` may be NULL. */
MUST_USE enum status rights_check(struct office *office, const struct record *record,
                                  struct problem *problem);
/* The user is charged with it, or his unit is, or nobody; or he registered it. */
MUST_USE enum status rights_is_own(struct office *office, const struct record *record, bool *is,
                                   struct problem *problem);

#endif
