/* The public hall's screen: only what everybody may read, masked; nothing leads out of it but a user's password. It goes
 * back to its first page a minute after the last key. Mission F5. */
#ifndef ZWGK_SCREENS_HALL_H
#define ZWGK_SCREENS_HALL_H

#include "screens/desk.h"

/* In place of whatever is open; whoever sat there is nobody now. DENIED when nobody has a password: it could not be left. */
MUST_USE enum status hall_enter(struct desk *desk, struct problem *problem);

#endif
