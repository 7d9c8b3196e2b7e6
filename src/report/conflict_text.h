/* What somebody else changed meanwhile, as text: for the page that asks again, for the command line, and one field's three
 * versions side by side. */
#ifndef ZWGK_REPORT_CONFLICT_TEXT_H
#define ZWGK_REPORT_CONFLICT_TEXT_H

#include "base/buffer.h"
#include "form/scr.h"
#include "work/conflict.h"

/* 周建华 2026-11-20 09:12 答复: who did what last, since it was seen. */
void conflict_text_append_last(struct office *office, const struct conflict *conflict,
                               struct buffer *out);
/* 状态：待办 → 已答; nothing when it is the same. */
void conflict_text_append_states(const struct conflict *conflict, struct buffer *out);
/* A value on one line; （空） for none. */
void conflict_text_append_value(struct office *office, const struct scr_field *field,
                                const char *value, struct buffer *out);
/* A heading and a line for each field that others changed; what has no label is the program's own. */
void conflict_text_append_changes(struct office *office, const struct scr_record *kind,
                                  const struct conflict *conflict, struct buffer *out);
/* One field whole: 原来, 对方, 我的 in three columns of a page of `cols`; detail lines one below the other. */
void conflict_text_append_whole(struct office *office, const struct scr_field *field,
                                const struct conflict *conflict, const struct conflict_row *row,
                                int cols, struct buffer *out);

#endif
