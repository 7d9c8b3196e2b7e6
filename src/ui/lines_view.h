/* Detail lines on a full screen: a table edited in place, with its sums always shown; or only read. Knows no
 * record; captions, text and what becomes of it are the caller's. */
#ifndef ZWGK_UI_LINES_VIEW_H
#define ZWGK_UI_LINES_VIEW_H

#include "base/lines.h"
#include "ui/view.h"

struct lines_spec {
    const char *title, *subtitle; /* translated */
    const char *stored;           /* see base/lines.h; what is not in stored form is shown as an error */
    /* LINES_COLUMNS of them, translated; "" for a column not used, which is shown when it has values. NULL: all, by
     * their own labels. */
    const char *const *labels;
    bool is_read_only;
    /* F2 with nothing wrong: the new text. NULL: left as it was. Called once. */
    void (*done)(void *context, const char *stored);
    /* The program ends while the table is open: what stands in it, errors as they were typed. May be NULL. */
    void (*keep)(void *context, const char *stored);
    /* The same between two keys, in case the program is ended; nothing is taken over. NULL text: as it was at first. */
    void (*put_by)(void *context, const char *stored);
    void *context;
};

/* Copies the texts. NULL when memory ran out. */
struct view *lines_view_new(const struct lines_spec *spec);

#endif
