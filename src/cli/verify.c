/* zwgk verify: the audit chain, from the first save on. Needs no user: it tells nobody what a record says. */
#include "cli/command.h"

#include "base/language.h"

int verify_run(struct cli *cli, int count, char **words) {
    const struct option options[] = {{NULL, NULL, NULL}};
    struct problem problem = {0};
    int64_t rows = 0;
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0)
        return cli_usage(cli, N_("多余的“{word}”"), "word", words[0]);
    int code = cli_open(cli);
    if (code != EXIT_DONE)
        return code;
    if (store_verify_audit(cli->office.store, &rows, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    struct buffer text = BUFFER_INIT;
    problem_set(&problem, STATUS_OK, "", N_("操作日志 {rows} 条，前后相连，没有改动"));
    problem_place_integer(&problem, "rows", rows);
    cli_append_problem(cli, &text, &problem, "");
    buffer_append_char(&text, '\n');
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}
