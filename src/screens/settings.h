/* What the files of screen 08 share. */
#ifndef ZWGK_SCREENS_SETTINGS_H
#define ZWGK_SCREENS_SETTINGS_H

#include "screens/desk.h"

/* Asks for a limit's amount, unit, extension, article and first day, then stores it. */
void settings_ask_limit(struct desk *desk, const char *rule);

#endif
