/* A machine whose clock can't be right, at the screen: said in every title, and asked what day it is. The rule is
 * work/clock_doubt's. */
#ifndef ZWGK_SCREENS_TODAY_H
#define ZWGK_SCREENS_TODAY_H

#include "screens/desk.h"

/* Somebody sits down: says it, and asks when the day is not known. */
void today_begin(struct desk *desk);
/* While nobody types: looks at the clock now and then; true when the titles say something else now. */
bool today_watch(struct desk *desk);
/* Ctrl-D. */
void today_ask(struct desk *desk);

#endif
