/* The small tables: settings, codes, titles for value lists, limits, calendar, accounts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/statement.h"

static char *read_text(struct store *store, const char *sql, const char *key) {
    struct statement statement;
    statement_open(&statement, store, sql);
    statement_text(&statement, key);
    bool has_row = false;
    bool is_set = statement_step(&statement, &has_row, NULL) == STATUS_OK && has_row;
    char *value = is_set ? statement_column_copy(&statement, 0) : text_copy("");
    statement_close(&statement);
    return value;
}

char *store_setting(struct store *store, const char *key) {
    return read_text(store, "SELECT value FROM setting WHERE key = ?", key);
}

char *store_source_encoding(struct store *store, const char *source) {
    return read_text(store, "SELECT encoding FROM source_encoding WHERE source = ?", source);
}

void code_rows_release(struct code_rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        free(rows->items[i].code);
        free(rows->items[i].label);
    }
    free(rows->items);
    *rows = (struct code_rows){0};
}

static bool add_code_row(struct code_rows *rows, const struct statement *statement) {
    struct code_row *grown = realloc(rows->items, (rows->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    rows->items = grown;
    struct code_row *row = &grown[rows->count++];
    row->code = statement_column_copy(statement, 0);
    row->label = statement_column_copy(statement, 1);
    return row->code != NULL && row->label != NULL;
}

/* Reads (code, label) rows and closes the statement. */
static enum status read_code_rows(struct statement *statement, struct code_rows *out,
                                  struct problem *problem) {
    bool has_row = false;
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = add_code_row(out, statement) ? statement_step(statement, &has_row, problem)
                                              : store_no_memory(problem);
    }
    statement_close(statement);
    if (status == STATUS_NO_MEMORY && problem == NULL) {
        store_miss_memory(statement->store);
    }
    if (status != STATUS_OK) {
        code_rows_release(out);
    }
    return status;
}

enum status store_codes(struct store *store, const char *list, struct code_rows *out,
                        struct problem *problem) {
    code_rows_release(out);
    struct statement statement;
    statement_open(
        &statement, store,
        "SELECT code, label FROM code WHERE list = ? AND active = 1 ORDER BY sort, code");
    statement_text(&statement, list);
    return read_code_rows(&statement, out, problem);
}

enum status store_inactive_codes(struct store *store, const char *list, struct code_rows *out,
                                 struct problem *problem) {
    code_rows_release(out);
    struct statement statement;
    statement_open(
        &statement, store,
        "SELECT code, label FROM code WHERE list = ? AND active = 0 ORDER BY sort, code");
    statement_text(&statement, list);
    return read_code_rows(&statement, out, problem);
}

enum status store_titles(struct store *store, const struct visible *visible, const char *kind,
                         const char *containing, int limit, struct code_rows *out,
                         struct problem *problem) {
    code_rows_release(out);
    struct statement statement;
    statement_open_visible(
        &statement, store, "SELECT number, title FROM record WHERE ", visible,
        " AND record_kind = ?2 AND open = 1 AND instr(lower(title), lower(?3)) > 0"
        " ORDER BY title, id LIMIT ?4");
    statement_text(&statement, kind);
    statement_text(&statement, containing == NULL ? "" : containing);
    statement_integer(&statement, limit);
    return read_code_rows(&statement, out, problem);
}

/* The first row's columns by name, and closes. NOT_FOUND without a problem when there is none. */
static enum status read_fields(struct statement *statement, struct fields *out,
                               struct problem *problem) {
    fields_release(out);
    bool has_row = false;
    enum status status = statement_step(statement, &has_row, problem);
    if (status == STATUS_OK && !has_row) {
        status = STATUS_NOT_FOUND;
    }
    int count = status == STATUS_OK ? sqlite3_column_count(statement->handle) : 0;
    for (int i = 0; i < count; i++) {
        fields_set(out, sqlite3_column_name(statement->handle, i),
                   statement_column_text(statement, i));
    }
    statement_close(statement);
    bool is_missed = statement->store->missed == STATUS_NO_MEMORY; /* kept by who reads limits */
    return status == STATUS_OK && (out->failed || is_missed) ? store_no_memory(problem) : status;
}

enum status store_limit(struct store *store, const char *id, const char *on_day, struct fields *out,
                        struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT amount, unit, fixed_on, roll, extension_max, statutory, article, valid_from,"
                   " (SELECT min(n.valid_from) FROM limit_rule n WHERE n.id = l.id AND"
                   " n.valid_from > l.valid_from) AS valid_until"
                   " FROM limit_rule l WHERE id = ? AND valid_from <= ?"
                   " ORDER BY valid_from DESC LIMIT 1");
    statement_text(&statement, id);
    statement_text(&statement, on_day);
    enum status status = read_fields(&statement, out, problem);
    if (status == STATUS_NOT_FOUND) {
        problem_set(problem, status, NULL, N_("{day} 没有生效的期限规定“{limit}”，请在设置里补上"));
        problem_place(problem, "day", on_day);
        problem_place(problem, "limit", id);
    }
    return status;
}

enum status store_calendar(struct store *store,
                           void (*day)(void *context, const char *iso, bool is_off,
                                       const char *name),
                           void (*year)(void *context, int year, const char *notice), void *context,
                           struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT day, kind = 'off', name FROM calendar_day ORDER BY day");
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        day(context, statement_column_text(&statement, 0),
            statement_column_integer(&statement, 1) != 0, statement_column_text(&statement, 2));
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store, "SELECT year, notice FROM calendar_year ORDER BY year");
    status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        year(context, (int)statement_column_integer(&statement, 0),
             statement_column_text(&statement, 1));
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

#define ACCOUNT_SELECT                                                                             \
    "SELECT r.id, c.hash, c.failures, c.locked_until, c.must_change, d.roles, r.title"             \
    " FROM person d JOIN record r ON r.id = d.id LEFT JOIN credential c ON c.person = d.id"        \
    " WHERE r.open = 1 AND "

enum status store_account(struct store *store, const char *account, bool is_os_account,
                          struct fields *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   is_os_account ? ACCOUNT_SELECT "d.os_account = ?"
                                 : ACCOUNT_SELECT "d.account = ?");
    statement_text(&statement, account);
    enum status status = read_fields(&statement, out, problem);
    if (status == STATUS_NOT_FOUND) {
        problem_set(problem, status, NULL, N_("没有账号“{account}”的人员"));
        problem_place(problem, "account", account);
    }
    return status;
}

enum status store_has_save(struct store *store, const char *save_id, bool *found,
                           struct problem *problem) {
    struct statement statement;
    int64_t one = 0;
    statement_open(&statement, store, "SELECT EXISTS (SELECT 1 FROM audit WHERE save_id = ?)");
    statement_text(&statement, save_id);
    enum status status = statement_run_integer(&statement, &one, problem);
    *found = status == STATUS_OK && one != 0;
    return status;
}

enum status store_save_records(struct store *store, const char *save_id, int64_t *first,
                               size_t *count, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *first = 0;
    *count = 0;
    statement_open(&statement, store,
                   "SELECT min(seq), record, (SELECT count(*) FROM audit b WHERE b.save_id = ?1)"
                   " FROM audit a WHERE a.save_id = ?1");
    statement_text(&statement, save_id);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *first = statement_column_integer(&statement, 1);
        *count = (size_t)statement_column_integer(&statement, 2);
    }
    statement_close(&statement);
    return status;
}
