/* zwgk list: a queue or all records of a kind, as a table, CSV or JSON. */
#include "cli/command.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "cli/list_columns.h"
#include "exchange/csv_write.h"
#include "exchange/record_list.h"
#include "report/record_query.h"
#include "report/shown.h"
#include "store/columns.h"
#include "work/urge.h"

enum list_format { LIST_TABLE, LIST_CSV, LIST_JSON };

struct lister {
    struct cli *cli;
    const char *kind;
    enum list_format format;
    struct buffer text;
    struct json json;
    struct list_columns columns; /* of a table or CSV */
    int64_t count;
    struct record_query query; /* of --where */
};

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
    for (size_t i = 0; i < lister->columns.count; i++) {
        struct buffer cell = BUFFER_INIT;
        if (row == NULL)
            buffer_append(&cell, lister->columns.items[i].heading);
        else
            list_columns_append(&lister->columns, i, row, &cell);
        if (lister->format == LIST_TABLE)
            append_table_cell(&lister->text, buffer_text(&cell), lister->columns.items[i].cols);
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

/* ---- --where ------------------------------------------------------------------------------------ */

enum { WHERES_MOST = 24 };

struct wheres {
    char *words[WHERES_MOST]; /* FIELD=CONDITION */
    int count;
    bool is_wrong; /* one without its condition, or too many */
};

/* Takes every --where out of the words; returns how many words are left. */
static int take_wheres(struct wheres *wheres, int count, char **words) {
    int left = 0;
    bool have_ended = false;
    for (int i = 0; i < count; i++) {
        bool is_joined = strncmp(words[i], "--where=", strlen("--where=")) == 0;
        bool is_where = !have_ended && (is_joined || strcmp(words[i], "--where") == 0);
        have_ended = have_ended || strcmp(words[i], "--") == 0;
        if (!is_where) {
            words[left++] = words[i];
        } else if (wheres->count == WHERES_MOST || (!is_joined && i + 1 == count)) {
            wheres->is_wrong = true;
        } else {
            char *word = is_joined ? words[i] + strlen("--where=") : words[++i];
            wheres->words[wheres->count++] = word;
        }
    }
    return left;
}

/* A field by its identifier or its label; the number, which no form has, too. */
static const struct scr_field *find_field(const struct scr_record *record, const char *name,
                                          struct scr_field *number) {
    if (strcmp(name, number->name) == 0 || strcmp(name, number->label) == 0)
        return number;
    for (size_t i = 0; i < record->field_count; i++)
        if (strcmp(record->fields[i].name, name) == 0 || strcmp(record->fields[i].label, name) == 0)
            return &record->fields[i];
    return NULL;
}

/* Bytes up to the first sign behind the field's name. */
static size_t name_length(const char *word) {
    static const char *const signs[] = {"＝", "＜", "＞", "！", "≥", "≤", "≠"};
    size_t length = strcspn(word, "=<>!");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *found = strstr(word, signs[i]);
        if (found != NULL && (size_t)(found - word) < length)
            length = (size_t)(found - word);
    }
    return length;
}

static int add_condition(struct lister *lister, const struct scr_field *field, const char *label,
                         const char *typed) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    enum status status =
        record_query_add(&lister->query, &lister->cli->office, field, label, typed, &problem);
    if (status == STATUS_OK)
        return EXIT_DONE;
    buffer_append_format(&text, "%s%s", label, _("："));
    cli_append_problem(lister->cli, &text, &problem, lister->kind);
    cli_say(lister->cli, buffer_text(&text));
    buffer_release(&text);
    return status == STATUS_INVALID ? EXIT_USAGE : cli_exit_code(status);
}

/* FIELD=CONDITION; any other sign behind the field belongs to the condition: received_on>=2026-10-01. */
static int read_where(struct lister *lister, const struct scr_record *record, const char *word) {
    char number_name[] = "number", number_label[] = "编号", name[96];
    struct scr_field number = {.name = number_name, .label = number_label, .type = FIELD_CODE};
    size_t length = name_length(word), wide = strlen("＝");
    snprintf(name, sizeof name, "%.*s", (int)length, word);
    const struct scr_field *field = find_field(record, name, &number);
    if (field == NULL)
        return cli_usage(lister->cli, N_("没有“{field}”这一项"), "field", name);
    const char *typed = word + length;
    if (*typed == '=')
        typed++;
    else if (strncmp(typed, "＝", wide) == 0)
        typed += wide;
    if (*typed == '\0')
        return cli_usage(lister->cli, N_("--where 写成 栏目=条件，如 title=*路灯*"), NULL, NULL);
    const char *label = field == &number ? _("编号") : shown_label(record->kind, field);
    return add_condition(lister, field, label, typed);
}

static int read_wheres(struct lister *lister, const struct wheres *wheres) {
    struct scr_record *record = NULL;
    struct problem problem = {0};
    int code = EXIT_DONE;
    if (wheres->count == 0)
        return code;
    if (lister->kind[0] == '\0')
        return cli_usage(lister->cli, N_("这个队列里各种记录都有，不能用 --where"), NULL, NULL);
    if (scr_record_load(&lister->cli->files, lister->kind, &record, &problem) != STATUS_OK)
        return cli_fail(lister->cli, &problem, "");
    for (int i = 0; i < wheres->count && code == EXIT_DONE; i++)
        code = read_where(lister, record, wheres->words[i]);
    scr_record_free(record);
    return code;
}

static int list(struct lister *lister, struct list_request *request) {
    struct problem problem = {0};
    if (lister->format != LIST_JSON) {
        if (list_columns_load(lister->cli, request->view, lister->kind, &lister->columns,
                              &problem) != STATUS_OK)
            return cli_fail(lister->cli, &problem, lister->kind);
        request->columns = lister->columns.asked;
        request->column_count = lister->columns.count;
    }
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
    list_columns_release(&lister->columns);
    if (lister->cli->output_failed)
        return EXIT_FAILED;
    return status == STATUS_OK ? EXIT_DONE : cli_fail(lister->cli, &problem, lister->kind);
}

/* Queues whose name does not begin with their kind. */
static const struct queue_alias {
    const char *word, *view, *kind;
} aliases[] = {
    {"gaps", "duty_open", "duty"},
    {"posted", "posting_up", "posting"},
    {"review-pending", "review_pending", "disclosure"},
    {"approve-pending", "approve_pending", "disclosure"},
    {"publish-pending", "publish_pending", "disclosure"},
};

static const struct queue_alias *find_alias(const char *word) {
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(aliases[i].word, word) == 0)
            return &aliases[i];
    }
    return NULL;
}

/* "feedback-open" → feedback_open, "feedback" → feedback_all; the kind, "" for every kind, NULL when there is
 * none. */
static const char *find_view(const char *word, char *view, size_t size) {
    if (strcmp(word, "overdue") == 0 || strcmp(word, "overdue-paused") == 0) {
        snprintf(view, size, strcmp(word, "overdue") == 0 ? "overdue_all" : "overdue_paused");
        return "";
    }
    const struct queue_alias *alias = find_alias(word);
    if (alias != NULL) {
        snprintf(view, size, "%s", alias->view);
        return alias->kind;
    }
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

/* Lists of people and units have keys by which names are ordered. */
static bool has_names(const char *view) {
    static const char *const views[] = {"person_", "unit_", "member_"};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (strncmp(view, views[i], strlen(views[i])) == 0)
            return true;
    return false;
}

/* Only what the views have an index or a reason for. */
static const char *find_order(const char *word, const char *view) {
    static const struct {
        const char *word, *column;
        bool is_of_names;
    } orders[] = {
        {"received_on", "received_on", false}, {"date", "received_on", false},
        {"number", "number", false},           {"title", "title", false},
        {"due_sort", "due_sort", false},       {"due_on", "due_sort", false},
        {"pinyin", "pinyin_sort", true},       {"strokes", "stroke_sort", true},
    };
    if (word == NULL)
        return strstr(view, "_all") != NULL && strcmp(view, "overdue_all") != 0 ? "number"
                                                                                : "due_sort";
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (strcmp(orders[i].word, word) == 0 && (!orders[i].is_of_names || has_names(view)))
            return orders[i].column;
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

static int list_where(struct lister *lister, struct list_request *request,
                      const struct wheres *wheres) {
    int code = read_wheres(lister, wheres);
    if (code != EXIT_DONE)
        return code;
    request->criteria = lister->query.criteria;
    request->criterion_count = lister->query.query.count;
    if (lister->query.query.finds_nothing)
        request->limit = 0;
    return list(lister, request);
}

int list_run(struct cli *cli, int count, char **words) {
    const char *order = NULL, *limit = NULL, *format = "table";
    struct lister lister = {.cli = cli};
    struct list_request request = {.limit = -1};
    struct wheres wheres = {.count = 0};
    char view[64];
    const struct option options[] = {
        {"--overdue", NULL, &request.only_overdue},
        {"--order", &order, NULL},
        {"--limit", &limit, NULL},
        {"--format", &format, NULL},
        {NULL, NULL, NULL},
    };
    count = take_wheres(&wheres, count, words);
    if (wheres.is_wrong)
        return cli_usage(cli, N_("--where 写成 栏目=条件，如 title=*路灯*"), NULL, NULL);
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明看哪个队列或哪一种记录"), NULL, NULL);
    lister.kind = find_view(words[0], view, sizeof view);
    if (lister.kind == NULL)
        return cli_usage(cli, N_("没有“{queue}”这个队列，也没有这一种记录"), "queue", words[0]);
    if (lister.kind[0] == '\0' && wheres.count > 0)
        return cli_usage(cli, N_("--where 只能用在一种记录的队列上，不能用在“{queue}”上"), "queue",
                         words[0]);
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
                         has_names(view)
                             ? N_("--order 应为 pinyin、strokes、number、date、due_on 或 "
                                  "title，不是“{order}”")
                             : N_("--order 应为 due_on、date、number 或 "
                                  "title，不是“{order}”；只有人员、单位和小组成员能按 "
                                  "pinyin、strokes 排"),
                         "order", order);
    int code = cli_enter(cli);
    struct problem problem = {0};
    char near_until[DATE_BYTES];
    if (code == EXIT_DONE && strcmp(view, "overdue_all") == 0) {
        request.due_until = near_until;
        if (urge_near_until(&cli->office, near_until, &problem) != STATUS_OK)
            code = cli_fail(cli, &problem, "");
    }
    if (code == EXIT_DONE)
        code = list_where(&lister, &request, &wheres);
    record_query_release(&lister.query);
    return code;
}
