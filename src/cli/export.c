/* zwgk export: all records of a kind into a file. */
#include "cli/command.h"

#include <string.h>

#include "base/language.h"
#include "exchange/record_export.h"
#include "exchange/standard_catalogue.h"
#include "store/columns.h"

int export_run(struct cli *cli, int count, char **words) {
    const char *encoding_word = NULL;
    enum encoding encoding = ENCODING_AUTO;
    enum export_format format;
    struct problem problem = {0};
    int64_t written = 0;
    bool is_standard = false;
    const struct option options[] = {{"--encoding", &encoding_word, NULL},
                                     {"--standard", NULL, &is_standard},
                                     {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 2)
        return cli_usage(cli, N_("请写明导出哪一种记录和写到哪个文件"), NULL, NULL);
    if (record_kind_find(words[0]) == NULL)
        return cli_usage(cli, N_("没有“{kind}”这一种记录"), "kind", words[0]);
    if (!export_format_of(words[1], &format))
        return cli_usage(cli, N_("文件名应以 .csv、.tsv 或 .json 结尾，不是“{file}”"), "file",
                         words[1]);
    if (is_standard && (strcmp(words[0], "catalogue") != 0 || format == EXPORT_JSON))
        return cli_usage(cli, N_("--standard 只用在 export catalogue，写成 .csv 或 .tsv"), NULL,
                         NULL);
    if (encoding_word != NULL && !encoding_from_name(encoding_word, &encoding))
        return cli_usage(cli, N_("不认识编码“{encoding}”"), "encoding", encoding_word);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    enum status status =
        is_standard ? standard_catalogue_export(&cli->office, words[1], format == EXPORT_TSV,
                                                encoding, &written, &problem)
                    : record_export(&cli->office, &cli->files, words[0], words[1], format, encoding,
                                    &written, &problem);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, words[0]);
    problem_set(&problem, STATUS_OK, "", N_("已导出 {count} 件到 {file}"));
    problem_place_integer(&problem, "count", written);
    problem_place(&problem, "file", words[1]);
    return cli_fail(cli, &problem, "");
}
