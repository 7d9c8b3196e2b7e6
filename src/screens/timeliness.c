/* 95 及时率统计: a year's figures as a page, what was answered in time and what people think of the answers; PgUp and
 * PgDn past its ends turn to the year before and after. */
#include "screens/print.h"
#include "screens/screen.h"

#include "base/language.h"
#include "report/figures.h"
#include "report/timeliness_text.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>

struct timeliness_context {
    struct desk *desk;
    const struct scr *scr;
    int year;
};

static enum status append_year(struct office *office, int year, struct buffer *out,
                               struct problem *problem) {
    struct timeliness timeliness = {0};
    day_number from = date_from_ymd(year, 1, 1), to = date_from_ymd(year, 12, 31);
    enum status status = timeliness_count(office, from, to, &timeliness, problem);
    if (status == STATUS_OK) {
        timeliness_text_append(office, &timeliness, out);
        status = figures_append_screen(office, "timeliness", from, to, out, problem);
    }
    timeliness_release(&timeliness);
    return status;
}

static bool fill(const struct timeliness_context *context, int year, struct view **view) {
    struct desk *desk = context->desk;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char title[96], right[16];
    const struct text_option options[] = {{6, "print", language_text("option", N_("打印"))}};
    bool is_counted = append_year(desk->office, year, &text, &problem) == STATUS_OK;
    if (is_counted) {
        snprintf(title, sizeof title, " %s %s", context->scr->code, desk_title(context->scr));
        snprintf(right, sizeof right, "%d ", year);
        if (*view)
            text_view_set(*view, title, right, buffer_text(&text), options, 1);
        else
            *view = text_view_new(title, right, buffer_text(&text), options, 1, NULL);
    } else {
        desk_show_problem(desk, &problem, NULL);
    }
    buffer_release(&text);
    return is_counted && *view;
}

/* The form to hand out, and the figures of the year that is shown. */
static void carry_out(void *owner, struct view *view, const char *command) {
    const struct timeliness_context *context = owner;
    static const char *const names[] = {"evaluation-form", "evaluation-tally"};
    (void)view;
    (void)command;
    print_open_forms(context->desk, names, sizeof names / sizeof *names, context->year);
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
                                     .carry_out = carry_out,
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
