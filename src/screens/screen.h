/* A screen with something of its own beside its .scr file. Screens without a row here are registers:
 * list, form and commands come from the .scr and the flow table alone (register.c). */
#ifndef ZWGK_SCREENS_SCREEN_H
#define ZWGK_SCREENS_SCREEN_H

#include "screens/desk.h"

struct screen {
    const char *name; /* of its .scr */
    /* Opens it in another way than a list or an empty form; true when opened. NULL: the usual way. */
    bool (*open)(struct desk *desk, const struct scr *scr);
    /* Values a new record begins with, beside those carried over. NULL: none. */
    void (*begin)(struct desk *desk, struct fields *values);
    /* A field was left, or the form filled (field NULL): computed values and the note below. */
    void (*changed)(struct desk *desk, struct view *form, const char *field);
    /* A new record was saved and its form closed. NULL: nothing more. */
    void (*saved)(struct desk *desk, int64_t id);
    /* F4 outside a field with a value list, and right after saving: lists further commands on the record
     * saved last (0 none) and on the form. False when there is none. NULL likewise. */
    bool (*commands)(struct desk *desk, struct view *form, int64_t last_id);
    /* True: after saving a new record the form stays for the next one. */
    bool stays_for_next;
};

extern const struct screen *const screen_list[]; /* generated; ends with NULL */
const struct screen *screen_find(const char *name); /* NULL when it has nothing of its own */

#endif
