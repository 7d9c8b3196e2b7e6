/* 03 日历: the years whose notice is loaded, a year's days, and loading another with a preview of the due
 * dates that would move. Decides nothing: work loads and recounts. */
#include "screens/rows_list.h"
#include "screens/screen.h"

#include "base/language.h"
#include "base/native.h"
#include "exchange/text_file.h"
#include "report/calendar_text.h"
#include "ui/prompt.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct calendar_context {
    struct desk *desk;
    char path[512]; /* of the file asked for last */
};

/* ---- a year ------------------------------------------------------------------------------------- */

static void show_page(struct desk *desk, const char *right, const struct buffer *text) {
    char title[96];
    snprintf(title, sizeof title, " 03 %s", _("日历"));
    struct view *view = text_view_new(title, right, buffer_text(text), NULL, 0, NULL);
    if (!view)
        return;
    snprintf(view->help_topic, sizeof view->help_topic, "calendar");
    ui_push(desk->ui, view);
}

static void open_year(void *context, const char *key) {
    struct desk *desk = ((struct calendar_context *)context)->desk;
    struct buffer text = BUFFER_INIT;
    struct problem problem = {0};
    if (calendar_text_append_year(desk->office, atoi(key), &text, &problem) == STATUS_OK)
        show_page(desk, key, &text);
    else
        desk_show_problem(desk, &problem, NULL);
    buffer_release(&text);
}

/* ---- loading ------------------------------------------------------------------------------------ */

/* The page that shows what would move, and what is to be loaded. */
struct preview_context {
    struct desk *desk;
    struct buffer file;
};

static void preview_free(void *context) {
    struct preview_context *preview = context;
    buffer_release(&preview->file);
    free(preview);
}

static void tell_loaded(struct desk *desk, int moved) {
    struct buffer text = BUFFER_INIT;
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", N_("日历已载入，{count} 件在办的期限随之改变"));
    problem_place_integer(&sentence, "count", moved);
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void preview_carry_out(void *context, struct view *view, const char *command) {
    struct preview_context *preview = context;
    struct desk *desk = preview->desk;
    struct problem problem = {0};
    int moved = 0;
    if (strcmp(command, "load") != 0) {
        ui_close(view);
        ui_message(desk->ui, _("没有载入，什么都没有改动"));
    } else if (office_load_calendar(desk->office, buffer_text(&preview->file), preview->file.length,
                                    &moved, &problem) == STATUS_OK) {
        ui_close(view);
        tell_loaded(desk, moved);
    } else {
        desk_show_problem(desk, &problem, NULL);
    }
}

static bool show_preview(struct desk *desk, struct preview_context *preview,
                         const struct buffer *text) {
    const struct text_option options[] = {{1, "load", _("载入并改期")}, {2, "leave", _("不载入")}};
    const struct text_handlers handlers = {
        .context = preview,
        .carry_out = preview_carry_out,
        .free = preview_free,
    };
    char title[96];
    snprintf(title, sizeof title, " 03 %s", _("载入前先看"));
    struct view *view = text_view_new(title, "", buffer_text(text), options, 2, &handlers);
    if (!view)
        return false;
    snprintf(view->help_topic, sizeof view->help_topic, "calendar");
    ui_push(desk->ui, view);
    return true;
}

static void path_given(void *context, const char *typed) {
    struct calendar_context *calendar = context;
    struct desk *desk = calendar->desk;
    struct buffer text = BUFFER_INIT;
    struct problem problem = {0};
    if (!typed || !typed[0])
        return;
    struct preview_context *preview = calloc(1, sizeof *preview);
    if (!preview)
        return;
    snprintf(calendar->path, sizeof calendar->path, "%s", typed);
    preview->desk = desk;
    char *path = native_path(typed);
    enum status status =
        text_file_read(path != NULL ? path : typed, ENCODING_AUTO, &preview->file, &problem);
    free(path);
    if (status == STATUS_OK)
        status = calendar_text_append_preview(desk->office, buffer_text(&preview->file),
                                              preview->file.length, &text, &problem);
    if (status != STATUS_OK)
        desk_show_problem(desk, &problem, NULL);
    if (status != STATUS_OK || !show_preview(desk, preview, &text))
        preview_free(preview);
    buffer_release(&text);
}

static void ask_path(void *context) {
    struct calendar_context *calendar = context;
    prompt_line(calendar->desk->ui, _("载入哪个文件（日期、放假或上班、名称，用制表符分开）"),
                calendar->path, 400, false, path_given, calendar);
}

/* ---- the list ----------------------------------------------------------------------------------- */

static enum status fill(void *context, struct rows *rows, struct problem *problem) {
    struct calendar_context *calendar = context;
    struct field_rows years = {0};
    enum status status = store_calendar_years(calendar->desk->office->store, &years, problem);
    for (size_t i = 0; i < years.count; i++) {
        const struct fields *year = &years.items[i];
        rows_add(rows, fields_text(year, "year"));
        rows_set(rows, 0, fields_text(year, "year"));
        rows_set(rows, 1, fields_text(year, "off"));
        rows_set(rows, 2, fields_text(year, "on"));
        rows_set(rows, 3, fields_text(year, "notice"));
    }
    field_rows_release(&years);
    return status;
}

static bool carry_out(void *context, const char *command, const char *key) {
    if (strcmp(command, "load") == 0)
        ask_path(context);
    else
        open_year(context, key);
    return true;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct calendar_context *context = calloc(1, sizeof *context);
    char title[96];
    if (!context)
        return false;
    context->desk = desk;
    const struct list_column columns[] = {{_("年"), 6, true},
                                          {_("放假日"), 8, false},
                                          {_("周末上班"), 10, false},
                                          {_("通知"), 0, false}};
    const struct list_option options[] = {{5, "view", _("看"), true}, {7, "load", _("载入"), true}};
    const struct rows_source source = {
        .context = context,
        .fill = fill,
        .open = open_year,
        .carry_out = carry_out,
        .create = ask_path,
        .free = free,
    };
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("已载入的节假日安排"),
        .empty = _("还没有载入节假日安排。按 F6 载入。"),
        .columns = columns,
        .column_count = 4,
        .options = options,
        .option_count = 2,
        .help_topic = "calendar",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}

const struct screen screen_calendar = {
    .name = "calendar",
    .open = open_screen,
};
