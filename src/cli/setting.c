/* zwgk setting, code, limit: what screens 08 and 04 do. The rules are work's. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "work/dictionary.h"
#include "work/settings.h"

enum { KEY_COLS = 24, VALUE_COLS = 24 };

static void append_safe_cell(struct buffer *out, const char *text, int cols) {
    struct buffer safe = BUFFER_INIT;
    text_append_safe(&safe, text, false);
    text_append_padded(out, buffer_text(&safe), cols);
    buffer_append(out, " ");
    buffer_release(&safe);
}

/* ---- settings ----------------------------------------------------------------------------------- */

static int list_settings(struct cli *cli, const char *key) {
    struct settings settings;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    bool is_found = key == NULL;
    if (settings_load(&cli->office, &settings, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    for (size_t i = 0; i < settings.count; i++) {
        const struct setting *setting = &settings.items[i];
        if (key != NULL && strcmp(key, setting->key) != 0)
            continue;
        is_found = true;
        append_safe_cell(&text, setting->key, KEY_COLS);
        append_safe_cell(&text, setting->value[0] != '\0' ? setting->value : "-", VALUE_COLS);
        buffer_append_format(&text, "%s\n", language_text("setting", setting->label));
    }
    settings_release(&settings);
    cli_write(cli, &text);
    buffer_release(&text);
    if (is_found)
        return EXIT_DONE;
    problem_set(&problem, STATUS_NOT_FOUND, "", N_("没有“{key}”这一项设置"));
    problem_place(&problem, "key", key);
    return cli_fail(cli, &problem, "");
}

int setting_run(struct cli *cli, int count, char **words) {
    const struct option options[] = {{NULL, NULL, NULL}};
    struct problem problem = {0};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 2)
        return cli_usage(cli, N_("最多写一项设置和它的值"), NULL, NULL);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    if (operands < 2)
        return list_settings(cli, operands == 1 ? words[0] : NULL);
    if (settings_set(&cli->office, words[0], words[1], &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, STATUS_OK, "", N_("设置已保存，立即生效"));
    return cli_fail(cli, &problem, "");
}

/* ---- codes -------------------------------------------------------------------------------------- */

static int list_codes(struct cli *cli, const char *list) {
    struct field_rows rows = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    struct store *store = cli->office.store;
    enum status status = list == NULL ? store_code_lists(store, &rows, &problem)
                                      : store_all_codes(store, list, &rows, &problem);
    if (status == STATUS_OK && rows.count == 0) {
        status = STATUS_NOT_FOUND;
        problem_set(&problem, status, "", N_("没有代码表“{list}”"));
        problem_place(&problem, "list", list != NULL ? list : "");
    }
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct fields *row = &rows.items[i];
        const char *key = fields_text(row, list == NULL ? "list" : "code");
        append_safe_cell(&text, key, KEY_COLS);
        append_safe_cell(&text,
                         list == NULL ? language_text("dictionary", dictionary_list_label(key))
                                      : language_text(list, fields_text(row, "label")),
                         VALUE_COLS);
        buffer_append_format(&text, "%s\n",
                             list == NULL                            ? fields_text(row, "active")
                             : fields_integer(row, "active", 1) != 0 ? _("在用")
                                                                     : _("停用"));
    }
    field_rows_release(&rows);
    cli_write(cli, &text);
    buffer_release(&text);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &problem, "");
}

static bool has_code(struct cli *cli, const char *list, const char *code) {
    struct field_rows rows = {0};
    bool is_there = false;
    if (store_all_codes(cli->office.store, list, &rows, NULL) != STATUS_OK)
        return false;
    for (size_t i = 0; i < rows.count; i++)
        is_there = is_there || strcmp(fields_text(&rows.items[i], "code"), code) == 0;
    field_rows_release(&rows);
    return is_there;
}

struct code_change {
    bool is_off, is_on, is_up, is_down;
};

static enum status change_code(struct cli *cli, const struct code_change *change, char **words,
                               int operands, struct problem *problem) {
    struct office *office = &cli->office;
    if (operands == 3 && has_code(cli, words[0], words[1]))
        return dictionary_relabel(office, words[0], words[1], words[2], problem);
    if (operands == 3)
        return dictionary_add(office, words[0], words[1], words[2], problem);
    if (change->is_up || change->is_down)
        return dictionary_move(office, words[0], words[1], change->is_up, problem);
    return dictionary_set_active(office, words[0], words[1], change->is_on, problem);
}

int code_run(struct cli *cli, int count, char **words) {
    struct code_change change = {false, false, false, false};
    const struct option options[] = {{"--off", NULL, &change.is_off},
                                     {"--on", NULL, &change.is_on},
                                     {"--up", NULL, &change.is_up},
                                     {"--down", NULL, &change.is_down},
                                     {NULL, NULL, NULL}};
    struct problem problem = {0};
    int operands = options_read(cli, count, words, options);
    int flags = change.is_off + change.is_on + change.is_up + change.is_down;
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 3 || flags > 1 || (operands == 2) != (flags == 1))
        return cli_usage(cli,
                         N_("写代码表看它的代码；加代码和名称是新增或改名；加代码和 --on --off "
                            "--up --down 之一是启用、停用、上移、下移"),
                         NULL, NULL);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    if (operands < 2)
        return list_codes(cli, operands == 1 ? words[0] : NULL);
    if (change_code(cli, &change, words, operands, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, STATUS_OK, "", N_("数据字典已改"));
    return cli_fail(cli, &problem, "");
}

/* ---- limits ------------------------------------------------------------------------------------- */

static int list_limits(struct cli *cli, const char *rule) {
    struct field_rows rows = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    bool is_found = rule == NULL;
    enum status status = store_limits(cli->office.store, &rows, &problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct fields *row = &rows.items[i];
        if (rule != NULL && strcmp(rule, fields_text(row, "id")) != 0)
            continue;
        is_found = true;
        append_safe_cell(&text, fields_text(row, "id"), KEY_COLS);
        buffer_append_format(&text, "%s %s %s +%s %s\n", fields_text(row, "valid_from"),
                             fields_text(row, "amount"), fields_text(row, "unit"),
                             fields_text(row, "extension_max"),
                             language_text("article", fields_text(row, "article")));
    }
    field_rows_release(&rows);
    cli_write(cli, &text);
    buffer_release(&text);
    if (status == STATUS_OK && !is_found)
        problem_set(&problem, STATUS_NOT_FOUND, "", N_("没有这一条期限规定"));
    return status == STATUS_OK && is_found ? EXIT_DONE : cli_fail(cli, &problem, "");
}

int limit_run(struct cli *cli, int count, char **words) {
    const char *amount = NULL, *unit = NULL, *extension = NULL, *article = NULL, *from = NULL;
    const struct option options[] = {{"--amount", &amount, NULL},    {"--unit", &unit, NULL},
                                     {"--extend", &extension, NULL}, {"--article", &article, NULL},
                                     {"--from", &from, NULL},        {NULL, NULL, NULL}};
    struct problem problem = {0};
    struct problems problems = {0};
    struct fields limit = FIELDS_INIT;
    int operands = options_read(cli, count, words, options);
    bool is_change = amount != NULL || unit != NULL || extension != NULL || article != NULL;
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 1 || (is_change && (operands != 1 || from == NULL)) || (from && !is_change))
        return cli_usage(cli, N_("改期限要写明哪一条、改什么和 --from 自哪一天收到的起"), NULL,
                         NULL);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    if (!is_change)
        return list_limits(cli, operands == 1 ? words[0] : NULL);
    fields_set(&limit, "id", words[0]);
    fields_set(&limit, "amount", amount);
    fields_set(&limit, "unit", unit);
    fields_set(&limit, "extension_max", extension);
    fields_set(&limit, "article", article);
    fields_set(&limit, "valid_from", from);
    enum status status = settings_set_limit(&cli->office, &limit, &problems);
    fields_release(&limit);
    if (status != STATUS_OK)
        return cli_fail_all(cli, &problems, "");
    problem_set(&problem, STATUS_OK, "", N_("新期限已保存；在那天以前收到的仍按原期限"));
    return cli_fail(cli, &problem, "");
}
