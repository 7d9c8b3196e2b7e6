/* The detail lines of a disclosure on a full screen, only to be read. */
#ifndef ZWGK_SCREENS_DISCLOSURE_LINES_H
#define ZWGK_SCREENS_DISCLOSURE_LINES_H

#include "screens/desk.h"

/* False when there are none, which is said, or memory ran out. */
bool disclosure_lines_open(struct desk *desk, const struct record *record);

#endif
