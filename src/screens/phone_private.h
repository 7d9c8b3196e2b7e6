/* What the files of the phone's desk share: phone.c draws and takes keys, phone_log.c logs, phone_read.c shows answers. */
#ifndef ZWGK_SCREENS_PHONE_PRIVATE_H
#define ZWGK_SCREENS_PHONE_PRIVATE_H

#include "form/line_edit.h"
#include "screens/finder.h"

enum phone_cell { PHONE_ASKED, PHONE_ASKER, PHONE_CONTACT, PHONE_DAY, PHONE_CELLS };

struct phone {
    struct view view;
    struct desk *desk;
    struct line_edit cells[PHONE_CELLS];
    enum phone_cell focus;
    char way[32];
    int64_t topic; /* chosen by the clerk; 0: that of what was found */
    struct finder finder;
    size_t selected, top;
    int64_t today; /* how many were logged today */
};

/* phone_log.c */
void phone_load(struct phone *phone); /* way and day as last, the text that was left */
/* What was typed and not logged, as a draft; `is_left` as drafts_keep. */
void phone_put_by(struct phone *phone, bool is_left);
void phone_keep(struct phone *phone); /* the desk is left: that is said too */
void phone_count_today(struct phone *phone);
/* Logs it as answered, from `found` (NULL: from nothing that was found); ready for the next. False when it was refused. */
bool phone_answered(struct phone *phone, const struct found_text *found);
/* Logs it as still to be answered and opens the form that makes it feedback. */
void phone_pass_on(struct phone *phone);
/* The next way of the list. */
void phone_next_way(struct phone *phone);

/* phone_read.c: the answer in full over the desk. */
void phone_read(struct phone *phone, const struct found_text *found);

/* phone.c: what was typed changed. */
void phone_typed(struct phone *phone);

#endif
