/* A year's figures as one page; PgUp and PgDn past its ends turn to the year before and after, never past this one. */
#ifndef ZWGK_SCREENS_YEAR_H
#define ZWGK_SCREENS_YEAR_H

#include "screens/desk.h"

#include "ui/text_view.h"

struct year_view {
    struct desk *desk;
    const struct scr *scr;
    const struct year_page *page;
    int year; /* that is shown */
};

struct year_page {
    enum status (*append)(struct office *office, day_number from, day_number to, struct buffer *out,
                          struct problem *problem);
    /* The one option that the page has, and what it does. The view stays until it is popped. */
    struct text_option (*option)(void);
    void (*carry_out)(struct year_view *view);
};

/* Opens the page of this year; its help is the screen's. */
bool year_open(struct desk *desk, const struct scr *scr, const struct year_page *page);

#endif
