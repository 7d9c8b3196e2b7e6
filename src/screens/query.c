/* Query by form, on the screen: the form of a screen made over for conditions, what they mean in words, how
 * many they find, and the query handed to the list. Reads only through the user's visibility. */
#include "screens/query.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "screens/query_form.h"
#include "screens/register.h"
#include "ui/form_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asking {
    struct desk *desk;
    const struct scr *scr;
    struct query_form form;
    struct list_query query; /* of what is typed now */
    bool needs_count;
    void (*run)(void *context, struct list_query *query);
    void *context;
};

void list_query_release(struct list_query *query) {
    fields_release(&query->typed);
    record_query_release(&query->asked);
    *query = (struct list_query){0};
}

bool query_is_offered(const struct scr *scr) {
    return scr->view[0] != '\0' && scr->row_count > 0 && scr->order_count > 0;
}

static const char *order_of(const struct list_query *query, const struct scr *scr) {
    return query->order ? query->order : scr->orders[0];
}

void query_apply(const struct list_query *query, const struct scr *scr, char view[64],
                 struct page_request *request) {
    const char *open = query_form_has_scope(scr) ? strstr(scr->view, "_open") : NULL;
    if (query->takes_closed && open)
        snprintf(view, 64, "%.*s_all", (int)(open - scr->view), scr->view);
    else
        snprintf(view, 64, "%s", scr->view);
    request->view = view;
    request->order = order_of(query, scr);
    request->descending = strcmp(request->order, "received_on") == 0 ||
                          strcmp(request->order, "published_on") == 0;
    request->criteria = query->asked.criteria;
    request->criterion_count = query->asked.query.count;
}

static void append_part(struct buffer *out, const char *part) {
    if (out->length > 0)
        buffer_append(out, _("，"));
    buffer_append(out, part);
}

void query_append_words(const struct list_query *query, const struct scr *scr, struct buffer *out) {
    const char *order = order_of(query, scr);
    const struct buffer *words = &query->asked.query.words;
    if (words->length > 0)
        append_part(out, words->data);
    if (query->takes_closed)
        append_part(out, _("连同办完的"));
    if (out->length == 0 || strcmp(order, scr->orders[0]) != 0)
        append_part(out, register_order_words(order));
}

/* ---- what is typed ------------------------------------------------------------------------------ */

/* One field's condition into `query`. */
static enum status take_field(struct asking *asking, const char *name, const char *typed,
                              struct list_query *query, struct problem *problem) {
    const struct scr_field *field = scr_field_find(asking->scr, name);
    size_t chosen = 0;
    if (strcmp(name, QUERY_SCOPE) == 0) {
        enum status status = query_form_choice(&asking->form, name, typed, &chosen, problem);
        query->takes_closed = chosen == 1;
        return status;
    }
    if (strcmp(name, QUERY_ORDER) == 0) {
        enum status status = query_form_choice(&asking->form, name, typed, &chosen, problem);
        query->order = asking->scr->orders[chosen];
        return status;
    }
    if (!field)
        return STATUS_OK;
    return record_query_add(&query->asked, asking->desk->office, field,
                            shown_label(asking->scr->record, field), typed, problem);
}

/* All of the form, in the order it shows them. `problems` may be NULL. */
static void take_fields(struct asking *asking, const struct fields *values,
                        struct list_query *query, struct problems *problems) {
    const struct scr *scr = &asking->form.scr;
    list_query_release(query);
    for (size_t row = 0; row < scr->row_count; row++)
        for (size_t i = 0; i < scr->rows[row].count; i++) {
            const char *name = scr->rows[row].names[i];
            const char *typed = fields_text(values, name);
            struct problem problem;
            if (!*typed)
                continue;
            enum status status = take_field(asking, name, typed, query, &problem);
            if (status == STATUS_OK)
                fields_set(&query->typed, name, typed);
            else if (problems)
                problems_add(problems, &problem);
        }
}

static enum status check(void *context, const char *field, const char *typed,
                         struct problem *problem) {
    struct asking *asking = context;
    struct list_query query = {.order = NULL};
    enum status status = take_field(asking, field, typed, &query, problem);
    list_query_release(&query);
    return status;
}

/* ---- said back, and counted ---------------------------------------------------------------------- */

struct wrapping {
    const char *text;
    struct buffer *out;
    int lines;
};

static bool add_line(void *context, size_t start, size_t end) {
    enum { LINES_MOST = 3 };
    struct wrapping *wrapping = context;
    if (wrapping->lines++ > 0)
        buffer_append_char(wrapping->out, '\n');
    buffer_append_bytes(wrapping->out, wrapping->text + start, end - start);
    return wrapping->lines < LINES_MOST;
}

static void say_back(struct asking *asking, struct view *view) {
    struct buffer words = BUFFER_INIT, lines = BUFFER_INIT;
    buffer_append(&words, _("即："));
    size_t before = words.length;
    struct buffer query = BUFFER_INIT;
    query_append_words(&asking->query, asking->scr, &query);
    if (asking->query.asked.query.words.length == 0)
        buffer_append_format(&words, "%s%s", _("不限"), _("，"));
    buffer_append(&words, buffer_text(&query));
    struct wrapping wrapping = {buffer_text(&words), &lines, 0};
    if (words.length > before)
        text_wrap(buffer_text(&words), ui_cols(asking->desk->ui) - 3, add_line, &wrapping);
    form_view_set_note(view, buffer_text(&lines));
    buffer_release(&query);
    buffer_release(&words);
    buffer_release(&lines);
}

static void changed(void *context, struct view *view, const char *field) {
    struct asking *asking = context;
    struct fields values = FIELDS_INIT;
    (void)field;
    form_view_values(view, &values);
    take_fields(asking, &values, &asking->query, NULL);
    fields_release(&values);
    say_back(asking, view);
    form_view_set_aside(view, "…");
    asking->needs_count = true;
}

static enum status count_rows(struct asking *asking, int64_t *count) {
    struct office *office = asking->desk->office;
    struct page_request request = {.order = NULL};
    char name[64];
    *count = 0;
    if (asking->query.asked.query.finds_nothing)
        return STATUS_OK;
    query_apply(&asking->query, asking->scr, name, &request);
    desk_hurry(asking->desk, true);
    enum status status = store_count(office->store, &office->visible, &request, NULL, count, NULL);
    desk_hurry(asking->desk, false);
    return status;
}

static bool count_in_idle(void *context, struct view *view) {
    struct asking *asking = context;
    struct buffer text = BUFFER_INIT;
    struct problem sentence;
    int64_t count = 0;
    if (!asking->needs_count)
        return false;
    enum status status = count_rows(asking, &count);
    if (status == STATUS_BUSY && ui_has_keys(asking->desk->ui))
        return true;
    asking->needs_count = false;
    problem_set(&sentence, STATUS_OK, "", N_("约 {count} 条"));
    problem_place_integer(&sentence, "count", count);
    if (status == STATUS_OK) { /* too many to count in time: … stays */
        language_append_problem(&text, &sentence, NULL);
        form_view_set_aside(view, buffer_text(&text));
    }
    buffer_release(&text);
    return false;
}

/* ---- the form ------------------------------------------------------------------------------------ */

static enum status run_query(void *context, struct view *view, const struct fields *values,
                             struct problems *problems) {
    struct asking *asking = context;
    struct list_query query = {.order = NULL};
    take_fields(asking, values, &query, problems);
    if (problems->count > 0) {
        list_query_release(&query);
        return STATUS_INVALID;
    }
    if (query.typed.count > 0)
        desk_remember_query(asking->desk, asking->scr->name, &query.typed);
    ui_close(view);
    asking->run(asking->context, &query);
    return STATUS_OK;
}

static bool command(void *context, struct view *view, const char *name) {
    struct asking *asking = context;
    const struct fields *last = desk_last_query(asking->desk, asking->scr->name);
    if (strcmp(name, "clear") == 0)
        form_view_restart(view, NULL, NULL, _("查询"), NULL);
    else if (strcmp(name, "last") == 0 && last)
        form_view_restart(view, last, NULL, _("查询"), NULL);
    else if (strcmp(name, "last") == 0)
        ui_message(asking->desk->ui, _("这个画面还没有查询过"));
    return true;
}

static void asking_free(void *context) {
    struct asking *asking = context;
    list_query_release(&asking->query);
    query_form_release(&asking->form);
    free(asking);
}

/* As wide fields as the rows have room for: a range of dates wants twenty columns. */
static enum status make_view(struct asking *asking, struct form_spec *spec, struct view **view,
                             struct problem *problem) {
    static const int widths[] = {26, 22, 18, 14, 0};
    enum status status = STATUS_INVALID;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0] && status == STATUS_INVALID; i++) {
        query_form_release(&asking->form);
        status = query_form_make(&asking->form, asking->desk, asking->scr, widths[i], problem);
        spec->scr = &asking->form.scr;
        spec->domain = &asking->form.domain;
        if (status == STATUS_OK)
            status = form_view_new(asking->desk->ui, spec, view, problem);
    }
    return status;
}

bool query_open(struct desk *desk, const struct scr *scr, const struct fields *typed,
                void (*run)(void *context, struct list_query *query), void *context) {
    struct asking *asking = calloc(1, sizeof *asking);
    struct problem problem = {0};
    struct view *view = NULL;
    char title[96];
    if (!asking)
        return false;
    *asking = (struct asking){.desk = desk, .scr = scr, .run = run, .context = context};
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    struct form_handlers handlers = {.context = asking,
                                     .save = run_query,
                                     .changed = changed,
                                     .command = command,
                                     .check = check,
                                     .idle = count_in_idle,
                                     .free = asking_free};
    struct form_spec spec = {.title = title,
                             .subtitle = _("查询"),
                             .right = _("（空格子不限）"),
                             .values = typed,
                             .is_query = true,
                             .help_topic = "query",
                             .handlers = &handlers};
    if (make_view(asking, &spec, &view, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, scr->record);
        asking_free(asking);
        return false;
    }
    ui_push(desk->ui, view);
    return true;
}
