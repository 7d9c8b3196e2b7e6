/* The one loop, and the terminal's set-up and restoring. */
#ifndef ZWGK_UI_LOOP_H
#define ZWGK_UI_LOOP_H

#include "base/encoding.h"
#include "ui/view.h"

struct ui_options {
    int sync_fd;              /* -1: none. '.' written when all is consumed and it is about to wait, 'e' while an Esc is undecided. A socket
                               * also takes lines: "+700" moves the timers on by 700 ms, "now 2026-11-24T09:00" sets
                               * the clock of ui_set_clock when that is a fixed one; each is answered by the next '.' */
    /* A key no view took, in the shape of a command of the screens: `=` (jump), Ctrl-T … */
    const struct command *commands;
    enum view_answer (*command)(struct ui *ui, const struct command *command);
    /* One short piece of work nobody waits for, while the top view has none itself; true: there is more. NULL: none. */
    bool (*idle)(struct ui *ui);
    void *context; /* ui_context() */
    int ambiguous; /* columns of … — “ ①: 1 or 2; 0: the terminal is asked, and until it answers 1, or 2
                    * behind the relay */
    enum encoding encoding; /* the terminal's; the relay (relay.h) stands between when it is not UTF-8 */
};

/* Takes the terminal; INVALID with a plain sentence when it can't (not a terminal, unknown TERM and no
 * fallback). UTF-8 whatever the locale says. */
MUST_USE enum status ui_new(const struct ui_options *options, struct ui **out, struct problem *problem);
/* Runs until ui_quit, the last view closed, a signal told it to end, or the terminal is gone: left in order each time. */
void ui_run(struct ui *ui);
/* Restores the terminal. NULL allowed. */
void ui_free(struct ui *ui);
void *ui_context(struct ui *ui);

#endif
