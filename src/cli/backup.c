/* zwgk backup: copies by hand and by timer, their keys and their list. Needs no login but for the keys and for what leaves
 * the machine unencrypted: who can run it can read the file. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/native.h"
#include "cli/password.h"
#include "work/backup.h"

enum { ROWS_MOST = 40, KILOBYTE = 1024 };

struct backup_words {
    bool is_quiet, is_plain, sets_passphrase, makes_paper, lists;
};

static int set_passphrase(struct cli *cli) {
    char first[PASSWORD_BYTES];
    char second[PASSWORD_BYTES];
    struct problem problem = {0};
    enum status status =
        password_ask(_("备份口令（至少 6 个汉字或 12 个字母数字）："), first, &problem);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    status = password_ask(_("再输入一次："), second, &problem);
    if (status == STATUS_OK && strcmp(first, second) != 0)
        status = problem_set(&problem, STATUS_INVALID, "", N_("两次输入的口令不一样，没有设"));
    if (status == STATUS_OK)
        status = backup_set_passphrase(&cli->office, first, &problem);
    password_wipe(first);
    password_wipe(second);
    if (status == STATUS_OK)
        problem_set(&problem, STATUS_OK, "",
                    N_("备份口令已设，以后的备份都加密；以前的备份仍用当时的口令"));
    return cli_fail(cli, &problem, "");
}

static int make_paper(struct cli *cli) {
    char lines[PAPER_KEY_BYTES];
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    if (backup_new_paper_key(&cli->office, lines, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    buffer_append_format(&text, "%s\n\n%s\n%s\n",
                         _("备份的纸质密钥：抄下或打印，锁进保险柜；只显示这一次"), lines,
                         _("口令忘了，凭它能打开从现在起做的备份。每行 16 个字。"));
    cli_write(cli, &text);
    backup_wipe(lines, sizeof lines);
    buffer_release(&text);
    return EXIT_DONE;
}

static int list_copies(struct cli *cli) {
    struct backup_row *rows = NULL;
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT;
    size_t count = 0;
    if (backup_list(&cli->office, ROWS_MOST, &rows, &count, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    for (size_t i = 0; i < count; i++) {
        char when[20];
        clock_format(&cli->office.clock, rows[i].at, when);
        buffer_append_format(&text, "%s %8lld KB %s %s ", when, (long long)rows[i].bytes / KILOBYTE,
                             rows[i].is_encrypted ? _("加密") : _("未加密"),
                             rows[i].is_there ? _("在") : _("不在"));
        native_append_text(&text, rows[i].path);
        buffer_append_char(&text, '\n');
    }
    free(rows);
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static void tell(struct cli *cli, const struct backup_done *done) {
    struct problem said;
    struct buffer text = BUFFER_INIT;
    problem_set(&said, STATUS_OK, "",
                done->is_encrypted
                    ? N_("已备份到 {path}（{kilobytes} KB，已加密，写完读回验过）")
                    : N_("已备份到 {path}（{kilobytes} KB，没有加密，写完读回验过）"));
    problem_place(&said, "path", done->path);
    problem_place_integer(&said, "kilobytes", done->bytes / KILOBYTE);
    cli_append_problem(cli, &text, &said, "");
    buffer_append_char(&text, '\n');
    cli_write(cli, &text);
    buffer_release(&text);
}

static int make(struct cli *cli, const struct backup_words *said, const char *folder) {
    struct backup_done done;
    struct problem problem = {0};
    struct backup_order order = {
        .folder = folder, .is_plain_wanted = said->is_plain, .is_unattended = !said->is_plain};
    if (backup_make(&cli->office, &order, &done, &problem) != STATUS_OK) {
        int code = cli_fail(cli, &problem, "");
        if (done.path[0] != '\0')
            tell(cli, &done);
        return code;
    }
    if (!said->is_quiet)
        tell(cli, &done);
    return EXIT_DONE;
}

int backup_run(struct cli *cli, int count, char **words) {
    struct backup_words said = {0};
    const struct option options[] = {{"--quiet", NULL, &said.is_quiet},
                                     {"--plain", NULL, &said.is_plain},
                                     {"--set-passphrase", NULL, &said.sets_passphrase},
                                     {"--new-paper-key", NULL, &said.makes_paper},
                                     {"--list", NULL, &said.lists},
                                     {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    int errands = said.sets_passphrase + said.makes_paper + said.lists;
    if (operands > 1 || errands > 1 || (errands == 1 && operands > 0))
        return cli_usage(cli,
                         N_("一次只做一件事：备份到一个文件夹，或设口令，或出纸质密钥，或列出"),
                         NULL, NULL);
    bool needs_user = said.is_plain || said.sets_passphrase || said.makes_paper;
    int code = needs_user ? cli_enter(cli) : cli_open(cli);
    if (code != EXIT_DONE)
        return code;
    if (said.sets_passphrase)
        return set_passphrase(cli);
    if (said.makes_paper)
        return make_paper(cli);
    if (said.lists)
        return list_copies(cli);
    return make(cli, &said, operands == 1 ? cli_path(cli, words[0]) : NULL);
}
