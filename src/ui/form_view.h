/* A form: libform owns layout, traversal, attributes; line_edit and text_edit own the text (libform's
 * buffers corrupt Chinese). Values are in stored form; domain turns them into what is shown. */
#ifndef ZWGK_UI_FORM_VIEW_H
#define ZWGK_UI_FORM_VIEW_H

#include "base/fields.h"
#include "form/domain.h"
#include "form/scr.h"
#include "ui/view.h"

/* Among the values of a draft: the fields, blank-separated, whose text is what was typed and no value (yet). */
#define FORM_TYPED "*typed"

struct form_handlers {
    void *context;
    /* F2. Returns OK when saved (the handler then closes the view or fills it anew); else every problem
     * is shown: 错误 1/3, the cursor at the first. */
    enum status (*save)(void *context, struct view *view, const struct fields *values,
                        struct problems *problems);
    /* A field was left with a new value, or the form was filled (field ""): set computed fields and notes
     * here. */
    void (*changed)(void *context, struct view *view, const char *field);
    /* "take_up" (F5), "create" (F6), "previous" and "next" (PgUp, PgDn), "commands" (F4 in a field without
     * a value list): false when the form has no such command. NULL: none. */
    bool (*command)(void *context, struct view *view, const char *command);
    /* F7 in a text or memo: opens the phrases for it. NULL: none. */
    void (*phrases)(void *context, struct view *view, const char *field);
    /* Of a query: INVALID when what was typed in the field is no condition. */
    enum status (*check)(void *context, const char *field, const char *typed,
                         struct problem *problem);
    /* What F1 says after the field's help: the record's due date. NULL: nothing. */
    void (*explain)(void *context, struct buffer *out);
    /* One short piece of work nobody waits for; true: there is more. NULL: none. */
    bool (*idle)(void *context, struct view *view);
    /* Something was typed: keep it as a draft, with the field and the byte of it where the cursor stands. `is_left`: the
     * form is left without saving; else it is only put by and nothing is said. NULL: leaving asks first. */
    void (*keep_draft)(void *context, const struct fields *values, const char *field, int cursor,
                       bool is_left);
    /* Esc with changes, confirmed, or nothing differs any more: forget the draft too. May be NULL. */
    void (*abandoned)(void *context);
    void (*free)(void *context);
};

struct form_spec {
    const struct scr *scr;       /* borrowed for the view's life */
    const char *title;           /* translated, with the code: " 33 反馈登记" */
    const char *subtitle;        /* 新增, or the number */
    const char *right;           /* 编号保存后给出 */
    const struct fields *values; /* to begin with */
    const struct fields *last;   /* of the last saved record, for F9 and `..`; NULL none */
    const char *focus;           /* field to stand in; NULL the first editable */
    int cursor;                  /* the byte of it to stand before, from 1; 0: the usual */
    bool is_read_only;
    /* Values are conditions, kept as typed; F2 runs the query, F6 "clear", F9 "last"; nothing is asked on
     * leaving. */
    bool is_query;
    bool was_changed;            /* values hold a draft: leaving it is asked about */
    const char *help_topic;
    const struct domain *domain; /* copied */
    const struct form_handlers *handlers; /* copied */
};

/* INVALID when the screen file does not fit the terminal. */
MUST_USE enum status form_view_new(struct ui *ui, const struct form_spec *spec, struct view **out,
                                   struct problem *problem);
/* The values as they stand (the field being edited included), in stored form; what does not parse is
 * left as typed. */
void form_view_values(const struct view *view, struct fields *out);
void form_view_set(struct view *view, const char *field, const char *value); /* stored form */
/* Puts the text at the cursor of the field it stands in, as typed. */
void form_view_insert(struct view *view, const char *text);
int form_view_row(const struct view *view); /* of that field, so that a list does not cover it */
/* "commands" has something to offer now: F4 outside a field with a list, and right after saving. */
void form_view_set_has_commands(struct view *view, bool has_commands);
void form_view_set_save_label(struct view *view, const char *label); /* N_("保存并交办"): F2's */
/* The key line shows this command's key with an N_() label; NULL: not. */
void form_view_set_label(struct view *view, const char *command, const char *label);
/* The line below the form: 答复期限: … or 可能重复：…; up to 3 lines, '\n' between. */
void form_view_set_note(struct view *view, const char *text);
void form_view_set_aside(struct view *view, const char *text); /* behind the hint, of a query: 约 3 条 */
/* After saving with "one more": fills it anew with these values (sticky ones), cursor at `focus`. */
void form_view_restart(struct view *view, const struct fields *values, const struct fields *last,
                       const char *subtitle, const char *focus);
bool form_view_is_changed(const struct view *view);
void form_view_save(struct view *view); /* as F2 does */

#endif
