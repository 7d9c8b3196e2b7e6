/* What belongs to no record, or to none any more: details and rows without their record, the small tables against their
 * audit rows, the pages and references of the file. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/columns.h"
#include "store/store_copy.h"
#include "store/verify_private.h"

enum { ROWS_A_STEP = 5000, PAGES_MOST_MS = 2500, FAULTS_A_TABLE = 20 };

/* ---- rows without their record ------------------------------------------------------------------ */

/* After the kinds' own tables. */
static const char *const children[] = {"step", "version", "pause", "urge", "sealed", NULL};

static const char *table_at(size_t place, bool *is_detail) {
    size_t kinds = 0;
    while (record_kinds[kinds].kind != NULL) {
        kinds++;
    }
    *is_detail = place < kinds;
    return *is_detail ? record_kinds[place].kind : children[place - kinds];
}

/* Newer records than were checked have been saved since. */
static bool has_record(const struct verify *verify, int64_t record, size_t place, bool is_detail) {
    if (record > verify->last_record) {
        return true;
    }
    unsigned char kind =
        record < 0 || record >= verify->known_count ? 0 : verify->known[record].kind;
    return is_detail ? kind == place + 1 : kind != 0;
}

static void tell_row(struct verify *verify, const char *table, int64_t record) {
    struct problem fault;
    problem_set(
        &fault, STATUS_CORRUPT, NULL,
        N_("表 {table} 里有一行属于内部号 {record}，没有这样的记录：它是在本程序之外插入的"));
    problem_place(&fault, "table", table);
    problem_place_integer(&fault, "record", record);
    verify_tell(verify, &fault);
}

enum status verify_rows(struct verify *verify, bool *is_end) {
    struct statement row;
    bool has_row = false, is_detail = false;
    char sql[160]; /* identifiers checked */
    int count = 0;
    const char *table = table_at(verify->table, &is_detail);
    *is_end = table == NULL;
    if (table == NULL) {
        return STATUS_OK;
    }
    snprintf(sql, sizeof sql, "SELECT rowid, %s FROM %s WHERE rowid > ? ORDER BY rowid LIMIT ?",
             is_detail ? "id" : "record", table);
    statement_open(&row, verify->store, sql);
    statement_integer(&row, verify->row);
    statement_integer(&row, ROWS_A_STEP);
    enum status status = statement_step(&row, &has_row, verify->problem);
    while (status == STATUS_OK && has_row) {
        int64_t record = statement_column_integer(&row, 1);
        verify->row = statement_column_integer(&row, 0);
        if (!has_record(verify, record, verify->table, is_detail)) {
            tell_row(verify, table, record);
        }
        count++;
        status = statement_step(&row, &has_row, verify->problem);
    }
    statement_close(&row);
    if (count < ROWS_A_STEP) {
        verify->table++;
        verify->row = 0;
    }
    return status;
}

/* ---- small tables ------------------------------------------------------------------------------- */

static enum status check_table(struct verify *verify, enum bound bound) {
    struct statement audit;
    struct problem fault;
    unsigned char hash[HASH_BYTES];
    bool has_row = false;
    enum status status = bind_hash_table(verify->store, bound, hash, verify->problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&audit, verify->store, "SELECT side_hash FROM audit WHERE seq = ?");
    statement_integer(&audit, verify->table_seq[bound]);
    status = statement_step(&audit, &has_row, verify->problem);
    if (status == STATUS_OK && (!has_row || !verify_blob_is(&audit, 0, hash))) {
        problem_set(&fault, STATUS_CORRUPT, NULL,
                    N_("{table}与审计第 {seq} 行不符：在本程序之外被改动过"));
        problem_place_integer(&fault, "seq", verify->table_seq[bound]);
        problem_place(&fault, "table", bind_label(bound));
        verify_tell(verify, &fault);
    }
    statement_close(&audit);
    return status;
}

enum status verify_tables(struct verify *verify) {
    enum status status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < BOUNDS; i++) {
        if (verify->table_seq[i] == 0) {
            verify->seen.unbound_tables++;
        } else {
            status = check_table(verify, (enum bound)i);
        }
    }
    return status;
}

/* ---- pages --------------------------------------------------------------------------------------- */

/* Ends one table's check when it has held the file too long, or when the user stops. */
struct patience {
    struct verify *verify;
    struct timespec begun;
    bool (*should_stop)(void *context);
    void *context;
    bool is_over;
};

static bool is_over(void *context) {
    struct patience *patience = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long ms = (long long)(now.tv_sec - patience->begun.tv_sec) * 1000 +
                   (now.tv_nsec - patience->begun.tv_nsec) / 1000000;
    patience->is_over = patience->is_over || ms > PAGES_MOST_MS;
    return patience->is_over ||
           (patience->should_stop != NULL && patience->should_stop(patience->context));
}

static void tell_page(struct verify *verify, const char *message, const char *table,
                      const char *detail) {
    struct problem fault;
    problem_set(&fault, STATUS_CORRUPT, NULL, message);
    problem_place(&fault, "table", table);
    problem_place(&fault, "detail", detail);
    verify_tell(verify, &fault);
}

/* A page that the disk did not give is told as a fault of the file: then it is looked at once more, or can't be checked. */
static enum status look_again(struct verify *verify, struct statement *row, const char *sql,
                              const char *table, bool *has_row) {
    int code = store_read_through(verify->store->db);
    if (code != SQLITE_OK) {
        return store_failed(verify->store, verify->store->db, code, verify->problem);
    }
    statement_close(row);
    statement_open(row, verify->store, sql);
    statement_text(row, table);
    return statement_step(row, has_row, verify->problem);
}

static enum status check_pages(struct verify *verify, const char *sql, const char *message,
                               const char *table) {
    struct statement row;
    bool has_row = false;
    statement_open(&row, verify->store, sql);
    statement_text(&row, table);
    enum status status = statement_step(&row, &has_row, verify->problem);
    if (status == STATUS_OK && has_row && strcmp(statement_column_text(&row, 0), "ok") != 0) {
        status = look_again(verify, &row, sql, table, &has_row);
    }
    for (int said = 0; status == STATUS_OK && has_row && said < FAULTS_A_TABLE; said++) {
        const char *detail = statement_column_text(&row, 0);
        if (strcmp(detail, "ok") != 0) {
            tell_page(verify, message, table, detail);
        }
        status = statement_step(&row, &has_row, verify->problem);
    }
    statement_close(&row);
    return status;
}

static void skip(struct verify *verify, const char *table) {
    char *skipped = verify->seen.skipped;
    size_t length = strlen(skipped);
    if (length + strlen(table) + 2 < sizeof verify->seen.skipped) {
        snprintf(skipped + length, sizeof verify->seen.skipped - length, "%s%s",
                 length > 0 ? " " : "", table);
    }
}

/* Both read a table without letting others write: for no longer than they would wait. */
static enum status check_in_time(struct verify *verify, const char *table) {
    struct store *store = verify->store;
    struct patience patience = {
        .verify = verify, .should_stop = store->should_stop, .context = store->stop_context};
    clock_gettime(CLOCK_MONOTONIC, &patience.begun);
    store_set_interrupt(store, is_over, &patience);
    enum status status =
        check_pages(verify, "SELECT integrity_check FROM pragma_integrity_check(?)",
                    N_("数据库文件的表 {table} 有错：{detail}"), table);
    if (status == STATUS_OK) {
        status = check_pages(verify, "SELECT \"parent\" FROM pragma_foreign_key_check(?)",
                             N_("表 {table} 里有一行引用 {detail} 里没有的记录"), table);
    }
    store_set_interrupt(store, patience.should_stop, patience.context);
    if (status == STATUS_BUSY && patience.is_over) {
        skip(verify, table);
        status = STATUS_OK;
    }
    return status;
}

enum status verify_pages(struct verify *verify, bool *is_end) {
    struct statement row;
    bool has_row = false;
    char table[64] = "";
    statement_open(&row, verify->store,
                   "SELECT name, (SELECT count(*) FROM sqlite_schema WHERE type = 'table')"
                   " FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                   " ORDER BY rowid LIMIT 1 OFFSET ?");
    statement_integer(&row, (int64_t)verify->table);
    enum status status = statement_step(&row, &has_row, verify->problem);
    if (has_row) {
        snprintf(table, sizeof table, "%s", statement_column_text(&row, 0));
        verify->seen.all = statement_column_integer(&row, 1);
    }
    statement_close(&row);
    *is_end = status != STATUS_OK || !has_row;
    verify->table++;
    verify->seen.done = (int64_t)verify->table;
    return status == STATUS_OK && has_row ? check_in_time(verify, table) : status;
}
