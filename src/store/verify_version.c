/* The hash of an earlier version, from the JSON kept of it: the columns in the tables' order, as store/audit hashes the
 * rows themselves. */
#include <string.h>

#include "store/columns.h"
#include "store/verify_private.h"

struct walk {
    crypto_generichash_state state;
    struct statement entries; /* key, value in the order they were written */
    bool has_entry;
    struct problem *problem;
    enum status status;
};

static void next(struct walk *walk) {
    if (walk->status == STATUS_OK) {
        walk->status = statement_step(&walk->entries, &walk->has_entry, walk->problem);
    }
}

static void add_name(struct walk *walk, const char *name) {
    audit_add_bytes(&walk->state, 'c', name, strlen(name));
}

static void add_named_integer(struct walk *walk, const char *name, int64_t value) {
    add_name(walk, name);
    audit_add_integer(&walk->state, value);
}

/* The entry's value, when there is one. */
static void add_entry(struct walk *walk, const char *name) {
    sqlite3_stmt *handle = walk->entries.handle;
    int type = sqlite3_column_type(handle, 1);
    if (type == SQLITE_INTEGER) {
        add_named_integer(walk, name, sqlite3_column_int64(handle, 1));
    } else if (type != SQLITE_NULL) {
        const char *text = statement_column_text(&walk->entries, 1);
        add_name(walk, name);
        audit_add_bytes(&walk->state, 't', text, (size_t)sqlite3_column_bytes(handle, 1));
    }
}

/* A column that the entries pass over was added later: it was NULL. */
static void add_table(struct walk *walk, const char *table, int64_t record, int64_t ver) {
    add_named_integer(walk, COL_ID, record);
    for (const struct column *column = column_first(table); column != NULL;
         column = column_next(column)) {
        if (column->is_generated || strcmp(column->name, COL_ID) == 0) {
            continue;
        }
        if (strcmp(column->name, COL_VER) == 0) {
            add_named_integer(walk, COL_VER, ver);
        } else if (walk->has_entry &&
                   strcmp(statement_column_text(&walk->entries, 0), column->name) == 0) {
            add_entry(walk, column->name);
            next(walk);
        }
    }
}

static enum status compare(struct verify *verify, int64_t record, int64_t ver, const char *data,
                           const char *kind, const struct statement *row, int column,
                           bool *is_same) {
    struct walk walk = {.problem = verify->problem};
    unsigned char hash[HASH_BYTES];
    enum status status = audit_begin_hash(verify->store, &walk.state, verify->problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&walk.entries, verify->store, "SELECT key, value FROM json_each(?)");
    statement_text(&walk.entries, data);
    next(&walk);
    add_table(&walk, "record", record, ver);
    add_table(&walk, kind, record, ver);
    crypto_generichash_final(&walk.state, hash, HASH_BYTES);
    *is_same = walk.status == STATUS_OK && !walk.has_entry && verify_blob_is(row, column, hash);
    statement_close(&walk.entries);
    return walk.status;
}

/* json_valid says 0 also when memory ran out; json_type says which it was. */
static enum status check_no_json(struct verify *verify, int64_t record, int64_t ver) {
    struct statement statement;
    struct problem ignored = {0};
    statement_open(&statement, verify->store,
                   "SELECT json_type(data) FROM version WHERE record = ? AND ver = ?");
    statement_integer(&statement, record);
    statement_integer(&statement, ver);
    enum status status = statement_run(&statement, &ignored);
    if (status == STATUS_OK) {
        store_miss_memory(verify->store);
    }
    if (status != STATUS_OK && status != STATUS_CORRUPT) {
        *verify->problem = ignored;
        return status;
    }
    return STATUS_OK;
}

enum status verify_version(struct verify *verify, int64_t record, int64_t ver,
                           const struct statement *row, int column, bool *is_same) {
    struct statement version;
    bool has_row = false;
    statement_open(&version, verify->store,
                   "SELECT v.data, r.record_kind, json_valid(v.data) FROM version v"
                   " JOIN record r ON r.id = v.record"
                   " WHERE v.record = ? AND v.ver = ? AND r.ver <> v.ver");
    statement_integer(&version, record);
    statement_integer(&version, ver);
    enum status status = statement_step(&version, &has_row, verify->problem);
    const struct record_kind *kind =
        has_row ? record_kind_find(statement_column_text(&version, 1)) : NULL;
    if (has_row && statement_column_integer(&version, 2) == 0) {
        *is_same = false;
        status = check_no_json(verify, record, ver);
    } else if (status == STATUS_OK && kind != NULL) {
        status = compare(verify, record, ver, statement_column_text(&version, 0), kind->kind, row,
                         column, is_same);
    }
    statement_close(&version);
    return status;
}

enum status verify_may_be_cleared(struct verify *verify, int64_t record, bool *may_be) {
    struct statement statement;
    int64_t answer = 0;
    statement_open(&statement, verify->store,
                   "SELECT r.sealed = 1 OR r.record_kind IN ('opinion', 'enquiry', 'disclosure')"
                   " OR EXISTS (SELECT 1 FROM step s WHERE s.record = r.id AND s.command = 'edit')"
                   " FROM record r WHERE r.id = ?");
    statement_integer(&statement, record);
    enum status status = statement_run_integer(&statement, &answer, verify->problem);
    *may_be = answer != 0;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
