/* What is printed about a collection of opinions. Forms of prints.c. */
#ifndef ZWGK_REPORT_CONSULTATION_PRINTS_H
#define ZWGK_REPORT_CONSULTATION_PRINTS_H

#include "report/prints.h"

/* notice_broadcast.c */
const char *notice_broadcast_refusal(const struct record *record);
enum status notice_broadcast_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem);

/* consultation_result.c */
const char *consultation_notice_refusal(const struct record *record);
enum status consultation_notice_draw(struct office *office, const struct scr_source *files,
                                     const struct print_request *request, struct paper *paper,
                                     struct problem *problem);
const char *consultation_result_refusal(const struct record *record);
enum status consultation_result_draw(struct office *office, const struct scr_source *files,
                                     const struct print_request *request, struct paper *paper,
                                     struct problem *problem);

#endif
