/* zwgk due: counts a limit, with or without a database. Stores nothing. */
#include "cli/command.h"

#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/value.h"
#include "report/words.h"

enum { COUNT_MOST = 100000 };

struct due_request {
    const char *from, *workdays, *days, *roll;
    bool explains;
    struct clock clock;
    struct calendar *calendar;
    struct limit limit;
    day_number received;
};

static int read_limit(struct cli *cli, struct due_request *request) {
    int64_t amount;
    bool is_workdays = request->workdays != NULL;
    if (request->from == NULL)
        return cli_usage(cli, N_("请用 --from 写明收到的日期"), NULL, NULL);
    if (is_workdays == (request->days != NULL))
        return cli_usage(cli, N_("请写 --workdays 或 --days，只写一个"), NULL, NULL);
    if (!option_integer(cli, is_workdays ? "--workdays" : "--days",
                        is_workdays ? request->workdays : request->days, 0, COUNT_MOST, &amount))
        return EXIT_USAGE;
    request->limit.amount = (int)amount;
    request->limit.unit = is_workdays ? LIMIT_WORKDAY : LIMIT_DAY;
    if (request->roll == NULL)
        return EXIT_DONE;
    if (strcmp(request->roll, "forward") == 0)
        request->limit.roll = ROLL_FORWARD;
    else if (strcmp(request->roll, "backward") == 0)
        request->limit.roll = ROLL_BACKWARD;
    else
        return cli_usage(cli, N_("--roll 应为 forward（顺延）或 backward（提前），不是“{value}”"),
                         "value", request->roll);
    return EXIT_DONE;
}

static day_number add_workdays(void *context, day_number from, int count) {
    return workday_add(context, from, count);
}

static int read_from(struct cli *cli, struct due_request *request) {
    struct problem problem = {0};
    struct date_context dates = {clock_today(&request->clock), add_workdays, request->calendar};
    if (value_parse_date(request->from, &dates, &request->received, &problem) == STATUS_OK)
        return EXIT_DONE;
    cli_fail(cli, &problem, "");
    return EXIT_USAGE;
}

static void append_day(void *context, const struct deadline_day *day) {
    words_append_deadline_day(context, day);
    buffer_append_char(context, '\n');
}

static void append_notices(struct buffer *out, const struct calendar *calendar, day_number from,
                           day_number to) {
    for (int year = date_year(from); year <= date_year(to); year++) {
        if (calendar_has_year(calendar, year))
            buffer_append_format(out, "%d  %s\n", year, calendar_notice(calendar, year));
        else
            buffer_append_format(out, "%d  %s\n", year, words_calendar_is_assumed());
    }
}

static int count(struct cli *cli, const struct due_request *request) {
    struct deadline deadline = {.received = request->received, .limit = &request->limit};
    struct due due = deadline_due(request->calendar, &deadline);
    struct buffer out = BUFFER_INIT;
    char iso[DATE_BYTES];
    if (due.day == DATE_NONE)
        return cli_usage(cli, N_("期限超过了 9999 年，请核对天数"), NULL, NULL);
    if (request->explains) {
        deadline_explain(request->calendar, &deadline, append_day, &out);
        append_notices(&out, request->calendar, request->received, due.day);
    } else if (due.is_assumed) {
        cli_say(cli, words_calendar_is_assumed());
    }
    buffer_append_format(&out, "%s\n", date_to_iso(due.day, iso));
    cli_write(cli, &out);
    buffer_release(&out);
    return EXIT_DONE;
}

static int count_with_builtin(struct cli *cli, struct due_request *request) {
    struct problem problem = {0};
    struct calendar *calendar = calendar_new();
    enum status status = calendar != NULL
                             ? calendar_add_builtin(calendar, &problem)
                             : problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    int code = EXIT_DONE;
    if (status == STATUS_OK && cli->arguments->now != NULL &&
        clock_set(&request->clock, cli->arguments->now, &problem) != STATUS_OK) {
        cli_fail(cli, &problem, "");
        code = EXIT_USAGE;
    } else if (status != STATUS_OK) {
        code = cli_fail(cli, &problem, "");
    }
    request->calendar = calendar;
    if (code == EXIT_DONE)
        code = read_from(cli, request);
    if (code == EXIT_DONE)
        code = count(cli, request);
    calendar_free(calendar);
    return code;
}

static int count_with_office(struct cli *cli, struct due_request *request) {
    struct problem problem = {0};
    int code = cli_open(cli);
    if (code != EXIT_DONE)
        return code;
    if (office_calendar(&cli->office, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    request->calendar = cli->office.calendar;
    request->clock = cli->office.clock;
    code = read_from(cli, request);
    return code == EXIT_DONE ? count(cli, request) : code;
}

int due_run(struct cli *cli, int word_count, char **words) {
    struct due_request request = {.clock = CLOCK_INIT};
    const struct option options[] = {
        {"--from", &request.from, NULL},        {"--workdays", &request.workdays, NULL},
        {"--days", &request.days, NULL},        {"--roll", &request.roll, NULL},
        {"--explain", NULL, &request.explains}, {NULL, NULL, NULL},
    };
    int operands = options_read(cli, word_count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0)
        return cli_usage(cli, N_("多余的“{word}”"), "word", words[0]);
    int code = read_limit(cli, &request);
    if (code != EXIT_DONE)
        return code;
    bool has_database =
        cli->arguments->database_is_given ||
        (cli->arguments->database[0] != '\0' && access(cli->arguments->database, R_OK) == 0);
    return has_database ? count_with_office(cli, &request) : count_with_builtin(cli, &request);
}
