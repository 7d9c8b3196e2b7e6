/* A page of text that scrolls: a record with its timeline, help, a report. Owned lines, drawn safe. */
#ifndef ZWGK_UI_TEXT_VIEW_H
#define ZWGK_UI_TEXT_VIEW_H

#include "ui/view.h"

struct text_handlers {
    void *context;
    /* A digit option or command of F4 was chosen. */
    void (*carry_out)(void *context, struct view *view, const char *command);
    /* PgUp/PgDn past an end steps to another record; false when there is none. NULL: only scrolls. */
    bool (*step)(void *context, struct view *view, bool backwards);
    void (*uncovered)(void *context, struct view *view); /* fill again after a change */
    /* F2: what the page shows is to be done. NULL: no such key. */
    void (*confirm)(void *context, struct view *view);
    /* F5 on a page with something masked (text_view_set_masked). NULL: no such key. */
    void (*reveal)(void *context, struct view *view);
    /* One short piece of work nobody waits for, of a page with options; true: there is more. NULL: none. */
    bool (*idle)(void *context, struct view *view);
    void (*free)(void *context);
};

struct text_option {
    int digit;
    const char *command;
    const char *label; /* translated */
};

/* title, right: of the title line. `text` with newlines; wrapped to the screen; lines that begin with
 * "\001" are drawn as headings (bold), the byte dropped. */
struct view *text_view_new(const char *title, const char *right, const char *text,
                           const struct text_option *options, size_t option_count,
                           const struct text_handlers *handlers); /* both NULL allowed */
/* Handlers of a view made without; copied, context freed with the view. */
void text_view_set_handlers(struct view *view, const struct text_handlers *handlers);
void text_view_set(struct view *view, const char *title, const char *right, const char *text,
                   const struct text_option *options, size_t option_count);
void text_view_set_masked(struct view *view, bool is_masked);

#endif
