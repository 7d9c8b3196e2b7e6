/* 可能重复 in words: the line under a form and on the command line, and two texts side by side. */
#ifndef ZWGK_REPORT_ALIKE_TEXT_H
#define ZWGK_REPORT_ALIKE_TEXT_H

#include "base/buffer.h"
#include "form/scr.h"
#include "work/alike.h"

/* 相似 0.82，同电话 */
void alike_text_append_likeness(const struct alike_item *item, struct buffer *out);
/* 可能重复：FK2026-00187 东门村三组路灯三个月不亮（相似 0.82，同电话）, its title cut so that it has at most `cols` columns
 * (0: not cut). Nothing when the record may not be read. */
void alike_text_append_line(struct office *office, const struct alike_item *item, int cols,
                            struct buffer *out);
/* What is being registered and a record, field by field in two columns of together `cols`, whole: what differs is marked. */
MUST_USE enum status alike_text_append_compared(struct office *office,
                                                const struct scr_source *files,
                                                const struct fields *mine,
                                                const struct record *theirs, int cols,
                                                struct buffer *out, struct problem *problem);

#endif
