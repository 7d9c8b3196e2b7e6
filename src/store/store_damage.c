/* A file that is damaged: found out, opened for reading only, and what is said then. Repairs nothing and
 * writes nothing. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/columns.h"
#include "store/internal.h"
#include "store/place.h"
#include "store/schema_check.h"
#include "store/store_copy.h"

enum { SMALL_BYTES = 4 * 1024 * 1024 };

bool store_is_damaged(const struct store *store) {
    return store->is_damaged;
}

/* ---- what is said ------------------------------------------------------------------------------- */

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

enum status store_refuse_damaged(struct store *store, struct problem *problem) {
    struct place_copy copy;
    if (store_is_strange(store)) {
        return schema_say_strange(store, problem);
    }
    bool has_copy = place_newest_copy(store->path, store, &copy);
    problem_set(problem, STATUS_CORRUPT, NULL,
                has_copy ? N_("数据库文件已损坏，只能看，不能保存；请退出，用 zwgk restore 恢复 "
                              "{when} 的备份 {copy}；它也坏了就用 zwgk salvage 抢救")
                         : N_("数据库文件已损坏，只能看，不能保存；请退出，用 zwgk restore "
                              "恢复最近的备份；没有备份就用 zwgk salvage 抢救"));
    if (has_copy) {
        problem_place(problem, "when", copy.when);
        problem_place(problem, "copy", base_name(copy.path));
    }
    return STATUS_CORRUPT;
}

/* ---- found out ---------------------------------------------------------------------------------- */

const char *pages_answer(const char *answer) {
    const char *line =
        answer != NULL && strncmp(answer, "***", 3) == 0 ? strchr(answer, '\n') : NULL;
    return answer == NULL ? "" : line != NULL && line[1] != '\0' ? line + 1 : answer;
}

int store_read_through(sqlite3 *db) {
    enum { STRETCH = 4096 };
    unsigned char bytes[STRETCH];
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code != SQLITE_OK || file == NULL || file->pMethods == NULL) {
        return SQLITE_OK;
    }
    code = file->pMethods->xFileSize(file, &size);
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += STRETCH) {
        code = file->pMethods->xRead(file, bytes, STRETCH, at);
        if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_DATA) {
            code = SQLITE_OK; /* it was read, and is not as it should be */
        }
    }
    return code;
}

/* One row of one column; "" where there is none. */
static int ask_once(sqlite3 *db, const char *sql, char answer[PROBLEM_PLACE_BYTES]) {
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &handle, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle);
    }
    const char *text = code == SQLITE_ROW ? (const char *)sqlite3_column_text(handle, 0) : "";
    if (text == NULL) {
        code = SQLITE_NOMEM;
    }
    snprintf(answer, PROBLEM_PLACE_BYTES, "%s", pages_answer(text));
    sqlite3_finalize(handle);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

int store_ask_check(sqlite3 *db, const char *sql, const char *good,
                    char answer[PROBLEM_PLACE_BYTES]) {
    int code = ask_once(db, sql, answer);
    if (code == SQLITE_OK && strcmp(answer, good) != 0) {
        code = store_read_through(db);
        if (code == SQLITE_OK) {
            code = ask_once(db, sql, answer);
        }
    }
    return code;
}

enum status store_check_pages(struct store *store, struct problem *problem) {
    char answer[PROBLEM_PLACE_BYTES];
    int code = store_ask_check(store->db, "PRAGMA quick_check(1)", "ok", answer);
    if (code != SQLITE_OK) {
        return store_failed(store, store->db, code, problem);
    }
    if (strcmp(answer, "ok") == 0) {
        return STATUS_OK;
    }
    store->is_damaged = store->is_read_only = true;
    problem_set(
        problem, STATUS_CORRUPT, NULL,
        N_("数据库文件已损坏（{detail}），请用最近的备份恢复；没有备份就用 zwgk salvage 抢救"));
    problem_place(problem, "detail", answer);
    return STATUS_CORRUPT;
}

void store_each_table(struct store *store,
                      void (*each)(void *context, const char *name, bool is_readable),
                      void *context) {
    for (const struct schema_table *table = schema_tables; table->name != NULL; table++) {
        struct buffer sql = BUFFER_INIT; /* identifiers checked */
        sqlite3_stmt *row = NULL;
        buffer_append_format(&sql, "SELECT count(*) FROM %s NOT INDEXED", table->name);
        bool is_readable =
            !sql.failed &&
            sqlite3_prepare_v2(store->db, buffer_text(&sql), -1, &row, NULL) == SQLITE_OK &&
            sqlite3_step(row) == SQLITE_ROW;
        sqlite3_finalize(row);
        buffer_release(&sql);
        each(context, table->name, is_readable);
    }
}

void store_find_damage(struct store *store) {
    struct stat about;
    struct problem problem;
    int64_t page = 0;
    bool is_there = stat(store->path, &about) == 0;
    if (is_there && store_integer(store, "PRAGMA page_size", &page, &problem) == STATUS_OK &&
        page > 0 && about.st_size % page != 0) {
        store->is_damaged = store->is_read_only = true; /* cut off within its last page */
    } else if (is_there && about.st_size <= SMALL_BYTES) {
        (void)!store_check_pages(store, &problem);
    }
}

/* ---- read all the same -------------------------------------------------------------------------- */

enum status store_connect_damaged(struct store *store, enum status failed) {
    struct problem ignored = {0};
    int64_t tables = 0;
    if (failed != STATUS_CORRUPT || store->path[0] == '\0') {
        return failed;
    }
    store->is_damaged = true;
    enum status status = store_connect(store, &ignored);
    if (status == STATUS_OK) {
        status = store_integer(store,
                               "SELECT count(*) FROM sqlite_schema"
                               " WHERE type = 'table' AND name IN ('record', 'setting', 'person')",
                               &tables, &ignored);
    }
    if (status == STATUS_OK && tables == 3 && store->version == schema_newest(store->schema)) {
        return STATUS_OK;
    }
    if (store->db != NULL) {
        store_disconnect(store);
    }
    return failed;
}
