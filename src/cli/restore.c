/* zwgk restore: rehearses, says what would be lost, asks, and puts the copy in its place. Needs no login: when nobody can
 * log in, who may write the folder may restore. */
#include "cli/command.h"

#include <signal.h>
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

/* ---- signals: they wait while the decrypted copy has a name --------------------------------------- */

static void ends(sigset_t *out) {
    sigemptyset(out);
    sigaddset(out, SIGHUP);
    sigaddset(out, SIGINT);
    sigaddset(out, SIGQUIT);
    sigaddset(out, SIGTERM);
}

static void hold_signals(sigset_t *before) {
    sigset_t held;
    ends(&held);
    sigprocmask(SIG_BLOCK, &held, before);
}

static bool is_told_to_end(void *context) {
    sigset_t waiting;
    (void)context;
    return sigpending(&waiting) == 0 &&
           (sigismember(&waiting, SIGHUP) == 1 || sigismember(&waiting, SIGINT) == 1 ||
            sigismember(&waiting, SIGQUIT) == 1 || sigismember(&waiting, SIGTERM) == 1);
}

/* One that waited ends the program here. */
static void let_signals(const sigset_t *before) {
    sigprocmask(SIG_SETMASK, before, NULL);
}

/* ---- the command ---------------------------------------------------------------------------------- */

static int put(struct cli *cli, struct rehearsal *rehearsal, const struct restore_words *said) {
    struct office nobody;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    char aside[BACKUP_PATH_BYTES + 48];
    sigset_t before;
    if (!said->is_sure && !password_ask_word(_("恢复请输入 yes："), "yes")) {
        problem_set(&problem, STATUS_DENIED, "", N_("没有恢复，什么也没有改动"));
        return cli_fail(cli, &problem, "");
    }
    office_begin(&nobody, NULL);
    const char *account = office_os_account(&nobody);
    hold_signals(&before);
    enum status status = restore_put(rehearsal, account, aside, &problem);
    let_signals(&before);
    if (status != STATUS_OK)
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
    const struct backup_stop stop = {is_told_to_end, NULL};
    sigset_t before;
    enum status status = ask_secret(file, said, &typed, &problem);
    hold_signals(&before);
    if (status == STATUS_OK)
        status = restore_rehearse(cli->arguments->database, file, &typed.secret, &stop, &rehearsal,
                                  &problem);
    let_signals(&before);
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
