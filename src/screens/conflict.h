/* Two at one record, at the screen: what the other changed meanwhile against what was typed, field by field, to be chosen
 * from; and, for a command without a form, what changed since it was looked at. Nothing is saved here. */
#ifndef ZWGK_SCREENS_CONFLICT_H
#define ZWGK_SCREENS_CONFLICT_H

#include "screens/desk.h"
#include "work/conflict.h"

struct conflict_handlers {
    void *context;
    bool is_command; /* not what is merged is asked, but whether it shall be done all the same */
    /* F2 with everything chosen: the view is closed; conflict_taken tells each field's value. */
    void (*take)(void *context, const struct conflict *conflict);
    void (*free)(void *context); /* unless taken: then take does that */
};

/* Over the form that was to be saved, which stays as it is. Takes over *conflict. False when memory ran out. */
bool conflict_open(struct desk *desk, struct conflict *conflict,
                   const struct conflict_handlers *handlers);

/* A page with what was changed of records since `vers` was seen. `done` gets the versions that were shown when the user
 * says to do it all the same (F2), else NULL; called once, at the latest when the page is closed. False when none of them
 * has another version now, or it can't be shown: `done` is not called then. */
bool conflict_open_changes(struct desk *desk, const char *command, const int64_t *ids,
                           const int64_t *vers, size_t count,
                           void (*done)(void *context, const int64_t *vers), void *context);

#endif
