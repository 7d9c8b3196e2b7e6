/* 92 反馈专栏: what hangs on the board beside a box, or on all of them, a month at a time; PgUp and PgDn past
 * the ends turn to the month before and after. Masks nothing itself. */
#include "screens/print.h"
#include "screens/screen.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/prompt.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOXES_SHOWN = 60 };

struct column {
    struct desk *desk;
    const struct scr *scr;
    struct printing *printing;
    int year, month;
    char box[128]; /* its name; all of them when no box was chosen */
};

/* The month's first day and its last that is not to come. */
static void month_days(const struct column *column, int year, int month, day_number *from,
                       day_number *to) {
    day_number today = office_today(column->desk->office);
    *from = date_from_ymd(year, month, 1);
    *to = date_from_ymd(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - 1;
    if (*to > today)
        *to = today;
}

static bool fill(struct column *column, int year, int month, struct view **view) {
    char title[192], right[16];
    day_number from = 0, to = 0;
    month_days(column, year, month, &from, &to);
    if (!printing_set_period(column->printing, from, to))
        return false;
    column->year = year;
    column->month = month;
    snprintf(title, sizeof title, " %s %s  %s", column->scr->code, desk_title(column->scr),
             column->box);
    snprintf(right, sizeof right, "%04d-%02d ", year, month);
    return printing_fill(column->printing, title, right, view);
}

static bool step(void *context, struct view *view, bool backwards) {
    struct column *column = context;
    int year = column->year, month = column->month + (backwards ? -1 : 1);
    if (month < 1 || month > 12) {
        year += backwards ? -1 : 1;
        month = backwards ? 12 : 1;
    }
    if (year < 1900 || date_from_ymd(year, month, 1) > office_today(column->desk->office)) {
        ui_message(column->desk->ui, _("已经是本月"));
        return false;
    }
    return fill(column, year, month, &view);
}

static void carry_out(void *context, struct view *view, const char *command) {
    struct column *column = context;
    (void)view;
    printing_carry_out(column->printing, command);
}

static void free_column(void *context) {
    struct column *column = context;
    printing_free(column->printing);
    free(column);
}

static struct column *column_new(struct desk *desk, const struct scr *scr, int64_t box) {
    struct print_request request = {.box = box};
    struct column *column = calloc(1, sizeof *column);
    day_number today = office_today(desk->office);
    int day = 0;
    if (column == NULL)
        return NULL;
    column->desk = desk;
    column->scr = scr;
    date_to_ymd(today, &column->year, &column->month, &day);
    column->printing = printing_new(desk, prints_find("feedback-column"), &request);
    if (column->printing == NULL) {
        free(column);
        return NULL;
    }
    return column;
}

static void show(struct desk *desk, const struct scr *scr, int64_t box) {
    struct view *view = NULL;
    struct column *column = column_new(desk, scr, box);
    if (column == NULL)
        return;
    char *name = store_title(desk->office->store, box);
    snprintf(column->box, sizeof column->box, "%s",
             box != 0 && name != NULL ? name : _("全部反馈箱"));
    free(name);
    printing_keep(column->printing);
    if (!fill(column, column->year, column->month, &view)) {
        free_column(column);
        return;
    }
    text_view_set_handlers(
        view, &(struct text_handlers){
                  .context = column, .carry_out = carry_out, .step = step, .free = free_column});
    snprintf(view->help_topic, sizeof view->help_topic, "column");
    ui_push(desk->ui, view);
}

/* ---- which box ----------------------------------------------------------------------------------- */

static void append_board(struct desk *desk, const char *number, int64_t *id, struct buffer *out) {
    struct record box = {0};
    const struct office *office = desk->office;
    if (store_find_number(office->store, &office->visible, number, id, NULL) == STATUS_OK &&
        store_read(office->store, &office->visible, *id, &box, NULL) == STATUS_OK)
        buffer_append(
            out, fields_text(&box.fields, fields_has(&box.fields, "board") ? "board" : "place"));
    record_release(&box);
}

static void fetch_boxes(void *context, const char *typed, struct choices *out) {
    struct desk *desk = context;
    struct code_rows rows = {0};
    if (typed[0] == '\0')
        choices_add(out, "0", _("全部反馈箱"), "");
    if (store_titles(desk->office->store, &desk->office->visible, "box", typed, BOXES_SHOWN, &rows,
                     NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < rows.count; i++) {
        struct buffer board = BUFFER_INIT;
        char code[24];
        int64_t id = 0;
        append_board(desk, rows.items[i].code, &id, &board);
        snprintf(code, sizeof code, "%lld", (long long)id);
        choices_add(out, code, rows.items[i].label, buffer_text(&board));
        buffer_release(&board);
    }
    out->has_more = rows.count == BOXES_SHOWN;
    code_rows_release(&rows);
}

static void box_chosen(void *context, const char *code) {
    struct desk *desk = context;
    const struct scr *scr = code != NULL ? desk_screen(desk, "column") : NULL;
    if (scr != NULL)
        show(desk, scr, strtoll(code, NULL, 10));
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    (void)scr;
    prompt_list(desk->ui, _("哪一只反馈箱的公开栏"), 0, "", fetch_boxes, box_chosen, desk);
    return true;
}

const struct screen screen_column = {
    .name = "column",
    .open = open_screen,
};
