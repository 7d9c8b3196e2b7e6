/* 23 意见采纳情况: the figures of one collection as a page that can be printed; PgUp and PgDn past its ends turn to the
 * collection before and after. Counts nothing. */
#include "screens/opinion_result.h"

#include "base/language.h"
#include "screens/print.h"
#include "screens/screen.h"
#include "ui/text_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct result {
    struct desk *desk;
    struct printing *printing;
    int64_t id;
    char number[24];
};

static struct printing *printing_of(struct desk *desk, int64_t id) {
    const struct print_request request = {.ids = &id, .id_count = 1};
    struct printing *printing = printing_new(desk, prints_find("consultation"), &request);
    if (printing && !printing_set_period(printing, DATE_NONE, DATE_NONE)) {
        printing_free(printing);
        return NULL;
    }
    return printing;
}

/* Shows another collection, or the first one; what was shown stays when it can't be. */
static bool fill(struct result *result, int64_t id, struct view **view) {
    struct desk *desk = result->desk;
    struct record record = {0};
    char title[128];
    const struct scr *scr = desk_screen(desk, "opinion_result");
    struct printing *printing = scr ? printing_of(desk, id) : NULL;
    if (!printing)
        return false;
    printing_keep(printing);
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        snprintf(result->number, sizeof result->number, "%s",
                 fields_text(&record.fields, "number"));
    record_release(&record);
    snprintf(title, sizeof title, " %s %s  %s", scr->code, desk_title(scr), result->number);
    if (!printing_fill(printing, title, "", view)) {
        printing_free(printing);
        return false;
    }
    if (result->printing)
        printing_free(result->printing);
    result->printing = printing;
    result->id = id;
    return true;
}

/* The collection before or after in the order of numbers that has begun; the newest when `number` is "". */
static int64_t find_next(struct desk *desk, const char *number, int64_t id, bool backwards) {
    static const char *const columns[] = {"number"};
    const struct condition begun = {"open_on", IS_NOT_EMPTY, ""};
    const struct condition announced[] = {begun,
                                          {"state", IS_NOT_EQUAL, "draft"},
                                          {"state", IS_NOT_EQUAL, "announcing"},
                                          {"state", IS_NOT_EQUAL, "void"}};
    const struct page_request request = {.view = "consultation_all",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = announced,
                                         .condition_count = 4};
    struct page page = {0};
    struct page_start start = {number[0] ? number : NULL, id, backwards, false};
    int64_t found = 0;
    if (store_page(desk->office->store, &desk->office->visible, &request, &start, 1, &page, NULL) ==
            STATUS_OK &&
        page.count > 0)
        found = page.ids[0];
    page_release(&page);
    return found;
}

static bool step(void *context, struct view *view, bool backwards) {
    struct result *result = context;
    int64_t next = find_next(result->desk, result->number, result->id, backwards);
    if (next == 0) {
        ui_message(result->desk->ui, backwards ? _("已经是第一次征集") : _("已经是最后一次征集"));
        return false;
    }
    return fill(result, next, &view);
}

static void carry_out(void *context, struct view *view, const char *command) {
    struct result *result = context;
    (void)view;
    printing_carry_out(result->printing, command);
}

static void uncovered(void *context, struct view *view) {
    struct result *result = context;
    fill(result, result->id, &view);
}

static void free_result(void *context) {
    struct result *result = context;
    if (result->printing)
        printing_free(result->printing);
    free(result);
}

bool opinion_result_open(struct desk *desk, int64_t consultation) {
    struct view *view = NULL;
    struct result *result = calloc(1, sizeof *result);
    if (!result)
        return false;
    result->desk = desk;
    if (!fill(result, consultation, &view)) {
        free_result(result);
        return false;
    }
    text_view_set_handlers(view, &(struct text_handlers){.context = result,
                                                         .carry_out = carry_out,
                                                         .step = step,
                                                         .uncovered = uncovered,
                                                         .free = free_result});
    snprintf(view->help_topic, sizeof view->help_topic, "opinion_result");
    ui_push(desk->ui, view);
    return true;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    int64_t newest = find_next(desk, "", 0, true);
    (void)scr;
    if (newest != 0)
        return opinion_result_open(desk, newest);
    ui_message(desk->ui, _("还没有公告过的征集；在 21 征集里登记、起草公告"));
    return false;
}

const struct screen screen_opinion_result = {
    .name = "opinion_result",
    .open = open_screen,
};
