/* zwgk report web-package: the folder for the county's site. Says what is in it and what was left out. */
#include "cli/report.h"

#include "exchange/web_package.h"

int report_check_web(struct cli *cli, const struct report_request *request) {
    if (request->number_count > 0)
        return cli_usage(cli, N_("这张表不写编号：“{number}”"), "number", request->numbers[0]);
    if (request->unit != NULL || request->box != NULL || request->is_for_printer)
        return cli_usage(cli, N_("{option} 不能用在这张表上"), "option",
                         request->unit != NULL  ? "--unit"
                         : request->box != NULL ? "--box"
                                                : "--print");
    if (request->year != NULL && (request->from != NULL || request->to != NULL))
        return cli_usage(cli, N_("--year 与 --from、--to 只写一种"), NULL, NULL);
    if (request->out == NULL || request->out[0] == '\0')
        return cli_usage(cli, N_("请用 --out 写明放到哪个文件夹"), NULL, NULL);
    return EXIT_DONE;
}

int report_web(struct cli *cli, const struct report_request *request) {
    struct problem problem = {0};
    struct web_result result;
    const struct web_package package = {request->first, request->last, request->out};
    if (web_package_write(&cli->office, &package, &result, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    problem_set(&problem, STATUS_OK, "",
                N_("已写到 {file}：{count} 件，其中已撤下 {withdrawn} 件、已更正 {corrected} 件"));
    problem_place(&problem, "file", request->out);
    problem_place_integer(&problem, "count", result.count);
    problem_place_integer(&problem, "withdrawn", result.withdrawn);
    problem_place_integer(&problem, "corrected", result.corrected);
    cli_fail(cli, &problem, "");
    if (result.left_out > 0) {
        problem_set(&problem, STATUS_OK, "",
                    N_("没有放进去 {count} 件（{first} 等）：现在的文本不是审核、签发过的文本"));
        problem_place_integer(&problem, "count", result.left_out);
        problem_place(&problem, "first", result.first_left_out);
        cli_fail(cli, &problem, "");
    }
    return EXIT_DONE;
}
