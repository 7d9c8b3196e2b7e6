/* A year's holidays and the preview of loading a notice, as pages of text. Headings begin with \001. */
#ifndef ZWGK_REPORT_CALENDAR_TEXT_H
#define ZWGK_REPORT_CALENDAR_TEXT_H

#include "base/buffer.h"
#include "work/calendar_load.h"

/* The notice, then each month's days off and weekend days worked, days that follow each other in one line. */
MUST_USE enum status calendar_text_append_year(struct office *office, int year, struct buffer *out,
                                               struct problem *problem);
/* What loading `text` would do: the year, and every due date that would move. */
MUST_USE enum status calendar_text_append_preview(struct office *office, const char *text,
                                                  size_t length, struct buffer *out,
                                                  struct problem *problem);

#endif
