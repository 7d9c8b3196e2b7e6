/* zwgk do: the commands of the screens, on one record or several, all or none. The rules are work's. */
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/value.h"
#include "cli/password.h"
#include "report/conflict_text.h"
#include "store/columns.h"
#include "work/confirm.h"
#include "work/flow.h"

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; length > 0 && (at = strstr(at, word)) != NULL; at += length) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

static bool command_exists(const char *command) {
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        if (strcmp(t->command, command) == 0 && t->from[0] != '\0')
            return true;
    }
    return false;
}

/* An argument of the command that is no column: reason, place, amount … */
static bool argument_exists(const char *command, const char *name) {
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        if (strcmp(t->command, command) == 0 &&
            (has_word(t->required, name) || has_word(t->optional, name)))
            return true;
    }
    return false;
}

/* The field a word before `=` means: an identifier or a label of the record file. NULL when unknown. */
static const char *find_field(const struct scr_record *record, const char *command,
                              const char *name) {
    for (size_t i = 0; record != NULL && i < record->field_count; i++) {
        const struct scr_field *field = &record->fields[i];
        if (strcmp(field->name, name) == 0 || strcmp(field->label, name) == 0)
            return field->name;
    }
    if (argument_exists(command, name) ||
        (record != NULL && column_find(record->kind, name) != NULL))
        return name;
    return NULL;
}

struct doing {
    struct cli *cli;
    const char *command;
    char **words; /* numbers, then FIELD=VALUE in any order */
    int count;
    int64_t *ids;
    size_t id_count;
    char kind[32]; /* of the first record */
    int64_t ver;   /* of the one record, as it was seen; 0: whatever it is now */
    struct fields arguments;
};

static int find_records(struct doing *doing) {
    struct office *office = &doing->cli->office;
    for (int i = 0; i < doing->count; i++) {
        struct problem problem = {0};
        if (strchr(doing->words[i], '=') != NULL)
            continue;
        if (store_find_number(office->store, &office->visible, doing->words[i],
                              &doing->ids[doing->id_count], &problem) != STATUS_OK)
            return cli_fail(doing->cli, &problem, "");
        doing->id_count++;
    }
    struct record record = {0};
    struct problem problem = {0};
    int code = EXIT_DONE;
    if (store_read(office->store, &office->visible, doing->ids[0], &record, &problem) != STATUS_OK)
        code = cli_fail(doing->cli, &problem, "");
    snprintf(doing->kind, sizeof doing->kind, "%s", fields_text(&record.fields, "record_kind"));
    record_release(&record);
    return code;
}

/* Money is typed in yuan and given to work in fen; what is no money is left for work to refuse. */
static void set_value(const struct scr_record *record, const char *name, const char *text,
                      struct fields *out) {
    const struct scr_field *field = scr_record_field(record, name);
    int64_t fen = 0;
    bool is_money = field != NULL && field->type == FIELD_MONEY && text[0] != '\0';
    if (is_money && value_parse_money(text, &fen, NULL) == STATUS_OK)
        fields_set_integer(out, name, fen);
    else
        fields_set(out, name, text);
}

static int read_argument(struct doing *doing, const struct scr_record *record, const char *word) {
    char name[96];
    const char *equals = strchr(word, '=');
    snprintf(name, sizeof name, "%.*s", (int)(equals - word), word);
    const char *field = find_field(record, doing->command, name);
    if (field == NULL)
        return cli_usage(doing->cli, N_("没有“{field}”这一项"), "field", name);
    set_value(record, field, equals + 1, &doing->arguments);
    return EXIT_DONE;
}

static int read_arguments(struct doing *doing) {
    struct scr_record *record = NULL;
    struct problem problem = {0};
    if (scr_record_load(&doing->cli->files, doing->kind, &record, &problem) != STATUS_OK)
        return cli_fail(doing->cli, &problem, "");
    int code = EXIT_DONE;
    for (int i = 0; i < doing->count && code == EXIT_DONE; i++) {
        if (strchr(doing->words[i], '=') != NULL)
            code = read_argument(doing, record, doing->words[i]);
    }
    scr_record_free(record);
    return code;
}

/* Which record refused, where the sentence does not say so itself. */
static void say_refusal(struct doing *doing, const struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    for (int i = 0; i < problem->place_count; i++) {
        if (strcmp(problem->places[i].name, "number") == 0 &&
            strstr(problem->message, "{number}") == NULL)
            buffer_append_format(&text, "%s%s", problem->places[i].value, _("："));
    }
    cli_append_problem(doing->cli, &text, problem, doing->kind);
    cli_say(doing->cli, buffer_text(&text));
    buffer_release(&text);
}

/* One's own password, typed on the terminal, for the versions that stand there now. */
static enum status confirm(struct doing *doing, struct problem *problem) {
    char password[PASSWORD_BYTES];
    struct office *office = &doing->cli->office;
    enum status status =
        confirm_begin(office, doing->command, doing->ids, doing->id_count, NULL, problem);
    if (status == STATUS_OK)
        status = password_ask(_("您本人的密码："), password, problem);
    if (status == STATUS_OK) {
        status = confirm_by_password(office, password, problem);
        password_wipe(password);
    }
    return status;
}

static const int64_t *seen_of(const struct doing *doing) {
    return doing->ver != 0 ? &doing->ver : NULL;
}

static enum status do_confirmed(struct doing *doing, struct problems *problems) {
    struct problem problem = {0};
    struct office *office = &doing->cli->office;
    enum status status = flow_do(office, doing->command, doing->ids, doing->id_count,
                                 seen_of(doing), &doing->arguments, problems);
    if (status == STATUS_OK || !confirm_is_wanted(problems))
        return status;
    say_refusal(doing, &problems->items[0]);
    *problems = (struct problems){0};
    status = confirm(doing, &problem);
    if (status == STATUS_OK)
        return flow_do(office, doing->command, doing->ids, doing->id_count, seen_of(doing),
                       &doing->arguments, problems);
    problems_add(problems, &problem);
    return status;
}

/* What others changed since the version that was named, field by field. */
static void say_changes(struct doing *doing) {
    struct conflict conflict = {0};
    struct scr_record *kind = NULL;
    struct buffer text = BUFFER_INIT;
    if (doing->ver != 0 &&
        conflict_find(&doing->cli->office, doing->command, doing->ids[0], doing->ver, NULL, NULL,
                      &conflict, NULL) == STATUS_OK &&
        conflict.ver != doing->ver &&
        scr_record_load(&doing->cli->files, doing->kind, &kind, NULL) == STATUS_OK) {
        conflict_text_append_changes(&doing->cli->office, kind, &conflict, &text);
        cli_say(doing->cli, buffer_text(&text) + 1); /* without the mark of a heading */
    }
    scr_record_free(kind);
    conflict_release(&conflict);
    buffer_release(&text);
}

static int carry_out(struct doing *doing) {
    struct problems *problems = calloc(1, sizeof *problems);
    if (problems == NULL)
        return EXIT_FAILED;
    enum status status = do_confirmed(doing, problems);
    for (size_t i = 0; i < problems->count && i < PROBLEMS_MOST; i++)
        say_refusal(doing, &problems->items[i]);
    free(problems);
    if (status != STATUS_OK) {
        say_changes(doing);
        return cli_exit_code(status);
    }
    struct problem said;
    problem_set(&said, STATUS_OK, "", N_("{command}：{count} 件"));
    problem_place(&said, "command", language_text("option", flow_command_label(doing->command)));
    problem_place_integer(&said, "count", (int64_t)doing->id_count);
    return cli_fail(doing->cli, &said, "");
}

static int run(struct doing *doing) {
    int code = cli_enter(doing->cli);
    if (code == EXIT_DONE)
        code = find_records(doing);
    if (code == EXIT_DONE)
        code = read_arguments(doing);
    return code == EXIT_DONE ? carry_out(doing) : code;
}

int do_run(struct cli *cli, int count, char **words) {
    const char *seen = NULL;
    const struct option options[] = {{"--ver", &seen, NULL}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    int numbers = 0;
    int64_t ver = 0;
    if (operands < 0 || (seen != NULL && !option_integer(cli, "--ver", seen, 1, INT32_MAX, &ver)))
        return EXIT_USAGE;
    if (operands == 0)
        return cli_usage(cli, N_("请写明办理什么、哪几件"), NULL, NULL);
    if (!command_exists(words[0]))
        return cli_usage(cli, N_("没有“{command}”这个办理命令"), "command", words[0]);
    for (int i = 1; i < operands; i++)
        numbers += strchr(words[i], '=') == NULL;
    if (numbers == 0)
        return cli_usage(cli, N_("请写明编号，例如 FK2026-00001"), NULL, NULL);
    if (ver != 0 && numbers > 1)
        return cli_usage(cli, N_("--ver 只用于一件：每件的版本不同"), NULL, NULL);
    struct doing doing = {
        .cli = cli, .command = words[0], .words = words + 1, .count = operands - 1, .ver = ver};
    doing.ids = calloc((size_t)numbers, sizeof *doing.ids);
    int code = doing.ids != NULL ? run(&doing) : EXIT_FAILED;
    free(doing.ids);
    fields_release(&doing.arguments);
    return code;
}
