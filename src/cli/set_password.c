/* zwgk password: one's own, or as the administrator another person's. Typed on the terminal, never an option. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "cli/password.h"
#include "work/user.h"

struct typed {
    char old[PASSWORD_BYTES], first[PASSWORD_BYTES], again[PASSWORD_BYTES];
};

static void wipe(struct typed *typed) {
    password_wipe(typed->old);
    password_wipe(typed->first);
    password_wipe(typed->again);
}

static enum status ask_twice(struct typed *typed, struct problem *problem) {
    enum status status = password_ask(_("新密码（至少 8 个字符）："), typed->first, problem);
    if (status == STATUS_OK)
        status = password_ask(_("再输一次新密码："), typed->again, problem);
    if (status == STATUS_OK && strcmp(typed->first, typed->again) != 0)
        status = problem_set(problem, STATUS_INVALID, "", N_("两次输入的不一样，密码没有改动"));
    return status;
}

static enum status change_own(struct office *office, struct typed *typed, struct problem *problem) {
    bool has_old = user_has_own_password(office);
    enum status status = has_old ? password_ask(_("现在的密码："), typed->old, problem) : STATUS_OK;
    if (status == STATUS_OK)
        status = ask_twice(typed, problem);
    return status == STATUS_OK ? user_change_own_password(office, has_old ? typed->old : NULL,
                                                          typed->first, problem)
                               : status;
}

static enum status set_other(struct office *office, int64_t person, struct typed *typed,
                             struct problem *problem) {
    bool asks_own = user_is_asked_own(office);
    enum status status =
        asks_own ? password_ask(_("您本人的密码："), typed->old, problem) : STATUS_OK;
    if (status == STATUS_OK)
        status = ask_twice(typed, problem);
    return status == STATUS_OK
               ? user_give_password(office, person, typed->old, typed->first, problem)
               : status;
}

/* STATUS_OK with what was done as the problem's sentence. */
static enum status set_of(struct office *office, const char *account, struct typed *typed,
                          struct problem *problem) {
    struct fields found = FIELDS_INIT;
    int64_t person = office->user;
    enum status status =
        account == NULL ? STATUS_OK : store_account(office->store, account, false, &found, problem);
    if (status == STATUS_OK && account != NULL)
        person = fields_integer(&found, "id", 0);
    fields_release(&found);
    if (status != STATUS_OK)
        return status;
    bool is_own = person == office->user;
    status =
        is_own ? change_own(office, typed, problem) : set_other(office, person, typed, problem);
    if (status == STATUS_OK)
        problem_set(problem, STATUS_OK, "",
                    is_own ? N_("密码已改") : N_("密码已设，本人下次登录时须改"));
    return status;
}

int password_run(struct cli *cli, int count, char **words) {
    const struct option options[] = {{NULL, NULL, NULL}};
    struct typed typed = {0};
    struct problem problem = {0};
    int operands = options_read(cli, count, words, options);
    if (operands < 0)
        return EXIT_USAGE;
    if (operands > 1)
        return cli_usage(cli, N_("一次只设一个人的密码"), NULL, NULL);
    int code = cli_enter_to_change(cli);
    if (code != EXIT_DONE)
        return code;
    enum status status = set_of(&cli->office, operands == 1 ? words[0] : NULL, &typed, &problem);
    wipe(&typed);
    code = cli_fail(cli, &problem, "person");
    return status == STATUS_OK ? EXIT_DONE : code;
}
