/* Reads and writes what a login goes by. Checks no password and decides nothing. */
#include "store/credential.h"

#include "store/bind.h"
#include "store/statement.h"

enum status store_credential(struct store *store, int64_t person, struct fields *out,
                             struct problem *problem) {
    static const char *const names[] = {"id",          "hash",  "failures", "locked_until",
                                        "must_change", "roles", "title",    "account"};
    struct statement statement;
    bool has_row = false;
    fields_release(out);
    statement_open(&statement, store,
                   "SELECT r.id, c.hash, c.failures, c.locked_until, c.must_change, d.roles,"
                   " r.title, d.account FROM person d JOIN record r ON r.id = d.id"
                   " LEFT JOIN credential c ON c.person = d.id WHERE r.open = 1 AND r.id = ?");
    statement_integer(&statement, person);
    enum status status = statement_step(&statement, &has_row, problem);
    for (int i = 0; status == STATUS_OK && has_row && i < (int)(sizeof names / sizeof names[0]);
         i++) {
        fields_set(out, names[i], statement_column_text(&statement, i));
    }
    statement_close(&statement);
    if (status == STATUS_OK && !has_row) {
        return problem_set(problem, STATUS_NOT_FOUND, "", N_("没有这个人，或已经停用"));
    }
    return status == STATUS_OK && out->failed ? store_no_memory(problem) : status;
}

enum status store_set_hash(struct store *store, int64_t person, const char *hash,
                           struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, person, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store, "UPDATE credential SET hash = ? WHERE person = ?");
    statement_text(&statement, hash);
    statement_integer(&statement, person);
    return bind_record(store, person, statement_run(&statement, problem), problem);
}

enum status store_terminal_failures(struct store *store, const char *terminal, int *failures,
                                    int64_t *wait_until, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *failures = 0;
    *wait_until = 0;
    statement_open(&statement, store,
                   "SELECT failures, wait_until FROM terminal_failure WHERE terminal = ?");
    statement_text(&statement, terminal);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *failures = (int)statement_column_integer(&statement, 0);
        *wait_until = statement_column_integer(&statement, 1);
    }
    statement_close(&statement);
    return status;
}

enum status store_set_terminal_failures(struct store *store, const char *terminal, int failures,
                                        int64_t wait_until, int64_t stale,
                                        struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "DELETE FROM terminal_failure WHERE terminal = ? OR wait_until < ?");
    statement_text(&statement, terminal);
    statement_integer(&statement, stale);
    status = statement_run(&statement, problem);
    if (status != STATUS_OK || failures == 0) {
        return status;
    }
    statement_open(
        &statement, store,
        "INSERT INTO terminal_failure (terminal, failures, wait_until) VALUES (?, ?, ?)");
    statement_text(&statement, terminal);
    statement_integer(&statement, failures);
    statement_integer(&statement, wait_until);
    return statement_run(&statement, problem);
}

enum status store_record_hash(struct store *store, int64_t record, int64_t *ver,
                              unsigned char out[STORE_HASH_BYTES], struct problem *problem) {
    return record_hash(store, record, ver, out, problem);
}
