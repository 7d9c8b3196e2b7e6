/* Curses as ui includes it: functions, not macros; wide characters. Include after base headers. */
#ifndef ZWGK_UI_CURSES_API_H
#define ZWGK_UI_CURSES_API_H

#define NCURSES_NOMACROS 1
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>

#endif
