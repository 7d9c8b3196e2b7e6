/* 95 及时率统计: a year's figures as a page; PgUp and PgDn past its ends turn to the year before and after. */
#include "screens/screen.h"

#include "base/language.h"
#include "report/timeliness_text.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>

struct timeliness_context {
    struct desk *desk;
    const struct scr *scr;
    int year;
};

static bool fill(const struct timeliness_context *context, int year, struct view **view) {
    struct desk *desk = context->desk;
    struct timeliness timeliness = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char title[96], right[16];
    bool is_counted =
        timeliness_count(desk->office, date_from_ymd(year, 1, 1), date_from_ymd(year, 12, 31),
                         &timeliness, &problem) == STATUS_OK;
    if (is_counted) {
        timeliness_text_append(desk->office, &timeliness, &text);
        snprintf(title, sizeof title, " %s %s", context->scr->code, desk_title(context->scr));
        snprintf(right, sizeof right, "%d ", year);
        if (*view)
            text_view_set(*view, title, right, buffer_text(&text), NULL, 0);
        else
            *view = text_view_new(title, right, buffer_text(&text), NULL, 0, NULL);
    } else {
        desk_show_problem(desk, &problem, NULL);
    }
    buffer_release(&text);
    timeliness_release(&timeliness);
    return is_counted && *view;
}

static bool step(void *owner, struct view *view, bool backwards) {
    struct timeliness_context *context = owner;
    int year = context->year + (backwards ? -1 : 1);
    if (year > date_year(office_today(context->desk->office))) {
        ui_message(context->desk->ui, _("已经是今年"));
        return false;
    }
    if (year < 1900 || !fill(context, year, &view))
        return false;
    context->year = year;
    return true;
}

static void uncovered(void *owner, struct view *view) {
    const struct timeliness_context *context = owner;
    fill(context, context->year, &view);
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct timeliness_context *context = calloc(1, sizeof *context);
    struct view *view = NULL;
    if (!context)
        return false;
    *context = (struct timeliness_context){desk, scr, date_year(office_today(desk->office))};
    if (!fill(context, context->year, &view)) {
        free(context);
        return false;
    }
    text_view_set_handlers(view, &(struct text_handlers){
                                     .context = context,
                                     .step = step,
                                     .uncovered = uncovered,
                                     .free = free,
                                 });
    snprintf(view->help_topic, sizeof view->help_topic, "timeliness");
    ui_push(desk->ui, view);
    return true;
}

const struct screen screen_timeliness = {
    .name = "timeliness",
    .open = open_screen,
};
