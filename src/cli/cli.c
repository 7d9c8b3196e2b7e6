/* The table of sub-commands, help and version. */
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "base/width.h"

const struct command cli_commands[] = {
    {"due", "--from DATE --workdays N|--days N [--roll forward|backward] [--explain]",
     N_("算期限，不用数据库也行"), due_run},
    {"init", "[--office NAME] [--admin LOGIN] [--demo [--records N] [--seed S] | --test]",
     N_("新建数据库"), init_run},
    {"import",
     "KIND FILE [--encoding auto|utf-8|gb18030|gbk|gb2312|big5|utf-16le|utf-16be] [--dry-run] [--rejects FILE] "
     "[--allow-duplicates] [--skip-duplicates] | line|opinion FILE --into NUMBER [--dry-run] | catalogue --shipped "
     "[--unit-kind K] [--dry-run]",
     N_("从 CSV、TSV 导入记录，或导入日历 calendar，或载入随程序带的目录"), import_run},
    {"export", "KIND FILE [--encoding E] [--unencodable stop|replace] [--standard]",
     N_("导出成 .csv .tsv .json；--standard 按标准目录的栏目；编码里没有的字停下，或写成〓并一一列出"),
     export_run},
    {"list", "QUEUE|KIND [--overdue] [--where FIELD=CONDITION]... [--order due_on|date|number|title|pinyin|strokes] [--limit N] [--format table|csv|json]",
     N_("列出待办队列或一种记录"), list_run},
    {"search", "TEXT... [--limit N] [--format table|csv|json]",
     N_("按记得的字查：汉字、编号、电话、拼音首字母，几个词要都有"), search_run_command},
    {"key", "TEXT [--format text|json]", N_("看一个词用哪些拼音、首字母能查到，各字几画"), key_run},
    {"show", "NUMBER [--format text|json] [--reveal]", N_("看一件记录和它的经过"), show_run},
    {"report",
     "NAME [NUMBER...] [--unit U] [--box B] [--year Y | --from DATE --to DATE] [--out FILE | "
     "--print]",
     N_("统计 timeliness satisfaction coverage scope-trend hot-list enquiries，或打印清单 gaps、交办单、反馈专栏等，写成 .txt 或送打印机"), report_run},
    {"do", "COMMAND NUMBER... [FIELD=VALUE...] [--ver N]", N_("办理：交办、答复、公布、办结等"), do_run},
    {"today", "[DATE] [--sure]", N_("机器时钟可信不可信；不可信时，由分管领导或系统管理员写明今天的日期"), today_run},
    {"file", "YEAR [--dry-run]", N_("年度归档：给一年里填好的档案卡编件号、档号"), file_run},
    {"password", "[ACCOUNT]", N_("改自己的密码；系统管理员给别人设"), password_run},
    {"setting", "[KEY [VALUE]]", N_("看设置，或改一项设置"), setting_run},
    {"code", "[LIST [CODE LABEL | CODE --on|--off|--up|--down]]", N_("看数据字典，或改一个代码"),
     code_run},
    {"limit", "[RULE [--amount N] [--unit workday|day] [--extend N] [--article TEXT] --from DATE]",
     N_("看期限，或规定新期限"), limit_run},
    {"scan", "FILE|- [--encoding auto|utf-8|gb18030|gbk|gb2312|big5|utf-16le|utf-16be]",
     N_("找出文本里的身份证号、手机号、银行卡号和住址，有就退出 5"), scan_run},
    {"check", "", N_("把假公开、片面公开、滞后公开查一遍，有新问题就退出 5"), check_run},
    {"screens", "--check", N_("检查全部屏幕文件"), screens_run_check},
    {"reindex", "", N_("建好或接着建检索索引；平时程序空闲时自己会建"), reindex_run},
    {"backup", "[DIR] [--quiet] [--plain] | --list | --set-passphrase | --new-paper-key",
     N_("备份，验过才算；--list 列出，--set-passphrase 设备份口令，--new-paper-key 出纸质密钥"), backup_run},
    {"restore", "FILE [--paper] [--try] [--yes]",
     N_("从备份恢复：先演练，说清会丢什么，再问；--try 只演练"), restore_run},
    {"verify", "[--since HEAD]", N_("校验操作日志、记录、编号和数据库"), verify_run},
    {"salvage", "FILE --to NEW", N_("从损坏的数据库里取出还能读的，建成新的，并列出丢了什么"),
     salvage_command},
    {"doctor", "[--full]", N_("检查语言环境、终端、编码、数据库、日历、打印"), doctor_run},
    {"hall", "", N_("大厅查询：给群众用的画面，要密码才能离开"), hall_run},
    {"keytest", "", N_("按键测试：看终端送来什么键"), keytest_run},
    {NULL, NULL, NULL, NULL},
};

static int show_version(struct cli *cli) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "zwgk %s\n", VERSION);
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static int show_help(struct cli *cli) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s\n\n", _("zwgk：政务公开工作台。不带子命令时打开屏幕。"));
    buffer_append(&text, "zwgk [--db FILE] [--lang zh_CN|en] [--encoding utf-8|gb18030|gbk|big5] "
                         "[--ambiguous 1|2] [--open CODE] "
                         "[--now DATE] [--user LOGIN]\nzwgk --demo\n");
    for (const struct command *command = cli_commands; command->name != NULL; command++)
        buffer_append_format(&text, "zwgk %s %s\n    %s\n", command->name, command->usage,
                             _(command->help));
    buffer_append_format(&text, "\n%s\n",
                         _("退出码：0 完成，1 失败或不允许，2 用法不对，3 没有这条记录，4 "
                           "正被占用或已被别人改过，5 数据有错。"));
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static int show_command_help(struct cli *cli) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "zwgk %s %s\n%s\n", cli->command->name, cli->command->usage,
                         _(cli->command->help));
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static const struct command *find_command(const char *name) {
    for (const struct command *command = cli_commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

static int refuse_command(struct cli *cli, const char *name) {
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, "", N_("没有子命令“{command}”；用 zwgk --help 看有哪些"));
    problem_place(&problem, "command", name);
    cli_fail(cli, &problem, "");
    return EXIT_USAGE;
}

/* What was written may lack what could not be read. */
static int say_missed(struct cli *cli, int code) {
    struct problem problem;
    bool is_well = code != EXIT_DONE || !cli->has_office ||
                   store_take_missed(cli->office.store, &problem) == STATUS_OK;
    return is_well ? code : cli_fail(cli, &problem, "");
}

static int run(struct cli *cli) {
    const struct arguments *arguments = cli->arguments;
    if (arguments->shows_version)
        return show_version(cli);
    if (arguments->command == NULL ||
        (strcmp(arguments->command, "help") == 0 && arguments->word_count == 0))
        return show_help(cli);
    const char *name = arguments->command;
    bool is_help = arguments->shows_help;
    if (strcmp(name, "help") == 0) {
        name = arguments->words[0];
        is_help = true;
    }
    cli->command = find_command(name);
    if (cli->command == NULL)
        return refuse_command(cli, name);
    return is_help ? show_command_help(cli)
                   : say_missed(cli, cli->command->run(cli, arguments->word_count, arguments->words));
}

/* ---- words typed on a terminal that is not in UTF-8 ------------------------------------------------ */

/* The name of a file is bytes, whatever they mean: commands with files keep their words. */
static bool takes_files(const char *command) {
    static const char *const names[] = {"import", "export", "scan", "report", "backup", "restore", "salvage"};
    for (size_t i = 0; command != NULL && i < sizeof names / sizeof *names; i++) {
        if (strcmp(command, names[i]) == 0)
            return true;
    }
    return command == NULL;
}

/* Puts the words into UTF-8; the copies are in `made`, to be freed. What is UTF-8 already stays. */
static void read_words(const struct arguments *arguments, char **made) {
    for (int i = 0; i < arguments->word_count; i++) {
        struct buffer word = BUFFER_INIT;
        const char *typed = arguments->words[i];
        if (!text_is_valid(typed, strlen(typed), NULL) &&
            encoding_to_utf8(arguments->terminal, typed, strlen(typed), &word, NULL) ==
                STATUS_OK &&
            (made[i] = buffer_take(&word)) != NULL)
            arguments->words[i] = made[i];
        buffer_release(&word);
    }
}

static int run_words(struct cli *cli) {
    const struct arguments *arguments = cli->arguments;
    if (arguments->terminal == ENCODING_UTF_8 || takes_files(arguments->command))
        return run(cli);
    size_t count = (size_t)arguments->word_count;
    char **made = calloc(count + 1, sizeof *made);
    if (made != NULL)
        read_words(arguments, made);
    int code = run(cli);
    for (size_t i = 0; made != NULL && i < count; i++)
        free(made[i]);
    free(made);
    return code;
}

int cli_run(const struct arguments *arguments) {
    struct cli cli = {.arguments = arguments, .files = scr_files_source()};
    cli.encoding = arguments_encoding_of(arguments, STDOUT_FILENO);
    cli.error_encoding = arguments_encoding_of(arguments, STDERR_FILENO);
    if (arguments->ambiguous > 0)
        width_set_ambiguous(arguments->ambiguous);
    int code = run_words(&cli);
    if (cli.has_office)
        office_close(&cli.office);
    code = cli_finish(&cli, code);
    for (size_t i = 0; i < cli.path_count; i++)
        free(cli.paths[i]);
    return code;
}

int cli_say_problem(const struct arguments *arguments, const struct problem *problem) {
    struct cli cli = {.error_encoding = arguments_encoding_of(arguments, STDERR_FILENO)};
    return cli_fail(&cli, problem, "");
}

int cli_refuse_arguments(const struct arguments *arguments, const struct problem *problem) {
    cli_say_problem(arguments, problem);
    return EXIT_USAGE;
}
