/* zwgk init: founds an office. Everything in the file is made by work. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "cli/password.h"
#include "store/place.h"
#include "work/demo.h"
#include "work/draft_belong.h"
#include "work/office_begin.h"
#include "work/search.h"
#include "work/user.h"

enum { DEMO_RECORDS = 60, DEMO_RECORDS_MOST = 1000000, DEMO_SEED = 1 };

struct init_request {
    const char *office, *admin, *records, *seed;
    bool is_demo, is_test;
    int64_t record_count, seed_number;
    char password[PASSWORD_BYTES];
    bool has_password;
};

static int check_options(struct cli *cli, struct init_request *request) {
    if (request->is_demo && request->is_test)
        return cli_usage(cli, N_("--demo 和 --test 只能用一个"), NULL, NULL);
    if (!request->is_demo && (request->records != NULL || request->seed != NULL))
        return cli_usage(cli, N_("--records 和 --seed 只用于演示库 --demo"), NULL, NULL);
    if (request->records != NULL && !option_integer(cli, "--records", request->records, 0,
                                                    DEMO_RECORDS_MOST, &request->record_count))
        return EXIT_USAGE;
    if (request->seed != NULL &&
        !option_integer(cli, "--seed", request->seed, 0, INT32_MAX, &request->seed_number))
        return EXIT_USAGE;
    if (cli->arguments->database[0] == '\0')
        return cli_usage(cli, N_("不知道数据库放在哪里：请用 --db 文件 指明"), NULL, NULL);
    return EXIT_DONE;
}

static enum status set_clock(struct cli *cli, const struct init_request *request, int64_t *now,
                             struct problem *problem) {
    struct clock clock = CLOCK_INIT;
    *now = -1;
    if (cli->arguments->now == NULL)
        return STATUS_OK;
    if (!request->is_demo && !request->is_test)
        return problem_set(problem, STATUS_DENIED, "",
                           N_("--now 只能用于演示库（--demo）和测试库（--test）"));
    enum status status = clock_set(&clock, cli->arguments->now, problem);
    *now = clock.fixed_utc;
    return status;
}

static enum status ask_password(struct init_request *request, struct problem *problem) {
    char again[PASSWORD_BYTES];
    enum status status =
        password_ask(_("管理员密码（8 到 128 个字）："), request->password, problem);
    if (status == STATUS_OK) {
        status = password_ask(_("再输入一次："), again, problem);
        if (status == STATUS_OK && strcmp(request->password, again) != 0)
            status = problem_set(problem, STATUS_INVALID, "", N_("两次输入的密码不一样"));
        password_wipe(again);
    }
    if (status == STATUS_OK)
        status = user_check_password(request->password, problem);
    request->has_password = status == STATUS_OK;
    return status;
}

/* An admin who is somebody else than the person at the machine needs a password to come in. */
static bool needs_password(const struct init_request *request) {
    struct office nobody;
    office_begin(&nobody, NULL);
    return request->admin != NULL && !request->is_demo && !request->is_test &&
           strcmp(nobody.os_account, request->admin) != 0;
}

/* *drafts: with a message, what became of those that lay there. */
static enum status found(struct cli *cli, const struct init_request *request,
                         struct problem *drafts, struct problem *problem) {
    const char *path = cli->arguments->database;
    struct search_index index;
    struct office_founding founding = {
        .path = path,
        .name = request->office,
        .admin = request->admin,
        .password = request->has_password ? request->password : NULL,
        .mode = request->is_demo   ? "demo"
                : request->is_test ? "test"
                                   : "office",
    };
    if (founding.name == NULL)
        founding.name = request->is_demo ? "青石镇政务公开办公室" : "政务公开办公室";
    enum status status = set_clock(cli, request, &founding.now, problem);
    if (status == STATUS_OK && !cli->arguments->database_is_given)
        status = place_make_folders(path, problem); /* a path that was typed must be right */
    if (status == STATUS_OK)
        status = office_found(&cli->office, &founding, problem);
    if (status != STATUS_OK)
        return status;
    cli->has_office = true;
    if (drafts_put_files_aside(path, office_today(&cli->office), drafts) == STATUS_OK)
        drafts->message = NULL;
    if (request->is_demo)
        status =
            demo_fill(&cli->office, (uint32_t)request->seed_number, request->record_count, problem);
    if (status == STATUS_OK)
        status = search_index_finish(&cli->office, &index, problem);
    if (status != STATUS_OK) {
        office_close(&cli->office);
        cli->has_office = false;
        unlink(path);
    }
    return status;
}

static void say_done(struct cli *cli) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s%s", _("已新建数据库："), cli->arguments->database);
    cli_say(cli, buffer_text(&text));
    buffer_release(&text);
}

int init_run(struct cli *cli, int count, char **words) {
    struct init_request request = {.record_count = DEMO_RECORDS, .seed_number = DEMO_SEED};
    const struct option options[] = {
        {"--office", &request.office, NULL},
        {"--admin", &request.admin, NULL},
        {"--records", &request.records, NULL},
        {"--seed", &request.seed, NULL},
        {"--demo", NULL, &request.is_demo},
        {"--test", NULL, &request.is_test},
        {NULL, NULL, NULL},
    };
    struct problem problem = {0}, drafts = {0};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 0)
        return cli_usage(cli, N_("多余的“{word}”"), "word", words[0]);
    int code = check_options(cli, &request);
    if (code != EXIT_DONE)
        return code;
    enum status status = STATUS_OK;
    if (needs_password(&request))
        status = ask_password(&request, &problem);
    if (status == STATUS_OK)
        status = found(cli, &request, &drafts, &problem);
    password_wipe(request.password);
    if (status != STATUS_OK)
        return cli_fail(cli, &problem, "");
    say_done(cli);
    if (drafts.message != NULL)
        cli_fail(cli, &drafts, "");
    return EXIT_DONE;
}
