/* The timeliness rate as a page of text, and the words its other forms share. Headings begin with \001. */
#ifndef ZWGK_REPORT_TIMELINESS_TEXT_H
#define ZWGK_REPORT_TIMELINESS_TEXT_H

#include "base/buffer.h"
#include "work/tally.h"

enum { TIMELINESS_COLUMNS = 5 };

/* 2026-01-01 至 2026-12-31 */
void timeliness_append_period(const struct tally *timeliness, struct buffer *out);
/* Title, period, a table by kind, one by unit, how the rate is counted. */
void timeliness_text_append(struct office *office, const struct tally *timeliness,
                            struct buffer *out);

/* The headings of the columns after the name: four counts and the rate. */
const char *timeliness_heading(int column);
const char *timeliness_table_name(bool is_by_unit); /* 承办单位, 类别 */
void timeliness_append_name(struct office *office, const struct tally_line *line,
                            bool is_by_unit, struct buffer *out);
/* A count, or the rate without its sign: 83.3; nothing when there is nothing to measure. */
void timeliness_append_cell(const union feedback_counts *counts, int column, struct buffer *out);

#endif
