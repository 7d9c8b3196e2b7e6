/* zwgk restore: rehearses, says what would be lost, asks, and puts the copy in its place. Needs no login: when nobody can
 * log in, who may write the folder may restore. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "cli/password.h"
#include "report/restore_text.h"
#include "work/office_begin.h"

struct restore_words {
    bool uses_paper, only_tries, is_sure;
};

/* What opens the copy, typed on the terminal. */
struct typed_secret {
    char passphrase[PASSWORD_BYTES];
    unsigned char paper[BACKUP_SECRET_BYTES];
    struct backup_secret secret;
};

static void wipe(struct typed_secret *typed) {
    backup_wipe(typed->passphrase, sizeof typed->passphrase);
    backup_wipe(typed->paper, sizeof typed->paper);
}

static enum status ask_paper(struct typed_secret *typed, struct problem *problem) {
    char line[PASSWORD_BYTES];
    char lines[PAPER_KEY_LINES * 64] = "";
    enum status status = STATUS_OK;
    for (int i = 0; i < PAPER_KEY_LINES && status == STATUS_OK; i++) {
        struct buffer prompt = BUFFER_INIT;
        buffer_append_format(&prompt, "%s %d: ", _("纸质密钥第几行"), i + 1);
        status = password_ask(buffer_text(&prompt), line, problem);
        buffer_release(&prompt);
        size_t length = strlen(lines);
        if (status == STATUS_OK)
            snprintf(lines + length, sizeof lines - length, "%.60s\n", line);
    }
    if (status == STATUS_OK)
        status = paper_key_read(lines, typed->paper, problem);
    typed->secret.paper = typed->paper;
    password_wipe(line);
    backup_wipe(lines, sizeof lines);
    return status;
}

static enum status ask_secret(const char *file, const struct restore_words *said,
                              struct typed_secret *typed, struct problem *problem) {
    struct backup_facts facts;
    enum status status = backup_read_facts(file, &facts, problem);
    if (status != STATUS_OK || !facts.is_encrypted)
        return status;
    if (said->uses_paper || !facts.has_passphrase)
        return ask_paper(typed, problem);
    status = password_ask(_("做这份备份时的备份口令："), typed->passphrase, problem);
    typed->secret.passphrase = typed->passphrase;
    return status;
}

/* A line on standard error, and a word typed on the terminal. */
static bool is_agreed(void) {
    char answer[PASSWORD_BYTES];
    struct problem problem = {0};
    bool is_yes = password_ask(_("恢复请输入 yes："), answer, &problem) == STATUS_OK &&
                  strcmp(answer, "yes") == 0;
    password_wipe(answer);
    return is_yes;
}

static int put(struct cli *cli, struct rehearsal *rehearsal, const struct restore_words *said) {
    struct office nobody;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char aside[BACKUP_PATH_BYTES + 48];
    if (!said->is_sure && !is_agreed()) {
        problem_set(&problem, STATUS_DENIED, "", N_("没有恢复，什么也没有改动"));
        return cli_fail(cli, &problem, "");
    }
    office_begin(&nobody, NULL);
    if (restore_put(rehearsal, office_os_account(&nobody), aside, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    restore_append_done(rehearsal, aside, &text);
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static int restore(struct cli *cli, const char *file, const struct restore_words *said) {
    struct rehearsal rehearsal = {0};
    struct typed_secret typed = {0};
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    enum status status = ask_secret(file, said, &typed, &problem);
    if (status == STATUS_OK)
        status = restore_rehearse(cli->arguments->database, file, &typed.secret, NULL, &rehearsal,
                                  &problem);
    wipe(&typed);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    restore_append_text(&rehearsal, &text);
    cli_write(cli, &text);
    buffer_release(&text);
    int code = EXIT_DONE;
    if (said->only_tries)
        cli_say(cli, _("演练成功：这份备份能用。没有改动任何东西。"));
    else
        code = put(cli, &rehearsal, said);
    restore_release(&rehearsal);
    return code;
}

int restore_run(struct cli *cli, int count, char **words) {
    struct restore_words said = {0};
    const struct option options[] = {{"--paper", NULL, &said.uses_paper},
                                     {"--try", NULL, &said.only_tries},
                                     {"--yes", NULL, &said.is_sure},
                                     {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("要写明一份备份文件"), NULL, NULL);
    if (cli->arguments->database[0] == '\0')
        return cli_usage(cli, N_("不知道数据库在哪里：请用 --db 文件 指明"), NULL, NULL);
    return restore(cli, cli_path(cli, words[0]), &said);
}
