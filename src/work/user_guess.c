/* Counts wrong passwords. Never sees one: user.c checks them. */
#include "work/user_guess.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/credential.h"
#include "work/save.h"

enum {
    FREE_FAILURES = 3, /* from this one on each has to wait */
    LONGEST_WAIT = 30, /* seconds */
    LOCKING_FAILURES = 10,
    LOCK_SECONDS = 15 * 60,
    EVERY_HUNDREDTH = 100,
    A_DAY = 24 * 60 * 60,
    TERMINAL_BYTES = 100,
    DETAIL_BYTES = 160,
};

const char *guess_terminal(struct office *office, char *out, size_t size) {
    char name[TERMINAL_BYTES];
    static const char devices[] = "/dev/";
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (ttyname_r(fd, name, sizeof name) == 0) {
            size_t skip = strncmp(name, devices, strlen(devices)) == 0 ? strlen(devices) : 0;
            snprintf(out, size, "%s", name + skip);
            return out;
        }
    }
    snprintf(out, size, "~%s", office_os_account(office));
    return out;
}

/* Seconds to wait after that many failures at a terminal. */
static int64_t wait_after(int failures) {
    if (failures < FREE_FAILURES) {
        return 0;
    }
    int doublings = failures - FREE_FAILURES;
    int64_t wait = doublings < 8 ? (int64_t)1 << doublings : LONGEST_WAIT;
    return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

static int64_t account_wait_after(int failures) {
    return failures >= LOCKING_FAILURES ? LOCK_SECONDS : wait_after(failures);
}

/* Of a clock that was put back: longer than ever was set is no waiting. */
static int64_t seconds_left(const struct office *office, int64_t until, int64_t most) {
    int64_t left = until - office_now(office);
    return left > most ? 0 : left;
}

static enum status refuse_for(const struct office *office, int64_t left, int64_t until,
                              struct problem *problem) {
    char time[20];
    if (left <= LONGEST_WAIT) {
        problem_set(problem, STATUS_DENIED, "password", N_("密码连续输错，请等 {seconds} 秒再试"));
        problem_place_integer(problem, "seconds", left);
        return STATUS_DENIED;
    }
    clock_format(&office->clock, until, time);
    problem_set(problem, STATUS_DENIED, "password", N_("密码连续输错，{time} 以后再试"));
    problem_place(problem, "time", time);
    return STATUS_DENIED;
}

/* Whether that failure is a row: the first that has to wait, and each that locks. */
static const char *row_of_account(int failures) {
    return failures >= LOCKING_FAILURES ? "lockout"
           : failures == FREE_FAILURES  ? "login_failed"
                                        : "";
}

static const char *row_of_terminal(int failures) {
    bool is_row = failures == FREE_FAILURES || failures == LOCKING_FAILURES ||
                  failures % EVERY_HUNDREDTH == 0;
    return is_row ? "login_failed" : "";
}

/* `by`: whose deed it is; 0: nobody is known. */
struct guess_row {
    const char *command;
    int failures;
    int64_t person, by;
    const char *terminal;
};

static enum status add_row(struct save *save, const struct guess_row *row,
                           struct problem *problem) {
    char detail[DETAIL_BYTES];
    if (row->command[0] == '\0' || save->office->is_demo) {
        return STATUS_OK;
    }
    if (row->failures > 0) {
        snprintf(detail, sizeof detail, "连错 %d 次 %s", row->failures, row->terminal);
    } else {
        snprintf(detail, sizeof detail, "%s", row->terminal);
    }
    struct audit_entry entry = {
        .at = save->now,
        .person = row->by,
        .account = office_os_account(save->office),
        .command = row->command,
        .record = row->person,
        .detail = detail,
        .save_id = save->id,
    };
    return store_add_audit(save->office->store, &entry, problem);
}

static enum status finish(struct save *save, enum status status, struct problem *problem) {
    if (status == STATUS_OK) {
        return save_commit(save, problem);
    }
    save_abandon(save);
    return status;
}

static enum status count_account(struct save *save, int64_t person, const char *terminal,
                                 struct problem *problem) {
    struct office *office = save->office;
    struct fields now = FIELDS_INIT;
    enum status status = store_credential(office->store, person, &now, problem);
    int failures = (int)fields_integer(&now, "failures", 0) + 1;
    int64_t until = fields_integer(&now, "locked_until", 0);
    int64_t left = seconds_left(office, until, LOCK_SECONDS);
    int64_t wait = account_wait_after(failures);
    fields_release(&now);
    if (status == STATUS_OK && left > 0) {
        return refuse_for(office, left, until, problem);
    }
    if (status == STATUS_OK) {
        status = store_set_failures(office->store, person, failures,
                                    wait > 0 ? save->now + wait : 0, problem);
    }
    struct guess_row row = {row_of_account(failures), failures, person, office->user, terminal};
    return status == STATUS_OK ? add_row(save, &row, problem) : status;
}

static enum status count_terminal(struct save *save, bool is_unknown, const char *terminal,
                                  struct problem *problem) {
    struct office *office = save->office;
    int failures = 0;
    int64_t until = 0;
    enum status status =
        store_terminal_failures(office->store, terminal, &failures, &until, problem);
    int64_t left = seconds_left(office, until, LONGEST_WAIT);
    if (status == STATUS_OK && left > 0) {
        return refuse_for(office, left, until, problem);
    }
    failures++;
    if (status == STATUS_OK) {
        status = store_set_terminal_failures(office->store, terminal, failures,
                                             save->now + wait_after(failures), save->now - A_DAY,
                                             problem);
    }
    struct guess_row row = {row_of_terminal(failures), failures, 0, 0, terminal};
    return status == STATUS_OK && is_unknown ? add_row(save, &row, problem) : status;
}

/* Looked at and counted in one transaction: of a hundred programs that guess at once one is let through. */
enum status guess_count(struct office *office, const struct fields *account,
                        struct problem *problem) {
    struct save save;
    char terminal[TERMINAL_BYTES];
    if (store_is_read_only(office->store)) {
        return STATUS_OK;
    }
    guess_terminal(office, terminal, sizeof terminal);
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (account != NULL) {
        status = count_account(&save, fields_integer(account, "id", 0), terminal, problem);
    }
    if (status == STATUS_OK) {
        status = count_terminal(&save, account == NULL, terminal, problem);
    }
    return finish(&save, status, problem);
}

enum status guess_forget(struct office *office, const struct fields *account, const char *hash,
                         const char *command, struct problem *problem) {
    struct save save;
    char terminal[TERMINAL_BYTES];
    struct store *store = office->store;
    int64_t person = fields_integer(account, "id", 0);
    if (store_is_read_only(store)) {
        return STATUS_OK;
    }
    guess_terminal(office, terminal, sizeof terminal);
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = store_set_failures(store, person, 0, 0, problem);
    if (status == STATUS_OK) {
        status = store_set_terminal_failures(store, terminal, 0, 0, save.now - A_DAY, problem);
    }
    if (status == STATUS_OK && hash != NULL) {
        status = store_set_hash(store, person, hash, problem);
    }
    struct guess_row row = {command, (int)fields_integer(account, "failures", 0), person, person,
                            terminal};
    if (status == STATUS_OK) {
        status = add_row(&save, &row, problem);
    }
    return finish(&save, status, problem);
}
