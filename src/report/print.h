/* Sends a text to the printer by lp: no shell, a fixed environment and argument vector, and the printer is
 * told that it is plain text. */
#ifndef ZWGK_REPORT_PRINT_H
#define ZWGK_REPORT_PRINT_H

#include "work/office.h"

/* The pages made by prints_append. IO with what to do when there is no lp, no printer, or lp refused it;
 * nothing but printable text, LF and FF is ever sent. The setting `printer` names one. */
MUST_USE enum status print_text(struct office *office, const char *text, struct problem *problem);

/* True when there is an lp. */
bool print_has_lp(const struct office *office);

#endif
