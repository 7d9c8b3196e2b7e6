/* What is printed about what is made public: the notice itself, lists for walking the boards, and slips. Forms of
 * prints.c. */
#ifndef ZWGK_REPORT_POSTING_PRINTS_H
#define ZWGK_REPORT_POSTING_PRINTS_H

#include "report/prints.h"

/* notice_sheet.c */
const char *notice_refusal(const struct record *record);
enum status notice_draw(struct office *office, const struct scr_source *files,
                        const struct print_request *request, struct paper *paper,
                        struct problem *problem);
const char *media_copy_refusal(const struct record *record);
enum status media_copy_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem);
const char *reading_slip_refusal(const struct record *record);
enum status reading_slip_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem);

/* posting_lists.c */
enum status walking_list_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem);
enum status take_down_list_draw(struct office *office, const struct scr_source *files,
                                const struct print_request *request, struct paper *paper,
                                struct problem *problem);
enum status board_inventory_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem);

#endif
