/* 公示: its days, and what has to be settled before it ends. Used by work only. */
#ifndef ZWGK_WORK_DISCLOSURE_NOTICE_H
#define ZWGK_WORK_DISCLOSURE_NOTICE_H

#include "work/disclosure.h"

/* Sets notice_from, notice_to, due_on (the day it is closed) and the state on_notice for what is put up on a
 * day and has a period; nothing without one. It ends before what is 事前 takes effect. */
MUST_USE enum status disclosure_begin_notice(struct act *act, day_number posted);

#endif
