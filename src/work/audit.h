/* What stands in the audit without being a change of a record: logins, reveals, prints, exports, copies. Every change
 * is audited by the save that makes it (work/save, settings, dictionary …); what isn't a change is noted here. */
#ifndef ZWGK_WORK_AUDIT_H
#define ZWGK_WORK_AUDIT_H

#include "work/office.h"

struct save;

/* One audit row in a save of its own, on the disk when it returns OK. `command` is a short word (login, reveal, export,
 * print, backup, restore, lock, unlock …); `detail` says what and where to, never a word of a record's text; record 0:
 * several or none. A damaged file, which nothing can be written to, is OK all the same (*problem then says so):
 * paper or a copy may be all that can be saved of it. Read-only: IO, and the caller decides. */
MUST_USE enum status audit_note(struct office *office, const char *command, const char *detail, int64_t record,
                                struct problem *problem);
/* The same row within a save that is under way. */
MUST_USE enum status audit_add(struct save *save, const char *command, const char *detail, int64_t record,
                               struct problem *problem);

#endif
