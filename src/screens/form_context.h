/* What a form of register_form.c is for, and how what was typed in it is saved. Used by those two files. */
#ifndef ZWGK_SCREENS_FORM_CONTEXT_H
#define ZWGK_SCREENS_FORM_CONTEXT_H

#include "screens/desk.h"
#include "screens/screen.h"

struct form_context {
    struct desk *desk;
    const struct scr *scr;
    const struct screen *screen; /* NULL when it has nothing of its own */
    struct view *list;           /* stepped by PgUp, PgDn; NULL */
    struct view *below;          /* of a new record: the list that then stands on it; NULL */
    char command[32];            /* "register", "edit", or another of the flow table */
    int64_t *ids;
    size_t count;
    size_t together;      /* of the ids: taken up with F5 */
    int64_t ver, *vers;   /* that was seen of the one record; of several */
    bool is_draft_older;  /* the draft was begun on `ver`, which is no longer the newest */
    bool is_idle_over;    /* the screen's own work in idle */
    int64_t last_id;      /* saved last in this form, which stayed for the next; 0 none */
    struct fields before; /* the one record as it was read: what the form was opened with */
    char draft_key[DRAFT_KEY_BYTES];
    struct fields asked; /* what an option of the command began it with */
};


/* What differs from what was read; a field made empty is sent as "". */
void form_context_changes(const struct form_context *context, const struct fields *values,
                          struct fields *changes);
/* Saves what was changed of a record, or does the command; when another was there first, shows what he changed. */
enum status form_context_save(struct form_context *context, struct view *view,
                              const struct fields *values, struct problems *problems);
/* Roles by their names, as they may be typed; a translation of them may not. */
void form_context_name_roles(struct desk *desk, const struct scr *scr, struct fields *values);

#endif
