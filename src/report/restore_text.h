/* What a rehearsal found, for whoever decides whether to restore. */
#ifndef ZWGK_REPORT_RESTORE_TEXT_H
#define ZWGK_REPORT_RESTORE_TEXT_H

#include "base/buffer.h"
#include "work/restore.h"

/* Lines: whose copy it is, up to when, how much is in it, and what of the present file would be lost. */
void restore_append_text(const struct rehearsal *rehearsal, struct buffer *out);
/* Where the file that stood there is now; a line. */
void restore_append_done(const struct rehearsal *rehearsal, const char *aside, struct buffer *out);

#endif
