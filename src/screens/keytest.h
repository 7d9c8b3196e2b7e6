/* `zwgk keytest`: what each key of this terminal sends, and what the program makes of it. No office. */
#ifndef ZWGK_SCREENS_KEYTEST_H
#define ZWGK_SCREENS_KEYTEST_H

#include "base/status.h"

struct ui;

/* Pushes the page, which two presses of Esc or of F3 leave. */
MUST_USE enum status keytest_open(struct ui *ui, struct problem *problem);

#endif
