/* Checks the audit chain from its first row, and that every record is as its last audit row says. Reads in
 * short transactions, so that others go on saving; changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "store/audit_row.h"
#include "store/statement.h"

enum { ROWS_A_TIME = 2000 };

struct check {
    struct store *store;
    int64_t seq; /* of the last row checked */
    int64_t rows;
    unsigned char hash[HASH_BYTES];
    unsigned char *seen; /* a bit for each record id found as its audit row says */
    size_t seen_bytes;
    struct problem *problem;
};

static enum status broken(struct check *check, int64_t seq) {
    problem_set(check->problem, STATUS_CORRUPT, NULL,
                N_("审计链在第 {seq} 行断开：这一行或它前面的内容被改动、删去或插入过"));
    problem_place_integer(check->problem, "seq", seq);
    return STATUS_CORRUPT;
}

static enum status changed(struct check *check, int64_t seq, int64_t record) {
    problem_set(check->problem, STATUS_CORRUPT, NULL,
                N_("内部号 {record} 的记录与审计第 {seq} 行不符：它在本程序之外被改动过"));
    problem_place_integer(check->problem, "seq", seq);
    problem_place_integer(check->problem, "record", record);
    return STATUS_CORRUPT;
}

static bool mark_seen(struct check *check, int64_t record) {
    size_t byte = (size_t)record / 8;
    if (byte >= check->seen_bytes) {
        size_t grown_bytes = byte < 4096 ? 4096 : byte * 2;
        unsigned char *grown = realloc(check->seen, grown_bytes);
        if (grown == NULL) {
            return false;
        }
        memset(grown + check->seen_bytes, 0, grown_bytes - check->seen_bytes);
        check->seen = grown;
        check->seen_bytes = grown_bytes;
    }
    check->seen[byte] |= (unsigned char)(1U << ((unsigned)record % 8U));
    return true;
}

static bool is_seen(const struct check *check, int64_t record) {
    size_t byte = (size_t)record / 8;
    return record >= 0 && byte < check->seen_bytes &&
           (check->seen[byte] & 1U << ((unsigned)record % 8U)) != 0;
}

static bool blob_is(const struct statement *row, int column, const unsigned char hash[HASH_BYTES]) {
    const void *bytes = sqlite3_column_blob(row->handle, column);
    return bytes != NULL && sqlite3_column_bytes(row->handle, column) == HASH_BYTES &&
           memcmp(bytes, hash, HASH_BYTES) == 0;
}

/* The record is compared when this row speaks of its present version. */
static enum status check_record(struct check *check, const struct statement *row) {
    int64_t record = statement_column_integer(row, 5);
    int64_t ver = 0;
    unsigned char hash[HASH_BYTES];
    enum status status = record_hash(check->store, record, &ver, hash, check->problem);
    if (status == STATUS_NOT_FOUND || record < 1) {
        return changed(check, check->seq, record);
    }
    if (status != STATUS_OK || ver != statement_column_integer(row, 6)) {
        return status;
    }
    if (!blob_is(row, 7, hash)) {
        return changed(check, check->seq, record);
    }
    return mark_seen(check, record) ? STATUS_OK : store_no_memory(check->problem);
}

static enum status check_row(struct check *check, const struct statement *row) {
    int64_t seq = statement_column_integer(row, 0);
    unsigned char hash[HASH_BYTES];
    if (!audit_row_hash(check->store, row->handle, hash) || seq != check->seq + 1 ||
        !blob_is(row, 11, check->hash) || !blob_is(row, 12, hash)) {
        return broken(check, check->seq + 1);
    }
    memcpy(check->hash, hash, HASH_BYTES);
    check->seq = seq;
    check->rows++;
    bool has_record = sqlite3_column_type(row->handle, 5) != SQLITE_NULL;
    return has_record ? check_record(check, row) : STATUS_OK;
}

static enum status check_rows(struct check *check, int *count) {
    struct statement row;
    bool has_row = false;
    *count = 0;
    statement_open(&row, check->store,
                   "SELECT " AUDIT_COLUMNS ", hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?");
    statement_integer(&row, check->seq);
    statement_integer(&row, ROWS_A_TIME);
    enum status status = statement_step(&row, &has_row, check->problem);
    while (status == STATUS_OK && has_row) {
        status = check_row(check, &row);
        ++*count;
        if (status == STATUS_OK) {
            status = statement_step(&row, &has_row, check->problem);
        }
    }
    statement_close(&row);
    return status;
}

/* Every record must have been seen as an audit row describes it. */
static enum status check_unseen(struct check *check) {
    struct statement row;
    bool has_row = false;
    statement_open(&row, check->store, "SELECT id FROM record");
    enum status status = statement_step(&row, &has_row, check->problem);
    while (status == STATUS_OK && has_row) {
        int64_t record = statement_column_integer(&row, 0);
        status = is_seen(check, record) ? statement_step(&row, &has_row, check->problem)
                                        : changed(check, check->seq, record);
    }
    statement_close(&row);
    return status;
}

static enum status run(struct check *check, const char *sql) {
    struct statement statement;
    statement_open(&statement, check->store, sql);
    return statement_run(&statement, check->problem);
}

/* One short transaction; the last one, which reads to the end, also looks for records nobody audited. */
static enum status check_some(struct check *check, bool *is_done) {
    int count = 0;
    enum status status = run(check, "BEGIN");
    if (status != STATUS_OK) {
        return status;
    }
    status = check_rows(check, &count);
    *is_done = count < ROWS_A_TIME;
    if (status == STATUS_OK && *is_done) {
        status = check_unseen(check);
    }
    if (!sqlite3_get_autocommit(check->store->db)) {
        sqlite3_exec(check->store->db, "COMMIT", NULL, NULL, NULL);
    }
    return status;
}

enum status store_verify_audit(struct store *store, int64_t *rows, struct problem *problem) {
    struct check check = {.store = store, .problem = problem};
    bool is_done = false;
    enum status status = STATUS_OK;
    store->may_stop = true;
    while (status == STATUS_OK && !is_done) {
        status = check_some(&check, &is_done);
    }
    store->may_stop = false;
    *rows = check.rows;
    free(check.seen);
    return status;
}
