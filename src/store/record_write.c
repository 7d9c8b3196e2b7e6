/* Writes the two rows of a record, its place in the search index, and keeps the version before. Column names come from the schema's
 * table only; what is generated, the id and the version are never taken from outside. */
#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "store/bind.h"
#include "store/columns.h"
#include "store/name_keys.h"
#include "store/search_write.h"
#include "store/statement.h"
#include "store/write.h"

static bool is_written(const struct column *column) {
    return !column->is_generated && strcmp(column->name, COL_ID) != 0 &&
           strcmp(column->name, COL_VER) != 0;
}

static bool are_known(const char *kind, const struct fields *fields) {
    for (size_t i = 0; i < fields->count; i++) {
        if (column_find(kind, fields->items[i].name) == NULL) {
            return false;
        }
    }
    return true;
}

/* The columns of `table` that `fields` names and that may be written: calls each with its text. */
typedef void each_column(void *context, const struct column *column, const char *text);

static void for_each(const char *table, const struct fields *fields, each_column *each,
                     void *context) {
    for (const struct column *column = column_first(table); column != NULL;
         column = column_next(column)) {
        const char *text = is_written(column) ? fields_get(fields, column->name) : NULL;
        if (text != NULL) {
            each(context, column, text);
        }
    }
}

static void append_name(void *context, const struct column *column, const char *text) {
    (void)text;
    buffer_append(context, ", ");
    buffer_append(context, column->name);
}

static void append_place(void *context, const struct column *column, const char *text) {
    (void)column;
    (void)text;
    buffer_append(context, ", ?");
}

static void append_assignment(void *context, const struct column *column, const char *text) {
    (void)text;
    buffer_append(context, ", ");
    buffer_append(context, column->name);
    buffer_append(context, " = ?");
}

/* An empty text is NULL, or the column's default where there is one. */
static void bind_value(void *context, const struct column *column, const char *text) {
    statement_text(context, text[0] == '\0' ? column->default_text : text);
}

/* due_sort as its CHECK demands, from what the row will hold. `before` may be NULL. */
static const char *due_sort_of(const struct fields *before, const struct fields *changes) {
    static const char *const names[] = {COL_PAUSED_ON, COL_DUE_ON};
    const char *values[2];
    for (int i = 0; i < 2; i++) {
        const char *text = fields_get(changes, names[i]);
        values[i] = text == NULL && before != NULL ? fields_text(before, names[i]) : text;
    }
    if (values[0] != NULL && values[0][0] != '\0') {
        return "9999-12-30";
    }
    return values[1] != NULL && values[1][0] != '\0' ? values[1] : "9999-12-31";
}

static void open_text(struct statement *statement, struct store *store, const struct buffer *sql) {
    if (sql->failed) {
        *statement = (struct statement){store, NULL, NULL, 1, SQLITE_NOMEM};
    } else {
        statement_open(statement, store, buffer_text(sql));
    }
}

/* Opens "INSERT INTO table (first, …) VALUES (?, …)"; the first parameter is left to bind. */
static void open_insert(struct statement *statement, struct store *store, const char *table,
                        const char *first, const struct fields *fields) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql, "INSERT INTO %s (%s", table, first);
    for_each(table, fields, append_name, &sql);
    buffer_append(&sql, ") VALUES (?");
    for_each(table, fields, append_place, &sql);
    buffer_append(&sql, ")");
    open_text(statement, store, &sql);
    buffer_release(&sql);
}

static enum status insert_spine(struct store *store, const struct fields *fields,
                                struct problem *problem) {
    struct statement statement;
    open_insert(&statement, store, "record", COL_DUE_SORT, fields);
    statement_text(&statement, due_sort_of(NULL, fields));
    for_each("record", fields, bind_value, &statement);
    return statement_run(&statement, problem);
}

static enum status insert_detail(struct store *store, const char *kind, int64_t id,
                                 const struct fields *fields, struct problem *problem) {
    struct statement statement;
    open_insert(&statement, store, kind, COL_ID, fields);
    statement_integer(&statement, id);
    for_each(kind, fields, bind_value, &statement);
    return statement_run(&statement, problem);
}

/* What the index is to hold of a record; nothing when it does not have it (yet). */
static enum status read_tokens(struct store *store, const char *kind, int64_t id,
                               struct buffer *out, bool *is_covered, struct problem *problem) {
    enum status status = search_covers(store, id, is_covered, problem);
    return status == STATUS_OK && *is_covered ? search_tokens_of(store, kind, id, out, problem)
                                              : status;
}

static enum status index_new(struct store *store, const char *kind, int64_t id,
                             struct problem *problem) {
    struct buffer tokens = BUFFER_INIT;
    bool is_covered = false;
    enum status status = read_tokens(store, kind, id, &tokens, &is_covered, problem);
    if (status == STATUS_OK) {
        status = search_change(store, id, "", buffer_text(&tokens), problem);
    }
    buffer_release(&tokens);
    return status;
}

enum status store_insert(struct store *store, const char *kind, struct record *record,
                         struct problem *problem) {
    assert(record_kind_find(kind) != NULL);
    fields_set(&record->fields, COL_RECORD_KIND, kind);
    if (record->fields.failed) {
        return store_no_memory(problem);
    }
    assert(are_known(kind, &record->fields));
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = insert_spine(store, &record->fields, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    int64_t id = sqlite3_last_insert_rowid(store->db);
    status = insert_detail(store, kind, id, &record->fields, problem);
    if (status == STATUS_OK && name_keys_are_touched(kind, NULL)) {
        status = name_keys_write(store, kind, id, problem);
    }
    if (status == STATUS_OK) {
        status = index_new(store, kind, id, problem);
    }
    if (status == STATUS_OK) {
        record->id = id;
        record->ver = 1;
    }
    return bind_made(store, id, status, problem);
}

/* A function takes 127 arguments at most, two a column. */
enum { PAIRS_A_CALL = 60 };
#define JSON_BEGIN "trim(json_object("
#define JSON_END "), '{}')"

/* "'title', r.title" for each stored column of a table, in as many calls as it takes, their results joined. */
static void append_json_pairs(struct buffer *out, const char *table, const char *alias) {
    int count = 0;
    buffer_append(out, JSON_BEGIN);
    for (const struct column *column = column_first(table); column != NULL;
         column = column_next(column)) {
        if (!is_written(column)) {
            continue;
        }
        const char *comma = count == 0 ? "" : ", ";
        if (count > 0 && count % PAIRS_A_CALL == 0) {
            comma = JSON_END " || ',' || " JSON_BEGIN;
        }
        buffer_append_format(out, "%s'%s', %s.%s", comma, column->name, alias, column->name);
        count++;
    }
    buffer_append(out, JSON_END);
}

/* One JSON object of both rows. */
static enum status keep_version(struct store *store, const char *kind, const struct record *before,
                                int64_t person, int64_t at, struct problem *problem) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append(&sql, "INSERT INTO version (record, ver, at, person, data)"
                        " SELECT r.id, r.ver, ?, ?, '{' || ");
    append_json_pairs(&sql, "record", "r");
    buffer_append(&sql, " || ',' || ");
    append_json_pairs(&sql, kind, "d");
    buffer_append_format(&sql, " || '}' FROM record r JOIN %s d ON d.id = r.id", kind);
    buffer_append(&sql, " WHERE r.id = ? AND r.ver = ?");
    struct statement statement;
    open_text(&statement, store, &sql);
    buffer_release(&sql);
    statement_integer(&statement, at);
    statement_reference(&statement, person);
    statement_integer(&statement, before->id);
    statement_integer(&statement, before->ver);
    return statement_run(&statement, problem);
}

static enum status conflict(struct problem *problem) {
    return problem_set(problem, STATUS_CONFLICT, NULL,
                       N_("这条记录刚被别人改过，这次没有保存；请看过新内容后再改"));
}

static enum status update_spine(struct store *store, const struct record *before,
                                const struct fields *changes, int64_t at, struct problem *problem) {
    struct buffer sql = BUFFER_INIT;
    buffer_append(&sql, "UPDATE record SET ver = ver + 1, changed = ?, due_sort = ?");
    for_each("record", changes, append_assignment, &sql);
    buffer_append(&sql, " WHERE id = ? AND ver = ?");
    struct statement statement;
    open_text(&statement, store, &sql);
    buffer_release(&sql);
    statement_integer(&statement, at);
    statement_text(&statement, due_sort_of(&before->fields, changes));
    for_each("record", changes, bind_value, &statement);
    statement_integer(&statement, before->id);
    statement_integer(&statement, before->ver);
    enum status status = statement_run(&statement, problem);
    return status == STATUS_OK && sqlite3_changes(store->db) != 1 ? conflict(problem) : status;
}

static void count_column(void *context, const struct column *column, const char *text) {
    (void)column;
    (void)text;
    ++*(int *)context;
}

static enum status update_detail(struct store *store, const char *kind, int64_t id,
                                 const struct fields *changes, struct problem *problem) {
    int count = 0;
    for_each(kind, changes, count_column, &count);
    if (count == 0) {
        return STATUS_OK;
    }
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&sql, "UPDATE %s SET id = id", kind);
    for_each(kind, changes, append_assignment, &sql);
    buffer_append(&sql, " WHERE id = ?");
    struct statement statement;
    open_text(&statement, store, &sql);
    buffer_release(&sql);
    for_each(kind, changes, bind_value, &statement);
    statement_integer(&statement, id);
    return statement_run(&statement, problem);
}

static enum status update_rows(struct store *store, const struct record_kind *kind,
                               const struct record *before, const struct fields *changes,
                               int64_t person, int64_t at, struct problem *problem) {
    enum status status = keep_version(store, kind->kind, before, person, at, problem);
    if (status == STATUS_OK && sqlite3_changes(store->db) != 1) {
        status = conflict(problem);
    }
    if (status == STATUS_OK) {
        status = update_spine(store, before, changes, at, problem);
    }
    if (status == STATUS_OK) {
        status = update_detail(store, kind->kind, before->id, changes, problem);
    }
    if (status == STATUS_OK && name_keys_are_touched(kind->kind, changes)) {
        status = name_keys_write(store, kind->kind, before->id, problem);
    }
    return status;
}

/* The index forgets the rows as they were stored, not as `before` was read: it must lose exactly what it was given. */
static enum status update_indexed(struct store *store, const struct record_kind *kind,
                                  const struct record *before, const struct fields *changes,
                                  int64_t person, int64_t at, struct problem *problem) {
    struct buffer old = BUFFER_INIT, new = BUFFER_INIT;
    bool is_covered = false;
    enum status status = read_tokens(store, kind->kind, before->id, &old, &is_covered, problem);
    if (status == STATUS_OK) {
        status = update_rows(store, kind, before, changes, person, at, problem);
    }
    if (status == STATUS_OK && is_covered) {
        status = search_tokens_of(store, kind->kind, before->id, &new, problem);
    }
    if (status == STATUS_OK && is_covered) {
        status = search_change(store, before->id, buffer_text(&old), buffer_text(&new), problem);
    }
    if (status == STATUS_OK && fields_integer(changes, COL_SEALED, 0) != 0) {
        status = search_purge_add(store, before->id, problem);
    }
    buffer_release(&old);
    buffer_release(&new);
    return status;
}

enum status store_update(struct store *store, const struct record *before,
                         const struct fields *changes, int64_t person, int64_t at,
                         struct problem *problem) {
    const struct record_kind *kind =
        record_kind_find(fields_text(&before->fields, COL_RECORD_KIND));
    assert(kind != NULL && are_known(kind->kind, changes));
    assert(!fields_has(changes, COL_CHANGED) && !fields_has(changes, COL_RECORD_KIND));
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, before->id, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    status = search_is_touched(kind->kind, changes)
                 ? update_indexed(store, kind, before, changes, person, at, problem)
                 : update_rows(store, kind, before, changes, person, at, problem);
    return bind_record(store, before->id, status, problem);
}
