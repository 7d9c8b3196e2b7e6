/* The papers of supervision (finding_prints.c), for the table of prints.c. */
#ifndef ZWGK_REPORT_FINDING_PRINTS_H
#define ZWGK_REPORT_FINDING_PRINTS_H

#include "report/prints.h"

enum status rectify_order_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem);
const char *rectify_order_refusal(const struct record *record);
enum status finding_ledger_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem);

#endif
