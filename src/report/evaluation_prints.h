/* What the public thinks of an answer, on paper. For the table of prints.c only. */
#ifndef ZWGK_REPORT_EVALUATION_PRINTS_H
#define ZWGK_REPORT_EVALUATION_PRINTS_H

#include "report/prints.h"

/* A form for each matter, or a blank one. */
enum status evaluation_form_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem);
const char *evaluation_form_refusal(const struct record *record);
enum status evaluation_tally_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem);

#endif
