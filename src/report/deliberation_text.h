/* 民主议政评政 in words: the share of the satisfied on a meeting's page, and the tally of several on paper. */
#ifndef ZWGK_REPORT_DELIBERATION_TEXT_H
#define ZWGK_REPORT_DELIBERATION_TEXT_H

#include "report/prints.h"

/* "满意率 87.5%…" when the record is a meeting that voted. */
void deliberation_text_append(const struct record *record, struct buffer *out);

const char *deliberation_refusal(const struct record *record);
/* Those that are named, else those of the period; their votes and the sum. */
enum status deliberation_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem);

#endif
