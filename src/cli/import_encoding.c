/* What is to be said of the encoding of a file that was read. Decides nothing. */
#include "cli/import.h"

#include <stdio.h>

#include "base/text.h"

static void say_read(struct cli *cli, const struct table_file *file, bool is_asked) {
    struct problem said;
    enum encoding suspected = text_stream_suspected(file->stream);
    if (suspected == ENCODING_AUTO && !is_asked)
        return;
    problem_set(
        &said, STATUS_OK, "",
        suspected == ENCODING_AUTO
            ? N_("文件按 {encoding} 编码读")
            : N_("文件按 {encoding} 编码读；从开头看更像 {found}，请核对文字，不对就用 --encoding "
                 "指明"));
    problem_place(&said, "encoding", encoding_name(file->encoding));
    problem_place(&said, "found", encoding_name(suspected));
    cli_fail(cli, &said, "");
}

static void say_private(struct cli *cli, const struct text_private *found) {
    struct problem said;
    char code[12];
    if (found->count == 0)
        return;
    snprintf(code, sizeof code, "U+%04X", (unsigned)found->character);
    problem_set(
        &said, STATUS_OK, "",
        N_("文件里有 {count} 个自造字（私用区），换一台机器就显示不出来；第一个在第 {line} 行第 "
           "{column} 字（{code}），请核对原件改正"));
    problem_place_integer(&said, "count", found->count);
    problem_place_integer(&said, "line", found->first.line);
    problem_place_integer(&said, "column", found->first.column);
    problem_place(&said, "code", code);
    cli_fail(cli, &said, "");
}

void import_say_encoding(struct cli *cli, const struct table_file *file, bool is_asked) {
    say_read(cli, file, is_asked);
    say_private(cli, text_stream_private(file->stream));
}
