/* The transaction of a save: begun at once for writing, committed or not at all. Says "saved" only of
 * what is on the disk. */
#include "store/write.h"

#include <assert.h>
#include <stdio.h>

#include "store/bind.h"
#include "store/schema_check.h"
#include "store/search_write.h"
#include "store/statement.h"

enum { BEGIN_RETRIES = 3, COMMIT_RETRIES = 2 };

static enum status run(struct store *store, const char *sql, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, sql);
    return statement_run(&statement, problem);
}

/* The busy handler has waited its time at each try. */
static enum status run_again_while_busy(struct store *store, const char *sql, int retries,
                                        struct problem *problem) {
    enum status status = run(store, sql, problem);
    while (status == STATUS_BUSY && retries-- > 0) {
        status = run(store, sql, problem);
    }
    return status;
}

enum status store_begin(struct store *store, struct problem *problem) {
    assert(!store->is_writing && store->reading == 0);
    if (store->is_damaged) {
        return store_refuse_damaged(store, problem);
    }
    if (store->is_read_only) {
        return problem_set(
            problem, STATUS_IO, NULL,
            N_("数据库只能读，这次什么也没有保存；请检查数据库文件和所在文件夹的写权限"));
    }
    if (store_is_replaced(store)) {
        return problem_set(problem, STATUS_IO, NULL,
                           N_("数据库文件已被换掉（恢复了备份，或被移走），这次什么也没有保存；"
                              "请退出，再打开程序"));
    }
    enum status status = run_again_while_busy(store, "BEGIN IMMEDIATE", BEGIN_RETRIES, problem);
    store->is_writing = status == STATUS_OK;
    if (status == STATUS_OK) {
        status = schema_watch(store, problem);
        if (status == STATUS_OK && store->is_damaged) {
            status = store_refuse_damaged(store, problem);
        }
        if (status != STATUS_OK) {
            store_rollback(store);
        }
    }
    return status;
}

/* After memory or the disk failed in a save, the search index that SQLite keeps in memory may no longer be that of the
 * file: later saves would take the file for damaged. */
static void connect_anew(struct store *store) {
    struct problem ignored;
    if (store->is_shaken && store->path[0] != '\0' && !store->is_damaged) {
        (void)!store_reopen(store, &ignored);
    }
    store->is_shaken = false;
}

void store_rollback(struct store *store) {
    if (store->db != NULL && !sqlite3_get_autocommit(store->db)) {
        struct statement statement;
        struct problem ignored;
        statement_open(&statement, store, "ROLLBACK");
        if (statement_run(&statement, &ignored) != STATUS_OK) {
            store_disconnect(store); /* whatever happened, nothing of it may be committed later */
        }
    }
    store->is_writing = false;
    search_forget_known(store);
    search_forget_waiting(store);
    search_purge_forget(store);
    bind_forget(store);
    connect_anew(store);
}

enum status write_check(const struct store *store, struct problem *problem) {
    assert(store->is_writing);
    if (store->db == NULL || sqlite3_get_autocommit(store->db)) {
        return problem_set(problem, STATUS_IO, NULL,
                           N_("这次保存已经中断，什么也没有保存；请再保存一次"));
    }
    return STATUS_OK;
}

/* A commit that failed may have reached the disk all the same: only a fresh look at the file can tell. */
static enum status look_up(struct store *store, const char *save_id, enum status failed,
                           struct problem *problem) {
    if (store->path[0] == '\0') {
        store_rollback(store);
        return failed;
    }
    struct problem unknown;
    bool is_found = false;
    store_disconnect(store);
    enum status status = store_reopen(store, &unknown);
    if (status == STATUS_OK) {
        status = store_has_save(store, save_id, &is_found, &unknown);
    }
    if (status != STATUS_OK) {
        return problem_set(problem, STATUS_IO, NULL,
                           N_("写磁盘出错，数据库也打不开，不知道这次是否已保存；"
                              "重新打开后请先查一下再录入"));
    }
    return is_found ? problem_set(problem, STATUS_OK, NULL, NULL) : failed;
}

enum status store_commit(struct store *store, const char *save_id, struct problem *problem) {
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = search_write_waiting(store, problem);
    }
    if (status == STATUS_OK) {
        status = search_purge(store, problem);
    }
    if (status == STATUS_OK) {
        status = store_refuse_missed(store, problem);
    }
    if (status == STATUS_OK) {
        status = bind_rest(store, problem);
    }
    if (status != STATUS_OK) {
        store_rollback(store);
        return status;
    }
    status = run_again_while_busy(store, "COMMIT", COMMIT_RETRIES, problem);
    if (status == STATUS_BUSY) {
        store_rollback(store);
    } else if (status != STATUS_OK) {
        status = look_up(store, save_id, status, problem);
    }
    bind_forget(store);
    store->is_writing = false;
    return status;
}

/* A statement that may be undone alone (RETURNING, upsert) makes FTS5 write out what it has gathered: in an import that
 * would be a segment of the search index for every row. */
static enum status count_on(struct store *store, const char *sql, const char *prefix, int year,
                            struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, sql);
    statement_text(&statement, prefix);
    statement_integer(&statement, year);
    return statement_run(&statement, problem);
}

enum status store_next_number(struct store *store, const char *prefix, int year, char out[24],
                              struct problem *problem) {
    out[0] = '\0';
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = count_on(store, "UPDATE counter SET last = last + 1 WHERE prefix = ? AND year = ?",
                          prefix, year, problem);
    }
    if (status == STATUS_OK && sqlite3_changes(store->db) == 0) {
        status = count_on(store, "INSERT INTO counter (prefix, year, last) VALUES (?, ?, 1)",
                          prefix, year, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct statement statement;
    int64_t last = 0;
    statement_open(&statement, store, "SELECT last FROM counter WHERE prefix = ? AND year = ?");
    statement_text(&statement, prefix);
    statement_integer(&statement, year);
    status = statement_run_integer(&statement, &last, problem);
    if (status == STATUS_OK) {
        snprintf(out, 24, "%s%04d-%05lld", prefix, year, (long long)last);
    }
    return status;
}
