/* 年度归档 in words, before it is done: how many of each class, which numbers they get, what is left and why. One
 * wording for the screen and the command line. */
#ifndef ZWGK_REPORT_FILING_TEXT_H
#define ZWGK_REPORT_FILING_TEXT_H

#include "base/buffer.h"
#include "work/filing.h"

void filing_text_append(struct office *office, const struct filing *filing, struct buffer *out);

#endif
