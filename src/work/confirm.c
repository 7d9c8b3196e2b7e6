/* One's own password at the moment of deciding, bound to what was shown. Checks no password itself: user.c does, with
 * its counter and delays. */
#include "work/confirm.h"

#include <stdlib.h>
#include <string.h>

#include "store/credential.h"
#include "work/act.h"
#include "work/sign.h"
#include "work/user.h"

const struct confirm_row confirm_table[] = {
    {"disclosure", "approve refuse re_review waive_personal withdraw"},
    {"feedback", "check_pass consent_extend refuse_extend extend"},
    {"opinion", "consent"},
    {"duty", "waive"},
    {"finding", "no_action accountability"},
    {"accountability", "propose decide no_action"},
    {NULL, NULL},
};

/* A record as it was shown. */
struct shown {
    int64_t id, ver;
    unsigned char hash[STORE_HASH_BYTES];
};

struct confirmed {
    int64_t user;
    bool is_given; /* the password was right */
    char command[32];
    size_t count;
    struct shown items[];
};

bool confirm_is_worthy(const char *kind, const char *command) {
    for (const struct confirm_row *row = confirm_table; row->kind != NULL; row++) {
        if (strcmp(row->kind, kind) == 0 && check_has_word(row->commands, command)) {
            return true;
        }
    }
    return false;
}

static const char wants_password[] = N_("{number} {command}要输入您本人的密码确认");
static const char has_no_password[] =
    N_("{command}要输入本人的密码，您还没有设：回工作台按 F4，再按 2 设一个");
static const char is_not_own[] =
    N_("您的密码是系统管理员给的，{command}之前先改成只有自己知道的：回工作台按 F4，再按 2");
static const char has_changed[] = N_("{number} 已被别人改过，请刷新后看清楚再办");

bool confirm_is_wanted(const struct problems *problems) {
    return problems->count > 0 && problems->items[0].message == wants_password;
}

void confirm_forget(struct office *office) {
    free(office->confirmed);
    office->confirmed = NULL;
}

void confirm_end(struct office *office, const char *command) {
    if (office->confirmed != NULL && strcmp(office->confirmed->command, command) == 0) {
        confirm_forget(office);
    }
}

/* ---- what is shown ------------------------------------------------------------------------------- */

static enum status show(struct office *office, int64_t id, int64_t seen, struct shown *out,
                        struct problem *problem) {
    struct record record = {0};
    enum status status = store_read(office->store, &office->visible, id, &record, problem);
    out->id = id;
    if (status == STATUS_OK) {
        status = store_record_hash(office->store, id, &out->ver, out->hash, problem);
    }
    if (status == STATUS_OK && seen != 0 && seen != out->ver) {
        status = problem_set(problem, STATUS_CONFLICT, "", has_changed);
        problem_place(problem, "number", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return status;
}

enum status confirm_begin(struct office *office, const char *command, const int64_t *ids,
                          size_t count, const int64_t *vers, struct problem *problem) {
    struct confirmed *confirmed = calloc(1, sizeof *confirmed + count * sizeof confirmed->items[0]);
    enum status status = STATUS_OK;
    confirm_forget(office);
    if (confirmed == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    confirmed->user = office->user;
    confirmed->count = count;
    strncat(confirmed->command, command, sizeof confirmed->command - 1);
    office_begin_read(office);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = show(office, ids[i], vers != NULL ? vers[i] : 0, &confirmed->items[i], problem);
    }
    office_end_read(office);
    if (status != STATUS_OK) {
        free(confirmed);
        return status;
    }
    office->confirmed = confirmed;
    return STATUS_OK;
}

enum status confirm_by_password(struct office *office, const char *password,
                                struct problem *problem) {
    struct confirmed *confirmed = office->confirmed;
    if (confirmed == NULL || confirmed->user != office->user) {
        return problem_set(problem, STATUS_DENIED, "password",
                           N_("没有要确认的事，请重新办理一次"));
    }
    if (user_must_change_password(office)) {
        problem_set(problem, STATUS_DENIED, "password", is_not_own);
        problem_place(problem, "command", flow_command_label(confirmed->command));
        return STATUS_DENIED;
    }
    enum status status = user_check_own_password(office, password, problem);
    confirmed->is_given = status == STATUS_OK;
    return status;
}

/* ---- the rule ------------------------------------------------------------------------------------ */

static bool may_be_asked(struct act *act) {
    struct office *office = act->office;
    if (!confirm_is_worthy(act->kind, act->command) || strcmp(office->mode, "demo") == 0) {
        return false;
    }
    return strcmp(office->mode, "test") != 0 || user_has_password(office);
}

/* What was signed on paper is the signatory's act; who enters it, and may not decide it, only says so. */
static bool is_asked(struct act *act) {
    bool only_enters =
        sign_is_on_paper(act) && act->deciders != 0 && (act->office->roles & act->deciders) == 0;
    return !only_enters && may_be_asked(act);
}

static const struct shown *find_shown(const struct confirmed *confirmed, const struct act *act) {
    bool is_for_this = confirmed != NULL && confirmed->is_given &&
                       confirmed->user == act->office->user &&
                       strcmp(confirmed->command, act->command) == 0;
    for (size_t i = 0; is_for_this && i < confirmed->count; i++) {
        if (confirmed->items[i].id == act->id) {
            return &confirmed->items[i];
        }
    }
    return NULL;
}

static enum status refuse(struct act *act, enum status status, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, status, status == STATUS_DENIED ? "password" : "", message);
    problem_place(&problem, "command", flow_command_label(act->command));
    return act_refuse_with(act, &problem);
}

enum status confirm_look(struct act *act) {
    struct problem problem = {0};
    int64_t ver = 0;
    if (!may_be_asked(act)) {
        return STATUS_OK;
    }
    enum status status = store_record_hash(act->office->store, act->id, &ver, act->hash, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status confirm_check(struct act *act) {
    if (!is_asked(act)) {
        return STATUS_OK;
    }
    struct office *office = act->office;
    const struct shown *shown = find_shown(office->confirmed, act);
    if (shown == NULL) {
        return refuse(act, STATUS_DENIED,
                      !user_has_password(office)          ? has_no_password
                      : user_must_change_password(office) ? is_not_own
                                                          : wants_password);
    }
    return shown->ver == act->before->ver && memcmp(shown->hash, act->hash, sizeof shown->hash) == 0
               ? STATUS_OK
               : refuse(act, STATUS_CONFLICT, has_changed);
}
