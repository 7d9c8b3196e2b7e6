/* Inside a form view: what its files (form_*.c) share. Nobody else includes this. */
#ifndef ZWGK_UI_FORM_PRIVATE_H
#define ZWGK_UI_FORM_PRIVATE_H

#include "base/buffer.h"
#include "form/layout.h"
#include "form/line_edit.h"
#include "form/text_edit.h"
#include "ui/form_cells.h"
#include "ui/form_kept.h"
#include "ui/form_view.h"

enum { FORM_FIRST_ROW = 2, FORM_OTHER_ROWS = 7, FORM_COMMANDS_MOST = 20, FORM_NOTES_MOST = 3 };

struct form_field {
    const struct scr_field *scr;
    const char *label;     /* translated, without ": " */
    char *stored;          /* valid unless is_typed */
    char *echo;            /* weekday and so on, behind a date */
    struct line_edit line; /* of all but memos: what is shown and typed */
    struct text_edit text; /* of memos */
    bool is_memo;
    bool is_editable;
    bool is_typed;      /* edited since `stored` was set; a memo or text always parses */
    bool is_dirty;      /* its cells are to be drawn again */
    bool is_echo_dirty; /* the text behind it too */
    bool is_carried;    /* holds the last record's value, untouched */
    bool is_fixed;      /* edited since the last check: its error is no longer shown */
};

struct form {
    struct view view;
    struct view_class class;
    struct command commands[FORM_COMMANDS_MOST + 1];
    void (*runs[FORM_COMMANDS_MOST])(struct form *form);
    const struct scr *scr;
    char *title, *subtitle, *right;
    struct domain domain;
    struct form_handlers handlers;
    struct layout layout;
    struct form_field *fields; /* one for each placed field, in the same order */
    size_t count;
    struct form_cells *cells;
    struct fields values;  /* as given: also of fields that are not shown */
    struct fields initial; /* to tell whether anything changed */
    struct fields last;
    int focus; /* -1: none can be edited */
    int page;
    bool is_fresh;   /* just entered: the first character typed replaces a date, number or choice */
    bool is_read_only, is_draft, has_commands;
    bool is_query; /* values are conditions, kept as typed */
    unsigned keys_to_commands; /* after a restart 2; 1 while the first key is carried out: F4 is further commands */
    bool is_settled; /* saved, kept or thrown away: nothing to keep on free */
    bool was_restarted;
    struct problems problems; /* of the last check */
    size_t problem_at;
    unsigned serial, checked_serial; /* edits; what the last check saw */
    struct form_kept kept;
    struct buffer error, note, aside;
    bool is_head_dirty, is_note_dirty, is_keys_dirty;
    bool is_foot_dirty, is_code_shown; /* error and hint line; code of the character under the cursor */
};

/* form_value.c: what a field holds and shows. */
struct form_field *form_field_find(struct form *form, const char *name);
const char *form_field_typed(const struct form_field *field);
bool form_field_has_list(const struct form_field *field);
bool form_field_is_lines(const struct form_field *field);
bool form_takes_phrases(const struct form_field *field); /* NULL: none */
void form_field_set(struct form *form, struct form_field *field, const char *stored);
/* Shows it as it was typed: not a value yet. */
void form_field_set_typed(struct form_field *field, const char *typed);
/* What was typed, in stored form. *is_several (NULL allowed): more than one value may be meant. */
enum status form_field_parse(const struct form *form, const struct form_field *field,
                             struct buffer *out, struct problem *problem, bool *is_several);
/* Takes what was typed over as the value; INVALID leaves it as typed. */
enum status form_field_commit(struct form *form, struct form_field *field, struct problem *problem,
                              bool *is_several);
/* A value the person chose. */
void form_field_choose(struct form *form, struct form_field *field, const char *stored);
void form_collect(const struct form *form, struct fields *out);
void form_release_field(struct form_field *field);
/* form_view.c: what F4 and F7 are on the key line, for the field the cursor stands in. */
void form_label_keys(struct form *form);

void form_save(struct form *form); /* form_check.c */
void form_show_problem(struct form *form, const struct form_field *field,
                       const struct problem *problem, size_t at); /* at 0: without 1/3 */
/* The error a field is in, shown when the cursor comes to it. */
void form_show_field_problem(struct form *form, const struct form_field *field);
void form_clear_error(struct form *form);

/* form_move.c */
bool form_can_stand(const struct form_field *field);
void form_enter(struct form *form, int index); /* without leaving the present field */
bool form_leave(struct form *form);            /* false: a value list was opened instead */
void form_next(struct form *form, bool wraps);
void form_previous(struct form *form, bool wraps);
void form_enter_key(struct form *form);
void form_page_down(struct form *form);
void form_page_up(struct form *form);
void form_stand_first(struct form *form, const char *name);

/* form_edit.c */
enum view_answer form_key(struct form *form, const struct key *key);
void form_paste(struct form *form, const char *text, size_t length);
void form_take_last(struct form *form);   /* F9 */
void form_choose(struct form *form);      /* F4 */
void form_open_phrases(struct form *form); /* F7 */
void form_open_list(struct form *form);
void form_open_lines(struct form *form); /* form_lines.c */
struct form_field *form_focused(struct form *form); /* NULL when none */

/* form_draw.c */
void form_draw(struct form *form);
void form_append_help(const struct form *form, struct buffer *out);

#endif
