/* 51 逾期督办 and 53 暂停计时: what their rows show, and urging. Used by overdue*.c only. */
#ifndef ZWGK_SCREENS_OVERDUE_H
#define ZWGK_SCREENS_OVERDUE_H

#include "screens/desk.h"

/* overdue_urge.c: asks what to say and urges all of them, or none. True when a view was opened for it. */
bool overdue_urge(struct desk *desk, const int64_t *ids, size_t count);
/* The notices to every unit that was urged today, to be printed. */
bool overdue_open_notice(struct desk *desk);

#endif
