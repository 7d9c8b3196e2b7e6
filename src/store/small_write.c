/* Writes what is no record: steps, sealed texts, pauses, settings, codes, limits, calendar, credentials.
 * All within the transaction begun by store_begin. */
#include <stdio.h>

#include "store/bind.h"
#include "store/columns.h"
#include "store/statement.h"
#include "store/write.h"

/* Before a small table is written (bind.h), or *status says why it can't be. */
static enum status check_first(struct store *store, enum bound bound, struct problem *problem) {
    enum status status = write_check(store, problem);
    return status == STATUS_OK ? bind_check_table(store, bound, problem) : status;
}

static enum status check_setting_first(struct store *store, const char *key,
                                       struct problem *problem) {
    enum status status = write_check(store, problem);
    return status == STATUS_OK ? bind_check_setting(store, key, problem) : status;
}

/* The same of a record. */
static enum status check_record_first(struct store *store, int64_t record,
                                      struct problem *problem) {
    enum status status = write_check(store, problem);
    return status == STATUS_OK ? bind_check_record(store, record, problem) : status;
}

/* False, with *status saying why, when there is no transaction to write in. */
static bool begin_write(struct statement *statement, struct store *store, const char *sql,
                        enum status *status, struct problem *problem) {
    *status = write_check(store, problem);
    if (*status == STATUS_OK) {
        statement_open(statement, store, sql);
    }
    return *status == STATUS_OK;
}

enum status store_add_step(struct store *store, int64_t record, int64_t at, int64_t person,
                           const char *command, const char *from_state, const char *to_state,
                           const char *note, struct problem *problem) {
    struct statement statement;
    enum status status = check_record_first(store, record, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO step (record, at, person, command, from_state, to_state, note)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)",
                     &status, problem)) {
        return status;
    }
    statement_integer(&statement, record);
    statement_integer(&statement, at);
    statement_reference(&statement, person);
    statement_text(&statement, command);
    statement_text(&statement, from_state);
    statement_text(&statement, to_state);
    statement_text(&statement, note == NULL ? "" : note);
    return bind_record(store, record, statement_run(&statement, problem), problem);
}

/* An empty text is stored as NULL. */
static void optional_text(struct statement *statement, const char *text) {
    statement_text(statement, text == NULL || text[0] == '\0' ? NULL : text);
}

/* What versions from before it was sealed say of it. */
static enum status seal_versions(struct store *store, int64_t record, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "UPDATE version SET data = json_set(data, '$.title', (SELECT title FROM record"
                   " WHERE id = ?1), '$.body', NULL, '$.reporter', NULL, '$.contact', NULL)"
                   " WHERE record = ?1 AND json_extract(data, '$.sealed') = 0");
    statement_integer(&statement, record);
    return statement_run(&statement, problem);
}

enum status store_set_sealed(struct store *store, int64_t record, const struct fields *fields,
                             struct problem *problem) {
    struct statement statement;
    enum status status = check_record_first(store, record, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT OR REPLACE INTO sealed (record, title, body, reporter, contact)"
                     " VALUES (?, ?, ?, ?, ?)",
                     &status, problem)) {
        return status;
    }
    statement_integer(&statement, record);
    optional_text(&statement, fields_get(fields, COL_TITLE));
    optional_text(&statement, fields_get(fields, COL_BODY));
    optional_text(&statement, fields_get(fields, COL_REPORTER));
    optional_text(&statement, fields_get(fields, COL_CONTACT));
    status = statement_run(&statement, problem);
    return bind_cleared(store, record,
                        status == STATUS_OK ? seal_versions(store, record, problem) : status,
                        problem);
}

enum status store_start_pause(struct store *store, int64_t record, const char *from_on,
                              const char *reason, struct problem *problem) {
    struct statement statement;
    enum status status = check_record_first(store, record, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO pause (record, from_on, reason) VALUES (?, ?, ?)", &status,
                     problem)) {
        return status;
    }
    statement_integer(&statement, record);
    statement_text(&statement, from_on);
    statement_text(&statement, reason);
    return bind_record(store, record, statement_run(&statement, problem), problem);
}

enum status store_end_pause(struct store *store, int64_t record, const char *to_on,
                            struct problem *problem) {
    struct statement statement;
    enum status status = check_record_first(store, record, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "UPDATE pause SET to_on = ? WHERE record = ? AND to_on IS NULL", &status,
                     problem)) {
        return status;
    }
    statement_text(&statement, to_on);
    statement_integer(&statement, record);
    status = statement_run(&statement, problem);
    if (status == STATUS_OK && sqlite3_changes(store->db) == 0) {
        status = problem_set(problem, STATUS_NOT_FOUND, NULL, N_("这条记录没有暂停，不能恢复计时"));
    }
    return bind_record(store, record, status, problem);
}

enum status store_set_setting(struct store *store, const char *key, const char *value,
                              struct problem *problem) {
    struct statement statement;
    enum status status = check_setting_first(store, key, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO setting (key, value) VALUES (?, ?)"
                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, key);
    statement_text(&statement, value);
    return bind_setting(store, key, statement_run(&statement, problem), problem);
}

enum status store_set_source_encoding(struct store *store, const char *source, const char *encoding,
                                      struct problem *problem) {
    struct statement statement;
    enum status status = check_first(store, BOUND_ENCODING, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO source_encoding (source, encoding) VALUES (?, ?)"
                     " ON CONFLICT (source) DO UPDATE SET encoding = excluded.encoding",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, source);
    statement_text(&statement, encoding);
    return bind_table(store, BOUND_ENCODING, statement_run(&statement, problem), problem);
}

enum status store_add_setting(struct store *store, const char *key, const char *value,
                              struct problem *problem) {
    struct statement statement;
    enum status status = check_setting_first(store, key, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, key);
    statement_text(&statement, value);
    status = statement_run(&statement, problem);
    return sqlite3_changes(store->db) == 0 ? status : bind_setting(store, key, status, problem);
}

enum status store_add_code(struct store *store, const char *list, const char *code,
                           const char *label, int sort, struct problem *problem) {
    struct statement statement;
    enum status status = check_first(store, BOUND_CODE, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT INTO code (list, code, label, sort) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (list, code) DO NOTHING",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, list);
    statement_text(&statement, code);
    statement_text(&statement, label);
    statement_integer(&statement, sort);
    status = statement_run(&statement, problem);
    return sqlite3_changes(store->db) == 0 ? status
                                           : bind_table(store, BOUND_CODE, status, problem);
}

enum status store_set_limit(struct store *store, const struct fields *limit,
                            struct problem *problem) {
    struct statement statement;
    enum status status = check_first(store, BOUND_LIMIT, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT OR REPLACE INTO limit_rule (id, valid_from, amount, unit, fixed_on,"
                     " roll, extension_max, statutory, article) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, fields_get(limit, COL_ID));
    statement_text(&statement, fields_get(limit, COL_VALID_FROM));
    statement_text(&statement, fields_get(limit, COL_AMOUNT));
    statement_text(&statement, fields_get(limit, COL_UNIT));
    statement_text(&statement, fields_text(limit, COL_FIXED_ON));
    statement_text(&statement, fields_has(limit, COL_ROLL) ? fields_text(limit, COL_ROLL) : "none");
    statement_integer(&statement, fields_integer(limit, COL_EXTENSION_MAX, 0));
    statement_integer(&statement, fields_integer(limit, COL_STATUTORY, 0));
    statement_text(&statement, fields_text(limit, COL_ARTICLE));
    return bind_table(store, BOUND_LIMIT, statement_run(&statement, problem), problem);
}

enum status store_set_calendar_day(struct store *store, const char *day, bool is_off,
                                   const char *name, struct problem *problem) {
    struct statement statement;
    enum status status = check_first(store, BOUND_CALENDAR, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT OR REPLACE INTO calendar_day (day, kind, name) VALUES (?, ?, ?)",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, day);
    statement_text(&statement, is_off ? "off" : "on");
    statement_text(&statement, name == NULL ? "" : name);
    return bind_table(store, BOUND_CALENDAR, statement_run(&statement, problem), problem);
}

enum status store_set_calendar_year(struct store *store, int year, const char *notice,
                                    struct problem *problem) {
    struct statement statement;
    enum status status = check_first(store, BOUND_CALENDAR, problem);
    char first[16];
    char last[16];
    snprintf(first, sizeof first, "%04d-01-01", year % 10000);
    snprintf(last, sizeof last, "%04d-12-31", year % 10000);
    if (status != STATUS_OK ||
        !begin_write(&statement, store, "DELETE FROM calendar_day WHERE day BETWEEN ? AND ?",
                     &status, problem)) {
        return status;
    }
    statement_text(&statement, first);
    statement_text(&statement, last);
    status = statement_run(&statement, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "INSERT OR REPLACE INTO calendar_year (year, notice) VALUES (?, ?)");
    statement_integer(&statement, year);
    statement_text(&statement, notice);
    return bind_table(store, BOUND_CALENDAR, statement_run(&statement, problem), problem);
}

enum status store_set_credential(struct store *store, int64_t person, const char *hash,
                                 bool must_change, int64_t at, struct problem *problem) {
    struct statement statement;
    enum status status = check_record_first(store, person, problem);
    if (status != STATUS_OK ||
        !begin_write(&statement, store,
                     "INSERT OR REPLACE INTO credential (person, hash, must_change, changed)"
                     " VALUES (?, ?, ?, ?)",
                     &status, problem)) {
        return status;
    }
    statement_integer(&statement, person);
    statement_text(&statement, hash);
    statement_integer(&statement, must_change ? 1 : 0);
    statement_integer(&statement, at);
    return bind_record(store, person, statement_run(&statement, problem), problem);
}

enum status store_set_failures(struct store *store, int64_t person, int failures,
                               int64_t locked_until, struct problem *problem) {
    struct statement statement;
    enum status status = STATUS_OK;
    if (!begin_write(&statement, store,
                     "UPDATE credential SET failures = ?, locked_until = ? WHERE person = ?",
                     &status, problem)) {
        return status;
    }
    statement_integer(&statement, failures);
    statement_integer(&statement, locked_until);
    statement_integer(&statement, person);
    return statement_run(&statement, problem);
}
