/* The full-screen program. */
#ifndef ZWGK_SCREENS_RUN_H
#define ZWGK_SCREENS_RUN_H

#include "screens/start.h"

struct screens_options {
    struct start_options start;
    int sync_fd; /* -1: none */
    int ambiguous;          /* 0: the terminal is asked */
    enum encoding encoding; /* the terminal's */
    bool tries_keys; /* the page for trying keys, and no office */
};

/* Takes the terminal, opens the office, runs until the user leaves; gives the terminal back. Problems are
 * returned, to be said on standard error; with OK too when there is a message. */
MUST_USE enum status screens_run(const struct screens_options *options, struct problem *problem);

#endif
