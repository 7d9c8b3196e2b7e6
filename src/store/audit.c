/* The audit chain: each row's hash covers the row before's hash and the row itself, and names the state
 * of the record after the change. Changed rows are found by store/verify; nothing here reads the clock. */
#include <string.h>

#include "base/buffer.h"
#include "store/bind.h"
#include "store/columns.h"
#include "store/statement.h"

static bool ready(struct store *store) {
    if (!store->sodium_ready) {
        store->sodium_ready = sodium_init() >= 0;
    }
    return store->sodium_ready;
}

static enum status no_sodium(struct problem *problem) {
    return problem_set(problem, STATUS_IO, NULL, N_("加密库 libsodium 不能启动，请检查安装"));
}

void audit_add_bytes(crypto_generichash_state *state, char tag, const void *bytes, size_t length) {
    unsigned char head[9];
    head[0] = (unsigned char)tag;
    for (int i = 0; i < 8; i++) {
        head[i + 1] = (unsigned char)((uint64_t)length >> (8 * i));
    }
    crypto_generichash_update(state, head, sizeof head);
    if (length > 0) {
        crypto_generichash_update(state, bytes, length);
    }
}

void audit_add_integer(crypto_generichash_state *state, int64_t value) {
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * i));
    }
    audit_add_bytes(state, 'i', bytes, sizeof bytes);
}

/* A value that there was no memory for is hashed as nothing: what is made of it may not be kept. */
static void check_memory(struct store *store, sqlite3_stmt *row) {
    if (sqlite3_errcode(sqlite3_db_handle(row)) == SQLITE_NOMEM) {
        store_miss(store, STATUS_NO_MEMORY, "");
    }
}

static void add_value(crypto_generichash_state *state, sqlite3_stmt *row, int column) {
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        audit_add_bytes(state, 'n', "", 0);
        break;
    case SQLITE_INTEGER:
        audit_add_integer(state, sqlite3_column_int64(row, column));
        break;
    case SQLITE_BLOB: {
        const void *bytes = sqlite3_column_blob(row, column);
        audit_add_bytes(state, 'b', bytes, (size_t)sqlite3_column_bytes(row, column));
        break;
    }
    default: {
        const void *text = sqlite3_column_text(row, column);
        audit_add_bytes(state, 't', text, (size_t)sqlite3_column_bytes(row, column));
        break;
    }
    }
}

enum status audit_begin_hash(struct store *store, crypto_generichash_state *state,
                             struct problem *problem) {
    if (!ready(store)) {
        return no_sodium(problem);
    }
    crypto_generichash_init(state, NULL, 0, HASH_BYTES);
    return STATUS_OK;
}

const char *audit_side_columns(const struct store *store) {
    return bind_is_possible(store) ? ", side, side_hash" : ", NULL, NULL";
}

/* A row of the older kind has nothing beside it. */
static int columns_of(sqlite3_stmt *row) {
    bool has_side = sqlite3_column_type(row, AUDIT_SIDE) != SQLITE_NULL ||
                    sqlite3_column_type(row, AUDIT_SIDE + 1) != SQLITE_NULL;
    switch (sqlite3_column_int64(row, AUDIT_ALG)) {
    case ALGORITHM_BLAKE2B:
        return has_side ? 0 : AUDIT_COLUMN_COUNT;
    case ALGORITHM_WITH_SIDE:
        return AUDIT_COLUMN_COUNT + 2;
    default:
        return 0;
    }
}

bool audit_row_hash(struct store *store, sqlite3_stmt *row, unsigned char out[HASH_BYTES]) {
    crypto_generichash_state state;
    int count = columns_of(row);
    if (!ready(store) || count == 0) {
        return false;
    }
    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    for (int i = 0; i < count; i++) {
        add_value(&state, row, i);
    }
    check_memory(store, row);
    crypto_generichash_final(&state, out, HASH_BYTES);
    return true;
}

/* The stored columns of one row, in the table's order. Generated ones follow from the others. */
static void open_row(struct statement *statement, struct store *store, const char *table,
                     int64_t id) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    buffer_append(&sql, "SELECT id");
    for (const struct column *column = column_first(table); column != NULL;
         column = column_next(column)) {
        if (!column->is_generated && strcmp(column->name, COL_ID) != 0) {
            buffer_append(&sql, ", ");
            buffer_append(&sql, column->name);
        }
    }
    buffer_append_format(&sql, " FROM %s WHERE id = ?", table);
    if (sql.failed) {
        *statement = (struct statement){store, NULL, NULL, 1, SQLITE_NOMEM};
    } else {
        statement_open(statement, store, buffer_text(&sql));
    }
    buffer_release(&sql);
    statement_integer(statement, id);
}

/* Names and values; NULLs are left out, so that a nullable column added later changes no hash. */
void audit_add_row(crypto_generichash_state *state, const struct statement *statement) {
    int count = sqlite3_column_count(statement->handle);
    for (int i = 0; i < count; i++) {
        if (sqlite3_column_type(statement->handle, i) != SQLITE_NULL) {
            const char *name = sqlite3_column_name(statement->handle, i);
            audit_add_bytes(state, 'c', name, strlen(name));
            add_value(state, statement->handle, i);
        }
    }
    check_memory(statement->store, statement->handle);
}

static void note_spine(const struct statement *statement, int64_t *ver,
                       const struct record_kind **kind) {
    int count = sqlite3_column_count(statement->handle);
    for (int i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(statement->handle, i);
        if (strcmp(name, COL_VER) == 0) {
            *ver = statement_column_integer(statement, i);
        } else if (strcmp(name, COL_RECORD_KIND) == 0) {
            *kind = record_kind_find(statement_column_text(statement, i));
        }
    }
}

static enum status hash_table_row(struct store *store, const char *table, int64_t id,
                                  crypto_generichash_state *state, int64_t *ver,
                                  const struct record_kind **kind, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    open_row(&statement, store, table, id);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        audit_add_row(state, &statement);
        if (kind != NULL) {
            note_spine(&statement, ver, kind);
        }
    } else if (status == STATUS_OK) {
        status = problem_set(problem, STATUS_NOT_FOUND, NULL, N_("没有这条记录"));
    }
    statement_close(&statement);
    return status;
}

enum status record_hash(struct store *store, int64_t record, int64_t *ver,
                        unsigned char out[HASH_BYTES], struct problem *problem) {
    crypto_generichash_state state;
    const struct record_kind *kind = NULL;
    enum status status = audit_begin_hash(store, &state, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = hash_table_row(store, "record", record, &state, ver, &kind, problem);
    if (status == STATUS_OK && kind == NULL) {
        status = problem_set(problem, STATUS_CORRUPT, NULL,
                             N_("数据库里有本程序不认识的记录种类，请升级本程序"));
    }
    if (status == STATUS_OK) {
        status = hash_table_row(store, kind->kind, record, &state, NULL, NULL, problem);
    }
    crypto_generichash_final(&state, out, HASH_BYTES);
    return status;
}

/* What the new row links to; the first row links to zeros. */
static enum status read_last(struct store *store, int64_t *seq, unsigned char prev[HASH_BYTES],
                             struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *seq = 0;
    memset(prev, 0, HASH_BYTES);
    statement_open(&statement, store, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *seq = statement_column_integer(&statement, 0);
        const void *hash = statement_column_blob(&statement, 1, HASH_BYTES);
        if (hash != NULL) {
            memcpy(prev, hash, HASH_BYTES);
        }
    }
    statement_close(&statement);
    return status;
}

struct audit_row {
    const struct audit_entry *entry;
    int64_t seq, ver;
    const char *side;
    bool has_side; /* columns for it */
    unsigned char record_hash[HASH_BYTES], side_hash[HASH_BYTES], prev[HASH_BYTES],
        hash[HASH_BYTES];
};

/* In the order of AUDIT_COLUMNS, then the side. */
static void bind_row(struct statement *statement, const struct audit_row *row) {
    const struct audit_entry *entry = row->entry;
    statement_integer(statement, row->seq);
    statement_integer(statement, entry->at);
    statement_reference(statement, entry->person);
    statement_text(statement, entry->account == NULL ? "" : entry->account);
    statement_text(statement, entry->command);
    statement_reference(statement, entry->record);
    statement_reference(statement, row->ver);
    if (entry->record == 0) {
        statement_text(statement, NULL);
    } else {
        statement_blob(statement, row->record_hash, HASH_BYTES);
    }
    statement_text(statement, entry->detail == NULL ? "" : entry->detail);
    statement_text(statement, entry->save_id == NULL ? "" : entry->save_id);
    statement_integer(statement, row->has_side ? ALGORITHM_WITH_SIDE : ALGORITHM_BLAKE2B);
    statement_blob(statement, row->prev, HASH_BYTES);
    if (row->has_side) {
        statement_text(statement, row->side);
    }
    if (row->has_side && row->side != NULL) {
        statement_blob(statement, row->side_hash, HASH_BYTES);
    } else if (row->has_side) {
        statement_text(statement, NULL);
    }
}

/* The values are hashed as SQLite gives them back, the way a check reads them. */
static enum status hash_row(struct store *store, struct audit_row *row, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   row->has_side ? "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                                 : "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL");
    bind_row(&statement, row);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && !audit_row_hash(store, statement.handle, row->hash)) {
        status = no_sodium(problem);
    }
    statement_close(&statement);
    return status;
}

/* As it is stored: nothing in the file may have kept it out or made another of it. */
static enum status read_back(struct store *store, const struct audit_row *row,
                             struct problem *problem) {
    struct statement statement;
    unsigned char hash[HASH_BYTES];
    bool has_row = false;
    statement_open(&statement, store,
                   row->has_side
                       ? "SELECT " AUDIT_COLUMNS ", side, side_hash, hash FROM audit WHERE seq = ?"
                       : "SELECT " AUDIT_COLUMNS ", NULL, NULL, hash FROM audit WHERE seq = ?");
    statement_integer(&statement, row->seq);
    enum status status = statement_step(&statement, &has_row, problem);
    const void *said = has_row ? statement_column_blob(&statement, AUDIT_HASH, HASH_BYTES) : NULL;
    bool is_stored = said != NULL && memcmp(said, row->hash, HASH_BYTES) == 0 &&
                     audit_row_hash(store, statement.handle, hash) &&
                     memcmp(hash, row->hash, HASH_BYTES) == 0;
    statement_close(&statement);
    if (status == STATUS_OK && !is_stored && store->missed == STATUS_OK) {
        status = problem_set(problem, STATUS_CORRUPT, NULL,
                             N_("操作日志没有照原样存进数据库，这次什么也没有保存；请用 zwgk doctor"
                                " 检查数据库"));
    }
    return status;
}

enum status store_add_audit(struct store *store, const struct audit_entry *entry,
                            struct problem *problem) {
    struct audit_row row = {.entry = entry, .has_side = bind_is_possible(store)};
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, entry->record, problem);
    }
    if (status == STATUS_OK && entry->record != 0) {
        status = record_hash(store, entry->record, &row.ver, row.record_hash, problem);
    }
    if (status == STATUS_OK) {
        status = bind_take(store, entry, &row.side, row.side_hash, problem);
    }
    if (status == STATUS_OK) {
        status = read_last(store, &row.seq, row.prev, problem);
    }
    row.seq++;
    if (status == STATUS_OK) {
        status = hash_row(store, &row, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct statement statement;
    statement_open(&statement, store,
                   row.has_side ? "INSERT INTO audit (" AUDIT_COLUMNS ", side, side_hash, hash)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                : "INSERT INTO audit (" AUDIT_COLUMNS ", hash)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_row(&statement, &row);
    statement_blob(&statement, row.hash, HASH_BYTES);
    status = statement_run(&statement, problem);
    return status == STATUS_OK ? read_back(store, &row, problem) : status;
}
