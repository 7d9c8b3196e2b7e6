/* 18 档案卡 and 91 档案: what a card's form proposes, the filing of a year shown before it is done, and the prints
 * of a year. Numbers and refuses nothing itself. */
#include "screens/print.h"
#include "screens/screen.h"

#include "base/language.h"
#include "base/value.h"
#include "report/filing_text.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/card.h"
#include "work/filing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_DIGIT = 8, YEAR_LOW = 1949, YEAR_HIGH = 2200 };

static void propose(struct desk *desk, const struct record *record, struct fields *values) {
    struct fields proposed = FIELDS_INIT;
    if (card_propose(desk->office, record, &proposed, NULL) == STATUS_OK)
        fields_merge(values, &proposed);
    fields_release(&proposed);
}

/* ---- which year ---------------------------------------------------------------------------------- */

static void ask_year(struct desk *desk, const char *question,
                     void (*given)(void *context, const char *text)) {
    char year[16];
    snprintf(year, sizeof year, "%d", date_year(office_today(desk->office)) - 1);
    prompt_line(desk->ui, question, year, 8, false, given, desk);
}

/* 0 after saying what is wrong. */
static int read_year(struct desk *desk, const char *text) {
    struct problem problem = {0};
    int64_t year = 0;
    if (text == NULL) {
        ui_message(desk->ui, _("没有办理，什么都没有改动"));
        return 0;
    }
    if (value_parse_integer(text, YEAR_LOW, YEAR_HIGH, &year, &problem) == STATUS_OK)
        return (int)year;
    desk_show_problem(desk, &problem, "card");
    return 0;
}

/* ---- 年度归档 ------------------------------------------------------------------------------------- */

struct filing_view {
    struct desk *desk;
    struct filing filing;
};

static void filing_view_free(void *context) {
    struct filing_view *filing = context;
    filing_release(&filing->filing);
    free(filing);
}

/* The plan as it is now; false after saying why there is none. */
static bool fill(struct filing_view *filing, int year, struct view **view) {
    const struct text_option options[] = {{FILE_DIGIT, "file", _("归档")}};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT, title = BUFFER_INIT;
    struct desk *desk = filing->desk;
    filing_release(&filing->filing);
    if (filing_plan(desk->office, year, &filing->filing, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, "card");
        return false;
    }
    size_t option_count = filing->filing.count > 0 ? 1 : 0;
    filing_text_append(desk->office, &filing->filing, &text);
    buffer_append_format(&title, " 18 %s %d",
                         language_text("option", flow_command_label("file_year")), year);
    if (*view)
        text_view_set(*view, buffer_text(&title), "", buffer_text(&text), options, option_count);
    else
        *view =
            text_view_new(buffer_text(&title), "", buffer_text(&text), options, option_count, NULL);
    buffer_release(&text);
    buffer_release(&title);
    return *view != NULL;
}

static void tell_filed(struct desk *desk, const struct filing *filing) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "",
                N_("已归档 {count} 件（{year} 年）；打印目录、标签到 91 档案"));
    problem_place_integer(&filled, "count", (int64_t)filing->count);
    problem_place_integer(&filled, "year", filing->year);
    language_append_problem(&text, &filled, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void carry_out(void *context, struct view *view, const char *command) {
    struct filing_view *filing = context;
    struct desk *desk = filing->desk;
    struct problems problems = {0};
    (void)command;
    if (filing_run(desk->office, &filing->filing, &problems) == STATUS_OK) {
        tell_filed(desk, &filing->filing);
        ui_close(view);
        return;
    }
    /* Another session was first: what is there now is shown, to be decided on again. */
    if (fill(filing, filing->filing.year, &view))
        desk_show_problems(desk, &problems, "card");
}

static void year_given(void *context, const char *text) {
    struct desk *desk = context;
    struct view *view = NULL;
    int year = read_year(desk, text);
    struct filing_view *filing = year != 0 ? calloc(1, sizeof *filing) : NULL;
    if (filing == NULL)
        return;
    filing->desk = desk;
    if (!fill(filing, year, &view)) {
        filing_view_free(filing);
        return;
    }
    text_view_set_handlers(view, &(struct text_handlers){.context = filing,
                                                         .carry_out = carry_out,
                                                         .free = filing_view_free});
    snprintf(view->help_topic, sizeof view->help_topic, "card");
    ui_push(desk->ui, view);
}

static bool card_command(struct desk *desk, struct view *list, const char *command) {
    (void)list;
    (void)command;
    ask_year(desk, _("归档哪一年的"), year_given);
    return true;
}

/* ---- the prints of a year ------------------------------------------------------------------------ */

static void print_year_given(void *context, const char *text) {
    struct desk *desk = context;
    int year = read_year(desk, text);
    if (year != 0)
        print_open_year(desk, year);
}

static bool filed_command(struct desk *desk, struct view *list, const char *command) {
    (void)list;
    (void)command;
    ask_year(desk, _("打印哪一年的"), print_year_given);
    return true;
}

const struct screen screen_card_fill = {
    .name = "card_fill",
    .propose = propose,
};

const struct screen screen_card = {
    .name = "card",
    .list_command = card_command,
};

const struct screen screen_card_filed = {
    .name = "card_filed",
    .list_command = filed_command,
};
