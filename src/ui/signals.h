/* Signals as flags, and a descriptor that wakes the loop's poll. Private to terminal.c and loop.c. */
#ifndef ZWGK_UI_SIGNALS_H
#define ZWGK_UI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum { SIGNAL_RESIZE = 1, SIGNAL_LEAVE = 2, SIGNAL_SUSPEND = 4, SIGNAL_CONTINUE = 8 };

/* False when no pipe could be made. */
bool signals_install(void);
void signals_remove(void);
/* What a crash writes, and sets the terminal back to, before the process dies. */
void signals_on_crash(const char *bytes, size_t length, const struct termios *modes);
int signals_fd(void);           /* readable when a flag was set; -1 when not installed */
unsigned signals_take(bool is_readable); /* the flags set since the last call; the descriptor is emptied when
                                          * it was seen readable, or a flag is set */
bool signals_is_leaving(void);  /* SIGNAL_LEAVE waits to be taken */
void signals_stop_group(void);  /* as the shell's Ctrl-Z: returns when continued */
/* Behind the relay no shell is this group's, and the system ignores SIGTSTP: from now on the group is
 * stopped by what nobody can ignore, and the relay stops with it. */
void signals_stop_hard(void);

#endif
