/* Checks a screen as it was read against the rest of the house and the smallest terminal, 80×24. Knows
 * no database: whether names exist is asked through callbacks. */
#ifndef ZWGK_FORM_SCR_CHECK_H
#define ZWGK_FORM_SCR_CHECK_H

#include "form/scr.h"

struct scr_world {
    void *context;
    const char *(*translate)(const char *context, const char *text); /* as for layout_make */
    /* The rest may be NULL: then that is not checked. */
    bool (*has_column)(void *context, const char *kind, const char *name); /* spine or detail table */
    bool (*has_command)(void *context, const char *kind, const char *command);
    bool (*has_list)(void *context, const char *list); /* of codes */
    bool (*has_kind)(void *context, const char *kind); /* of records, for lookups */
    bool (*has_role)(void *context, const char *role);
    /* Columns of a list column's translated heading. */
    int (*heading_cols)(void *context, const struct scr *scr, const char *column);
};

enum { SCR_SCREEN_ROWS = 24, SCR_SCREEN_COLS = 80, SCR_FRAME_ROWS = 7 /* what stands around a form */ };

/* INVALID with the first mistake: places {file} {line} {text}, problem.line. */
MUST_USE enum status scr_check(const struct scr *scr, const struct scr_world *world,
                               struct problem *problem);

#endif
