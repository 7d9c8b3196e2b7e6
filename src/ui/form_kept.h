/* What of a form was put by as a draft, and leaving it. Inside a form view: part of form_private.h. */
#ifndef ZWGK_UI_FORM_KEPT_H
#define ZWGK_UI_FORM_KEPT_H

#include <stdbool.h>

struct form_kept {
    unsigned serial;  /* edits, when it was put by last */
    bool is_there;    /* and not forgotten since */
    char *letters;    /* of the pinyin input, put by with it; NULL none */
    char *open_lines; /* the field of lines as its open table has it; NULL: nothing was changed there */
};

struct form;
/* form_leave.c */
void form_ask_leave(struct form *form);  /* Esc */
void form_keep_leave(struct form *form); /* F3 */
void form_keep_typed(struct form *form); /* between two keys */
void form_keep_if_lost(struct form *form); /* about to be freed: hung up, terminated */
bool form_is_changed(const struct form *form);

#endif
