/* zwgk export: all records of a kind into a file. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/native.h"
#include "base/text.h"
#include "exchange/record_export.h"
#include "exchange/standard_catalogue.h"
#include "store/columns.h"
#include "work/audit.h"

struct losses {
    struct cli *cli;
    int64_t count; /* that the encoding lacks, spaces apart */
};

/* 第 3 行第 5 栏（标题）的“䶮”（U+4DAE）写成了〓 */
static void say_loss(void *context, const struct file_loss *loss) {
    struct losses *losses = context;
    struct problem said;
    char shown[5] = "", code[12];
    shown[text_encode(loss->character, shown)] = '\0';
    snprintf(code, sizeof code, "U+%04X", (unsigned)loss->character);
    problem_set(&said, STATUS_OK, "",
                loss->is_space
                    ? N_("第 {line} 行第 {column} 栏{heading}的不间断空格（{code}）写成了普通空格")
                    : N_("第 {line} 行第 {column} 栏{heading}的“{character}”（{code}）写成了〓"));
    struct buffer heading = BUFFER_INIT;
    if (loss->heading[0] != '\0')
        buffer_append_format(&heading, "%s%s%s", _("（"), loss->heading, _("）"));
    problem_place(&said, "heading", buffer_text(&heading));
    problem_place(&said, "character", shown);
    problem_place(&said, "code", code);
    said.line = (int)loss->row;
    said.column = (int)loss->column;
    buffer_release(&heading);
    losses->count += !loss->is_space;
    cli_fail(losses->cli, &said, "");
}

static void say_lost(const struct losses *losses, enum encoding encoding) {
    struct problem said;
    if (losses->count == 0)
        return;
    problem_set(&said, STATUS_OK, "", N_("有 {count} 处的字在 {encoding} 编码里没有，已写成〓"));
    problem_place_integer(&said, "count", losses->count);
    problem_place(&said, "encoding", encoding_name(encoding));
    cli_fail(losses->cli, &said, "");
}

/* What to do with a character that the encoding lacks; false when it is none of the words. */
static bool read_lack(const char *word, enum encoder_manner *out) {
    *out = word != NULL && strcmp(word, "replace") == 0 ? ENCODER_REPLACES : ENCODER_STOPS;
    return word == NULL || strcmp(word, "replace") == 0 || strcmp(word, "stop") == 0;
}

/* Before anything is written: what leaves the program is audited. A damaged file, which can't be written to, lets it go. */
static enum status log_export(struct cli *cli, const char *path, struct problem *problem) {
    struct buffer what = BUFFER_INIT;
    buffer_append(&what, "catalogue: ");
    native_append_text(&what, path);
    enum status status = what.failed
                             ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                             : audit_note(&cli->office, "export", buffer_text(&what), 0, problem);
    buffer_release(&what);
    return status;
}

static enum status export_standard(struct cli *cli, const struct export_request *request,
                                   int64_t *written, struct problem *problem) {
    enum status status = log_export(cli, request->path, problem);
    return status == STATUS_OK ? standard_catalogue_export(&cli->office, request->path,
                                                           request->format == EXPORT_TSV,
                                                           &request->how, written, problem)
                               : status;
}

int export_run(struct cli *cli, int count, char **words) {
    const char *encoding_word = NULL, *lack_word = NULL;
    struct losses losses = {cli, 0};
    struct export_request request = {.how = {.lost = say_loss, .context = &losses}};
    struct problem problem = {0};
    int64_t written = 0;
    bool is_standard = false;
    const struct option options[] = {{"--encoding", &encoding_word, NULL},
                                     {"--unencodable", &lack_word, NULL},
                                     {"--standard", NULL, &is_standard},
                                     {"--reveal", NULL, &request.is_revealed},
                                     {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 2)
        return cli_usage(cli, N_("请写明导出哪一种记录和写到哪个文件"), NULL, NULL);
    if (record_kind_find(words[0]) == NULL)
        return cli_usage(cli, N_("没有“{kind}”这一种记录"), "kind", words[0]);
    if (!export_format_of(words[1], &request.format))
        return cli_usage(cli, N_("文件名应以 .csv、.tsv 或 .json 结尾，不是“{file}”"), "file",
                         words[1]);
    if (is_standard && (strcmp(words[0], "catalogue") != 0 || request.format == EXPORT_JSON))
        return cli_usage(cli, N_("--standard 只用在 export catalogue，写成 .csv 或 .tsv"), NULL,
                         NULL);
    if (encoding_word != NULL && !encoding_from_name(encoding_word, &request.how.encoding))
        return cli_usage(cli, N_("不认识编码“{encoding}”"), "encoding", encoding_word);
    if (!read_lack(lack_word, &request.how.lack))
        return cli_usage(cli,
                         N_("--unencodable 应为 stop（停下）或 replace（写成〓），不是“{word}”"),
                         "word", lack_word);
    request.kind = words[0];
    request.path = cli_path(cli, words[1]);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    enum status status =
        is_standard ? export_standard(cli, &request, &written, &problem)
                    : record_export(&cli->office, &cli->files, &request, &written, &problem);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, words[0]);
    say_lost(&losses, request.how.encoding);
    problem_set(&problem, STATUS_OK, "", N_("已导出 {count} 件到 {file}"));
    problem_place_integer(&problem, "count", written);
    problem_place(&problem, "file", request.path);
    return cli_fail(cli, &problem, "");
}
