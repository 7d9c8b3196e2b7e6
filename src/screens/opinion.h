/* 22 待处理意见: the forms in which opinions are decided on, and what is like them. */
#ifndef ZWGK_SCREENS_OPINION_H
#define ZWGK_SCREENS_OPINION_H

#include "screens/desk.h"

/* True for the commands that decide: their form is the one of `decide`, with the decision set. */
bool opinion_is_decision(const char *command);
/* That form, for one opinion or for several. */
bool opinion_open_decide(struct desk *desk, struct view *list, const char *command,
                         const int64_t *ids, size_t count);
/* What waits in the collection of this opinion, by likeness; a group is decided on together. */
bool opinion_open_groups(struct desk *desk, int64_t id);
/* A new opinion in this collection; refuses, with why shown, what collects none. */
bool opinion_open_new(struct desk *desk, const struct record *consultation);

#endif
