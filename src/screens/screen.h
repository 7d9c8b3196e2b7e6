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
    /* What a command's form on one record begins with where the record says nothing; the cursor then stands in
     * the first required field that is still empty. NULL: none. */
    void (*propose)(struct desk *desk, const struct record *record, struct fields *values);
    /* The same of a command's form on several. NULL: none. */
    void (*propose_all)(struct desk *desk, const int64_t *ids, size_t count, struct fields *values);
    /* A new record was saved and its form closed. NULL: nothing more. */
    void (*saved)(struct desk *desk, int64_t id);
    /* F4 outside a field with a value list, and right after saving: lists further commands on the record
     * saved last (0 none) and on the form. False when there is none. NULL likewise. */
    bool (*commands)(struct desk *desk, struct view *form, int64_t last_id);
    /* A command of the list as a whole, of no row: is_of_list in register.c. True when done or asked for. */
    bool (*list_command)(struct desk *desk, struct view *list, const char *command);
    /* F5 in a command's form: the further records it is to be carried out on together (*ids: the caller frees). NULL or
     * 0: none. */
    size_t (*take_up)(struct desk *desk, int64_t id, int64_t **ids);
    /* Of a command's form on one record, after it was painted: one short piece of work; true: there is more. NULL:
     * none. */
    bool (*idle)(struct desk *desk, struct view *form, int64_t id);
    /* Of a new record's form, after it was painted: the same. NULL: none. */
    bool (*watch)(struct desk *desk, struct view *form);
    /* F5 in a new record's form: shows what `watch` found; false: nothing. NULL likewise. */
    bool (*show_found)(struct desk *desk, struct view *form);
    /* F6 in a command's form: shows whole what the form cuts. NULL: nothing is. */
    void (*show_whole)(struct desk *desk, int64_t id);
    /* True: after saving a new record the form stays for the next one. */
    bool stays_for_next;
    /* Of a command's form: once it is saved, the same command is begun on the next record of the list. */
    bool brings_next;
    /* Of a command's form: where it stands in the list is said, and PgUp and PgDn step there. */
    bool steps_list;
};

extern const struct screen *const screen_list[]; /* generated; ends with NULL */
const struct screen *screen_find(const char *name); /* NULL when it has nothing of its own */

#endif
