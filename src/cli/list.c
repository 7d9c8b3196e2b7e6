/* zwgk list: a queue or all records of a kind, as a table, CSV or JSON. */
#include "cli/command.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "exchange/csv_write.h"
#include "exchange/record_list.h"
#include "report/shown.h"
#include "report/words.h"
#include "store/columns.h"
#include "work/flow.h"

enum list_format { LIST_TABLE, LIST_CSV, LIST_JSON };

struct lister {
    struct cli *cli;
    const char *kind;
    char kind_codes
        [PROBLEM_FIELD_BYTES]; /* the code list of the field `kind`, "" when there is none */
    enum list_format format;
    struct buffer text;
    struct json json;
    int64_t count;
};

/* One column of a table or CSV; `cols` for the table, 0: the rest. */
struct shown_column {
    const char *heading;
    int cols;
    void (*append)(struct lister *lister, const struct list_row *row, struct buffer *out);
};

static void append_number(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "number"));
}

static void append_received(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "received_on"));
}

static void append_due(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "due_on"));
}

static void append_light(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    words_append_light(out, &row->light);
}

static void append_kind(struct lister *lister, const struct list_row *row, struct buffer *out) {
    const char *code = fields_text(&row->fields, "kind");
    if (lister->kind_codes[0] != '\0')
        shown_append_code(&lister->cli->office, lister->kind_codes, code, out);
    else
        buffer_append(out, code);
}

static void append_title(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "title"));
}

static void append_unit(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "unit_name"));
}

static void append_person(struct lister *lister, const struct list_row *row, struct buffer *out) {
    (void)lister;
    buffer_append(out, fields_text(&row->fields, "person_name"));
}

static void append_state(struct lister *lister, const struct list_row *row, struct buffer *out) {
    const char *state = fields_text(&row->fields, "state");
    buffer_append(out, language_text("state", flow_state_label(lister->kind, state)));
}

static const struct shown_column shown_columns[] = {
    {N_("编号"), 13, append_number}, {N_("收到日期"), 10, append_received},
    {N_("期限"), 10, append_due},    {N_("亮灯"), 7, append_light},
    {N_("类别"), 6, append_kind},    {N_("标题"), 30, append_title},
    {N_("单位"), 12, append_unit},   {N_("经办人"), 8, append_person},
    {N_("状态"), 0, append_state},
};
enum { SHOWN_COUNT = sizeof shown_columns / sizeof *shown_columns };

/* What stands in a table must not command the terminal. */
static void append_table_cell(struct buffer *out, const char *text, int cols) {
    struct buffer safe = BUFFER_INIT;
    text_append_safe(&safe, text, false);
    if (cols > 0) {
        text_append_padded(out, buffer_text(&safe), cols);
        buffer_append_char(out, ' ');
    } else {
        buffer_append(out, buffer_text(&safe));
        buffer_append_char(out, '\n');
    }
    out->failed = out->failed || safe.failed;
    buffer_release(&safe);
}

/* row NULL: the headings. */
static void append_line(struct lister *lister, const struct list_row *row) {
    struct csv_line line;
    csv_line_begin(&line, &lister->text, ',');
    for (size_t i = 0; i < SHOWN_COUNT; i++) {
        struct buffer cell = BUFFER_INIT;
        if (row == NULL)
            buffer_append(&cell, language_text("heading", shown_columns[i].heading));
        else
            shown_columns[i].append(lister, row, &cell);
        if (lister->format == LIST_TABLE)
            append_table_cell(&lister->text, buffer_text(&cell), shown_columns[i].cols);
        else
            csv_line_cell(&line, buffer_text(&cell));
        buffer_release(&cell);
    }
    if (lister->format == LIST_CSV)
        csv_line_end(&line);
}

static enum status take_row(void *context, const struct list_row *row, struct problem *problem) {
    struct lister *lister = context;
    if (lister->format == LIST_JSON) {
        buffer_append(&lister->text, lister->count > 0 ? "" : "\n");
        json_begin(&lister->json, NULL, '{');
        record_list_json(&lister->json, row);
        json_end(&lister->json, '}');
        buffer_append_char(&lister->text, '\n');
    } else {
        append_line(lister, row);
    }
    lister->count++;
    cli_write(lister->cli, &lister->text);
    if (lister->cli->output_failed)
        return problem_set(problem, STATUS_IO, "", N_("输出没有写完"));
    return STATUS_OK;
}

static void find_kind_codes(struct lister *lister) {
    struct scr_record *record = NULL;
    if (scr_record_load(&lister->cli->files, lister->kind, &record, NULL) == STATUS_OK) {
        const struct scr_field *field = scr_record_field(record, "kind");
        if (field != NULL)
            snprintf(lister->kind_codes, sizeof lister->kind_codes, "%s", field->choices);
    }
    scr_record_free(record);
}

static int list(struct lister *lister, const struct list_request *request) {
    struct problem problem = {0};
    find_kind_codes(lister);
    json_init(&lister->json, &lister->text);
    if (lister->format == LIST_JSON)
        json_begin(&lister->json, NULL, '[');
    else
        append_line(lister, NULL);
    enum status status = record_list(&lister->cli->office, request, take_row, lister, &problem);
    if (status == STATUS_OK && lister->format == LIST_JSON) {
        json_end(&lister->json, ']');
        buffer_append_char(&lister->text, '\n');
    }
    if (status == STATUS_OK)
        cli_write(lister->cli, &lister->text);
    buffer_release(&lister->text);
    if (lister->cli->output_failed)
        return EXIT_FAILED;
    return status == STATUS_OK ? EXIT_DONE : cli_fail(lister->cli, &problem, lister->kind);
}

/* "feedback-open" → feedback_open, "feedback" → feedback_all; the kind, NULL when there is none. */
static const char *find_view(const char *word, char *view, size_t size) {
    if (record_kind_find(word) != NULL) {
        snprintf(view, size, "%s_all", word);
    } else {
        snprintf(view, size, "%s", word);
        for (char *dash = view; (dash = strchr(dash, '-')) != NULL;)
            *dash = '_';
    }
    const char *kind = record_kind_of_view(view);
    return kind;
}

/* Only what the views have an index or a reason for. */
static const char *find_order(const char *word, const char *view) {
    static const char *const orders[] = {"received_on", "number", "title", "due_sort"};
    if (word == NULL)
        return strstr(view, "_all") != NULL ? "number" : "due_sort";
    if (strcmp(word, "due_on") == 0)
        return "due_sort";
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (strcmp(orders[i], word) == 0)
            return orders[i];
    }
    return NULL;
}

static bool find_format(const char *word, enum list_format *out) {
    static const char *const formats[] = {"table", "csv", "json"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i], word) == 0) {
            *out = (enum list_format)i;
            return true;
        }
    }
    return false;
}

int list_run(struct cli *cli, int count, char **words) {
    const char *order = NULL, *limit = NULL, *format = "table";
    struct lister lister = {.cli = cli};
    struct list_request request = {.limit = -1};
    char view[64];
    const struct option options[] = {
        {"--overdue", NULL, &request.only_overdue},
        {"--order", &order, NULL},
        {"--limit", &limit, NULL},
        {"--format", &format, NULL},
        {NULL, NULL, NULL},
    };
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明看哪个队列或哪一种记录"), NULL, NULL);
    lister.kind = find_view(words[0], view, sizeof view);
    if (lister.kind == NULL)
        return cli_usage(cli, N_("没有“{queue}”这个队列，也没有这一种记录"), "queue", words[0]);
    if (!find_format(format, &lister.format))
        return cli_usage(cli, N_("--format 应为 table、csv 或 json，不是“{format}”"), "format",
                         format);
    if (limit != NULL && !option_integer(cli, "--limit", limit, 0, INT_MAX, &request.limit))
        return EXIT_USAGE;
    request.view = view;
    request.kind = lister.kind;
    request.order = find_order(order, view);
    if (request.order == NULL)
        return cli_usage(cli,
                         N_("--order 应为 due_on、received_on、number 或 title，不是“{order}”"),
                         "order", order);
    int code = cli_enter(cli);
    return code == EXIT_DONE ? list(&lister, &request) : code;
}
