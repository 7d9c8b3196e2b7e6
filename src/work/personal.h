/* Personal data on the screen. Numbers of identity and bank cards are masked wherever a record is listed or shown; phones
 * in every list but the one for calling people back, and on the page of a record to whoever neither has it in hand nor
 * entered it nor is of its unit: a clerk who has fifty people to phone reads their numbers as ever. Forms show what is
 * worked on. For half a minute one key shows a record whole; that is a row of the audit (`reveal`). */
#ifndef ZWGK_WORK_PERSONAL_H
#define ZWGK_WORK_PERSONAL_H

#include "work/office.h"

struct buffer;

enum { PERSONAL_SHOWN_MS = 30 * 1000 };

/* A cell of a list; `view`: whose. */
void personal_append_cell(struct buffer *out, const char *view, const char *kind, const char *column,
                          const char *text);
/* Masks in the record's fields what isn't told by its form (a phone of another town); true when anything was. */
bool personal_mask_fields(struct office *office, struct record *record);
/* Appends the page made of those fields, masked; true when anything was. Numbers the office itself gave or was given for a
 * matter (编号, 外部编号, 文号) are left; so are texts made to be public, which are judged as they stand and masked by their
 * own rule (mask_personal). */
bool personal_append_page(struct office *office, const struct record *record, const char *page,
                          struct buffer *out);
/* Audits that the record is shown whole. DENIED to 查询 and to an administrator who is nothing else; NOT_FOUND for what the
 * user may not see. What can't be audited is not shown. */
MUST_USE enum status personal_reveal(struct office *office, int64_t id, struct problem *problem);

#endif
