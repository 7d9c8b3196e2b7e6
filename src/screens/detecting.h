/* The detectors over what is recent, once a day while nobody types, fifty records at a time. */
#ifndef ZWGK_SCREENS_DETECTING_H
#define ZWGK_SCREENS_DETECTING_H

#include "screens/desk.h"

/* Whether there is more to look at on the office's present day. */
bool detecting_is_due(const struct desk *desk);
/* The next records; how many findings were opened. */
int detecting_step(struct desk *desk);

#endif
