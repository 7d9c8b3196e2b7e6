/* What the two files of 责任追究 share. Used by work only. */
#ifndef ZWGK_WORK_ACCOUNTABILITY_H
#define ZWGK_WORK_ACCOUNTABILITY_H

#include "work/act.h"

/* 调岗, 降职, 免职: proposed here, decided above. */
bool accountability_is_proposal(const char *measure);
/* Whoever is called to account has no hand in it, not even in typing it. Also in flow_offer.c's table. */
MUST_USE enum status accountability_refuse_oneself(struct act *act);
/* Sets the column to the day given, or today; refuses a day to come, or one before the day in column `from`. */
MUST_USE enum status accountability_check_day(struct act *act, const char *column,
                                              const char *from, const char *given);

#endif
