/* Reads and writes out whole records. Reads only through the user's visibility. */
#include "exchange/record_whole.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "store/columns.h"
#include "work/deliberation.h"
#include "work/opinion.h"
#include "work/related.h"

/* The record itself is worth having without what a damaged file lost of it. */
static enum status or_without(struct record_whole *out, enum status status) {
    out->is_partial = out->is_partial || status == STATUS_CORRUPT;
    return status == STATUS_CORRUPT ? STATUS_OK : status;
}

/* The five elements stand in an object of their own, without the beginning of their columns' names. */
#define ELEMENT "element_"
static const char *const elements[] = {COL_ELEMENT_BASIS, COL_ELEMENT_SUBJECT, COL_ELEMENT_PROCESS,
                                       COL_ELEMENT_DISCIPLINE, COL_ELEMENT_RESULT};

enum status record_whole_read(struct office *office, int64_t id, bool with_sealed,
                              struct record_whole *out, struct problem *problem) {
    struct store *store = office->store;
    const struct visible *visible = &office->visible;
    enum status status = store_read(store, visible, id, &out->record, problem);
    if (status == STATUS_OK)
        status = office_light(office, &out->record.fields, &out->light, problem);
    if (status == STATUS_OK && with_sealed &&
        fields_integer(&out->record.fields, "sealed", 0) != 0) {
        struct fields sealed = FIELDS_INIT;
        status = store_sealed(store, visible, id, &sealed, problem);
        if (status == STATUS_OK)
            fields_merge(&out->record.fields, &sealed);
        else if (status == STATUS_NOT_FOUND)
            status = STATUS_OK;
        fields_release(&sealed);
    }
    if (status == STATUS_OK)
        status = or_without(out, store_steps(store, visible, id, &out->steps, problem));
    if (status == STATUS_OK)
        status = or_without(out, store_versions(store, visible, id, &out->versions, problem));
    if (status == STATUS_OK)
        status = or_without(out, store_urges(store, visible, id, &out->urges, problem));
    return status;
}

void record_whole_hide(struct office *office, enum personal_where where, struct record_whole *whole,
                       struct personal *out) {
    personal_hide(office, where, &whole->record, out);
    personal_learn_versions(office, &whole->versions, out);
}

void record_whole_release(struct record_whole *whole) {
    record_release(&whole->record);
    steps_release(&whole->steps);
    versions_release(&whole->versions);
    urges_release(&whole->urges);
    *whole = (struct record_whole){0};
}

static void write_reference(struct office *office, struct json *json, const char *key, int64_t id) {
    char *title = id != 0 ? store_title(office->store, id) : NULL;
    json_text_or_null(json, key, title);
    free(title);
}

static void write_lines_cell(struct json *json, const struct lines *lines, size_t row,
                             enum lines_column column) {
    const char *key = lines_column_name(column);
    const char *cell = lines_cell(lines, row, column);
    if (lines_column_is_money(column) && cell[0] != '\0')
        json_integer(json, key, strtoll(cell, NULL, 10));
    else
        json_text_or_null(json, key, cell);
}

/* Detail lines: an object each, money in fen, a quantity as text because it has decimals. */
static void write_lines(struct json *json, const char *key, const char *stored) {
    struct lines lines = {0};
    json_begin(json, key, '[');
    json->out->failed = !lines_read(&lines, stored) || json->out->failed;
    for (size_t row = 0; row < lines.count; row++) {
        json_begin(json, NULL, '{');
        for (int column = 0; column < LINES_COLUMNS; column++)
            write_lines_cell(json, &lines, row, (enum lines_column)column);
        json_end(json, '}');
    }
    json_end(json, ']');
    lines_release(&lines);
}

/* Of these many may have one title: their number tells which. */
static bool is_told_by_number(const char *name) {
    static const char *const names[] = {"disclosure",   "duty",       "corrects", "corrected_by",
                                        "discussion",   "inspection", "finding",  "about",
                                        "consultation", "same_as",    "feedback", "notice",
                                        "summary",      "found"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static void write_number(struct office *office, struct json *json, const char *key, int64_t id) {
    struct record record = {0};
    bool is_seen = store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK;
    json_text_or_null(json, key, is_seen ? fields_text(&record.fields, "number") : NULL);
    record_release(&record);
}

static void write_column(struct office *office, const struct fields *fields, struct json *json,
                         const struct column *column) {
    if (strcmp(column->name, COL_LINES) == 0)
        write_lines(json, column->name, fields_text(fields, column->name));
    else if (!fields_has(fields, column->name))
        json_null(json, column->name);
    else if (column->type == COLUMN_REFERENCE && is_told_by_number(column->name))
        write_number(office, json, column->name, fields_integer(fields, column->name, 0));
    else if (column->type == COLUMN_REFERENCE)
        write_reference(office, json, column->name, fields_integer(fields, column->name, 0));
    else if (column->type == COLUMN_INTEGER)
        json_integer(json, column->name, fields_integer(fields, column->name, 0));
    else
        json_text(json, column->name, fields_text(fields, column->name));
}

/* Columns of the spine that are written at the head, and those that say nothing outside the database. */
static bool is_at_the_head(const char *name) {
    static const char *const names[] = {
        "number", "record_kind", "received_on", "kind", "title",    "unit",     "person",
        "due_on", "state",       "id",          "open", "due_sort", "sameness", "ver",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

/* Of what is published, the day by which it had to be; while its notice lasts, the day that ends. */
static const char *due_on(const struct fields *fields) {
    bool is_published = strcmp(fields_text(fields, "record_kind"), "disclosure") == 0 &&
                        fields_has(fields, "published_on") &&
                        strcmp(fields_text(fields, "state"), "on_notice") != 0;
    return fields_text(fields, is_published ? "publish_due_on" : "due_on");
}

static bool is_element(const char *name) {
    return strncmp(name, ELEMENT, strlen(ELEMENT)) == 0;
}

static void write_head(struct office *office, const struct record_whole *whole, struct json *json) {
    const struct fields *fields = &whole->record.fields;
    json_text(json, "number", fields_text(fields, "number"));
    json_text(json, "record_kind", fields_text(fields, "record_kind"));
    json_text_or_null(json, "received_on", fields_text(fields, "received_on"));
    json_text_or_null(json, "kind", fields_text(fields, "kind"));
    json_text(json, "title", fields_text(fields, "title"));
    write_reference(office, json, "unit", fields_integer(fields, "unit", 0));
    write_reference(office, json, "person", fields_integer(fields, "person", 0));
    json_text_or_null(json, "due_on", due_on(fields));
    json_text_or_null(json, "light", light_name(whole->light.light));
    if (whole->light.has_days_left)
        json_integer(json, "days_left", whole->light.days_left);
    else
        json_null(json, "days_left");
    json_text(json, "state", fields_text(fields, "state"));
    json_integer(json, "ver", whole->record.ver);
}

static void write_columns(struct office *office, const struct record_whole *whole,
                          struct json *json) {
    const struct fields *fields = &whole->record.fields;
    const char *kind = fields_text(fields, "record_kind");
    const char *const tables[] = {kind, "record"};
    for (size_t table = 0; table < 2; table++) {
        for (const struct column *column = column_first(tables[table]); column != NULL;
             column = column_next(column)) {
            bool is_key = column->type == COLUMN_TEXT && strcmp(column->name, "same_as") == 0;
            if (!is_key && !is_at_the_head(column->name) && !is_element(column->name))
                write_column(office, fields, json, column);
        }
    }
}

static void write_elements(const struct fields *fields, struct json *json) {
    json_begin(json, "elements", '{');
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        json_text_or_null(json, elements[i] + strlen(ELEMENT), fields_text(fields, elements[i]));
    }
    json_end(json, '}');
}

/* Those the user may see, in the order they were found. */
static void write_findings(struct office *office, int64_t id, struct json *json) {
    static const char *const columns[] = {"number", "kind", "state", "title"};
    struct about_ids ids = {.count = 0};
    json_begin(json, "findings", '[');
    if (store_about(office->store, "finding", id, &ids, NULL) != STATUS_OK)
        json->out->failed = true;
    for (size_t i = ids.count; i > 0; i--) {
        struct record finding = {0};
        if (store_read(office->store, &office->visible, ids.items[i - 1], &finding, NULL) ==
            STATUS_OK) {
            json_begin(json, NULL, '{');
            for (size_t column = 0; column < sizeof columns / sizeof *columns; column++)
                json_text(json, columns[column], fields_text(&finding.fields, columns[column]));
            json_end(json, '}');
        }
        record_release(&finding);
    }
    json_end(json, ']');
}

/* What a disclosure has beside its columns. */
static void write_disclosure(struct office *office, const struct record_whole *whole,
                             struct json *json) {
    if (strcmp(fields_text(&whole->record.fields, "record_kind"), "disclosure") == 0) {
        write_elements(&whole->record.fields, json);
        write_findings(office, whole->record.id, json);
    }
}

static void write_steps(const struct office *office, const struct steps *steps, struct json *json) {
    json_begin(json, "steps", '[');
    for (size_t i = 0; i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        char at[20];
        json_begin(json, NULL, '{');
        json_text(json, "at", clock_format(&office->clock, step->at, at));
        json_text_or_null(json, "person", step->person);
        json_text(json, "command", step->command);
        json_text_or_null(json, "from", step->from_state);
        json_text(json, "to", step->to_state);
        json_text(json, "note", step->note);
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_versions(const struct office *office, const struct versions *versions,
                           struct json *json) {
    json_begin(json, "versions", '[');
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        char at[20];
        json_begin(json, NULL, '{');
        json_integer(json, "ver", version->ver);
        json_text(json, "at", clock_format(&office->clock, version->at, at));
        json_text_or_null(json, "person", version->person);
        json_raw(json, "data", version->data);
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_urges(const struct office *office, const struct urges *urges, struct json *json) {
    json_begin(json, "urges", '[');
    for (size_t i = 0; i < urges->count; i++) {
        const struct urge *urge = &urges->items[i];
        char at[20];
        json_begin(json, NULL, '{');
        json_integer(json, "serial", urge->serial);
        json_text(json, "at", clock_format(&office->clock, urge->at, at));
        json_text_or_null(json, "person", urge->person);
        json_text_or_null(json, "to_unit", urge->to_unit);
        json_text_or_null(json, "to_person", urge->to_person);
        json_text(json, "note", urge->note);
        json_text_or_null(json, "answer", urge->answer);
        if (urge->answered_at != 0)
            json_text(json, "answered_at", clock_format(&office->clock, urge->answered_at, at));
        else
            json_null(json, "answered_at");
        json_end(json, '}');
    }
    json_end(json, ']');
}

static void write_related_row(void *context, const struct fields *row) {
    struct json *json = context;
    json_begin(json, NULL, '{');
    for (size_t i = 0; i < row->count; i++) {
        json_text_or_null(json, row->items[i].name, row->items[i].text);
    }
    json_end(json, '}');
}

/* "members" of a team, "tasks" and "feedback" of a meeting, "findings" of an inspection. */
static void write_related(struct office *office, const struct record_whole *whole,
                          struct json *json) {
    const char *kind = fields_text(&whole->record.fields, "record_kind");
    const char *name = NULL;
    for (size_t i = 0; (name = related_name(kind, i)) != NULL; i++) {
        json_begin(json, name, '[');
        if (related_each(office, kind, name, whole->record.id, write_related_row, json, NULL) !=
            STATUS_OK) {
            json->out->failed = true;
        }
        json_end(json, ']');
    }
}

/* The share of the satisfied where a meeting voted: 87.5 or null. */
static void write_meeting(const struct record_whole *whole, struct json *json) {
    const struct fields *fields = &whole->record.fields;
    char percent[24];
    int tenths = deliberation_tenths(fields);
    if (strcmp(fields_text(fields, "record_kind"), "meeting") != 0)
        return;
    snprintf(percent, sizeof percent, "%d.%d", tenths / 10, tenths % 10);
    if (tenths >= 0)
        json_raw(json, "satisfied_percent", percent);
    else
        json_null(json, "satisfied_percent");
}

static void write_opinion(struct office *office, const struct record_whole *whole,
                          struct json *json) {
    const struct fields *fields = &whole->record.fields;
    int days = opinion_waited_days(office, fields);
    if (strcmp(fields_text(fields, "record_kind"), "opinion") != 0)
        return;
    if (days >= 0)
        json_integer(json, "waited_days", days);
    else
        json_null(json, "waited_days");
}

void record_whole_json(struct office *office, const struct record_whole *whole, struct json *json,
                       const char *key) {
    json_begin(json, key, '{');
    write_head(office, whole, json);
    write_columns(office, whole, json);
    write_disclosure(office, whole, json);
    write_opinion(office, whole, json);
    write_meeting(whole, json);
    write_related(office, whole, json);
    write_steps(office, &whole->steps, json);
    write_versions(office, &whole->versions, json);
    write_urges(office, &whole->urges, json);
    json_end(json, '}');
}
