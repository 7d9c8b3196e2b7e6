/* 93 公开统计: coverage, scope and hot topics of a year as one page; PgUp and PgDn past its ends turn to the year
 * before and after. What was made public in that year goes to the county's site from here. */
#include "screens/screen.h"

#include "base/language.h"
#include "base/text.h"
#include "exchange/web_package.h"
#include "report/figures.h"
#include "ui/prompt.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_CHARACTERS = 400 };

struct coverage_context {
    struct desk *desk;
    const struct scr *scr;
    int year;
};

static bool fill(const struct coverage_context *context, int year, struct view **view) {
    struct desk *desk = context->desk;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char title[96], right[16];
    const struct text_option options[] = {{2, "web_package", _("存网站包")}};
    bool is_counted =
        figures_append_screen(desk->office, "coverage", date_from_ymd(year, 1, 1),
                              date_from_ymd(year, 12, 31), &text, &problem) == STATUS_OK;
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

static bool step(void *owner, struct view *view, bool backwards) {
    struct coverage_context *context = owner;
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

/* ---- for the county's site ------------------------------------------------------------------------ */

static void say_packed(struct desk *desk, const struct web_result *result, const char *folder) {
    struct problem said;
    struct buffer text = BUFFER_INIT;
    problem_set(&said, STATUS_OK, "",
                result->left_out > 0
                    ? N_("已存 {count} 件到 {file}；{left} 件的文本不是签发过的，没有放进去")
                    : N_("已存 {count} 件到 {file}"));
    problem_place_integer(&said, "count", result->count);
    problem_place_integer(&said, "left", result->left_out);
    problem_place(&said, "file", folder);
    problem_format(&said, _(said.message), NULL, &text);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void folder_given(void *owner, const char *text) {
    const struct coverage_context *context = owner;
    struct problem problem = {0};
    struct web_result result;
    struct buffer folder = BUFFER_INIT;
    if (text != NULL)
        text_append_trimmed(&folder, text);
    const struct web_package package = {date_from_ymd(context->year, 1, 1),
                                        date_from_ymd(context->year, 12, 31), buffer_text(&folder)};
    if (folder.length == 0)
        ui_message(context->desk->ui, _("没有存"));
    else if (web_package_write(context->desk->office, &package, &result, &problem) == STATUS_OK)
        say_packed(context->desk, &result, buffer_text(&folder));
    else
        desk_show_problem(context->desk, &problem, "");
    buffer_release(&folder);
}

/* HOME/网站包-2026-2026-11-20 */
static void carry_out(void *owner, struct view *view, const char *command) {
    struct coverage_context *context = owner;
    struct buffer folder = BUFFER_INIT;
    const char *home = getenv("HOME");
    char today[DATE_BYTES];
    (void)view;
    (void)command;
    buffer_append_format(&folder, "%s/%s-%d-%s", home != NULL && home[0] == '/' ? home : ".",
                         _("网站包"), context->year,
                         date_to_iso(office_today(context->desk->office), today));
    prompt_line(context->desk->ui, _("存到文件夹"), buffer_text(&folder), PATH_CHARACTERS, false,
                folder_given, context);
    buffer_release(&folder);
}

static void uncovered(void *owner, struct view *view) {
    const struct coverage_context *context = owner;
    fill(context, context->year, &view);
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct coverage_context *context = calloc(1, sizeof *context);
    struct view *view = NULL;
    if (!context)
        return false;
    *context = (struct coverage_context){desk, scr, date_year(office_today(desk->office))};
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
    snprintf(view->help_topic, sizeof view->help_topic, "coverage");
    ui_push(desk->ui, view);
    return true;
}

const struct screen screen_coverage = {
    .name = "coverage",
    .open = open_screen,
};
