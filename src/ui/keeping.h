/* When what was typed is put by: for the loop alone. Views say how by view_class.keep. */
#ifndef ZWGK_UI_KEEPING_H
#define ZWGK_UI_KEEPING_H

#include "ui/view.h"

/* Keys since what was typed was last put by. */
struct keeping {
    int keys;         /* 0: there is nothing new */
    int64_t since_ms; /* of the first of them */
};

void keeping_key_came(struct ui *ui);
int keeping_wait_ms(const struct ui *ui); /* -1: nothing is due */
bool keeping_run(struct ui *ui);          /* true when something was put by */

#endif
