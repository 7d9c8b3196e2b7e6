/* A file that is damaged: found out, opened for reading only, and what is said then. Repairs nothing and
 * writes nothing. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/columns.h"
#include "store/internal.h"

enum { SMALL_BYTES = 4 * 1024 * 1024 };

bool store_is_damaged(const struct store *store) {
    return store->is_damaged;
}

/* ---- what is said ------------------------------------------------------------------------------- */

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* The newest FILE.before-NNNN; false when there is none. */
static bool find_copy(const struct store *store, struct buffer *out) {
    bool is_found = false;
    for (int number = schema_newest(store->schema); number > 0 && !is_found; number--) {
        buffer_clear(out);
        buffer_append_format(out, "%s.before-%04d", store->path, number);
        is_found = !out->failed && access(buffer_text(out), R_OK) == 0;
    }
    return is_found;
}

enum status store_refuse_damaged(const struct store *store, struct problem *problem) {
    struct buffer copy = BUFFER_INIT;
    bool has_copy = find_copy(store, &copy);
    problem_set(problem, STATUS_CORRUPT, NULL,
                has_copy ? N_("数据库文件已损坏，只能看，不能保存；请退出，把好副本复制成 {path}"
                              "（本单位最近的副本，没有就用 {copy}），zwgk doctor 说得更细")
                         : N_("数据库文件已损坏，只能看，不能保存；请退出，把好副本复制成 {path}"
                              "（本单位最近的副本），zwgk doctor 说得更细"));
    problem_place(problem, "path", base_name(store->path));
    if (has_copy) {
        problem_place(problem, "copy", base_name(buffer_text(&copy)));
    }
    buffer_release(&copy);
    return STATUS_CORRUPT;
}

/* ---- found out ---------------------------------------------------------------------------------- */

enum status store_check_pages(struct store *store, struct problem *problem) {
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &handle, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle);
    }
    enum status status = STATUS_OK;
    const char *answer =
        code == SQLITE_ROW ? (const char *)sqlite3_column_text(handle, 0) : "not readable";
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        status = store_failed(store, store->db, code, problem);
    } else if (code == SQLITE_ROW && strcmp(answer, "ok") != 0) {
        store->is_damaged = store->is_read_only = true;
        status = problem_set(
            problem, STATUS_CORRUPT, NULL,
            N_("数据库文件已损坏（{detail}），请用最近的备份恢复；没有备份就用 zwgk salvage 抢救"));
        problem_place(problem, "detail", answer);
    }
    sqlite3_finalize(handle);
    return status;
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
