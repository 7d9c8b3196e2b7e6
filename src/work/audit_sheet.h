/* 当日审计单: what the day's sheet says of the audit, and that it was printed. The paper, signed by two, holds fast every row
 * up to its last: the file alone cannot. */
#ifndef ZWGK_WORK_AUDIT_SHEET_H
#define ZWGK_WORK_AUDIT_SHEET_H

#include "work/office.h"

struct buffer;

enum { AUDIT_KINDS_MOST = 60 };

struct audit_kind {
    char command[32];
    int64_t today, since; /* rows of the day; since the sheet before */
};
struct audit_sheet {
    char day[ANCHOR_DAY_BYTES];
    struct audit_end end;
    struct anchor before; /* day "": this is the first */
    int64_t today, since;
    struct audit_kind kinds[AUDIT_KINDS_MOST]; /* the most frequent first; what is over is in the sums */
    size_t kind_count;
};

/* Supervisors and admins print it: DENIED for others. */
MUST_USE enum status audit_sheet_check(const struct office *office, struct problem *problem);
/* As of now. */
MUST_USE enum status audit_sheet_read(struct office *office, struct audit_sheet *out, struct problem *problem);
/* The pages were given out: the row whose head stands on them is the day's anchor. On the same day printed again, the newer
 * one is. Nothing is kept of pages without a head, or by a damaged file. */
MUST_USE enum status audit_sheet_printed(struct office *office, const char *pages, struct problem *problem);
/* Appends the head in groups of 4. */
void audit_sheet_append_head(struct buffer *out, const char *head);
/* Working days since the last sheet, 0 when it is today's; -1: there is none. */
int audit_sheet_age(struct office *office);

#endif
