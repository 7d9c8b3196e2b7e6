/* A record as a page of text: for the screen, `show` and paper. Headings begin with \001. */
#ifndef ZWGK_REPORT_RECORD_TEXT_H
#define ZWGK_REPORT_RECORD_TEXT_H

#include "base/buffer.h"
#include "form/scr.h"
#include "work/office.h"

/* One line: what it is, its kind, its light in full: 反馈件  投诉  逾期 3 个工作日. */
MUST_USE enum status record_text_append_summary(struct office *office,
                                                const struct scr_source *files,
                                                const struct record *record, struct buffer *out,
                                                struct problem *problem);
/* Title, fields with labels of screens/record/KIND.scr, timeline 经过, 期限计算说明. `record` as read by the
 * user's own visibility, with what is sealed merged in when it may be seen. */
MUST_USE enum status record_text_append(struct office *office, const struct scr_source *files,
                                        const struct record *record, struct buffer *out,
                                        struct problem *problem);
/* Every earlier version: when, by whom, and which fields differ from the next. */
MUST_USE enum status record_text_append_versions(struct office *office,
                                                 const struct scr_source *files,
                                                 const struct record *record, struct buffer *out,
                                                 struct problem *problem);
/* The due date's count in a sentence or two; nothing when the record has no limit. */
MUST_USE enum status record_text_append_count(struct office *office, const struct record *record,
                                              struct buffer *out, struct problem *problem);

#endif
