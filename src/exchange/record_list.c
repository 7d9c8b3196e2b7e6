/* Walks a view by keyset. Reads only through the user's visibility. */
#include "exchange/record_list.h"

#include <string.h>

#include "store/columns.h"
#include "work/opinion.h"
#include "work/personal.h"

/* Without those that a kind may not have. */
static const char *const columns[] = {
    "number",     "record_kind", "state",       "open",   "title",
    "unit_name",  "person_name", "received_on", "due_on", "paused_on",
    "limit_rule", "statutory",   "kind",
};
/* Of every kind together. */
static const char *const common_columns[] = {
    "number",     "record_kind", "state",       "open",   "title",
    "unit_name",  "person_name", "received_on", "due_on", "paused_on",
    "limit_rule", "statutory",   "urges",
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

const char *record_kind_of_view(const char *view) {
    const char *best = NULL;
    for (const struct record_kind *kind = record_kinds; kind->kind != NULL; kind++) {
        size_t length = strlen(kind->kind);
        if (strncmp(view, kind->kind, length) == 0 && view[length] == '_' &&
            (best == NULL || length > strlen(best)))
            best = kind->kind;
    }
    return best;
}

/* Of opinions. */
static const char *const opinion_columns[] = {"consultation_number", "way", "body", "decision",
                                              "reason"};
enum { OPINION_COLUMN_COUNT = sizeof opinion_columns / sizeof *opinion_columns };

static void add_waited(struct office *office, struct fields *fields) {
    int days = opinion_waited_days(office, fields);
    if (strcmp(fields_text(fields, "record_kind"), "opinion") == 0 && days >= 0)
        fields_set_integer(fields, "waited_days", days);
}

static void set_masked(struct fields *fields, const char *kind, const char *name,
                       const char *text) {
    struct buffer cell = BUFFER_INIT;
    personal_append_cell(&cell, "", kind, name, text);
    fields_set_buffer(fields, name, &cell);
    buffer_release(&cell);
}

static enum status give_row(struct office *office, const char *kind, const char *const *names,
                            const struct page *page, size_t index,
                            enum status (*row)(void *context, const struct list_row *row,
                                               struct problem *problem),
                            void *context, struct problem *problem) {
    struct list_row given = {.id = page->ids[index]};
    for (size_t i = 0; i < page->column_count; i++)
        set_masked(&given.fields, kind, names[i], page_cell(page, index, i));
    add_waited(office, &given.fields);
    enum status status =
        given.fields.failed
            ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"))
            : office_light(office, &given.fields, &given.light, problem);
    if (status == STATUS_OK)
        status = row(context, &given, problem);
    fields_release(&given.fields);
    return status;
}

static size_t make_conditions(const struct list_request *request, const char *today,
                              struct condition conditions[4]) {
    size_t count = 0;
    if (request->only_overdue) {
        conditions[count++] = (struct condition){"due_sort", IS_LESS, today};
        conditions[count++] = (struct condition){"open", IS_EQUAL, "1"};
    }
    if (request->only_unsealed)
        conditions[count++] = (struct condition){"sealed", IS_EQUAL, "0"};
    if (request->due_until != NULL)
        conditions[count++] = (struct condition){"due_sort", IS_AT_MOST, request->due_until};
    return count;
}

static bool has_name(const char *const *names, size_t count, const char *name) {
    bool has = false;
    for (size_t i = 0; i < count; i++)
        has = has || strcmp(names[i], name) == 0;
    return has;
}

/* The usual columns, and what else is wanted. */
static size_t make_columns(const struct list_request *request,
                           const char *names[PAGE_COLUMNS_MOST]) {
    bool is_common = request->kind[0] == '\0';
    bool has_kind = is_common || column_find(request->kind, "kind") != NULL;
    size_t count = has_kind ? COLUMN_COUNT : COLUMN_COUNT - 1;
    memcpy(names, is_common ? common_columns : columns, count * sizeof *names);
    if (strcmp(request->kind, "opinion") == 0) {
        memcpy(names + count, opinion_columns, sizeof opinion_columns);
        count += OPINION_COLUMN_COUNT;
    }
    for (size_t i = 0; i < request->column_count && count < PAGE_COLUMNS_MOST; i++)
        if (!has_name(names, count, request->columns[i]))
            names[count++] = request->columns[i];
    return count;
}

enum status record_list(struct office *office, const struct list_request *request,
                        enum status (*row)(void *context, const struct list_row *row,
                                           struct problem *problem),
                        void *context, struct problem *problem) {
    char today[DATE_BYTES];
    struct condition conditions[4];
    const char *names[PAGE_COLUMNS_MOST];
    const struct page_request pages = {
        .view = request->view,
        .column_count = make_columns(request, names),
        .columns = names,
        .order = request->order,
        .conditions = conditions,
        .condition_count =
            make_conditions(request, date_to_iso(office_today(office), today), conditions),
        .criteria = request->criteria,
        .criterion_count = request->criterion_count,
    };
    struct page page = {0};
    struct page_start start = {0};
    struct buffer key = BUFFER_INIT;
    enum status status = STATUS_OK;
    int64_t left = request->limit;
    while (status == STATUS_OK && left != 0) {
        int wanted = left < 0 || left > PAGE_ROWS_MOST ? PAGE_ROWS_MOST : (int)left;
        status =
            store_page(office->store, &office->visible, &pages, &start, wanted, &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            status =
                give_row(office, request->kind, pages.columns, &page, i, row, context, problem);
        bool is_cut = store_is_damaged(office->store) && page.count > 0;
        if (status != STATUS_OK || (page.count < (size_t)wanted && !is_cut))
            break;
        left -= left > 0 ? (int64_t)page.count : 0;
        buffer_clear(&key);
        buffer_append(&key, page_key(&page, page.count - 1));
        start = (struct page_start){.key = buffer_text(&key), .id = page.ids[page.count - 1]};
        if (key.failed)
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    page_release(&page);
    buffer_release(&key);
    return status;
}

static void write_opinion(struct json *json, const struct fields *fields) {
    json_text(json, "consultation", fields_text(fields, "consultation_number"));
    for (size_t i = 1; i < OPINION_COLUMN_COUNT; i++)
        json_text_or_null(json, opinion_columns[i], fields_text(fields, opinion_columns[i]));
    if (fields_has(fields, "waited_days"))
        json_integer(json, "waited_days", fields_integer(fields, "waited_days", 0));
    else
        json_null(json, "waited_days");
}

void record_list_json(struct json *json, const struct list_row *row) {
    const struct fields *fields = &row->fields;
    json_text(json, "number", fields_text(fields, "number"));
    json_text(json, "record_kind", fields_text(fields, "record_kind"));
    json_text_or_null(json, "received_on", fields_text(fields, "received_on"));
    json_text_or_null(json, "kind", fields_text(fields, "kind"));
    json_text(json, "title", fields_text(fields, "title"));
    json_text_or_null(json, "unit", fields_text(fields, "unit_name"));
    json_text_or_null(json, "person", fields_text(fields, "person_name"));
    json_text_or_null(json, "due_on", fields_text(fields, "due_on"));
    json_text_or_null(json, "light", light_name(row->light.light));
    if (row->light.has_days_left)
        json_integer(json, "days_left", row->light.days_left);
    else
        json_null(json, "days_left");
    json_text(json, "state", fields_text(fields, "state"));
    if (strcmp(fields_text(fields, "record_kind"), "opinion") == 0)
        write_opinion(json, fields);
    if (fields_has(fields, "urges")) {
        json_integer(json, "statutory", fields_integer(fields, "statutory", 0));
        json_integer(json, "urges", fields_integer(fields, "urges", 0));
    }
}
