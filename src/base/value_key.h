/* Shared by value.c and value_date.c: typed text made comparable, and refusing it. */
#ifndef ZWGK_BASE_VALUE_KEY_H
#define ZWGK_BASE_VALUE_KEY_H

#include "base/status.h"

enum { VALUE_KEY_BYTES = 48 };

/* `text` folded to half width and trimmed; false when it is too long to be a date or a number. */
bool value_key(const char *text, char key[VALUE_KEY_BYTES]);
/* STATUS_INVALID with the place {text}. */
enum status value_refuse(struct problem *problem, const char *message, const char *text);

#endif
