/* Which program keeps a draft, and whether it still runs. */
#ifndef ZWGK_WORK_DRAFT_SESSION_H
#define ZWGK_WORK_DRAFT_SESSION_H

#include "store/draft.h"

/* This program's name among those of one machine since it was started: process, when it began, which start of the machine. */
void drafts_session_name(char out[DRAFT_NAME_BYTES]);
/* False as soon as it has ended, whatever its number is given to afterwards. */
bool drafts_session_runs(const char *session);

#endif
