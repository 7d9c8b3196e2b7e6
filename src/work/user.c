/* Who uses the program: by operating system's account, or by password with a counter of failures that is
 * on the disk before the hash is checked. Never says which of account and password was wrong. */
#include "work/user.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/feedback.h"
#include "work/office_begin.h"
#include "work/visible.h"

enum {
    PASSWORD_LEAST = 8,
    PASSWORD_MOST = 128,
    FREE_FAILURES = 3, /* from this one on each has to wait */
    LONGEST_WAIT = 30, /* seconds */
    LOCKING_FAILURES = 10,
    LOCK_SECONDS = 15 * 60,
};

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
    enum status status = store_account(office->store, office_os_account(office), true, &account, problem);
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

/* ---- passwords ---------------------------------------------------------------------------------- */

/* Seconds to wait after that many failures. */
static int64_t wait_after(int failures) {
    if (failures >= LOCKING_FAILURES) {
        return LOCK_SECONDS;
    }
    if (failures < FREE_FAILURES) {
        return 0;
    }
    int64_t wait = (int64_t)1 << (failures - FREE_FAILURES);
    return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

/* The counter, in a save of its own. The tenth failure stands in the audit. */
static enum status save_failures(struct office *office, int64_t person, int failures,
                                 struct problem *problem) {
    struct save save;
    int64_t wait = wait_after(failures);
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = store_set_failures(office->store, person, failures, wait > 0 ? save.now + wait : 0,
                                problem);
    if (status == STATUS_OK && failures == LOCKING_FAILURES) {
        struct audit_entry entry = {.at = save.now,
                                    .account = office_os_account(office),
                                    .command = "lock",
                                    .record = person,
                                    .detail = "",
                                    .save_id = save.id};
        status = store_add_audit(office->store, &entry, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

static enum status check_lock(const struct office *office, const struct fields *account,
                              struct problem *problem) {
    char time[20];
    int64_t until = fields_integer(account, "locked_until", 0);
    if (until <= office_now(office)) {
        return STATUS_OK;
    }
    if (until - office_now(office) < 2 * LONGEST_WAIT) {
        problem_set(problem, STATUS_DENIED, "", N_("密码连续输错，请等 {seconds} 秒再试"));
        problem_place_integer(problem, "seconds", until - office_now(office));
        return STATUS_DENIED;
    }
    clock_format(&office->clock, until, time);
    problem_set(problem, STATUS_DENIED, "", N_("密码连续输错，{time} 以后再试"));
    problem_place(problem, "time", time);
    return STATUS_DENIED;
}

/* Counts the attempt as failed first; a right password takes that back. */
static enum status check_password(struct office *office, const struct fields *account,
                                  const char *password, struct problem *problem) {
    int64_t person = fields_integer(account, "id", 0);
    int failures = (int)fields_integer(account, "failures", 0);
    bool counts = !store_is_read_only(office->store);
    enum status status = check_lock(office, account, problem);
    if (status == STATUS_OK && counts) {
        status = save_failures(office, person, failures + 1, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (sodium_init() < 0 ||
        crypto_pwhash_str_verify(fields_text(account, "hash"), password, strlen(password)) != 0) {
        return refuse(problem);
    }
    return counts ? save_failures(office, person, 0, problem) : STATUS_OK;
}

/* As long as a true check takes, so that an unknown account is not told by the time. */
static void spend_time(const char *password) {
    char hash[crypto_pwhash_STRBYTES];
    if (sodium_init() >= 0 &&
        crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        sodium_memzero(hash, sizeof hash);
    }
}

enum status user_enter(struct office *office, const char *account, const char *password,
                       struct problem *problem) {
    struct fields found = FIELDS_INIT;
    bool is_free = office->is_demo && password == NULL;
    enum status status = store_account(office->store, account, false, &found, problem);
    if (status == STATUS_NOT_FOUND) {
        if (!is_free && password != NULL) {
            spend_time(password);
        }
        status = refuse(problem);
    } else if (status == STATUS_OK && !is_free) {
        bool can_have = fields_has(&found, "hash") && password != NULL;
        status = can_have ? check_password(office, &found, password, problem) : refuse(problem);
    }
    if (status == STATUS_OK) {
        status = user_become(office, fields_integer(&found, "id", 0), problem);
    }
    fields_release(&found);
    return status;
}

enum status user_check_password(const char *password, struct problem *problem) {
    size_t length = text_length(password);
    if (length >= PASSWORD_LEAST && length <= PASSWORD_MOST) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, "password", N_("密码要 {least} 到 {most} 个字符"));
    problem_place_integer(problem, "least", PASSWORD_LEAST);
    problem_place_integer(problem, "most", PASSWORD_MOST);
    return STATUS_INVALID;
}

static enum status hash_password(const char *password, char hash[crypto_pwhash_STRBYTES],
                                 struct problem *problem) {
    if (sodium_init() < 0 ||
        crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return problem_set(problem, STATUS_NO_MEMORY, "",
                           N_("内存不足，密码没有改；关掉别的程序再试"));
    }
    return STATUS_OK;
}

static enum status store_password(struct office *office, int64_t person, const char *hash,
                                  bool must_change, struct problem *problem) {
    struct save save;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct audit_entry entry = {.at = save.now,
                                .person = office->user,
                                .account = office_os_account(office),
                                .command = "password",
                                .record = person,
                                .detail = "",
                                .save_id = save.id};
    status = store_set_credential(office->store, person, hash, must_change, save.now, problem);
    if (status == STATUS_OK) {
        status = store_add_audit(office->store, &entry, problem);
    }
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

enum status user_set_password(struct office *office, int64_t person, const char *password,
                              bool must_change, struct problem *problem) {
    char hash[crypto_pwhash_STRBYTES];
    bool may = office->user != 0 && (person == office->user || (office->roles & ROLE_ADMIN) != 0);
    if (!may) {
        return problem_set(problem, STATUS_DENIED, "", N_("密码只能由本人或系统管理员设置"));
    }
    enum status status = user_check_password(password, problem);
    if (status == STATUS_OK) {
        status = hash_password(password, hash, problem);
    }
    if (status == STATUS_OK) {
        status = store_password(office, person, hash, must_change, problem);
    }
    sodium_memzero(hash, sizeof hash);
    return status;
}

bool user_must_change_password(struct office *office) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields account = FIELDS_INIT;
    bool must = false;
    if (office->user != 0 &&
        store_read(office->store, &all, office->user, &record, NULL) == STATUS_OK &&
        fields_has(&record.fields, "account") &&
        store_account(office->store, fields_text(&record.fields, "account"), false, &account,
                      NULL) == STATUS_OK) {
        must = fields_integer(&account, "must_change", 0) != 0;
    }
    fields_release(&account);
    record_release(&record);
    return must;
}
