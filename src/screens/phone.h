/* The desk for calls and visits, over any screen: type what is asked, read the answer, one key logs it. Mission F6. */
#ifndef ZWGK_SCREENS_PHONE_H
#define ZWGK_SCREENS_PHONE_H

#include "screens/desk.h"

extern const char phone_screen[]; /* what its draft is kept under */

/* Ctrl-T: opens it over what is there, which stays as it is; not over itself. */
void phone_open(struct desk *desk);

#endif
