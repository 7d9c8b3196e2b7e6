/* Reads and writes code lists, limits and loaded years as an admin edits them. Knows no rule about them. */
#include "store/dictionary.h"

#include <stdlib.h>

#include "store/bind.h"
#include "store/statement.h"
#include "store/write.h"

void field_rows_release(struct field_rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        fields_release(&rows->items[i]);
    }
    free(rows->items);
    *rows = (struct field_rows){0};
}

static bool add_row(struct field_rows *rows, const struct statement *statement) {
    struct fields *grown = realloc(rows->items, (rows->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    rows->items = grown;
    struct fields *row = &grown[rows->count++];
    *row = (struct fields)FIELDS_INIT;
    for (int i = 0; i < sqlite3_column_count(statement->handle); i++) {
        fields_set(row, sqlite3_column_name(statement->handle, i),
                   statement_column_text(statement, i));
    }
    return !row->failed;
}

/* All rows of a statement, which is closed. */
static enum status read_rows(struct statement *statement, struct field_rows *out,
                             struct problem *problem) {
    bool has_row = false;
    field_rows_release(out);
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = add_row(out, statement) ? statement_step(statement, &has_row, problem)
                                         : store_no_memory(problem);
    }
    statement_close(statement);
    if (status != STATUS_OK) {
        field_rows_release(out);
    }
    return status;
}

enum status store_code_lists(struct store *store, struct field_rows *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT list, count(*) AS count, sum(active) AS active FROM code"
                   " GROUP BY list ORDER BY list");
    return read_rows(&statement, out, problem);
}

enum status store_all_codes(struct store *store, const char *list, struct field_rows *out,
                            struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT code, label, sort, active FROM code WHERE list = ? ORDER BY sort, code");
    statement_text(&statement, list);
    return read_rows(&statement, out, problem);
}

enum status store_limits(struct store *store, struct field_rows *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT id, valid_from, amount, unit, fixed_on, roll, extension_max, statutory,"
                   " article FROM limit_rule WHERE id NOT GLOB 'catalogue.*'"
                   " ORDER BY id, valid_from");
    return read_rows(&statement, out, problem);
}

enum status store_calendar_years(struct store *store, struct field_rows *out,
                                 struct problem *problem) {
    struct statement statement;
    statement_open(
        &statement, store,
        "SELECT y.year, y.notice,"
        " (SELECT count(*) FROM calendar_day d WHERE d.day BETWEEN y.year || '-01-01' AND"
        " y.year || '-12-31' AND d.kind = 'off') AS \"off\","
        " (SELECT count(*) FROM calendar_day d WHERE d.day BETWEEN y.year || '-01-01' AND"
        " y.year || '-12-31' AND d.kind = 'on') AS \"on\""
        " FROM calendar_year y ORDER BY y.year DESC");
    return read_rows(&statement, out, problem);
}

enum status store_put_code(struct store *store, const char *list, const char *code,
                           const char *label, int64_t sort, bool is_active,
                           struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_table(store, BOUND_CODE, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "INSERT INTO code (list, code, label, sort, active) VALUES (?, ?, ?, ?, ?)"
                   " ON CONFLICT (list, code) DO UPDATE SET label = excluded.label,"
                   " sort = excluded.sort, active = excluded.active");
    statement_text(&statement, list);
    statement_text(&statement, code);
    statement_text(&statement, label);
    statement_integer(&statement, sort);
    statement_integer(&statement, is_active ? 1 : 0);
    return bind_table(store, BOUND_CODE, statement_run(&statement, problem), problem);
}
