/* 51 逾期督办: everything late or near of every kind, worst first; 53 暂停计时: whose clock stands. Reads the
 * lists' views with the user's own visibility; what is proposed and what urging means is work's. */
#include "screens/overdue.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "report/words.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/list_view.h"
#include "work/flow.h"
#include "work/personal.h"
#include "work/position.h"
#include "work/urge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a row is made from, whatever its columns. */
enum cell {
    NUMBER,
    TITLE,
    UNIT_NAME,
    PERSON_NAME,
    DUE_ON,
    PAUSED_ON,
    LIMIT_RULE,
    OPEN,
    RECEIVED_ON,
    STATUTORY,
    URGES,
    EXT_ASKED_ON,
    CELLS
};
static const char *const cell_names[CELLS] = {
    "number",     "title", "unit_name",   "person_name", "due_on", "paused_on",
    "limit_rule", "open",  "received_on", "statutory",   "urges",  "ext_asked_on",
};

struct overdue_list {
    struct desk *desk;
    const struct scr *scr;
    struct ladder ladder;
    char near_until[DATE_BYTES];
    struct condition near;
    struct page page;
};

/* ---- cells -------------------------------------------------------------------------------------- */

static enum ink ink_of_light(enum light light) {
    static const enum ink inks[] = {[LIGHT_NONE] = INK_PLAIN,
                                    [LIGHT_NORMAL] = INK_GREEN,
                                    [LIGHT_NEAR] = INK_YELLOW,
                                    [LIGHT_OVERDUE] = INK_RED,
                                    [LIGHT_PAUSED] = INK_CYAN};
    return inks[light];
}

/* The day within half a year, else year and month; 法 behind a date the law sets: 11-06法 25.12法 2025-12. */
static void append_due(const struct overdue_list *list, size_t row, struct buffer *out) {
    enum { HALF_A_YEAR = 183 };
    const char *due = page_cell(&list->page, row, DUE_ON);
    day_number day = date_from_iso(due);
    bool is_near = abs(day - office_today(list->desk->office)) <= HALF_A_YEAR;
    bool is_statutory = strcmp(page_cell(&list->page, row, STATUTORY), "1") == 0;
    if (is_near)
        buffer_append_format(out, "%.5s", due + 5);
    else if (is_statutory)
        buffer_append_format(out, "%.2s.%.2s", due + 2, due + 5);
    else
        buffer_append_format(out, "%.7s", due);
    buffer_append(out, is_statutory ? _("法") : "");
}

static enum ink append_light(const struct overdue_list *list, size_t row, struct buffer *out) {
    static const enum cell needed[] = {DUE_ON, PAUSED_ON, LIMIT_RULE, OPEN, RECEIVED_ON};
    struct fields fields = FIELDS_INIT;
    struct light_state light = {0};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        fields_set(&fields, cell_names[needed[i]], page_cell(&list->page, row, needed[i]));
    if (office_light(list->desk->office, &fields, &light, NULL) == STATUS_OK)
        words_append_light(out, &light);
    fields_release(&fields);
    return ink_of_light(light.light);
}

static void append_charged(const struct overdue_list *list, size_t row, struct buffer *out) {
    const char *unit = page_cell(&list->page, row, UNIT_NAME);
    const char *person = page_cell(&list->page, row, PERSON_NAME);
    buffer_append_format(out, "%s%s%s", unit, unit[0] && person[0] ? " " : "", person);
    if (out->length == 0)
        buffer_append(out, _("未交办"));
}

/* A request for an extension waits for its answer first. */
static void append_advice(const struct overdue_list *list, size_t row, struct buffer *out) {
    day_number due = date_from_iso(page_cell(&list->page, row, DUE_ON));
    enum advice advice = urge_advice(list->desk->office, &list->ladder, due);
    if (page_cell(&list->page, row, EXT_ASKED_ON)[0])
        buffer_append(out, language_text("advice", N_("批延期")));
    else if (advice == ADVICE_NONE)
        buffer_append(out, "-");
    else
        buffer_append(out, language_text("advice", urge_advice_label(advice)));
}

static void append_days_paused(const struct overdue_list *list, size_t row, struct buffer *out) {
    day_number from = date_from_iso(page_cell(&list->page, row, PAUSED_ON));
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", N_("{count} 日"));
    problem_place_integer(&filled, "count", office_today(list->desk->office) - from);
    language_append_problem(out, &filled, NULL);
}

static enum ink append_cell(const struct overdue_list *list, size_t row, const char *column,
                            struct buffer *out) {
    enum ink ink = INK_PLAIN;
    if (strcmp(column, "due_on") == 0)
        append_due(list, row, out);
    else if (strcmp(column, "days_left") == 0)
        ink = append_light(list, row, out);
    else if (strcmp(column, "charged") == 0)
        append_charged(list, row, out);
    else if (strcmp(column, "advice") == 0)
        append_advice(list, row, out);
    else if (strcmp(column, "days_paused") == 0)
        append_days_paused(list, row, out);
    else
        for (size_t cell = 0; cell < CELLS; cell++)
            if (strcmp(column, cell_names[cell]) == 0)
                personal_append_cell(out, "", "", column, page_cell(&list->page, row, cell));
    return ink;
}

static void fill_row(const struct overdue_list *list, size_t row, struct list_row *out) {
    for (size_t i = 0; i < list->scr->column_count; i++) {
        struct buffer text = BUFFER_INIT;
        enum ink ink = append_cell(list, row, list->scr->columns[i].name, &text);
        list_row_set(out, i, buffer_text(&text), ink);
        buffer_release(&text);
    }
}

/* ---- pages -------------------------------------------------------------------------------------- */

static bool is_paused_list(const struct overdue_list *list) {
    return strcmp(list->scr->view, "overdue_all") != 0;
}

static void request_of(const struct overdue_list *list, struct page_request *request) {
    *request = (struct page_request){
        .view = list->scr->view,
        .columns = cell_names,
        .column_count = CELLS,
        .order = list->scr->orders[0],
        .conditions = &list->near,
        .condition_count = is_paused_list(list) ? 0 : 1,
    };
}

static enum status list_page(void *context, const char *key, int64_t id, bool backwards,
                             bool inclusive, int limit, struct list_rows *out,
                             struct problem *problem) {
    struct overdue_list *list = context;
    struct office *office = list->desk->office;
    struct page_request request;
    struct page_start start = {key, id, backwards, inclusive};
    office_begin_read(office);
    enum status status = urge_near_until(office, list->near_until, problem);
    urge_ladder(office, &list->ladder);
    request_of(list, &request);
    if (status == STATUS_OK)
        status = store_page(office->store, &office->visible, &request, &start, limit, &list->page,
                            problem);
    if (status == STATUS_OK)
        list_rows_release(out);
    for (size_t row = 0; status == STATUS_OK && row < list->page.count; row++) {
        out->count++;
        out->rows[row].id = list->page.ids[row];
        out->rows[row].key = text_copy(page_key(&list->page, row));
        fill_row(list, row, &out->rows[row]);
    }
    office_end_read(office);
    return status;
}

static enum status list_count(void *context, const char *key, int64_t id, int64_t *total,
                              int64_t *position, struct problem *problem) {
    struct overdue_list *list = context;
    struct office *office = list->desk->office;
    struct page_request request;
    struct page_start before = {key, id, false, true};
    request_of(list, &request);
    enum status status =
        store_count(office->store, &office->visible, &request, NULL, total, problem);
    if (status != STATUS_OK || !key)
        return status;
    return store_count(office->store, &office->visible, &request, &before, position, problem);
}

static enum status list_find(void *context, const char *typed, const char *key, int64_t id,
                             char **found_key, int64_t *found_id, struct problem *problem) {
    struct overdue_list *list = context;
    struct page_request request;
    const struct page_start from = {key, id, false, false};
    request_of(list, &request);
    return position_find(list->desk->office, &request, &from, typed, found_key, found_id, problem);
}

/* ---- totals ------------------------------------------------------------------------------------- */

enum { UNITS_SHOWN = 3 };

struct totals {
    struct overdue_row all;
    struct buffer units;
    size_t unit_count;
};

static bool add_unit(void *context, const struct overdue_row *row) {
    struct totals *totals = context;
    int64_t count = row->overdue + row->today + row->near;
    totals->all.overdue += row->overdue;
    totals->all.overdue_statutory += row->overdue_statutory;
    totals->all.today += row->today;
    totals->all.near += row->near;
    if (totals->unit_count++ < UNITS_SHOWN)
        buffer_append_format(&totals->units, "  %s %lld",
                             row->unit == 0 ? _("未交办") : row->unit_name, (long long)count);
    return true;
}

static void append_total(struct buffer *out, const char *words, int64_t count) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", words);
    problem_place_integer(&filled, "count", count);
    language_append_problem(out, &filled, NULL);
}

static void list_summary(void *context, struct buffer *out) {
    struct overdue_list *list = context;
    struct office *office = list->desk->office;
    struct totals totals = {0};
    char today[DATE_BYTES];
    const struct page_request paused = {.view = "overdue_paused", .order = "paused_on"};
    int64_t paused_count = 0;
    date_to_iso(office_today(office), today);
    if (is_paused_list(list) ||
        store_overdue_by_unit(office->store, &office->visible, today, list->near_until, true,
                              add_unit, &totals, NULL) != STATUS_OK ||
        store_count(office->store, &office->visible, &paused, NULL, &paused_count, NULL) !=
            STATUS_OK) {
        buffer_release(&totals.units);
        return;
    }
    append_total(out, N_("逾期 {count}"), totals.all.overdue);
    append_total(out, N_("（法定 {count}）"), totals.all.overdue_statutory);
    append_total(out, N_(" 今日 {count}"), totals.all.today);
    append_total(out, N_(" 临期 {count}"), totals.all.near);
    append_total(out, N_(" 暂停 {count}（另列）"), paused_count);
    buffer_append(out, buffer_text(&totals.units));
    buffer_append(out, totals.unit_count > UNITS_SHOWN ? " …" : "");
    buffer_release(&totals.units);
}

/* ---- commands ----------------------------------------------------------------------------------- */

static void list_open(void *context, struct view *view, int64_t id) {
    struct overdue_list *list = context;
    register_open_record(list->desk, view, id);
}

static bool list_carry_out(void *context, struct view *view, const char *command,
                           const int64_t *ids, size_t count) {
    struct overdue_list *list = context;
    if (strcmp(command, "urge") == 0)
        return overdue_urge(list->desk, ids, count);
    if (strcmp(command, "urge_notice") == 0)
        return overdue_open_notice(list->desk);
    if (strcmp(command, "paused") == 0) {
        const struct scr *scr = desk_screen(list->desk, "overdue_paused");
        return scr && desk_open(list->desk, scr);
    }
    return register_carry_out(list->desk, view, command, ids, count);
}

static bool note_any(void *context, const struct urged *urged) {
    bool *has_any = context;
    (void)urged;
    *has_any = true;
    return true;
}

static bool was_urged_today(struct office *office) {
    day_number today = office_today(office);
    bool has_any = false;
    return store_urged(office->store, &office->visible, urge_day_begins(office, today),
                       urge_day_begins(office, today + 1), -1, 0, note_any, &has_any,
                       NULL) == STATUS_OK &&
           has_any;
}

static bool list_allows(void *context, int64_t id, const char *command) {
    struct overdue_list *list = context;
    if (strcmp(command, "paused") == 0)
        return true;
    if (strcmp(command, "urge_notice") == 0)
        return was_urged_today(list->desk->office);
    return register_allows(list->desk, id, command);
}

static void list_free(void *context) {
    struct overdue_list *list = context;
    page_release(&list->page);
    free(list);
}

/* ---- the list ----------------------------------------------------------------------------------- */

static size_t fill_options(const struct scr *scr, struct list_option options[]) {
    for (size_t i = 0; i < scr->option_count; i++)
        options[i] = (struct list_option){
            .digit = scr->options[i].digit,
            .command = scr->options[i].command,
            .label = language_text("option", flow_command_label(scr->options[i].command)),
            .is_single = strcmp(scr->options[i].command, "view") == 0,
        };
    return scr->option_count;
}

static void list_explain(void *context, int64_t id, struct buffer *out) {
    const struct overdue_list *list = context;
    desk_append_due(list->desk, id, out);
}

static struct view *make_list(struct overdue_list *list) {
    const struct scr *scr = list->scr;
    struct list_column columns[LIST_COLUMNS_MOST];
    struct list_option options[16];
    struct buffer title = BUFFER_INIT;
    for (size_t i = 0; i < scr->column_count; i++) {
        const char *heading = shown_heading("", NULL, scr->columns[i].name);
        columns[i] = (struct list_column){
            .heading = heading ? heading : scr->columns[i].name,
            .width = scr->columns[i].width,
            .is_number = strcmp(scr->columns[i].name, "number") == 0,
        };
    }
    buffer_append_format(&title, " %s %s", scr->code, desk_title(scr));
    const struct list_source source = {
        .context = list,
        .page = list_page,
        .count = list_count,
        .find = list_find,
        .open = list_open,
        .carry_out = list_carry_out,
        .allows = list_allows,
        .explain = list_explain,
        .summary = list_summary,
        .free = list_free,
    };
    const struct list_spec spec = {
        .title = buffer_text(&title),
        .subtitle = is_paused_list(list) ? _("全部种类，停得最久的在前") : _("全部种类，最迟在前"),
        .empty =
            is_paused_list(list) ? _("没有暂停计时的。") : _("没有逾期和临期的。暂停计时的在 53。"),
        .columns = columns,
        .column_count = scr->column_count,
        .options = options,
        .option_count = fill_options(scr, options),
        .help_topic = scr->name,
        .source = &source,
    };
    struct view *view = list_view_new(&spec);
    buffer_release(&title);
    return view;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    enum { OPTIONS_MOST = 16 };
    struct overdue_list *list = calloc(1, sizeof *list);
    if (!list)
        return false;
    list->desk = desk;
    list->scr = scr;
    list->near = (struct condition){"due_sort", IS_AT_MOST, list->near_until};
    bool fits = scr->column_count <= LIST_COLUMNS_MOST && scr->option_count <= OPTIONS_MOST &&
                scr->order_count > 0;
    struct view *view = fits ? make_list(list) : NULL;
    if (!view) {
        list_free(list);
        return false;
    }
    ui_push(desk->ui, view);
    return true;
}

const struct screen screen_overdue = {
    .name = "overdue",
    .open = open_screen,
};

const struct screen screen_overdue_paused = {
    .name = "overdue_paused",
    .open = open_screen,
};
