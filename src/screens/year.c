/* The page of a year and the step to another one. What stands on it and what it offers is its screen's. */
#include "screens/year.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_YEAR = 1900 };

static bool fill(const struct year_view *shown, int year, struct view **view) {
    struct desk *desk = shown->desk;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char title[96], right[16];
    const struct text_option option = shown->page->option();
    bool is_counted =
        shown->page->append(desk->office, date_from_ymd(year, 1, 1), date_from_ymd(year, 12, 31),
                            &text, &problem) == STATUS_OK;
    if (is_counted) {
        snprintf(title, sizeof title, " %s %s", shown->scr->code, desk_title(shown->scr));
        snprintf(right, sizeof right, "%d ", year);
        if (*view)
            text_view_set(*view, title, right, buffer_text(&text), &option, 1);
        else
            *view = text_view_new(title, right, buffer_text(&text), &option, 1, NULL);
    } else {
        desk_show_problem(desk, &problem, NULL);
    }
    buffer_release(&text);
    return is_counted && *view;
}

static void carry_out(void *owner, struct view *view, const char *command) {
    struct year_view *shown = owner;
    (void)view;
    (void)command;
    shown->page->carry_out(shown);
}

static bool step(void *owner, struct view *view, bool backwards) {
    struct year_view *shown = owner;
    int year = shown->year + (backwards ? -1 : 1);
    if (year > date_year(office_today(shown->desk->office))) {
        ui_message(shown->desk->ui, _("已经是今年"));
        return false;
    }
    if (year < FIRST_YEAR || !fill(shown, year, &view))
        return false;
    shown->year = year;
    return true;
}

static void uncovered(void *owner, struct view *view) {
    const struct year_view *shown = owner;
    fill(shown, shown->year, &view);
}

bool year_open(struct desk *desk, const struct scr *scr, const struct year_page *page) {
    struct year_view *shown = calloc(1, sizeof *shown);
    struct view *view = NULL;
    if (!shown)
        return false;
    *shown = (struct year_view){desk, scr, page, date_year(office_today(desk->office))};
    if (!fill(shown, shown->year, &view)) {
        free(shown);
        return false;
    }
    text_view_set_handlers(view, &(struct text_handlers){
                                     .context = shown,
                                     .carry_out = carry_out,
                                     .step = step,
                                     .uncovered = uncovered,
                                     .free = free,
                                 });
    snprintf(view->help_topic, sizeof view->help_topic, "%s", scr->name);
    ui_push(desk->ui, view);
    return true;
}
