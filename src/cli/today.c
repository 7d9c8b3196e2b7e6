/* zwgk today: whether the machine's clock is believed, and what day it is when it isn't. The rule is work/clock_doubt's. */
#include "cli/command.h"

#include "base/language.h"

static int say_today(struct cli *cli) {
    struct problem said;
    char iso[DATE_BYTES];
    clock_tell(&cli->office, &said);
    said.status = STATUS_OK;
    cli_fail(cli, &said, "");
    bool is_known = cli->office.watch.today != TODAY_UNKNOWN;
    problem_set(&said, STATUS_OK, "", is_known ? N_("今天是 {day}") : N_("最后一次保存是 {day}"));
    problem_place(&said, "day", date_to_iso(office_today(&cli->office), iso));
    cli_fail(cli, &said, "");
    return is_known ? EXIT_DONE : EXIT_FAILED;
}

static int type_today(struct cli *cli, const char *typed, bool is_sure) {
    struct problem problem = {0};
    int counted = 0;
    if ((cli->office.roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) == 0 &&
        !cli->office.one_person_office) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("请分管领导或系统管理员来写；经办人在画面里按 Ctrl-D，只管自己这一次"));
        return cli_fail(cli, &problem, "");
    }
    if (clock_type_today(&cli->office, typed, is_sure, &counted, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, STATUS_OK, "", N_("记下了，今天之内有效；补算期限 {count} 件"));
    problem_place_integer(&problem, "count", counted);
    return cli_fail(cli, &problem, "");
}

int today_run(struct cli *cli, int count, char **words) {
    bool is_sure = false;
    const struct option options[] = {{"--sure", NULL, &is_sure}, {NULL, NULL, NULL}};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 1)
        return cli_usage(cli, N_("请只写一个日期"), NULL, NULL);
    int code = cli_enter(cli);
    if (code != EXIT_DONE)
        return code;
    return operands == 0 ? say_today(cli) : type_today(cli, words[0], is_sure);
}
