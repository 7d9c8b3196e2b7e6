/* Prepared statements, kept by their text and reset before anybody waits for a key. Must not hold a
 * statement open between calls of the store's functions. */
#include "store/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static uint32_t hash_of(const char *sql) {
    uint32_t hash = 2166136261U;
    for (const char *byte = sql; *byte != '\0'; byte++) {
        hash = (hash ^ (unsigned char)*byte) * 16777619U;
    }
    return hash;
}

static struct cached *find_cached(struct store *store, const char *sql, uint32_t hash) {
    for (size_t i = 0; i < store->statement_count; i++) {
        struct cached *cached = &store->statements[i];
        if (cached->hash == hash && !cached->is_in_use && strcmp(cached->sql, sql) == 0) {
            return cached;
        }
    }
    return NULL;
}

/* A free place, taken from the statement used longest ago when all are full; NULL when all are open. */
static struct cached *take_place(struct store *store) {
    if (store->statement_count < STATEMENTS_MOST) {
        return &store->statements[store->statement_count++];
    }
    struct cached *oldest = NULL;
    for (size_t i = 0; i < STATEMENTS_MOST; i++) {
        struct cached *cached = &store->statements[i];
        if (!cached->is_in_use &&
            (oldest == NULL || store->uses - cached->last_use > store->uses - oldest->last_use)) {
            oldest = cached;
        }
    }
    if (oldest != NULL) {
        sqlite3_finalize(oldest->handle);
        free(oldest->sql);
        memset(oldest, 0, sizeof *oldest);
    }
    return oldest;
}

/* Keeps the statement just prepared; without a place or memory it stays the caller's alone. */
static void keep(struct statement *statement, const char *sql, uint32_t hash) {
    char *copy = text_copy(sql);
    struct cached *cached = copy == NULL ? NULL : take_place(statement->store);
    if (cached == NULL) {
        free(copy);
        return;
    }
    *cached = (struct cached){statement->handle, copy, hash, 0, true};
    statement->cached = cached;
}

void statement_open(struct statement *statement, struct store *store, const char *sql) {
    *statement = (struct statement){store, NULL, NULL, 1, SQLITE_OK};
    if (store->db == NULL && store_reopen(store, NULL) != STATUS_OK) {
        statement->code = SQLITE_CANTOPEN;
        return;
    }
    uint32_t hash = hash_of(sql);
    struct cached *cached = find_cached(store, sql, hash);
    if (cached != NULL) {
        cached->is_in_use = true;
        statement->cached = cached;
        statement->handle = cached->handle;
    } else {
        struct buffer expanded = BUFFER_INIT;
        const char *text = view_expand(sql, &expanded);
        statement->code = expanded.failed
                              ? SQLITE_NOMEM
                              : sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                                                   &statement->handle, NULL);
        buffer_release(&expanded);
        if (statement->code == SQLITE_OK) {
            keep(statement, sql, hash);
        }
    }
    if (statement->cached != NULL) {
        statement->cached->last_use = ++store->uses;
    }
}

void statement_open_visible(struct statement *statement, struct store *store, const char *head,
                            const struct visible *visible, const char *tail) {
    struct buffer sql = BUFFER_INIT;
    buffer_append(&sql, head);
    buffer_append(&sql, "(");
    buffer_append(&sql, visible->sql);
    buffer_append(&sql, ")");
    buffer_append(&sql, tail);
    if (sql.failed) {
        *statement = (struct statement){store, NULL, NULL, 1, SQLITE_NOMEM};
    } else {
        statement_open(statement, store, buffer_text(&sql));
    }
    statement_see(statement, visible);
    buffer_release(&sql);
}

void statement_close(struct statement *statement) {
    if (statement->cached == NULL) {
        sqlite3_finalize(statement->handle);
    } else {
        sqlite3_reset(statement->handle);
        sqlite3_clear_bindings(statement->handle);
        statement->cached->is_in_use = false;
    }
    statement->handle = NULL;
    statement->cached = NULL;
}

static void note(struct statement *statement, int code) {
    if (statement->code == SQLITE_OK) {
        statement->code = code;
    }
}

void statement_see(struct statement *statement, const struct visible *visible) {
    statement->next = 2;
    if (statement->code != SQLITE_OK) {
        return;
    }
    int me = sqlite3_bind_parameter_index(statement->handle, ":me");
    if (me > 0) {
        note(statement, sqlite3_bind_int64(statement->handle, me, visible->me));
    }
}

void statement_text(struct statement *statement, const char *text) {
    int at = statement->next++;
    if (statement->code == SQLITE_OK) {
        note(statement, sqlite3_bind_text(statement->handle, at, text, -1, SQLITE_STATIC));
    }
}

void statement_integer(struct statement *statement, int64_t value) {
    int at = statement->next++;
    if (statement->code == SQLITE_OK) {
        note(statement, sqlite3_bind_int64(statement->handle, at, value));
    }
}

void statement_reference(struct statement *statement, int64_t id) {
    if (id == 0) {
        statement_text(statement, NULL);
    } else {
        statement_integer(statement, id);
    }
}

void statement_blob(struct statement *statement, const void *bytes, size_t length) {
    int at = statement->next++;
    if (statement->code == SQLITE_OK) {
        note(statement, sqlite3_bind_blob64(statement->handle, at, bytes, length, SQLITE_STATIC));
    }
}

enum status statement_step(struct statement *statement, bool *has_row, struct problem *problem) {
    *has_row = false;
    if (statement->code == SQLITE_OK) {
        statement->code = sqlite3_step(statement->handle);
        wait_is_over(statement->store);
    }
    if (statement->code == SQLITE_ROW) {
        statement->code = SQLITE_OK;
        *has_row = true;
        return STATUS_OK;
    }
    if (statement->code == SQLITE_DONE) {
        statement->code = SQLITE_OK;
        return STATUS_OK;
    }
    return store_failed(statement->store, statement->store->db, statement->code, problem);
}

enum status statement_run(struct statement *statement, struct problem *problem) {
    bool has_row = true;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && has_row) {
        status = statement_step(statement, &has_row, problem);
    }
    statement_close(statement);
    return status;
}

enum status statement_run_integer(struct statement *statement, int64_t *out,
                                  struct problem *problem) {
    bool has_row = false;
    enum status status = statement_step(statement, &has_row, problem);
    bool is_found = has_row;
    while (status == STATUS_OK && has_row) {
        *out = statement_column_integer(statement, 0);
        status = statement_step(statement, &has_row, problem);
    }
    statement_close(statement);
    return status == STATUS_OK && !is_found ? STATUS_NOT_FOUND : status;
}

int64_t statement_column_integer(const struct statement *statement, int column) {
    return sqlite3_column_int64(statement->handle, column);
}

/* SQLite gives NULL, too, for what it had no memory to give. */
static void check_memory(const struct statement *statement) {
    if (sqlite3_errcode(statement->store->db) == SQLITE_NOMEM) {
        store_miss(statement->store, STATUS_NO_MEMORY, "");
    }
}

const char *statement_column_text(const struct statement *statement, int column) {
    const unsigned char *text = sqlite3_column_text(statement->handle, column);
    if (text == NULL) {
        check_memory(statement);
    }
    return text == NULL ? "" : (const char *)text;
}

const void *statement_column_blob(const struct statement *statement, int column, size_t length) {
    const void *bytes = sqlite3_column_blob(statement->handle, column);
    if (bytes == NULL) {
        check_memory(statement);
    }
    return sqlite3_column_bytes(statement->handle, column) == (int)length ? bytes : NULL;
}

char *statement_column_copy(const struct statement *statement, int column) {
    char *copy = text_copy(statement_column_text(statement, column));
    if (copy == NULL) {
        store_miss(statement->store, STATUS_NO_MEMORY, "");
    }
    return copy;
}
