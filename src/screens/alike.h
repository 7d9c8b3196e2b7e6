/* 33: what is like the feedback being typed, looked for while no key waits, told in a line, shown side by side. */
#ifndef ZWGK_SCREENS_ALIKE_H
#define ZWGK_SCREENS_ALIKE_H

#include "screens/desk.h"

/* One piece of work; true: there is more. Tells by changing the form's note when something else is found. */
bool alike_watch(struct desk *desk, struct view *form);
/* The line for the note, and F5's label; nothing when nothing is alike. */
void alike_append_note(struct desk *desk, struct view *form, const struct fields *values,
                       struct buffer *note);
/* F5: the like ones side by side with what is being typed; false when there are none. */
bool alike_open(struct desk *desk, struct view *form);
void alike_forget(struct desk *desk);

#endif
