/* Lists of records, from their .scr: columns, order, options. Reads pages through store/read.h with the
 * user's own visibility; decides nothing. */
#include "screens/register.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "report/words.h"
#include "screens/query.h"
#include "screens/screen.h"
#include "ui/list_view.h"
#include "work/absence.h"
#include "work/flow.h"
#include "work/personal.h"
#include "work/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the light of a row is made from, asked for behind the columns that are shown. */
static const char *const light_columns[] = {"open",       "due_on", "paused_on",
                                            "limit_rule", "state",  "record_kind"};
enum { LIGHT_COLUMNS = 6, HIDDEN_COLUMNS, NAME_BYTES = 48 };

struct list_context {
    struct desk *desk;
    const struct scr *scr;
    struct list_query query;                   /* F8's */
    char names[PAGE_COLUMNS_MOST][NAME_BYTES]; /* columns asked for */
    const char *name_list[PAGE_COLUMNS_MOST];
    size_t shown, asked;
    struct page page;
    struct view *view;
};

static bool is_light_column(const char *name) {
    return strcmp(name, "days_left") == 0 || strcmp(name, "light") == 0;
}

/* The column of the view that holds what is shown: names instead of ids. */
static void ask_for(struct list_context *list, const struct scr_column *column) {
    const struct scr_field *field = scr_field_find(list->scr, column->name);
    char *name = list->names[list->asked];
    bool is_reference = (field && field->type == FIELD_LOOKUP) ||
                        strcmp(column->name, "unit") == 0 || strcmp(column->name, "person") == 0;
    if (is_light_column(column->name))
        snprintf(name, NAME_BYTES, "due_on");
    else if (strcmp(column->name, "waited_days") == 0)
        snprintf(name, NAME_BYTES, "received_on");
    else
        snprintf(name, NAME_BYTES, is_reference ? "%s_name" : "%s", column->name);
    list->name_list[list->asked] = name;
    list->asked++;
}

/* `view` gets the view's name, which the request keeps. */
static void request_of(const struct list_context *list, char view[64],
                       struct page_request *request) {
    *request = (struct page_request){.columns = list->name_list, .column_count = list->asked};
    query_apply(&list->query, list->scr, view, request);
}

static bool finds_nothing(const struct list_context *list) {
    return list->query.asked.query.finds_nothing;
}

static enum ink ink_of_light(enum light light) {
    static const enum ink inks[] = {[LIGHT_NONE] = INK_PLAIN,
                                    [LIGHT_NORMAL] = INK_GREEN,
                                    [LIGHT_NEAR] = INK_YELLOW,
                                    [LIGHT_OVERDUE] = INK_RED,
                                    [LIGHT_PAUSED] = INK_CYAN};
    return inks[light];
}

static void fill_light(struct list_context *list, size_t row, struct list_row *out, size_t cell) {
    struct fields fields = FIELDS_INIT;
    struct light_state light = {0};
    struct buffer text = BUFFER_INIT;
    for (size_t i = 0; i < LIGHT_COLUMNS; i++)
        fields_set(&fields, light_columns[i], page_cell(&list->page, row, list->shown + i));
    if (office_light(list->desk->office, &fields, &light, NULL) == STATUS_OK)
        words_append_light(&text, &light);
    bool is_light = strcmp(list->scr->columns[cell].name, "light") == 0;
    bool is_open = fields_integer(&fields, "open", 0) != 0;
    /* No time runs any more: how far it is. A light of what never had a time stays dark. */
    if (text.length == 0 && !(is_light && is_open))
        buffer_append(&text,
                      language_text("state", flow_state_label(fields_text(&fields, "record_kind"),
                                                              fields_text(&fields, "state"))));
    list_row_set(out, cell, buffer_text(&text), ink_of_light(light.light));
    buffer_release(&text);
    fields_release(&fields);
}

/* In a narrow column the day within half a year of today, else the year and month: 11-17, 2023-12. */
static void fill_date(struct list_context *list, struct list_row *out, size_t cell,
                      const char *value) {
    enum { HALF_A_YEAR = 183 };
    char text[DATE_BYTES];
    int width = list->scr->columns[cell].width;
    day_number day = date_from_iso(value);
    snprintf(text, sizeof text, "%s", value);
    if (day != DATE_NONE && width > 0 && width < 10) {
        bool is_near = abs(day - office_today(list->desk->office)) <= HALF_A_YEAR;
        snprintf(text, sizeof text, is_near ? "%.5s" : "%.7s", is_near ? value + 5 : value);
    }
    list_row_set(out, cell, text, INK_PLAIN);
}

/* A voided record keeps its number and its row: dim, and said so. */
static void mark_void(struct list_context *list, size_t row, struct list_row *out) {
    if (strcmp(page_cell(&list->page, row, list->shown + 4), "void") != 0)
        return;
    for (size_t cell = 0; cell < list->shown; cell++) {
        struct buffer text = BUFFER_INIT;
        bool is_title = strcmp(list->scr->columns[cell].name, "title") == 0;
        buffer_append_format(&text, "%s%s", is_title ? _("[作废] ") : "",
                             out->cells[cell].text ? out->cells[cell].text : "");
        list_row_set(out, cell, buffer_text(&text), INK_DIM);
        buffer_release(&text);
    }
}

/* Among others that are still to be answered or decided: whoever checks them, announces them or consents sees which are
 * his. NULL: nothing is said. */
static const char *mark_of(const char *view, const char *state) {
    if (strcmp(view, "opinion_open") == 0)
        return strcmp(state, "in_consent") == 0 ? _("[待同意] ") : NULL;
    if (strcmp(view, "feedback_open") != 0)
        return NULL;
    if (strcmp(state, "in_check") == 0)
        return _("[待审] ");
    return strcmp(state, "replied") == 0 ? _("[已答] ") : NULL;
}

/* Of people: who is away today. */
static const char *mark_of_person(struct list_context *list, size_t row) {
    bool is_away = false;
    return absence_is_away(list->desk->office, list->page.ids[row], &is_away, NULL) == STATUS_OK &&
                   is_away
               ? _("[不在] ")
               : NULL;
}

static void mark_title(struct list_context *list, size_t row, struct list_row *out) {
    const char *state = page_cell(&list->page, row, list->shown + 4);
    bool is_person = strcmp(list->scr->record, "person") == 0 && strcmp(state, "void") != 0;
    const char *mark = is_person ? mark_of_person(list, row) : mark_of(list->scr->view, state);
    if (!mark)
        return;
    for (size_t cell = 0; cell < list->shown; cell++) {
        struct buffer text = BUFFER_INIT;
        if (strcmp(list->scr->columns[cell].name, "title") != 0)
            continue;
        buffer_append_format(&text, "%s%s", mark,
                             out->cells[cell].text ? out->cells[cell].text : "");
        list_row_set(out, cell, buffer_text(&text), INK_PLAIN);
        buffer_release(&text);
    }
}

/* Days since it came in; none once it waits no more. */
static void fill_waited(struct list_context *list, size_t row, struct list_row *out, size_t cell) {
    char text[16] = "-";
    day_number from = date_from_iso(page_cell(&list->page, row, cell));
    bool is_open = strcmp(page_cell(&list->page, row, list->shown), "1") == 0;
    if (is_open && from != DATE_NONE)
        snprintf(text, sizeof text, "%d", office_today(list->desk->office) - from);
    list_row_set(out, cell, text, INK_PLAIN);
}

static void set_masked(struct list_context *list, struct list_row *out, size_t cell,
                       const char *value) {
    struct buffer text = BUFFER_INIT;
    personal_append_cell(&text, list->scr->view, list->scr->record, list->scr->columns[cell].name,
                         value);
    list_row_set(out, cell, buffer_text(&text), INK_PLAIN);
    buffer_release(&text);
}

static void fill_cell(struct list_context *list, size_t row, struct list_row *out, size_t cell) {
    const struct scr_column *column = &list->scr->columns[cell];
    const struct scr_field *field = scr_field_find(list->scr, column->name);
    const char *value = page_cell(&list->page, row, cell);
    if (is_light_column(column->name)) {
        fill_light(list, row, out, cell);
    } else if (strcmp(column->name, "waited_days") == 0) {
        fill_waited(list, row, out, cell);
    } else if (strcmp(column->name, "state") == 0) {
        const char *kind = page_cell(&list->page, row, list->shown + 5);
        list_row_set(out, cell, language_text("state", flow_state_label(kind, value)), INK_PLAIN);
    } else if (strcmp(column->name, "due_on") == 0 || (field && field->type == FIELD_DATE)) {
        bool is_paused = strcmp(column->name, "due_on") == 0 &&
                         page_cell(&list->page, row, list->shown + 2)[0] != '\0';
        fill_date(list, out, cell, is_paused ? "-" : value);
    } else if (field && field->type != FIELD_LOOKUP) {
        struct buffer text = BUFFER_INIT;
        shown_append_value(list->desk->office, field, value, &text);
        set_masked(list, out, cell, buffer_text(&text));
        buffer_release(&text);
    } else {
        set_masked(list, out, cell, value);
    }
}

static enum status list_page(void *context, const char *key, int64_t id, bool backwards,
                             bool inclusive, int limit, struct list_rows *out,
                             struct problem *problem) {
    struct list_context *list = context;
    struct page_request request;
    char view[64];
    struct page_start start = {key, id, backwards, inclusive};
    if (finds_nothing(list)) {
        list_rows_release(out);
        return STATUS_OK;
    }
    request_of(list, view, &request);
    office_begin_read(list->desk->office);
    enum status status = store_page(list->desk->office->store, &list->desk->office->visible,
                                    &request, &start, limit, &list->page, problem);
    if (status == STATUS_OK)
        list_rows_release(out);
    for (size_t row = 0; status == STATUS_OK && row < list->page.count; row++) {
        out->count++;
        out->rows[row].id = list->page.ids[row];
        out->rows[row].ver =
            strtoll(page_cell(&list->page, row, list->shown + LIGHT_COLUMNS), NULL, 10);
        out->rows[row].key = text_copy(page_key(&list->page, row));
        for (size_t cell = 0; cell < list->shown; cell++)
            fill_cell(list, row, &out->rows[row], cell);
        mark_void(list, row, &out->rows[row]);
        mark_title(list, row, &out->rows[row]);
    }
    office_end_read(list->desk->office);
    return status;
}

/* Where the row stands is counted first, which is quick near the top; N is given up after a while, and is
 * then at least that, or the rows read last. */
static enum status count_rows(struct list_context *list, const struct page_start *before,
                              int64_t *total, int64_t *position, struct problem *problem) {
    struct page_request request;
    char view[64];
    const struct office *office = list->desk->office;
    request_of(list, view, &request);
    enum status status = STATUS_OK;
    if (before->key)
        status = store_count(office->store, &office->visible, &request, before, position, problem);
    if (status == STATUS_BUSY)
        *position = 0;
    if (status == STATUS_OK)
        status = store_count(office->store, &office->visible, &request, NULL, total, problem);
    return status;
}

static enum status list_count(void *context, const char *key, int64_t id, int64_t *total,
                              int64_t *position, struct problem *problem) {
    struct list_context *list = context;
    struct page_start before = {key, id, false, true};
    int64_t read = (int64_t)list->page.count;
    desk_hurry(list->desk, true);
    enum status status = count_rows(list, &before, total, position, problem);
    desk_hurry(list->desk, false);
    if (status != STATUS_BUSY || ui_has_keys(list->desk->ui))
        return status;
    *total = -(*position > read ? *position : read);
    return STATUS_OK;
}

static enum status list_find(void *context, const char *typed, const char *key, int64_t id,
                             char **found_key, int64_t *found_id, struct problem *problem) {
    struct list_context *list = context;
    struct page_request request;
    char view[64];
    const struct page_start from = {key, id, false, false};
    if (finds_nothing(list))
        return problem_set(problem, STATUS_NOT_FOUND, "", N_("本表里没有找到"));
    request_of(list, view, &request);
    return position_find(list->desk->office, &request, &from, typed, found_key, found_id, problem);
}

static void list_open(void *context, struct view *view, int64_t id) {
    struct list_context *list = context;
    register_open_record(list->desk, view, id);
}

static bool list_carry_out(void *context, struct view *view, const char *command,
                           const int64_t *ids, size_t count) {
    struct list_context *list = context;
    const struct screen *screen = screen_find(list->scr->name);
    if (count == 0)
        return screen && screen->list_command && screen->list_command(list->desk, view, command);
    return register_carry_out(list->desk, view, command, ids, count);
}

static bool is_of_list(const char *command) {
    static const char *const commands[] = {"load_shipped", "print_all", "print_year", "file_year",
                                           "figures"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i], command) == 0)
            return true;
    return false;
}

static bool list_allows(void *context, int64_t id, const char *command) {
    struct list_context *list = context;
    if (strcmp(command, "print_all") == 0 || strcmp(command, "print_year") == 0 ||
        strcmp(command, "figures") == 0)
        return true;
    if (strcmp(command, "file_year") == 0)
        return flow_allows(list->desk->office, list->scr->record, "filled", "file");
    if (is_of_list(command)) /* brings in new records */
        return flow_allows(list->desk->office, list->scr->record, "", "register");
    return register_allows(list->desk, id, command);
}

static void list_create(void *context, struct view *view) {
    struct list_context *list = context;
    const struct scr *scr = list->scr;
    (void)view;
    /* A kind with a registration screen of its own is entered there. */
    if (strcmp(scr->name, scr->record) != 0)
        scr = desk_has_screen(list->desk, scr->record)
                  ? desk_screen(list->desk, scr->record)
                  : register_screen_of_kind(list->desk, scr->record);
    if (scr)
        register_open_new_in(list->desk, scr, view, NULL);
}

static void list_free(void *context) {
    struct list_context *list = context;
    page_release(&list->page);
    list_query_release(&list->query);
    free(list);
}

const char *register_order_words(const char *order) {
    static const struct {
        const char *order, *words;
    } orders[] = {
        {"due_sort", N_("按期限，先到期在前")},
        {"received_on", N_("按日期，新的在前")},
        {"number", N_("按编号")},
        {"title", N_("按名称")},
        {"pinyin_sort", N_("按拼音")},
        {"stroke_sort", N_("按姓氏笔画")},
        {"archive_no", N_("按档号")},
        {"publish_sort", N_("热点难点在前，再按期限")},
        {"published_on", N_("按公开日期，新的在前")},
        {"route_sort", N_("按走访次序")},
    };
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        if (strcmp(orders[i].order, order) == 0)
            return _(orders[i].words);
    return "";
}

static const char *heading_of(struct list_context *list, const struct scr_column *column) {
    const char *heading =
        shown_heading(list->scr->record, scr_field_find(list->scr, column->name), column->name);
    return heading ? heading : column->name;
}

/* Opens something about one record: on several it is done one after the other. */
static bool is_single(const char *command) {
    static const char *const commands[] = {"edit",  "view", "versions",     "password",
                                           "tasks", "gaps", "fill",         "print_lists",
                                           "lines", "like", "enter_opinion"};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i], command) == 0)
            return true;
    return false;
}

static size_t fill_options(struct list_context *list, struct list_option options[]) {
    for (size_t i = 0; i < list->scr->option_count; i++)
        options[i] = (struct list_option){
            .digit = list->scr->options[i].digit,
            .command = list->scr->options[i].command,
            .label = language_text("option", flow_command_label(list->scr->options[i].command)),
            .is_single = is_single(list->scr->options[i].command),
        };
    return list->scr->option_count;
}

static bool begin_list(struct list_context *list) {
    if (list->scr->column_count + HIDDEN_COLUMNS > PAGE_COLUMNS_MOST ||
        list->scr->column_count > LIST_COLUMNS_MOST || list->scr->order_count == 0)
        return false;
    for (size_t i = 0; i < list->scr->column_count; i++)
        ask_for(list, &list->scr->columns[i]);
    list->shown = list->asked;
    for (size_t i = 0; i < LIGHT_COLUMNS; i++)
        list->name_list[list->asked++] = light_columns[i];
    list->name_list[list->asked++] = "ver";
    return true;
}

static bool may_create(const struct list_context *list) {
    return flow_allows(list->desk->office, list->scr->record, "", "register");
}

static const char *empty_words(const struct list_context *list) {
    if (list->query.typed.count > 0)
        return _("没有符合条件的。按 F8 改条件，F8 F6 F2 看整个表。");
    const struct screen *screen = screen_find(list->scr->name);
    if (may_create(list) && screen && screen->list_command &&
        strcmp(list->scr->record, "catalogue") == 0)
        return _("这里还没有。按 F4 载入现成的，或按 F6 登记第一条。");
    return may_create(list) ? _("这里还没有。按 F6 登记第一条。") : _("这里还没有。");
}

static void take_query(void *context, struct list_query *query) {
    struct list_context *list = context;
    struct buffer words = BUFFER_INIT;
    list_query_release(&list->query);
    list->query = *query;
    query_append_words(query, list->scr, &words);
    list_view_restart(list->view, buffer_text(&words), empty_words(list));
    buffer_release(&words);
}

static void list_query(void *context, struct view *view) {
    struct list_context *list = context;
    (void)view;
    query_open(list->desk, list->scr, &list->query.typed, take_query, list);
}

static void list_explain(void *context, int64_t id, struct buffer *out) {
    const struct list_context *list = context;
    desk_append_due(list->desk, id, out);
}

static struct view *make_list(struct list_context *list) {
    struct list_column columns[LIST_COLUMNS_MOST];
    struct list_option options[32];
    struct buffer title = BUFFER_INIT;
    const struct scr *scr = list->scr;
    for (size_t i = 0; i < scr->column_count; i++)
        columns[i] = (struct list_column){
            .heading = heading_of(list, &scr->columns[i]),
            .width = scr->columns[i].width,
            .is_number = strcmp(scr->columns[i].name, "number") == 0,
        };
    buffer_append_format(&title, " %s %s", scr->code, desk_title(scr));
    struct list_source source = {
        .context = list,
        .page = list_page,
        .count = list_count,
        .find = list_find,
        .open = list_open,
        .carry_out = list_carry_out,
        .allows = list_allows,
        .is_of_list = is_of_list,
        .create = may_create(list) ? list_create : NULL,
        .query = query_is_offered(scr) ? list_query : NULL,
        .explain = list_explain,
        .free = list_free,
    };
    struct list_spec spec = {
        .title = buffer_text(&title),
        .subtitle = register_order_words(scr->orders[0]),
        .empty = empty_words(list),
        .columns = columns,
        .column_count = scr->column_count,
        .options = options,
        .option_count = fill_options(list, options),
        .help_topic = scr->name,
        .source = &source,
    };
    struct view *view = list_view_new(&spec);
    buffer_release(&title);
    return view;
}

static struct list_context *open_list(struct desk *desk, const struct scr *scr) {
    struct list_context *list = calloc(1, sizeof *list);
    if (!list)
        return NULL;
    list->desk = desk;
    list->scr = scr;
    struct view *view = begin_list(list) ? make_list(list) : NULL;
    if (!view) {
        list_free(list);
        return NULL;
    }
    list->view = view;
    ui_push(desk->ui, view);
    return list;
}

bool register_open(struct desk *desk, const struct scr *scr) {
    return scr->view[0] ? open_list(desk, scr) != NULL : register_open_new(desk, scr, NULL);
}

bool register_open_asked(struct desk *desk, const struct scr *scr, const char *field,
                         const char *typed) {
    struct list_query query = {.order = NULL};
    struct problem problem = {0};
    const struct scr_field *asked = scr_field_find(scr, field);
    if (!asked || record_query_add(&query.asked, desk->office, asked,
                                   shown_label(scr->record, asked), typed, &problem) != STATUS_OK) {
        if (asked)
            desk_show_problem(desk, &problem, scr->record);
        list_query_release(&query);
        return false;
    }
    fields_set(&query.typed, field, typed);
    struct list_context *list = open_list(desk, scr);
    if (!list) {
        list_query_release(&query);
        return false;
    }
    take_query(list, &query);
    return true;
}
