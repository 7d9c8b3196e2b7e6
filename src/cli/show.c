/* zwgk show: one record with all that belongs to it. */
#include "cli/command.h"

#include <string.h>

#include "base/language.h"
#include "exchange/record_whole.h"
#include "report/record_text.h"
#include "work/flow.h"
#include "work/personal.h"

/* The page; personal data in it masked, or whole where that was audited. */
static enum status append_page(struct cli *cli, struct record *record, bool is_revealed,
                               struct buffer *out, struct problem *problem) {
    struct buffer page = BUFFER_INIT;
    struct personal hidden = {0};
    if (!is_revealed)
        personal_hide(&cli->office, PERSONAL_PAGE, record, &hidden);
    enum status status = record_text_append(&cli->office, &cli->files, record, &page, problem);
    if (status == STATUS_OK && is_revealed)
        buffer_append(out, buffer_text(&page));
    else if (status == STATUS_OK)
        personal_append(&hidden, buffer_text(&page), out);
    buffer_release(&page);
    personal_release(&hidden);
    return status;
}

static int show_text(struct cli *cli, struct record_whole *whole, bool is_revealed) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT, plain = BUFFER_INIT;
    const struct fields *fields = &whole->record.fields;
    const char *state =
        flow_state_label(fields_text(fields, "record_kind"), fields_text(fields, "state"));
    buffer_append_format(&text, "%s  %s  ", fields_text(fields, "number"),
                         language_text("state", state));
    enum status status =
        record_text_append_summary(&cli->office, &cli->files, &whole->record, &text, &problem);
    buffer_append(&text, "\n");
    if (status == STATUS_OK)
        status = append_page(cli, &whole->record, is_revealed, &text, &problem);
    if (status == STATUS_OK) {
        cli_append_plain(&plain, buffer_text(&text));
        cli_write(cli, &plain);
    }
    buffer_release(&text);
    buffer_release(&plain);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &problem, "");
}

/* Masked as the page is: signs for signs, so that it stays JSON. */
static int show_json(struct cli *cli, struct record_whole *whole, bool is_revealed) {
    struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
    struct personal hidden = {.is_json = true};
    struct json json;
    if (!is_revealed)
        record_whole_hide(&cli->office, PERSONAL_PAGE, whole, &hidden);
    json_init(&json, &text);
    record_whole_json(&cli->office, whole, &json, NULL);
    buffer_append_char(&text, '\n');
    if (is_revealed)
        buffer_append(&out, buffer_text(&text));
    else
        personal_append(&hidden, buffer_text(&text), &out);
    cli_write(cli, &out);
    buffer_release(&text);
    buffer_release(&out);
    personal_release(&hidden);
    return EXIT_DONE;
}

static int show(struct cli *cli, const char *number, bool is_json, bool is_revealed) {
    struct problem problem = {0};
    struct record_whole whole = {0};
    int64_t id = 0;
    enum status status =
        store_find_number(cli->office.store, &cli->office.visible, number, &id, &problem);
    if (status == STATUS_OK)
        status = record_whole_read(&cli->office, id, true, &whole, &problem);
    if (status == STATUS_OK && is_revealed)
        status = personal_reveal(&cli->office, id, &problem);
    int code;
    if (status != STATUS_OK)
        code = cli_fail(cli, &problem, "");
    else
        code = is_json ? show_json(cli, &whole, is_revealed) : show_text(cli, &whole, is_revealed);
    if (code == EXIT_DONE && whole.is_partial) {
        problem_set(&problem, STATUS_CORRUPT, "",
                    N_("数据库损坏，{number} 的经过、版本或催办有读不出来的"));
        problem_place(&problem, "number", number);
        code = cli_fail(cli, &problem, "");
    }
    record_whole_release(&whole);
    return code;
}

int show_run(struct cli *cli, int count, char **words) {
    const char *format = "text";
    bool is_revealed = false;
    const struct option options[] = {
        {"--format", &format, NULL}, {"--reveal", NULL, &is_revealed}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明一个编号，例如 FK2026-00001"), NULL, NULL);
    if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
        return cli_usage(cli, N_("--format 应为 text 或 json，不是“{format}”"), "format", format);
    int code = cli_enter(cli);
    return code == EXIT_DONE ? show(cli, words[0], strcmp(format, "json") == 0, is_revealed) : code;
}
