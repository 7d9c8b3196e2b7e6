/* Setting passwords on the screen. The rules are work/user.h's. */
#ifndef ZWGK_SCREENS_PASSWORD_H
#define ZWGK_SCREENS_PASSWORD_H

#include "screens/desk.h"

/* One's own: the present one, unless there is none or it must be changed, and the new one twice. `question` (NULL: the usual)
 * asks for the new one. `done` (NULL: the message line tells) is called once. */
void password_change_own(struct desk *desk, const char *question, void (*done)(void *context, bool is_changed),
                         void *context);
/* A person's by the administrator, to be changed by whose it is; one's own as above. */
bool password_set(struct desk *desk, int64_t person);

#endif
