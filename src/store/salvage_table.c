/* The tables of the new file, as the rows of the damaged one must fit them. A row is taken only when it keeps every rule of its
 * table; nothing is corrected here. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/salvage_private.h"

/* ---- what the tables are like -------------------------------------------------------------------- */

static bool is_made_anew(const char *name) {
    static const char *const names[] = {"search_stretch", "signature"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void learn_column(struct table *table, const struct column *column, sqlite3_stmt *row,
                         int at, int keys) {
    struct salvage_column *own = &table->columns[at];
    const char *type = (const char *)sqlite3_column_text(row, 2);
    own->type = type == NULL || type[0] == '\0' ? 'T' : type[0];
    own->is_required = sqlite3_column_int(row, 3) != 0;
    own->has_default = sqlite3_column_type(row, 4) != SQLITE_NULL;
    own->is_rowid =
        !table->is_keyed && own->type == 'I' && keys == 1 && sqlite3_column_int(row, 5) == 1;
    table->names[at] = column->name;
}

static const struct column *named_column(const char *table, const char *name) {
    const struct column *column = column_first(table);
    while (column != NULL && strcmp(column->name, name) != 0) {
        column = column_next(column);
    }
    return column;
}

/* A table with a key of its own stores that key's columns first. */
static int place_of(sqlite3_stmt *row, bool is_keyed, int keys, int *others) {
    int key = sqlite3_column_int(row, 5);
    if (!is_keyed) {
        return (*others)++;
    }
    return key > 0 ? key - 1 : keys + (*others)++;
}

static int count_keys(struct salvaging *work, const char *name) {
    sqlite3_stmt *row =
        salvage_prepare(work, "SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0");
    int count = 0;
    if (row != NULL) {
        sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
        count = salvage_row(work, row) ? sqlite3_column_int(row, 0) : 0;
    }
    sqlite3_finalize(row);
    return count;
}

static void learn_references(struct salvaging *work, struct table *table) {
    sqlite3_stmt *row = salvage_prepare(
        work, "SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE \"table\" = 'record'");
    if (row == NULL) {
        return;
    }
    sqlite3_bind_text(row, 1, table->name, -1, SQLITE_STATIC);
    while (salvage_row(work, row)) {
        for (int i = 0; i < table->count; i++) {
            if (strcmp(table->names[i], (const char *)sqlite3_column_text(row, 0)) == 0) {
                table->columns[i].is_reference = true;
            }
        }
    }
    sqlite3_finalize(row);
}

static bool learn_columns(struct salvaging *work, struct table *table) {
    int keys = count_keys(work, table->name), others = 0;
    sqlite3_stmt *row = salvage_prepare(work, "SELECT cid, name, type, \"notnull\", dflt_value, pk"
                                              " FROM pragma_table_info(?) ORDER BY cid");
    if (row == NULL) {
        return false;
    }
    sqlite3_bind_text(row, 1, table->name, -1, SQLITE_STATIC);
    while (salvage_row(work, row) && table->count < TABLE_COLUMNS_MOST) {
        const struct column *column =
            named_column(table->name, (const char *)sqlite3_column_text(row, 1));
        int at = place_of(row, table->is_keyed, keys, &others);
        if (column == NULL || at >= TABLE_COLUMNS_MOST) {
            sqlite3_finalize(row);
            return false;
        }
        learn_column(table, column, row, at, keys);
        table->count++;
    }
    sqlite3_finalize(row);
    learn_references(work, table);
    for (int i = 0; i < table->count; i++) {
        if (table->columns[i].is_required && !table->columns[i].has_default) {
            table->least = i + 1;
        }
    }
    return table->count > 0;
}

static bool is_keyed_table(struct salvaging *work, const char *name) {
    sqlite3_stmt *row = salvage_prepare(
        work, "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?");
    bool is_keyed = false;
    if (row != NULL) {
        sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
        is_keyed = salvage_row(work, row) && sqlite3_column_int(row, 0) != 0;
    }
    sqlite3_finalize(row);
    return is_keyed;
}

/* As the new file has it: the same where both were made by one version of the program. */
static uint32_t usual_root(struct salvaging *work, const char *name) {
    sqlite3_stmt *row = salvage_prepare(work, "SELECT rootpage FROM sqlite_schema WHERE name = ?");
    uint32_t root = 0;
    if (row != NULL) {
        sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
        root = salvage_row(work, row) ? (uint32_t)sqlite3_column_int(row, 0) : 0;
    }
    sqlite3_finalize(row);
    return root;
}

bool tables_learn(struct salvaging *work) {
    for (const struct schema_table *known = schema_tables; known->name != NULL; known++) {
        struct table *table = &work->tables[work->table_count];
        if (work->table_count == TABLES_MOST || usual_root(work, known->name) == 0) {
            continue;
        }
        *table = (struct table){.name = known->name, .kind = record_kind_find(known->name)};
        table->is_keyed = is_keyed_table(work, known->name);
        table->is_made_anew = is_made_anew(known->name);
        table->told = &work->out->tables[work->table_count++];
        table->told->name = known->name;
        work->out->table_count = work->table_count;
        if (!learn_columns(work, table)) {
            salvage_fail(work, SQLITE_ERROR);
            return false;
        }
    }
    return !work->has_failed;
}

void tables_release(struct salvaging *work) {
    for (size_t i = 0; i < work->table_count; i++) {
        sqlite3_finalize(work->tables[i].insert);
    }
}

struct table *table_find(struct salvaging *work, const char *name) {
    for (size_t i = 0; i < work->table_count; i++) {
        if (strcmp(work->tables[i].name, name) == 0) {
            return &work->tables[i];
        }
    }
    return NULL;
}

/* ---- rows ---------------------------------------------------------------------------------------- */

static bool is_text(const struct value *value) {
    const char *bytes = (const char *)value->bytes;
    return memchr(bytes, '\0', value->length) == NULL && text_is_valid(bytes, value->length, NULL);
}

static bool value_fits(const struct salvage_column *column, const struct value *value) {
    switch (value->kind) {
    case VALUE_NULL:
        return column->is_rowid || !column->is_required;
    case VALUE_INTEGER:
        return column->type == 'I' && !column->is_rowid;
    case VALUE_TEXT:
        return column->type == 'T' && is_text(value);
    case VALUE_BLOB:
        return column->type == 'B';
    default:
        return false;
    }
}

/* A record of a kind that there isn't could be neither shown nor checked. */
static bool has_kind(const struct table *table, const struct cell *cell) {
    char kind[32];
    const struct value *value = &cell->values[1];
    if (strcmp(table->name, "record") != 0) {
        return true;
    }
    if (cell->count < 2 || value->kind != VALUE_TEXT || value->length >= sizeof kind) {
        return false;
    }
    memcpy(kind, value->bytes, value->length);
    kind[value->length] = '\0';
    return record_kind_find(kind) != NULL;
}

bool table_fits(const struct table *table, const struct cell *cell, int64_t largest) {
    if (cell->count > table->count || cell->count < table->least) {
        return false;
    }
    if (!table->is_keyed && (cell->rowid < 1 || cell->rowid > largest)) {
        return false;
    }
    for (int i = 0; i < cell->count; i++) {
        if (!value_fits(&table->columns[i], &cell->values[i])) {
            return false;
        }
    }
    return has_kind(table, cell);
}

/* "INSERT INTO table (the columns the row has) VALUES (?, …)". */
static bool prepare_insert(struct salvaging *work, struct table *table, int count) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    if (table->insert != NULL && table->insert_count == count) {
        return true;
    }
    sqlite3_finalize(table->insert);
    buffer_append_format(&sql, "INSERT INTO %s (", table->name);
    for (int i = 0; i < count; i++) {
        buffer_append_format(&sql, "%s%s", i == 0 ? "" : ", ", table->names[i]);
    }
    buffer_append(&sql, ") VALUES (?");
    for (int i = 1; i < count; i++) {
        buffer_append(&sql, ", ?");
    }
    buffer_append(&sql, ")");
    table->insert = salvage_prepare_made(work, &sql);
    table->insert_count = count;
    return table->insert != NULL;
}

/* A reference to what cannot be there is left out where it may be. */
static bool is_cut(const struct salvaging *work, const struct salvage_column *column,
                   const struct value *value) {
    return column->is_reference && !column->is_rowid && value->kind == VALUE_INTEGER &&
           (value->integer < 1 || value->integer > work->largest);
}

static void bind(struct salvaging *work, const struct table *table, const struct cell *cell,
                 bool *has_cut) {
    for (int i = 0; i < cell->count; i++) {
        const struct value *value = &cell->values[i];
        const struct salvage_column *column = &table->columns[i];
        if (column->is_rowid) {
            sqlite3_bind_int64(table->insert, i + 1, cell->rowid);
        } else if (is_cut(work, column, value)) {
            *has_cut = true;
            sqlite3_bind_null(table->insert, i + 1);
        } else if (value->kind == VALUE_INTEGER) {
            sqlite3_bind_int64(table->insert, i + 1, value->integer);
        } else if (value->kind == VALUE_TEXT) {
            sqlite3_bind_text(table->insert, i + 1, (const char *)value->bytes, (int)value->length,
                              SQLITE_STATIC);
        } else if (value->kind == VALUE_BLOB) {
            sqlite3_bind_blob(table->insert, i + 1, value->bytes, (int)value->length,
                              SQLITE_STATIC);
        } else {
            sqlite3_bind_null(table->insert, i + 1);
        }
    }
}

void table_take(struct salvaging *work, struct table *table, const struct cell *cell) {
    bool has_cut = false;
    int64_t id = table->is_keyed ? 0 : cell->rowid;
    if (!table_fits(table, cell, work->largest)) {
        salvage_add(work, SALVAGE_ROW_REFUSED, table->name, id, 0);
        return;
    }
    if (!prepare_insert(work, table, cell->count)) {
        return;
    }
    bind(work, table, cell, &has_cut);
    int code = sqlite3_step(table->insert);
    sqlite3_reset(table->insert);
    if (code == SQLITE_DONE) {
        table->told->rows++;
        work->out->rows++;
        if (has_cut) {
            salvage_add(work, SALVAGE_REFERENCE_CUT, table->name, id, 0);
        }
    } else if ((code & 0xFF) == SQLITE_CONSTRAINT) {
        salvage_add(work, SALVAGE_ROW_REFUSED, table->name, id, 0);
    } else {
        salvage_fail(work, code);
    }
}
