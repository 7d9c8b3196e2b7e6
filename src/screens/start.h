/* The first start, logging in, changing who uses the program. */
#ifndef ZWGK_SCREENS_START_H
#define ZWGK_SCREENS_START_H

#include "screens/desk.h"

struct start_options {
    const char *path;      /* of the database; made when there is none */
    const char *open_code; /* screen to open at once, NULL the workbench */
    const char *account;   /* --user LOGIN, NULL by the operating system's account */
    const char *now;       /* --now, NULL */
    bool is_hall;          /* zwgk hall: nobody sits there, only the hall is open */
    bool is_demo;          /* --demo: a fresh demonstration office in a temporary folder */
};

/* Opens what was asked for: first-start questions when there is no database, a login when the operating
 * system's account is nobody's. Pushes the views; the loop does the rest. */
MUST_USE enum status start_open(struct desk *desk, const struct start_options *options,
                                struct problem *problem);
/* F4 on the workbench: roles of the demonstration, or a login. */
void start_switch_user(struct desk *desk);
/* Whoever is logged in now begins at the workbench, or at a code; in the hall who may only enquire. */
MUST_USE enum status start_enter(struct desk *desk, const char *open_code);
/* DENIED when nobody has a password, so that the hall could not be left. */
MUST_USE enum status start_check_hall(struct desk *desk, struct problem *problem);
/* Removes the temporary folder of --demo. */
void start_clean_up(struct desk *desk);

#endif
