/* Which columns a list has on the command line and what stands in them. Reads screen files; queries nothing. */
#include "cli/list_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "report/words.h"
#include "work/flow.h"

enum { DATE_COLS = 10, REST_COLS = 30 };

struct usual_column {
    const char *name, *heading;
    int cols;
};
static const struct usual_column of_every_kind[] = {
    {"number", N_("编号"), 13},     {"received_on", N_("收到日期"), 10},
    {"due_on", N_("期限"), 10},     {"light", N_("亮灯"), 7},
    {"record_kind", N_("类别"), 6}, {"title", N_("标题"), 30},
    {"unit", N_("单位"), 12},       {"person", N_("经办人"), 8},
    {"state", N_("状态"), 0},       {NULL, NULL, 0},
};
static const struct usual_column of_a_kind[] = {
    {"number", N_("编号"), 13},  {"title", N_("标题"), 30}, {"unit", N_("单位"), 12},
    {"person", N_("经办人"), 8}, {"state", N_("状态"), 0},  {NULL, NULL, 0},
};

/* ---- which screen ------------------------------------------------------------------------------- */

/* "screens/feedback_open.scr" → feedback_open; false for record files. */
static bool screen_name(const char *path, char name[64]) {
    const char *base = path + strlen("screens/");
    size_t length = strlen(base);
    if (strchr(base, '/') != NULL || length < 5 || length > 60)
        return false;
    snprintf(name, 64, "%.*s", (int)(length - strlen(".scr")), base);
    return true;
}

static bool is_screen(const struct embedded_file *file) {
    return file->path != NULL && strncmp(file->path, "screens/", strlen("screens/")) == 0;
}

/* The first screen whose built-in file has a list and the line. */
static bool find_screen(const char *line, char name[64]) {
    for (const struct embedded_file *file = embedded_first("screens/");
         file != NULL && is_screen(file); file++)
        if (screen_name(file->path, name) && strstr(file->text, "\ncolumns = ") != NULL &&
            strstr(file->text, line) != NULL)
            return true;
    return false;
}

static bool find_screen_of(const char *view, const char *kind, char name[64]) {
    char line[96];
    if (kind[0] == '\0')
        return false;
    snprintf(line, sizeof line, "\nview = %.60s\n", view);
    if (find_screen(line, name))
        return true;
    snprintf(line, sizeof line, "\nrecord = %.60s\n", kind);
    return find_screen(line, name);
}

/* ---- which columns ------------------------------------------------------------------------------ */

static bool is_light(const char *name) {
    return strcmp(name, "light") == 0 || strcmp(name, "days_left") == 0;
}

static bool is_reference(const struct list_column *column) {
    return (column->field != NULL && column->field->type == FIELD_LOOKUP) ||
           strcmp(column->name, "unit") == 0 || strcmp(column->name, "person") == 0;
}

static void add(struct list_columns *columns, const char *name, const char *heading, int cols) {
    if (columns->count == LIST_COLUMNS_SHOWN)
        return;
    struct list_column *column = &columns->items[columns->count];
    snprintf(column->name, sizeof column->name, "%s", name);
    column->field = columns->scr != NULL ? scr_field_find(columns->scr, name) : NULL;
    if (is_light(name))
        snprintf(column->asked, sizeof column->asked, "due_on");
    else if (strcmp(name, "waited_days") == 0)
        snprintf(column->asked, sizeof column->asked, "received_on");
    else
        snprintf(column->asked, sizeof column->asked, is_reference(column) ? "%.50s_name" : "%.50s",
                 name);
    snprintf(column->heading, sizeof column->heading, "%s", heading);
    column->cols = cols;
    columns->asked[columns->count] = column->asked;
    columns->count++;
}

static void add_usual(struct list_columns *columns, const struct usual_column *usual) {
    for (; usual->name != NULL; usual++)
        add(columns, usual->name, language_text("heading", usual->heading), usual->cols);
}

/* Wide enough for its heading, and for a whole date. */
static int cols_of(const struct scr_column *column, const struct scr_field *field,
                   const char *heading) {
    bool is_date =
        strcmp(column->name, "due_on") == 0 || (field != NULL && field->type == FIELD_DATE);
    int cols = column->width > 0 ? column->width : REST_COLS;
    cols = is_date && cols < DATE_COLS ? DATE_COLS : cols;
    int wanted = text_width(heading);
    return cols < wanted ? wanted : cols;
}

static void add_of_screen(struct list_columns *columns) {
    bool has_state = false;
    const struct scr *scr = columns->scr;
    for (size_t i = 0; i < scr->column_count && columns->count + 1 < LIST_COLUMNS_SHOWN; i++) {
        const struct scr_column *column = &scr->columns[i];
        const struct scr_field *field = scr_field_find(scr, column->name);
        const char *heading = shown_heading(scr->record, field, column->name);
        heading = heading != NULL ? heading : column->name;
        has_state = has_state || strcmp(column->name, "state") == 0;
        add(columns, column->name, heading, cols_of(column, field, heading));
    }
    if (!has_state)
        add(columns, "state", language_text("heading", N_("状态")), 0);
    columns->items[columns->count - 1].cols = 0;
}

enum status list_columns_load(struct cli *cli, const char *view, const char *kind,
                              struct list_columns *out, struct problem *problem) {
    char name[64];
    *out = (struct list_columns){.cli = cli};
    if (!find_screen_of(view, kind, name)) {
        add_usual(out, kind[0] == '\0' ? of_every_kind : of_a_kind);
        return STATUS_OK;
    }
    enum status status = scr_load(&cli->files, name, &out->scr, problem);
    if (status == STATUS_OK)
        add_of_screen(out);
    return status;
}

void list_columns_release(struct list_columns *columns) {
    scr_free(columns->scr);
    scr_record_free(columns->row_kind);
    columns->scr = NULL;
    columns->row_kind = NULL;
}

/* ---- what stands in them ------------------------------------------------------------------------ */

/* 反馈件, 反馈箱 … */
static void append_record_kind(struct list_columns *columns, const char *kind, struct buffer *out) {
    char context[64];
    if (columns->row_kind == NULL || strcmp(columns->row_kind->kind, kind) != 0) {
        scr_record_free(columns->row_kind);
        columns->row_kind = NULL;
        if (scr_record_load(&columns->cli->files, kind, &columns->row_kind, NULL) != STATUS_OK)
            return;
    }
    snprintf(context, sizeof context, "record.%s", kind);
    buffer_append(out, language_text(context, columns->row_kind->label));
}

void list_columns_append(struct list_columns *columns, size_t index, const struct list_row *row,
                         struct buffer *out) {
    const struct list_column *column = &columns->items[index];
    const char *value = fields_text(&row->fields, column->asked);
    if (is_light(column->name))
        words_append_light(out, &row->light);
    else if (strcmp(column->name, "waited_days") == 0)
        buffer_append(out, fields_text(&row->fields, "waited_days"));
    else if (strcmp(column->name, "state") == 0)
        buffer_append(
            out, language_text("state",
                               flow_state_label(fields_text(&row->fields, "record_kind"), value)));
    else if (strcmp(column->name, "record_kind") == 0)
        append_record_kind(columns, value, out);
    else if (column->field != NULL && !is_reference(column))
        shown_append_value(&columns->cli->office, column->field, value, out);
    else
        buffer_append(out, value);
}
