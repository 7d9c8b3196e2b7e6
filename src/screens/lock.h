/* The screen locked while nobody is there: nothing of the office is to be seen, and what was open stays as it was. Only who works
 * here comes back, by the own password; anybody may leave the program. */
#ifndef ZWGK_SCREENS_LOCK_H
#define ZWGK_SCREENS_LOCK_H

#include "screens/desk.h"

/* Somebody begins to work: from now on it is locked after the minutes of the settings without a key; never in a demonstration. */
void lock_begin(struct desk *desk);
void lock_end(struct desk *desk); /* nobody works here any more */
/* At once; nothing while nobody works here or it is locked already. */
void lock_now(struct desk *desk);

#endif
