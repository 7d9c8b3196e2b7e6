/* What was not done by its cycle, for the workbench's notice. */
#ifndef ZWGK_SCREENS_MISSED_H
#define ZWGK_SCREENS_MISSED_H

#include "screens/desk.h"

/* Appends sentences: boxes not opened in time, the group whose meeting is longest overdue; nothing when there are none. */
void missed_append_notice(struct desk *desk, struct buffer *out);

#endif
