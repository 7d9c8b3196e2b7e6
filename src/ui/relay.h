/* For a terminal that is not in UTF-8: a process of our own between it and the program, that converts. The
 * program runs on a pseudo-terminal inside, in UTF-8 as everywhere. */
#ifndef ZWGK_UI_RELAY_H
#define ZWGK_UI_RELAY_H

#include "base/encoding.h"

/* How long the beginning of a character waits for its end. */
enum { RELAY_HELD_MS = 1000 };

/* Parts the process in two. In the program's: OK with *exit_code -1; go on as if there were no relay. In the
 * relay's: returns when the program has ended, OK with its exit status; a signal that ended it ends this
 * one too. Without a terminal, or with one in UTF-8, nothing is parted and *exit_code is -1. The window's
 * size, stops and signals are passed on; a terminal that is cut off hangs up the program, and so does the
 * relay's own end. *sync_fd (-1: none) is led through, so that its bytes come after what was drawn. */
MUST_USE enum status relay_enter(enum encoding encoding, int *sync_fd, int *exit_code,
                                 struct problem *problem);

#endif
