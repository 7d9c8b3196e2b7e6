/* zwgk search: records whose text has all the words, as a table, CSV or JSON. Shows what the user may see and nothing
 * else. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "exchange/csv_write.h"
#include "exchange/json_write.h"
#include "form/scr.h"
#include "report/kind_labels.h"
#include "report/shown.h"
#include "work/flow.h"
#include "work/search.h"

enum search_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMATS };
enum { CELLS = 6, LIMIT_USUAL = 50, LIMIT_MOST = 100000 };

struct searcher {
    struct cli *cli;
    enum search_format format;
    int64_t limit, shown;
    struct scr_record *record; /* the kind of the hit shown last */
    struct kind_labels kinds;
    struct buffer text;
    struct json json;
};

static const struct {
    const char *heading;
    int cols;
} columns[CELLS] = {
    {N_("编号"), 13}, {N_("收到日期"), 10}, {N_("种类"), 10},
    {N_("状态"), 10}, {N_("标题"), 30},     {N_("找到的地方"), 0},
};

static const struct scr_record *record_of(struct searcher *searcher, const char *kind) {
    if (searcher->record != NULL && strcmp(searcher->record->kind, kind) == 0)
        return searcher->record;
    scr_record_free(searcher->record);
    searcher->record = NULL;
    if (scr_record_load(&searcher->cli->files, kind, &searcher->record, NULL) != STATUS_OK)
        searcher->record = NULL;
    return searcher->record;
}

/* "内容：…路灯…" where it isn't the title that has it. */
static void append_place(struct searcher *searcher, const struct search_hit *hit,
                         struct buffer *out) {
    const struct scr_record *record = record_of(searcher, hit->kind);
    if (strcmp(hit->field, "title") == 0 || strcmp(hit->field, "number") == 0)
        return;
    for (size_t i = 0; record != NULL && i < record->field_count; i++)
        if (strcmp(record->fields[i].name, hit->field) == 0)
            buffer_append_format(out, "%s%s", shown_label(record->kind, &record->fields[i]),
                                 _("："));
    buffer_append(out, hit->snippet);
}

static void append_cells(struct searcher *searcher, const char *const cells[CELLS]) {
    struct csv_line line;
    csv_line_begin(&line, &searcher->text, ',');
    for (size_t i = 0; i < CELLS; i++) {
        struct buffer safe = BUFFER_INIT;
        if (searcher->format == FORMAT_CSV) {
            csv_line_cell(&line, cells[i]);
            continue;
        }
        text_append_safe(&safe, cells[i], false);
        if (columns[i].cols > 0)
            text_append_padded(&searcher->text, buffer_text(&safe), columns[i].cols);
        else
            buffer_append(&searcher->text, buffer_text(&safe));
        buffer_append_char(&searcher->text, columns[i].cols > 0 ? ' ' : '\n');
        searcher->text.failed = searcher->text.failed || safe.failed;
        buffer_release(&safe);
    }
    if (searcher->format == FORMAT_CSV)
        csv_line_end(&line);
}

static void append_headings(struct searcher *searcher) {
    const char *cells[CELLS];
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = language_text("heading", columns[i].heading);
    append_cells(searcher, cells);
}

static void append_hit(struct searcher *searcher, const struct search_hit *hit) {
    struct buffer place = BUFFER_INIT;
    const char *state = language_text("state", flow_state_label(hit->kind, hit->state));
    append_place(searcher, hit, &place);
    append_cells(searcher, (const char *const[CELLS]){hit->number, hit->received_on,
                                                      kind_labels_of(&searcher->kinds, hit->kind),
                                                      state, hit->title, buffer_text(&place)});
    buffer_release(&place);
}

static void append_json(struct searcher *searcher, const struct search_hit *hit) {
    struct json *json = &searcher->json;
    buffer_append(&searcher->text, searcher->shown > 0 ? "" : "\n");
    json_begin(json, NULL, '{');
    json_text(json, "number", hit->number);
    json_text(json, "record_kind", hit->kind);
    json_text(json, "state", hit->state);
    json_text(json, "received_on", hit->received_on);
    json_text(json, "title", hit->title);
    json_text(json, "field", hit->field);
    json_text(json, "snippet", hit->snippet);
    json_begin(json, "found", '[');
    for (size_t i = 0; i < hit->mark_count; i++) {
        char found[400];
        snprintf(found, sizeof found, "%.*s", (int)hit->marks[i].length,
                 hit->snippet + hit->marks[i].start);
        json_text(json, NULL, found);
    }
    json_end(json, ']');
    json_end(json, '}');
    buffer_append_char(&searcher->text, '\n');
}

/* What was found since the last time. */
static enum status show_hits(struct searcher *searcher, const struct search *search,
                             struct problem *problem) {
    for (size_t i = (size_t)searcher->shown;
         i < search_count(search) && searcher->shown < searcher->limit; i++) {
        if (searcher->format == FORMAT_JSON)
            append_json(searcher, search_hit(search, i));
        else
            append_hit(searcher, search_hit(search, i));
        searcher->shown++;
    }
    cli_write(searcher->cli, &searcher->text);
    return searcher->cli->output_failed ? problem_set(problem, STATUS_IO, "", N_("输出没有写完"))
                                        : STATUS_OK;
}

static enum status show_all(struct searcher *searcher, struct search *search,
                            struct problem *problem) {
    enum { STEP_MS = 50 };
    enum status status = STATUS_OK;
    while (status == STATUS_OK && searcher->shown < searcher->limit && !search_is_done(search)) {
        if (search_is_full(search))
            search_more(search);
        status = search_step(search, STEP_MS, problem);
        if (status == STATUS_OK)
            status = show_hits(searcher, search, problem);
    }
    return status;
}

static void say_walk(struct searcher *searcher, const struct search *search) {
    if (search_walks(search))
        cli_say(searcher->cli,
                _("检索索引还没有建好，这次是逐件看的，会慢一些；建索引用 zwgk reindex"));
}

static int find(struct searcher *searcher, const char *text) {
    struct problem problem = {0};
    struct search *search = NULL;
    const struct search_request request = {
        .text = text, .scope = SEARCH_OFFICE, .order = SEARCH_NEWEST};
    enum status status = search_begin(&searcher->cli->office, &request, &search, &problem);
    if (status == STATUS_INVALID) {
        cli_fail(searcher->cli, &problem, "");
        return EXIT_USAGE;
    }
    if (status != STATUS_OK)
        return cli_fail(searcher->cli, &problem, "");
    say_walk(searcher, search);
    json_init(&searcher->json, &searcher->text);
    if (searcher->format == FORMAT_JSON)
        json_begin(&searcher->json, NULL, '[');
    else
        append_headings(searcher);
    status = show_all(searcher, search, &problem);
    if (status == STATUS_OK && searcher->format == FORMAT_JSON) {
        json_end(&searcher->json, ']');
        buffer_append_char(&searcher->text, '\n');
    }
    if (status == STATUS_OK)
        cli_write(searcher->cli, &searcher->text);
    if (store_search_is_broken(searcher->cli->office.store))
        cli_say(searcher->cli, _("检索索引坏了，这次是逐件看的；请用 zwgk reindex 重建"));
    search_free(search);
    if (searcher->cli->output_failed)
        return EXIT_FAILED;
    return status == STATUS_OK ? EXIT_DONE : cli_fail(searcher->cli, &problem, "");
}

static bool find_format(const char *word, enum search_format *out) {
    static const char *const formats[FORMATS] = {"table", "csv", "json"};
    for (int i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i], word) == 0) {
            *out = (enum search_format)i;
            return true;
        }
    }
    return false;
}

int search_run_command(struct cli *cli, int count, char **words) {
    const char *limit = NULL, *format = "table";
    struct searcher searcher = {.cli = cli, .limit = LIMIT_USUAL, .kinds = {.files = &cli->files}};
    struct buffer text = BUFFER_INIT;
    const struct option options[] = {
        {"--limit", &limit, NULL}, {"--format", &format, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands == 0)
        return cli_usage(cli, N_("请写明查什么：汉字、编号、电话的几位，或拼音首字母"), NULL, NULL);
    if (!find_format(format, &searcher.format))
        return cli_usage(cli, N_("--format 应为 table、csv 或 json，不是“{format}”"), "format",
                         format);
    if (limit != NULL && !option_integer(cli, "--limit", limit, 0, LIMIT_MOST, &searcher.limit))
        return EXIT_USAGE;
    for (int i = 0; i < operands; i++)
        buffer_append_format(&text, "%s%s", i > 0 ? " " : "", words[i]);
    int code = cli_enter(cli);
    if (code == EXIT_DONE)
        code = find(&searcher, buffer_text(&text));
    scr_record_free(searcher.record);
    kind_labels_release(&searcher.kinds);
    buffer_release(&searcher.text);
    buffer_release(&text);
    return code;
}

/* ---- zwgk reindex --------------------------------------------------------------------------------------- */

/* Goes on with what was begun; an index that is whole is made anew from nothing. */
int reindex_run(struct cli *cli, int count, char **words) {
    struct problem problem = {0};
    struct search_index index;
    const struct option options[] = {{NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0)
        return cli_usage(cli, N_("reindex 后面不写别的"), NULL, NULL);
    int code = cli_open(cli);
    if (code != EXIT_DONE)
        return code;
    if (office_check_writable(&cli->office, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    if (search_index_renew(&cli->office, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    if (search_index_finish(&cli->office, &index, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, index.is_complete ? STATUS_OK : STATUS_IO, "",
                index.is_complete ? N_("检索索引已建好，共 {count} 件")
                                  : N_("数据库只能读，检索索引没有建"));
    problem_place_integer(&problem, "count", index.done);
    return cli_fail(cli, &problem, "");
}
