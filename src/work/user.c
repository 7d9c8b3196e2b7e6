/* Who uses the program: by operating system's account, or by password with a counter of failures that is
 * on the disk before the hash is checked. Never says which of account and password was wrong. Hashes are user_cost.c's,
 * counters user_guess.c's, what a password may be user_password.c's. */
#include "work/user.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/credential.h"
#include "work/audit.h"
#include "work/confirm.h"
#include "work/feedback.h"
#include "work/office_begin.h"
#include "work/user_cost.h"
#include "work/user_guess.h"
#include "work/user_password.h"
#include "work/visible.h"

static enum status refuse(struct problem *problem) {
    return problem_set(problem, STATUS_DENIED, "", N_("账号或密码不对，请重新输入"));
}

/* ---- becoming somebody -------------------------------------------------------------------------- */

static void enter_record(struct office *office, const struct record *person) {
    const char *name = fields_text(&person->fields, "title");
    size_t bad = 0;
    office->user = person->id;
    office->roles = role_set_from_text(fields_text(&person->fields, "roles"));
    office->visible = visible_to(person->id, office->roles);
    snprintf(office->user_name, sizeof office->user_name, "%s", name);
    if (!text_is_valid(office->user_name, strlen(office->user_name), &bad)) {
        office->user_name[bad] = '\0';
    }
}

enum status user_become(struct office *office, int64_t person, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(office->store, &all, person, &record, problem);
    if (status == STATUS_OK && strcmp(fields_text(&record.fields, "state"), "void") == 0) {
        status = refuse(problem);
    }
    if (status == STATUS_OK) {
        enter_record(office, &record);
    }
    record_release(&record);
    return status;
}

enum status user_enter_by_os_account(struct office *office, struct problem *problem) {
    struct fields account = FIELDS_INIT;
    office_begin_read(office);
    enum status status =
        store_account(office->store, office_os_account(office), true, &account, problem);
    if (status == STATUS_OK) {
        status = user_become(office, fields_integer(&account, "id", 0), problem);
    } else if (status == STATUS_NOT_FOUND) {
        problem_set(problem, STATUS_NOT_FOUND, "",
                    N_("操作系统账号 {account} 不属于任何用户，请用账号和密码登录"));
        problem_place(problem, "account", office_os_account(office));
    }
    office_end_read(office);
    fields_release(&account);
    return status;
}

enum status user_enter_as(struct office *office, enum role role, struct problem *problem) {
    int64_t person = 0;
    if (!office->is_demo) {
        return problem_set(problem, STATUS_DENIED, "", N_("只有演示库可以不用密码换人"));
    }
    office_begin_read(office);
    enum status status = person_with_role(office, role, NULL, NULL, &person, problem);
    if (status == STATUS_OK && person == 0) {
        status = problem_set(problem, STATUS_NOT_FOUND, "", N_("没有担任{role}的人"));
        problem_place(problem, "role", role_label(role));
    } else if (status == STATUS_OK) {
        status = user_become(office, person, problem);
    }
    office_end_read(office);
    return status;
}

/* ---- checking one ------------------------------------------------------------------------------- */

/* The hash of the same password at what it should cost by now; NULL when it costs that. */
static const char *rehash(struct office *office, const struct fields *account, const char *password,
                          char out[COST_HASH_BYTES]) {
    struct cost cost = cost_of(office);
    bool is_weaker = cost_is_weaker(fields_text(account, "hash"), &cost);
    return is_weaker && cost_hash(&cost, password, out, NULL) == STATUS_OK ? out : NULL;
}

/* Counts the attempt as failed first; a right password takes that back. `command`: the row of the audit then. */
static enum status check_password(struct office *office, const struct fields *account,
                                  const char *password, const char *command,
                                  struct problem *problem) {
    char hash[COST_HASH_BYTES];
    bool fits = false;
    enum status status = guess_count(office, account, problem);
    if (status == STATUS_OK) {
        status = cost_verify(fields_text(account, "hash"), password, &fits, problem);
    }
    if (status == STATUS_OK && !fits) {
        status = refuse(problem);
    }
    if (status == STATUS_OK) {
        status = guess_forget(office, account, rehash(office, account, password, hash), command,
                              problem);
    }
    sodium_memzero(hash, sizeof hash);
    return status;
}

/* As long as a true check takes, so that an unknown account is not told by the time; counted at the terminal. */
static enum status refuse_unknown(struct office *office, const char *password,
                                  struct problem *problem) {
    char hash[COST_HASH_BYTES];
    struct cost cost = cost_of(office);
    enum status status = guess_count(office, NULL, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (cost_hash(&cost, password, hash, NULL) == STATUS_OK) {
        sodium_memzero(hash, sizeof hash);
    }
    return refuse(problem);
}

enum status user_enter(struct office *office, const char *account, const char *password,
                       struct problem *problem) {
    struct fields found = FIELDS_INIT;
    bool is_free = office->is_demo && password == NULL;
    enum status status = store_account(office->store, account, false, &found, problem);
    bool is_unknown = status == STATUS_NOT_FOUND || !fields_has(&found, "hash");
    if ((status == STATUS_NOT_FOUND && is_free) || (!is_free && password == NULL)) {
        status = refuse(problem);
    } else if (!is_free && is_unknown && (status == STATUS_OK || status == STATUS_NOT_FOUND)) {
        status = refuse_unknown(office, password, problem);
    } else if (status == STATUS_OK && !is_free) {
        status = check_password(office, &found, password, "login", problem);
    }
    if (status == STATUS_OK) {
        status = user_become(office, fields_integer(&found, "id", 0), problem);
    }
    fields_release(&found);
    return status;
}

/* Nobody, and everybody without a password, has no hash. */
static bool read_own(struct office *office, struct fields *out) {
    return office->user != 0 &&
           store_credential(office->store, office->user, out, NULL) == STATUS_OK &&
           fields_has(out, "hash");
}

enum status user_check_own_password(struct office *office, const char *password,
                                    struct problem *problem) {
    struct fields own = FIELDS_INIT;
    enum status status = STATUS_OK;
    if (!read_own(office, &own)) {
        status = problem_set(problem, STATUS_DENIED, "password",
                             N_("您还没有密码：回工作台按 F4，再按 2 设一个"));
    } else {
        status = check_password(office, &own, password, "", problem);
    }
    if (status == STATUS_DENIED && problem != NULL && problem->field[0] == '\0') {
        status = problem_set(problem, STATUS_DENIED, "password", N_("密码不对，请重新输入"));
    }
    fields_release(&own);
    return status;
}

bool user_has_password(struct office *office) {
    struct fields own = FIELDS_INIT;
    bool has = read_own(office, &own);
    fields_release(&own);
    return has;
}

bool user_must_change_password(struct office *office) {
    struct fields own = FIELDS_INIT;
    bool must = read_own(office, &own) && fields_integer(&own, "must_change", 0) != 0;
    fields_release(&own);
    return must;
}

bool user_has_own_password(struct office *office) {
    return user_has_password(office) && !user_must_change_password(office);
}

/* ---- setting one -------------------------------------------------------------------------------- */

enum status user_check_password(const char *password, struct problem *problem) {
    return password_check_length(password, problem);
}

/* What is written when a password is set. */
struct new_password {
    int64_t person;
    const char *hash;
    bool must_change;
    struct cost measured; /* ops 0: not now */
};

static enum status set_cost(struct save *save, const struct cost *cost, struct problem *problem) {
    char text[16];
    struct store *store = save->office->store;
    if (cost->ops == 0) {
        return STATUS_OK;
    }
    snprintf(text, sizeof text, "%d", cost->ops);
    enum status status = store_set_setting(store, "password_ops", text, problem);
    snprintf(text, sizeof text, "%d", cost->kib);
    return status == STATUS_OK ? store_set_setting(store, "password_kib", text, problem) : status;
}

static enum status store_password(struct office *office, const struct new_password *new,
                                  struct problem *problem) {
    struct save save;
    char terminal[100];
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = store_set_credential(office->store, new->person, new->hash, new->must_change, save.now,
                                  problem);
    if (status == STATUS_OK) {
        status = set_cost(&save, &new->measured, problem);
    }
    if (status == STATUS_OK) {
        guess_terminal(office, terminal, sizeof terminal);
        status = audit_add(&save, "password", terminal, new->person, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

static enum status check_new(struct office *office, const struct fields *person,
                             const char *password, struct problem *problem) {
    bool is_same = false;
    enum status status = password_check_new(office, person, password, problem);
    if (status == STATUS_OK && fields_has(person, "hash")) {
        status = cost_verify(fields_text(person, "hash"), password, &is_same, problem);
    }
    if (status == STATUS_OK && is_same) {
        status =
            problem_set(problem, STATUS_INVALID, "password", N_("新密码和现在的一样，请换一个"));
    }
    return status;
}

static enum status set_password(struct office *office, int64_t person, const char *password,
                                bool must_change, struct problem *problem) {
    char hash[COST_HASH_BYTES];
    struct fields whose = FIELDS_INIT;
    struct new_password new = {.person = person, .hash = hash, .must_change = must_change};
    struct cost cost = cost_of(office);
    enum status status = store_credential(office->store, person, &whose, problem);
    if (status == STATUS_OK) {
        status = check_new(office, &whose, password, problem);
    }
    if (status == STATUS_OK && cost_is_due(office)) {
        cost = new.measured = cost_measure();
    }
    if (status == STATUS_OK) {
        status = cost_hash(&cost, password, hash, problem);
    }
    if (status == STATUS_OK) {
        status = store_password(office, &new, problem);
    }
    sodium_memzero(hash, sizeof hash);
    fields_release(&whose);
    return status;
}

enum status user_set_password(struct office *office, int64_t person, const char *password,
                              bool must_change, struct problem *problem) {
    bool is_own = office->user != 0 && person == office->user;
    bool may = is_own || (office->user != 0 && (office->roles & ROLE_ADMIN) != 0);
    if (!may) {
        return problem_set(problem, STATUS_DENIED, "", N_("密码只能由本人或系统管理员设置"));
    }
    enum status status = office_check_writable(office, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (is_own && user_has_own_password(office)) {
        return problem_set(problem, STATUS_DENIED, "password",
                           N_("改自己的密码，先输入现在的密码"));
    }
    return set_password(office, person, password, must_change && !is_own, problem);
}

bool user_is_asked_own(struct office *office) {
    bool is_test = strcmp(office->mode, "test") == 0;
    return strcmp(office->mode, "demo") != 0 && (!is_test || user_has_password(office));
}

enum status user_give_password(struct office *office, int64_t person, const char *own,
                               const char *password, struct problem *problem) {
    enum status status = STATUS_OK;
    if ((office->roles & ROLE_ADMIN) != 0 && user_is_asked_own(office)) {
        status = user_check_own_password(office, own != NULL ? own : "", problem);
    }
    return status == STATUS_OK ? user_set_password(office, person, password, true, problem)
                               : status;
}

enum status user_change_own_password(struct office *office, const char *old, const char *password,
                                     struct problem *problem) {
    if (office->user == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("密码只能由本人或系统管理员设置"));
    }
    enum status status = office_check_writable(office, problem);
    if (status == STATUS_OK && user_has_own_password(office)) {
        status = user_check_own_password(office, old != NULL ? old : "", problem);
    }
    return status == STATUS_OK ? set_password(office, office->user, password, false, problem)
                               : status;
}

/* ---- sessions ----------------------------------------------------------------------------------- */

static void note_session(struct office *office, const char *command) {
    char terminal[100];
    struct problem problem = {0};
    if (office->user == 0 || office->is_demo || store_is_read_only(office->store)) {
        return;
    }
    guess_terminal(office, terminal, sizeof terminal);
    if (audit_note(office, command, terminal, office->user, &problem) != STATUS_OK) {
        return; /* said to nobody: who leaves waits for nothing */
    }
}

void user_begin_session(struct office *office) {
    note_session(office, "login");
}

void user_end_session(struct office *office) {
    confirm_forget(office);
    note_session(office, "logout");
}
