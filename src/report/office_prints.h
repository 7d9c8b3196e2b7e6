/* Prints of the office itself: its catalogue, who leads, who may do what, the day's audit. For the table of prints.c only. */
#ifndef ZWGK_REPORT_OFFICE_PRINTS_H
#define ZWGK_REPORT_OFFICE_PRINTS_H

#include "report/prints.h"

enum status catalogue_list_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem);
enum status organization_table_draw(struct office *office, const struct scr_source *files,
                                    const struct print_request *request, struct paper *paper,
                                    struct problem *problem);
enum status role_table_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem);
enum status audit_day_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem);

#endif
