/* Who has the file open; private to src/store. */
#ifndef ZWGK_STORE_PRESENCE_H
#define ZWGK_STORE_PRESENCE_H

#include "store/internal.h"

/* Takes part in the file's sessions, so that nobody puts another in its place; BUSY while somebody does. */
enum status presence_enter(struct store *store, struct problem *problem);
/* Nobody else has it open, as far as their locks tell. */
bool presence_is_alone(const struct store *store);
void presence_leave(struct store *store);

#endif
