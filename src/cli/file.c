/* zwgk file: the filing of a year, shown first and then done, all or none. Numbers nothing itself. */
#include "cli/command.h"

#include <stdlib.h>

#include "report/filing_text.h"
#include "work/filing.h"

static int say_plan(struct cli *cli, const struct filing *filing) {
    struct buffer text = BUFFER_INIT;
    filing_text_append(&cli->office, filing, &text);
    cli_write(cli, &text);
    buffer_release(&text);
    return EXIT_DONE;
}

static int file_all(struct cli *cli, const struct filing *filing) {
    struct problem problem;
    struct problems *problems = calloc(1, sizeof *problems);
    if (problems == NULL)
        return EXIT_FAILED;
    int code = EXIT_DONE;
    if (filing_run(&cli->office, filing, problems) == STATUS_OK) {
        problem_set(&problem, STATUS_OK, "", N_("已归档 {count} 件"));
        problem_place_integer(&problem, "count", (int64_t)filing->count);
        code = cli_fail(cli, &problem, "");
    }
    for (size_t i = problems->count < PROBLEMS_MOST ? problems->count : PROBLEMS_MOST; i > 0; i--)
        code = cli_fail(cli, &problems->items[i - 1], "card");
    free(problems);
    return code;
}

int file_run(struct cli *cli, int count, char **words) {
    bool is_dry_run = false;
    int64_t year = 0;
    struct filing filing = {0};
    struct problem problem = {0};
    const struct option options[] = {{"--dry-run", NULL, &is_dry_run}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands != 1)
        return cli_usage(cli, N_("请写明归档哪一年的，例如 2025"), NULL, NULL);
    if (!option_integer(cli, "YEAR", words[0], 1949, 2200, &year))
        return EXIT_USAGE;
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    if (filing_plan(&cli->office, (int)year, &filing, &problem) != STATUS_OK)
        code = cli_fail(cli, &problem, "card");
    else
        code = say_plan(cli, &filing);
    if (code == EXIT_DONE && !is_dry_run)
        code = file_all(cli, &filing);
    filing_release(&filing);
    return code;
}
