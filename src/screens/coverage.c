/* 93 公开统计: coverage, scope and hot topics of a year as one page. What was made public in that year goes to the
 * county's site from here. */
#include "screens/screen.h"
#include "screens/year.h"

#include "base/language.h"
#include "base/native.h"
#include "base/text.h"
#include "exchange/web_package.h"
#include "report/figures.h"
#include "ui/prompt.h"

#include <stdlib.h>

enum { PATH_CHARACTERS = 400 };

static enum status append(struct office *office, day_number from, day_number to, struct buffer *out,
                          struct problem *problem) {
    return figures_append_screen(office, "coverage", from, to, out, problem);
}

static struct text_option option(void) {
    return (struct text_option){2, "web_package", _("存网站包")};
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
    const struct year_view *view = owner;
    struct problem problem = {0};
    struct web_result result;
    struct buffer folder = BUFFER_INIT;
    if (text != NULL)
        text_append_trimmed(&folder, text);
    char *path = native_path(buffer_text(&folder));
    const struct web_package package = {date_from_ymd(view->year, 1, 1),
                                        date_from_ymd(view->year, 12, 31),
                                        path != NULL ? path : buffer_text(&folder)};
    if (folder.length == 0)
        ui_message(view->desk->ui, _("没有存"));
    else if (web_package_write(view->desk->office, &package, &result, &problem) == STATUS_OK)
        say_packed(view->desk, &result, buffer_text(&folder));
    else
        desk_show_problem(view->desk, &problem, "");
    free(path);
    buffer_release(&folder);
}

/* HOME/网站包-2026-2026-11-20 */
static void carry_out(struct year_view *view) {
    struct buffer folder = BUFFER_INIT;
    const char *home = getenv("HOME");
    char today[DATE_BYTES];
    buffer_append_format(&folder, "%s/%s-%d-%s", home != NULL && home[0] == '/' ? home : ".",
                         _("网站包"), view->year,
                         date_to_iso(office_today(view->desk->office), today));
    prompt_line(view->desk->ui, _("存到文件夹"), buffer_text(&folder), PATH_CHARACTERS, false,
                folder_given, view);
    buffer_release(&folder);
}

static const struct year_page page = {append, option, carry_out};

static bool open_screen(struct desk *desk, const struct scr *scr) {
    return year_open(desk, scr, &page);
}

const struct screen screen_coverage = {
    .name = "coverage",
    .open = open_screen,
};
