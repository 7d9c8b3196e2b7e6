/* The form of a screen made over for a query: every field takes a condition, and two more at its end say
 * which records and in what order. */
#ifndef ZWGK_SCREENS_QUERY_FORM_H
#define ZWGK_SCREENS_QUERY_FORM_H

#include "screens/desk.h"

#define QUERY_SCOPE "query_scope" /* 范围: 0 open ones, 1 all */
#define QUERY_ORDER "query_order" /* 排序: the place among the screen's orders */

enum { QUERY_HINTS = 7 };

struct query_form {
    struct desk *desk;
    const struct scr *base;
    struct scr scr; /* its rows and fields are this form's own; their other texts the base's */
    char *texts[2 * QUERY_HINTS];
    size_t text_count;
    char empty[1];
    char scope_name[16], order_name[16];
    struct domain domain;
};

bool query_form_has_scope(const struct scr *scr); /* a list of open records */
/* Fields at least `width` columns wide. Fields that the list's view does not have are left out. */
MUST_USE enum status query_form_make(struct query_form *form, struct desk *desk,
                                     const struct scr *scr, int width, struct problem *problem);
void query_form_release(struct query_form *form);
/* Which choice of the scope or the order was typed: by its words, their beginning, or number. */
MUST_USE enum status query_form_choice(const struct query_form *form, const char *list,
                                       const char *typed, size_t *chosen,
                                       struct problem *problem);

#endif
