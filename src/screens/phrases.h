/* F7: the phrases for a field, put in at the cursor; and the field's text kept as a new one. */
#ifndef ZWGK_SCREENS_PHRASES_H
#define ZWGK_SCREENS_PHRASES_H

#include "screens/desk.h"

/* Opens the list over the form; `record` is the kind of the form's records. */
void phrases_open(struct desk *desk, struct view *form, const char *record, const char *field);

#endif
