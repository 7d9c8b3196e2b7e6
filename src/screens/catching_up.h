/* What an older database lacks, brought in while nobody waits for anything: never at start-up. */
#ifndef ZWGK_SCREENS_CATCHING_UP_H
#define ZWGK_SCREENS_CATCHING_UP_H

#include "screens/desk.h"

/* One short save; true: there is more. */
bool catching_up_step(struct desk *desk);

#endif
