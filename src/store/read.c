/* One record, found and read: the spine's row and its kind's. Reads nothing past the filter, but names
 * (store_title), which are shown wherever a record refers to another. */
#include "store/read.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/columns.h"
#include "store/statement.h"

void record_release(struct record *record) {
    fields_release(&record->fields);
    record->id = 0;
    record->ver = 0;
}

/* Takes every column of the row but NULLs; id and ver apart. */
static void take_row(const struct statement *statement, struct record *out) {
    int count = sqlite3_column_count(statement->handle);
    for (int i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(statement->handle, i);
        if (sqlite3_column_type(statement->handle, i) == SQLITE_NULL || name == NULL) {
            continue;
        }
        if (strcmp(name, "id") == 0) {
            out->id = statement_column_integer(statement, i);
        } else if (strcmp(name, "ver") == 0) {
            out->ver = statement_column_integer(statement, i);
        } else {
            const char *text = statement_column_text(statement, i);
            size_t length = (size_t)sqlite3_column_bytes(statement->handle, i);
            fields_set_bytes(&out->fields, name, text, length);
        }
    }
}

static enum status no_record(struct problem *problem) {
    return problem_set(problem, STATUS_NOT_FOUND, NULL, N_("没有这条记录"));
}

static enum status read_row(struct statement *statement, struct record *out,
                            struct problem *problem) {
    bool has_row = false;
    enum status status = statement_step(statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        take_row(statement, out);
    } else if (status == STATUS_OK) {
        status = no_record(problem);
    }
    statement_close(statement);
    return status;
}

static enum status read_detail(struct store *store, struct record *out, struct problem *problem) {
    const struct record_kind *kind = record_kind_find(fields_text(&out->fields, COL_RECORD_KIND));
    if (kind == NULL) {
        return problem_set(problem, STATUS_CORRUPT, NULL,
                           N_("数据库里有本程序不认识的记录种类，请升级本程序"));
    }
    char sql[96]; /* identifiers checked */
    struct statement statement;
    int length = snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE id = ?", kind->kind);
    assert(length > 0 && (size_t)length < sizeof sql);
    statement_open(&statement, store, sql);
    statement_integer(&statement, out->id);
    return read_row(&statement, out, problem);
}

/* Both rows as of one moment: in the save's transaction, or in one of their own. */
enum status store_read(struct store *store, const struct visible *visible, int64_t id,
                       struct record *out, struct problem *problem) {
    record_release(out);
    store_begin_read(store);
    struct statement statement;
    statement_open_visible(&statement, store, "SELECT * FROM record WHERE ", visible,
                           " AND id = ?2");
    statement_integer(&statement, id);
    enum status status = read_row(&statement, out, problem);
    if (status == STATUS_OK && !out->fields.failed) {
        status = read_detail(store, out, problem);
    }
    store_end_read(store);
    if (status == STATUS_OK && out->fields.failed) {
        status = store_no_memory(problem);
    }
    if (status == STATUS_NO_MEMORY && problem == NULL) {
        store_miss(store, status, "");
    }
    if (status != STATUS_OK) {
        record_release(out);
    }
    return status;
}

enum status store_find_number(struct store *store, const struct visible *visible,
                              const char *number, int64_t *id, struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, "SELECT id FROM record WHERE ", visible,
                           " AND number = ?2");
    statement_text(&statement, number);
    enum status status = statement_run_integer(&statement, id, problem);
    if (status == STATUS_NOT_FOUND) {
        problem_set(problem, status, NULL, N_("没有编号 {number} 的记录"));
        problem_place(problem, "number", number);
    }
    return status;
}

enum status store_find_title(struct store *store, const struct visible *visible, const char *kind,
                             const char *title, int64_t *id, struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, "SELECT id FROM record WHERE ", visible,
                           " AND record_kind = ?2 AND title = ?3 AND open = 1 LIMIT 2");
    statement_text(&statement, kind);
    statement_text(&statement, title);
    bool has_row = false;
    int found = 0;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        *id = statement_column_integer(&statement, 0);
        found++;
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    if (status == STATUS_OK && found != 1) {
        status = found == 0 ? STATUS_NOT_FOUND : STATUS_INVALID;
        problem_set(problem, status, NULL,
                    found == 0 ? N_("没有叫“{title}”的") : N_("叫“{title}”的不止一个，请改用编号"));
        problem_place(problem, "title", title);
    }
    return status;
}

char *store_title(struct store *store, int64_t id) {
    struct statement statement;
    statement_open(&statement, store, "SELECT title FROM record WHERE id = ?");
    statement_integer(&statement, id);
    bool has_row = false;
    char *title = NULL;
    if (statement_step(&statement, &has_row, NULL) == STATUS_OK && has_row) {
        title = statement_column_copy(&statement, 0);
    } else {
        title = text_copy("");
    }
    statement_close(&statement);
    return title;
}
