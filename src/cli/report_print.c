/* zwgk report of what is printed: slips, the feedback column, a record. Finds what is meant, writes it down
 * in the audit, and only then gives it out. */
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "report/print.h"
#include "report/prints.h"
#include "work/print_log.h"

/* ---- what was asked for -------------------------------------------------------------------------- */

/* What can't be said of this report; NULL when all can. */
static const char *refused_option(const struct report_request *request) {
    unsigned by = request->form->by;
    bool has_period = request->from != NULL || request->to != NULL;
    if (request->year != NULL && (by & PRINT_BY_YEAR) == 0)
        return "--year";
    if (request->unit != NULL && (by & PRINT_BY_UNIT) == 0)
        return "--unit";
    if (request->box != NULL && (by & PRINT_BY_BOX) == 0)
        return "--box";
    if (has_period && (by & (PRINT_BY_PERIOD | PRINT_BY_UNIT)) == 0)
        return request->from != NULL ? "--from" : "--to";
    return NULL;
}

/* Numbers, or a unit, or a period, as the report can be asked for. */
static int check_subject(struct cli *cli, const struct report_request *request) {
    unsigned by = request->form->by;
    bool has_more = request->unit != NULL || request->box != NULL || request->from != NULL ||
                    request->to != NULL || request->year != NULL;
    if (request->number_count > 0 && (by & PRINT_BY_NUMBERS) == 0)
        return cli_usage(cli, N_("这张表不写编号：“{number}”"), "number", request->numbers[0]);
    if (request->number_count > 0 && has_more)
        return cli_usage(cli, N_("写了编号就不再写 --unit、--box、--from、--to、--year"), NULL,
                         NULL);
    if (request->number_count > PRINTED_IDS_MOST)
        return cli_usage(cli, N_("一次印得太多，请分开印"), NULL, NULL);
    bool is_named = request->number_count > 0 || request->unit != NULL || request->year != NULL ||
                    (by & (PRINT_BY_PERIOD | PRINT_OF_ALL)) != 0;
    if (!is_named)
        return cli_usage(cli,
                         (by & PRINT_BY_UNIT) != 0 ? N_("请写明编号，或 --unit 哪个单位")
                         : (by & PRINT_BY_YEAR) != 0 ? N_("请写明编号，或 --year 哪一年")
                                                     : N_("请写明编号，例如 FK2026-00001"),
                         NULL, NULL);
    return EXIT_DONE;
}

int report_check_print(struct cli *cli, struct report_request *request) {
    const char *option = refused_option(request);
    if (option != NULL)
        return cli_usage(cli, N_("{option} 不能用在这张表上"), "option", option);
    if (request->out != NULL && request->is_for_printer)
        return cli_usage(cli, N_("--out 与 --print 只写一种"), NULL, NULL);
    if (request->out != NULL && !report_ends_with(request->out, ".txt"))
        return cli_usage(cli, N_("文件名应以 .txt 结尾，不是“{file}”"), "file", request->out);
    return check_subject(cli, request);
}

static int read_year(struct cli *cli, struct report_request *request) {
    int64_t year = 0;
    if (!option_integer(cli, "--year", request->year, 1900, 9999, &year))
        return EXIT_USAGE;
    request->first = date_from_ymd((int)year, 1, 1);
    request->last = date_from_ymd((int)year, 12, 31);
    return EXIT_DONE;
}

/* A day that was not given: today, or the first of the last day's month or year for what is printed by them. */
static int read_period(struct cli *cli, struct report_request *request) {
    bool is_by_period = (request->form->by & PRINT_BY_PERIOD) != 0;
    bool is_by_year = (request->form->by & PRINT_BY_YEAR) != 0;
    struct problem problem = {0};
    char from[DATE_BYTES], to[DATE_BYTES];
    int year = 0, month = 0, day = 0, code = EXIT_DONE;
    if (request->year != NULL)
        return read_year(cli, request);
    request->last = office_today(&cli->office);
    if (request->to != NULL)
        code = report_read_day(cli, request->to, &request->last);
    date_to_ymd(request->last, &year, &month, &day);
    request->first = !is_by_period ? request->last : date_from_ymd(year, is_by_year ? 1 : month, 1);
    if (code == EXIT_DONE && request->from != NULL)
        code = report_read_day(cli, request->from, &request->first);
    if (code != EXIT_DONE || request->first <= request->last)
        return code;
    problem_set(&problem, STATUS_INVALID, "", N_("首日 {from} 晚于末日 {to}"));
    problem_place(&problem, "from", date_to_iso(request->first, from));
    problem_place(&problem, "to", date_to_iso(request->last, to));
    return cli_fail(cli, &problem, "");
}

/* By number or name; 0 for NULL. */
static int find_named(struct cli *cli, const char *kind, const char *word, int64_t *id) {
    struct problem problem = {0};
    struct office *office = &cli->office;
    struct record record = {0};
    *id = 0;
    if (word == NULL)
        return EXIT_DONE;
    enum status status = store_find_number(office->store, &office->visible, word, id, NULL);
    if (status == STATUS_NOT_FOUND)
        status = store_find_title(office->store, &office->visible, kind, word, id, &problem);
    if (status == STATUS_OK)
        status = store_read(office->store, &office->visible, *id, &record, &problem);
    if (status == STATUS_OK && strcmp(fields_text(&record.fields, "record_kind"), kind) != 0)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND) {
        problem_set(&problem, status, "", N_("没有登记过“{name}”"));
        problem_place(&problem, "name", word);
    }
    record_release(&record);
    return status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &problem, "");
}

static bool has_id(const int64_t *ids, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Each once, in the order given. */
static int find_numbers(struct cli *cli, const struct report_request *request, int64_t *ids,
                        size_t *count) {
    struct problem problem = {0};
    for (int i = 0; i < request->number_count; i++) {
        int64_t id = 0;
        if (store_find_number(cli->office.store, &cli->office.visible, request->numbers[i], &id,
                              &problem) != STATUS_OK)
            return cli_fail(cli, &problem, "");
        if (!has_id(ids, *count, id))
            ids[(*count)++] = id;
    }
    return EXIT_DONE;
}

/* ---- where it goes ------------------------------------------------------------------------------- */

static enum status log_print(struct cli *cli, const struct report_request *request,
                             const struct print_request *print, struct problem *problem) {
    struct buffer what = BUFFER_INIT;
    prints_append_what(&cli->office, request->form, print, &what);
    buffer_append_format(&what, ": %s",
                         request->is_for_printer ? "lp"
                         : request->out != NULL  ? request->out
                                                 : "stdout");
    enum status status = what.failed
                             ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                             : office_log_print(&cli->office, buffer_text(&what),
                                                print->id_count == 1 ? print->ids[0] : 0, problem);
    buffer_release(&what);
    return status;
}

static int give_out(struct cli *cli, const struct report_request *request, struct buffer *text) {
    struct problem problem = {0};
    if (request->out != NULL)
        return report_write_file(cli, request->out, text);
    if (!request->is_for_printer) {
        cli_write(cli, text);
        return EXIT_DONE;
    }
    if (print_text(&cli->office, buffer_text(text), &problem) == STATUS_OK)
        problem_set(&problem, STATUS_OK, "", N_("已送打印机"));
    return cli_fail(cli, &problem, "");
}

static int print(struct cli *cli, const struct report_request *request,
                 const struct print_request *wanted) {
    struct problem problem = {0};
    struct buffer text = BUFFER_INIT, remarks = BUFFER_INIT;
    struct print_request what = *wanted;
    what.remarks = &remarks;
    enum status status =
        prints_append(&cli->office, &cli->files, request->form, &what, &text, &problem);
    if (status == STATUS_OK)
        status = log_print(cli, request, &what, &problem);
    struct buffer pages = BUFFER_INIT; /* giving out empties the text */
    buffer_append(&pages, buffer_text(&text));
    int code = status == STATUS_OK ? give_out(cli, request, &text) : cli_fail(cli, &problem, "");
    if (status == STATUS_OK && code == EXIT_DONE) {
        status = prints_given_out(&cli->office, request->form, buffer_text(&pages), &problem);
        code = status == STATUS_OK ? EXIT_DONE : cli_fail(cli, &problem, "");
    }
    buffer_release(&pages);
    if (status == STATUS_OK && remarks.length > 0)
        cli_say(cli, buffer_text(&remarks));
    buffer_release(&remarks);
    buffer_release(&text);
    return code;
}

int report_print(struct cli *cli, struct report_request *request) {
    struct print_request what = {0};
    int64_t *ids = calloc((size_t)request->number_count + 1, sizeof *ids);
    struct problem problem = {0};
    if (ids == NULL) {
        problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        return cli_fail(cli, &problem, "");
    }
    int code = read_period(cli, request);
    if (code == EXIT_DONE)
        code = find_named(cli, "unit", request->unit, &what.unit);
    if (code == EXIT_DONE)
        code = find_named(cli, "box", request->box, &what.box);
    if (code == EXIT_DONE)
        code = find_numbers(cli, request, ids, &what.id_count);
    what.ids = ids;
    what.from = request->first;
    what.to = request->last;
    if (code == EXIT_DONE)
        code = print(cli, request, &what);
    free(ids);
    return code;
}
