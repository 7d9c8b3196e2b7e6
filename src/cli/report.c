/* zwgk report: what was asked for, and figures of a period as text or CSV. Counts nothing itself. */
#include "cli/report.h"

#include <string.h>

#include "base/language.h"
#include "base/value.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "report/figures.h"
#include "report/prints.h"
#include "report/timeliness_text.h"

bool report_ends_with(const char *text, const char *ending) {
    size_t length = strlen(text), end = strlen(ending);
    return length > end && strcmp(text + length - end, ending) == 0;
}

/* Names of reports, parted over as many places of a message as they need. */
struct report_names {
    struct buffer parts[3];
    int last;
};

static void add_name(struct report_names *names, const char *name) {
    struct buffer *part = &names->parts[names->last];
    bool is_full = part->length + strlen(name) + 2 > PROBLEM_PLACE_BYTES;
    if (is_full && names->last < 2)
        part = &names->parts[++names->last];
    buffer_append_format(part, "%s%s", names->last > 0 || part->length > 0 ? " " : "", name);
}

/* The words name no report: which there are. */
static int refuse_name(struct cli *cli, const char *name) {
    struct report_names names = {.last = 0};
    struct problem problem;
    add_name(&names, "timeliness");
    add_name(&names, "web-package");
    for (const struct figure_report *report = figure_reports; report->name != NULL; report++)
        add_name(&names, report->name);
    for (const struct print_form *form = print_forms; form->name != NULL; form++)
        add_name(&names, form->name);
    problem_set(&problem, STATUS_INVALID, "",
                name == NULL ? N_("请写明哪一张表：{names}{more}{rest}")
                             : N_("没有“{name}”这张表，现有 {names}{more}{rest}"));
    problem_place(&problem, "names", buffer_text(&names.parts[0]));
    problem_place(&problem, "more", buffer_text(&names.parts[1]));
    problem_place(&problem, "rest", buffer_text(&names.parts[2]));
    if (name != NULL)
        problem_place(&problem, "name", name);
    for (int i = 0; i < 3; i++)
        buffer_release(&names.parts[i]);
    cli_fail(cli, &problem, "");
    return EXIT_USAGE;
}

/* The trend is of two whole years. */
static bool has_days(const struct report_request *request) {
    return request->from != NULL || request->to != NULL;
}

static int check_figures(struct cli *cli, struct report_request *request) {
    bool is_trend = request->figures != NULL && strcmp(request->figures->name, "scope-trend") == 0;
    if (is_trend && has_days(request))
        return cli_usage(cli, N_("{option} 不能用在这张表上"), "option",
                         request->from != NULL ? "--from" : "--to");
    if (request->number_count > 0)
        return cli_usage(cli, N_("这张表不写编号：“{number}”"), "number", request->numbers[0]);
    if (request->unit != NULL || request->box != NULL || request->is_for_printer)
        return cli_usage(cli, N_("{option} 不能用在这张表上"), "option",
                         request->unit != NULL  ? "--unit"
                         : request->box != NULL ? "--box"
                                                : "--print");
    if (request->year != NULL && (request->from != NULL || request->to != NULL))
        return cli_usage(cli, N_("--year 与 --from、--to 只写一种"), NULL, NULL);
    request->is_csv = request->out != NULL && report_ends_with(request->out, ".csv");
    if (request->out != NULL && !request->is_csv && !report_ends_with(request->out, ".txt"))
        return cli_usage(cli, N_("文件名应以 .txt 或 .csv 结尾，不是“{file}”"), "file",
                         request->out);
    return EXIT_DONE;
}

static int read_words(struct cli *cli, struct report_request *request, int count, char **words) {
    const struct option options[] = {
        {"--year", &request->year, NULL},
        {"--from", &request->from, NULL},
        {"--to", &request->to, NULL},
        {"--out", &request->out, NULL},
        {"--unit", &request->unit, NULL},
        {"--box", &request->box, NULL},
        {"--print", NULL, &request->is_for_printer},
        {NULL, NULL, NULL},
    };
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands == 0)
        return refuse_name(cli, NULL);
    request->out = cli_path(cli, request->out);
    request->number_count = operands - 1;
    request->numbers = words + 1;
    request->is_web = strcmp(words[0], "web-package") == 0;
    if (request->is_web)
        return report_check_web(cli, request);
    request->form = prints_find(words[0]);
    request->figures = figures_find(words[0]);
    if (request->form == NULL && request->figures == NULL && strcmp(words[0], "timeliness") != 0)
        return refuse_name(cli, words[0]);
    return request->form != NULL ? report_check_print(cli, request) : check_figures(cli, request);
}

static day_number add_workdays(void *context, day_number from, int count) {
    return workday_add(context, from, count);
}

int report_read_day(struct cli *cli, const char *text, day_number *out) {
    struct problem problem = {0};
    if (office_calendar(&cli->office, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    struct date_context dates = {office_today(&cli->office), add_workdays, cli->office.calendar};
    if (value_parse_date(text, &dates, out, &problem) == STATUS_OK)
        return EXIT_DONE;
    cli_fail(cli, &problem, "");
    return EXIT_USAGE;
}

/* The year given, else from a day to another, else this year. One day alone: to its year's end, or from
 * its year's beginning. */
static int read_period(struct cli *cli, struct report_request *request) {
    int64_t year = date_year(office_today(&cli->office));
    int code = EXIT_DONE;
    if (request->year != NULL && !option_integer(cli, "--year", request->year, 1900, 9999, &year))
        return EXIT_USAGE;
    if (request->from != NULL)
        code = report_read_day(cli, request->from, &request->first);
    if (code == EXIT_DONE && request->to != NULL)
        code = report_read_day(cli, request->to, &request->last);
    if (code == EXIT_DONE && request->from != NULL)
        year = date_year(request->first);
    else if (code == EXIT_DONE && request->to != NULL)
        year = date_year(request->last);
    if (request->from == NULL)
        request->first = date_from_ymd((int)year, 1, 1);
    if (request->to == NULL)
        request->last = date_from_ymd((int)year, 12, 31);
    return code;
}

/* ---- CSV ---------------------------------------------------------------------------------------- */

static void append_counts(struct csv_line *line, const union feedback_counts *counts) {
    struct buffer cell = BUFFER_INIT;
    for (int column = 0; column < TIMELINESS_COLUMNS; column++) {
        buffer_clear(&cell);
        timeliness_append_cell(counts, column, &cell);
        csv_line_cell(line, buffer_text(&cell));
    }
    line->out->failed = line->out->failed || cell.failed;
    buffer_release(&cell);
    csv_line_end(line);
}

static void append_lines(struct office *office, const struct tally_lines *lines, bool is_by_unit,
                         struct buffer *out) {
    struct buffer name = BUFFER_INIT;
    for (size_t i = 0; i < lines->count; i++) {
        struct csv_line line;
        buffer_clear(&name);
        timeliness_append_name(office, &lines->items[i], is_by_unit, &name);
        csv_line_begin(&line, out, ',');
        csv_line_cell(&line, timeliness_table_name(is_by_unit));
        csv_line_cell(&line, buffer_text(&name));
        append_counts(&line, &lines->items[i].counts);
    }
    out->failed = out->failed || name.failed;
    buffer_release(&name);
}

static void append_csv(struct office *office, const struct tally *timeliness, struct buffer *out) {
    struct csv_line line;
    buffer_append(out, "\xEF\xBB\xBF");
    csv_line_begin(&line, out, ',');
    csv_line_cell(&line, _("分组"));
    csv_line_cell(&line, _("名称"));
    for (int column = 0; column < TIMELINESS_COLUMNS; column++)
        csv_line_cell(&line, timeliness_heading(column));
    csv_line_end(&line);
    append_lines(office, &timeliness->kinds, false, out);
    append_lines(office, &timeliness->units, true, out);
    csv_line_begin(&line, out, ',');
    csv_line_cell(&line, _("合计"));
    csv_line_cell(&line, "");
    append_counts(&line, &timeliness->total);
}

/* ---- where it goes ------------------------------------------------------------------------------ */

int report_write_file(struct cli *cli, const char *path, struct buffer *text) {
    struct file_out file;
    struct problem problem = {0};
    enum status status = file_out_open(&file, path, &problem);
    if (status == STATUS_OK) {
        status = file_out_write(&file, text, &problem);
        if (status == STATUS_OK && store_has_missed(cli->office.store) != STATUS_CORRUPT)
            status = store_take_missed(cli->office.store, &problem);
        if (status == STATUS_OK)
            status = file_out_commit(&file, &problem);
        else
            file_out_abandon(&file);
    }
    if (status == STATUS_OK) {
        problem_set(&problem, STATUS_OK, "", N_("已写到 {file}"));
        problem_place(&problem, "file", path);
    }
    return cli_fail(cli, &problem, "");
}

static int write_timeliness(struct cli *cli, const struct report_request *request) {
    struct tally timeliness = {0};
    struct problem problem = {0};
    struct buffer page = BUFFER_INIT, text = BUFFER_INIT;
    int code = EXIT_DONE;
    if (tally_count(&cli->office, TALLY_ANSWERS, request->first, request->last, &timeliness,
                    &problem) != STATUS_OK) {
        code = cli_fail(cli, &problem, "");
    } else {
        if (request->is_csv)
            append_csv(&cli->office, &timeliness, &text);
        else
            timeliness_text_append(&cli->office, &timeliness, &page);
        cli_append_plain(&text, buffer_text(&page));
        text.failed = text.failed || page.failed;
        if (request->out != NULL)
            code = report_write_file(cli, request->out, &text);
        else
            cli_write(cli, &text);
    }
    buffer_release(&page);
    buffer_release(&text);
    tally_release(&timeliness);
    return code;
}

static int write_figures(struct cli *cli, const struct report_request *request) {
    struct figures figures = {0};
    struct problem problem = {0};
    struct buffer page = BUFFER_INIT, text = BUFFER_INIT;
    int code = EXIT_DONE;
    if (request->figures->fill(&cli->office, request->first, request->last, &figures, &problem) !=
        STATUS_OK) {
        code = cli_fail(cli, &problem, "");
    } else {
        if (request->is_csv)
            report_append_figures(&figures, &text);
        else
            figures_append_text(&cli->office, &figures, &page);
        cli_append_plain(&text, buffer_text(&page));
        text.failed = text.failed || page.failed;
        if (request->out != NULL)
            code = report_write_file(cli, request->out, &text);
        else
            cli_write(cli, &text);
    }
    buffer_release(&page);
    buffer_release(&text);
    figures_release(&figures);
    return code;
}

int report_run(struct cli *cli, int count, char **words) {
    struct report_request request = {0};
    int code = read_words(cli, &request, count, words);
    if (code == EXIT_DONE)
        code = cli_enter(cli);
    if (code == EXIT_DONE && request.form != NULL)
        return report_print(cli, &request);
    if (code == EXIT_DONE)
        code = read_period(cli, &request);
    if (code != EXIT_DONE)
        return code;
    if (request.is_web)
        return report_web(cli, &request);
    return request.figures != NULL ? write_figures(cli, &request) : write_timeliness(cli, &request);
}
