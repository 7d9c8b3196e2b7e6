/* The office opened for one sub-command, and its user. */
#include "cli/command.h"

#include <string.h>

#include "base/language.h"
#include "cli/password.h"
#include "work/user.h"

int cli_open(struct cli *cli) {
    struct problem problem = {0};
    const struct arguments *arguments = cli->arguments;
    if (arguments->database[0] == '\0') {
        cli_say(cli, _("不知道数据库在哪里：请用 --db 文件 指明"));
        return EXIT_USAGE;
    }
    enum status status = office_open(&cli->office, arguments->database, &problem);
    if (status != STATUS_OK) {
        int code = cli_fail(cli, &problem, "");
        return status == STATUS_NOT_FOUND ? EXIT_FAILED : code;
    }
    cli->has_office = true;
    if (office_check_writable(&cli->office, &problem) != STATUS_OK)
        cli_fail(cli, &problem, ""); /* said, and read on */
    if (arguments->now != NULL &&
        office_set_now(&cli->office, arguments->now, &problem) != STATUS_OK)
        return cli_fail(cli, &problem, "");
    return EXIT_DONE;
}

static enum status enter_with_password(struct cli *cli, struct problem *problem) {
    char password[PASSWORD_BYTES];
    enum status status = password_ask(_("密码："), password, problem);
    if (status != STATUS_OK)
        return status;
    status = user_enter(&cli->office, cli->arguments->user, password, problem);
    password_wipe(password);
    return status;
}

static enum status refuse_old_password(struct cli *cli, struct problem *problem) {
    bool is_given = !cli->office.is_demo && cli->arguments->user != NULL;
    return is_given && user_must_change_password(&cli->office)
               ? problem_set(problem, STATUS_DENIED, "",
                             N_("这个账号要先换密码：用 zwgk password，或打开屏幕程序登录一次"))
               : STATUS_OK;
}

/* In a demonstration --user names an account or a role. */
static enum status enter_demo(struct cli *cli, struct problem *problem) {
    const char *user = cli->arguments->user;
    if (user == NULL)
        return user_enter_as(&cli->office, ROLE_CLERK, problem);
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role *= 2) {
        if (strcmp(user, role_name((enum role)role)) == 0)
            return user_enter_as(&cli->office, (enum role)role, problem);
    }
    return user_enter(&cli->office, user, NULL, problem);
}

static int enter(struct cli *cli, bool may_be_old) {
    struct problem problem = {0};
    enum status status;
    int code = cli_open(cli);
    if (code != EXIT_DONE)
        return code;
    if (cli->office.is_demo)
        status = enter_demo(cli, &problem);
    else if (cli->arguments->user != NULL)
        status = enter_with_password(cli, &problem);
    else
        status = user_enter_by_os_account(&cli->office, &problem);
    if (status == STATUS_OK && !may_be_old)
        status = refuse_old_password(cli, &problem);
    if (status == STATUS_OK)
        return EXIT_DONE;
    cli_fail(cli, &problem, "");
    /* Nobody of that account is no missing record: the program refuses to go on. */
    return status == STATUS_BUSY ? EXIT_BUSY : EXIT_FAILED;
}

int cli_enter(struct cli *cli) {
    return enter(cli, false);
}

int cli_enter_to_change(struct cli *cli) {
    return enter(cli, true);
}
