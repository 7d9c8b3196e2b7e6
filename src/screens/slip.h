/* 33: what makes slip after slip quick: whom a matter is usually given to, and the further commands on the
 * slip just saved. */
#ifndef ZWGK_SCREENS_SLIP_H
#define ZWGK_SCREENS_SLIP_H

#include "screens/desk.h"

/* A new slip's form was filled (field "") or a field left: fills in the usual unit of its box or kind,
 * says so in *note, and names F2 for what it will do. */
void slip_changed(struct desk *desk, struct view *form, const char *field, struct buffer *note);
/* F4's list: on the record saved last (0 none), and on the slip in the hand. False when there is none. */
bool slip_commands(struct desk *desk, struct view *form, int64_t last_id);

/* The unit that such feedback is usually given to, as its id; "" none. */
void slip_usual_unit(struct desk *desk, const char *kind, char out[24]);

#endif
