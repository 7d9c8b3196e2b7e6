/* What the files of screen 05 share, and the copy made on leaving. */
#ifndef ZWGK_SCREENS_BACKUP_H
#define ZWGK_SCREENS_BACKUP_H

#include "screens/desk.h"

/* Rehearses a copy, asking for what opens it, and shows what it holds and what would be lost; from there it is restored. */
void backup_screen_rehearse(struct desk *desk, const char *file);
/* Makes a passphrase or a paper key; asks, shows, prints. */
void backup_screen_set_passphrase(struct desk *desk);
void backup_screen_new_paper(struct desk *desk);
/* The same message on the message line at once, before long work. */
void backup_screen_busy(struct desk *desk, const char *text);

/* The program is being left: a copy when one is due, with a line that says so; Esc skips it. What went wrong is in
 * *problem, for the terminal after it was given back: its status is OK. */
void backup_on_leaving(struct desk *desk, struct problem *problem);
/* Removes the copies made in a demonstration's temporary folder. */
void backup_clean_demo(const char *folder);
enum { BACKUP_AGE_COLS = 12 }; /* of the short one, at most */
/* "上次备份 昨天 17:32"; short: without the hour. "" when nothing is to be said. *is_alarming: in red. */
void backup_append_age(struct desk *desk, bool is_short, struct buffer *out, bool *is_alarming);

#endif
