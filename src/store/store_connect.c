/* Connects to the file with every setting of the reliability notes, in their order, after making sure
 * that it is one of ours. Must not touch the file outside SQLite: closing a descriptor of it would drop
 * this process's locks. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/place.h"
#include "store/search_write.h"
#include "store/statement.h"
#include "store/sums.h"
#include "store/write.h"

/* Rollback journal, emptied and synced at each commit; WAL only with SQLite 3.51.3 or later. */
#define JOURNAL_MODE "truncate"

enum {
    PROGRESS_OPERATIONS = 1000,
    LENGTH_MOST = 16 * 1024 * 1024,
    SQL_MOST = 100 * 1000,
};

enum status store_execute(struct store *store, const char *sql, struct problem *problem) {
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : store_failed(store, store->db, code, problem);
}

enum status store_integer(struct store *store, const char *sql, int64_t *out,
                          struct problem *problem) {
    sqlite3_stmt *handle = NULL;
    *out = 0;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &handle, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle);
    }
    if (code == SQLITE_ROW) {
        *out = sqlite3_column_int64(handle, 0);
        code = SQLITE_OK;
    }
    enum status status = code == SQLITE_OK || code == SQLITE_DONE
                             ? STATUS_OK
                             : store_failed(store, store->db, code, problem);
    sqlite3_finalize(handle);
    return status;
}

static int stop_now(void *context) {
    struct store *store = context;
    return store->may_stop && !store->is_writing && store->should_stop != NULL &&
           store->should_stop(store->stop_context);
}

void store_set_interrupt(struct store *store, bool (*should_stop)(void *context), void *context) {
    store->should_stop = should_stop;
    store->stop_context = context;
    if (store->db != NULL) {
        sqlite3_progress_handler(store->db, should_stop == NULL ? 0 : PROGRESS_OPERATIONS, stop_now,
                                 store);
    }
}

/* True when this process may write the file and its folder (the journal is made there). */
static bool may_write(const char *path) {
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 1 : (size_t)(slash - path) + 1;
    if (length >= sizeof folder) {
        return false;
    }
    memcpy(folder, slash == NULL ? "." : path, length);
    folder[length] = '\0';
    return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 &&
           faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0;
}

static void set_limits(struct store *store) {
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_handler(store->db, wait_while_busy, store);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LENGTH_MOST);
    sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(store->db, SQLITE_LIMIT_SQL_LENGTH, SQL_MOST);
    store_set_interrupt(store, store->should_stop, store->stop_context);
}

/* Tables that can't be made out are passed over, and a file shorter than it says is read to its end. */
static void read_as_far_as_possible(struct store *store) {
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    sqlite3_exec(store->db, "PRAGMA writable_schema=ON; PRAGMA query_only=ON", NULL, NULL, NULL);
}

/* A copy that lies with the file is named. */
static enum status refuse_file(const struct store *store, const char *message,
                               const char *with_copy, struct problem *problem) {
    struct place_copy copy;
    bool has_copy = place_newest_copy(store->path, NULL, &copy);
    const char *slash = strrchr(copy.path, '/');
    problem_set(problem, STATUS_INVALID, NULL, has_copy ? with_copy : message);
    problem_place(problem, "path", store->path);
    if (has_copy) {
        problem_place(problem, "when", copy.when);
        problem_place(problem, "copy", slash == NULL ? copy.path : slash + 1);
    }
    return STATUS_INVALID;
}

/* The first read of the file: header, size, hot journal, then whose and how old it is. */
static enum status check_identity(struct store *store, struct problem *problem) {
    int64_t application = 0;
    int64_t version = 0;
    enum status status = store_integer(store, "PRAGMA application_id", &application, problem);
    if (status == STATUS_OK) {
        status = store_integer(store, "PRAGMA user_version", &version, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    int newest = schema_newest(store->schema);
    if (application != STORE_APPLICATION_ID) {
        return refuse_file(store, N_("{path} 是别的程序的数据库，没有改动它；请核对文件名"),
                           N_("{path} 是别的程序的数据库，没有改动它；请核对文件名，"
                              "或恢复最近的备份（{when}）：{copy}"),
                           problem);
    }
    if (version > newest) {
        refuse_file(store,
                    N_("{path} 由更新版本的程序建立（结构 {version}），没有改动它；"
                       "请升级本程序后再打开"),
                    N_("{path} 由更新版本的程序建立（结构 {version}），没有改动它；"
                       "请升级本程序后再打开（最近的备份是 {when} 的 {copy}）"),
                    problem);
        problem_place_integer(problem, "version", version);
        return STATUS_INVALID;
    }
    if (version < 1) {
        return problem_set(problem, STATUS_CORRUPT, NULL,
                           N_("数据库没有建完（缺结构版本），请用最近的备份恢复"));
    }
    store->version = (int)version;
    return STATUS_OK;
}

/* The journal mode is not stored in the file: set each time, and the reply is checked. */
static enum status set_journal(struct store *store, struct problem *problem) {
    sqlite3_stmt *handle = NULL;
    int code =
        sqlite3_prepare_v2(store->db, "PRAGMA journal_mode=" JOURNAL_MODE, -1, &handle, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle);
    }
    bool is_set = code == SQLITE_ROW &&
                  strcmp((const char *)sqlite3_column_text(handle, 0), JOURNAL_MODE) == 0;
    sqlite3_finalize(handle);
    if (is_set) {
        return STATUS_OK;
    }
    if (code != SQLITE_ROW) {
        return store_failed(store, store->db, code, problem);
    }
    return problem_set(problem, STATUS_BUSY, NULL,
                       N_("数据库的日志方式改不过来，请关掉使用它的其他程序后再试"));
}

static enum status set_pragmas(struct store *store, struct problem *problem) {
    enum status status = STATUS_OK;
    if (!store->is_read_only && store->path[0] != '\0') {
        status = set_journal(store, problem);
    }
    if (status == STATUS_OK) {
        status = store_execute(store,
                               "PRAGMA synchronous=FULL;"
                               "PRAGMA foreign_keys=ON;"
                               "PRAGMA trusted_schema=OFF;"
                               "PRAGMA cell_size_check=ON;"
                               "PRAGMA mmap_size=0;"
                               "PRAGMA secure_delete=ON;"
                               "PRAGMA temp_store=MEMORY;",
                               problem);
    }
    store_set_bulk(store, store->is_bulk);
    return status;
}

void store_set_bulk(struct store *store, bool is_bulk) {
    store->is_bulk = is_bulk;
    if (store->db != NULL) {
        sqlite3_exec(store->db, is_bulk ? "PRAGMA cache_size=-16000" : "PRAGMA cache_size=-4000",
                     NULL, NULL, NULL);
    }
}

static enum status connect_to(struct store *store, bool is_new, struct problem *problem) {
    const char *name = store->path[0] == '\0' ? ":memory:" : store->path;
    bool is_damaged = store->is_damaged;
    int code = sums_install();
    if (code == SQLITE_OK) {
        code = sqlite3_open_v2(name, &store->db,
                               is_damaged ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, NULL);
    }
    if (code != SQLITE_OK) {
        return store_failed(store, store->db, code, problem);
    }
    set_limits(store);
    if (is_damaged) {
        read_as_far_as_possible(store);
    }
    if (is_new) {
        sums_reserve(store);
    } else {
        enum status status = check_identity(store, problem);
        if (status == STATUS_OK) {
            status = sums_check_head(store, problem);
        }
        if (status != STATUS_OK) {
            return status;
        }
    }
    return set_pragmas(store, problem);
}

enum status store_connect(struct store *store, struct problem *problem) {
    assert(store->db == NULL);
    bool is_new = store->version == 0;
    if (store->path[0] != '\0') {
        store->is_read_only = store->is_damaged || !may_write(store->path);
    }
    enum status status = connect_to(store, is_new, problem);
    if (status != STATUS_OK) {
        store_disconnect(store);
    }
    return status;
}

void store_disconnect(struct store *store) {
    views_forget(store);
    search_forget_waiting(store);
    search_forget_known(store); /* a save that broke off may have named it */
    store->schema_seen = 0;     /* another connection reads it anew */
    store->data_version = store->data_version == 0 ? 0 : -1; /* counted anew when connected again */
    for (size_t i = 0; i < store->statement_count; i++) {
        sqlite3_finalize(store->statements[i].handle);
        free(store->statements[i].sql);
    }
    memset(store->statements, 0, sizeof store->statements);
    store->statement_count = 0;
    sqlite3_close(store->db);
    store->db = NULL;
}
