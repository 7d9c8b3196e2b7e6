/* The schema: numbered files, each applied once, in order, as one transaction with its number, and
 * before each a checked copy of the file. Must not change a file it cannot bring all the way. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "store/internal.h"
#include "store/schema_check.h"
#include "store/store_copy.h"

#define SCHEMA_FOLDER "data/schema/"

int schema_number(const struct embedded_file *file) {
    if (file == NULL || file->path == NULL ||
        strncmp(file->path, SCHEMA_FOLDER, strlen(SCHEMA_FOLDER)) != 0) {
        return 0;
    }
    const char *digits = file->path + strlen(SCHEMA_FOLDER);
    int number = 0;
    for (int i = 0; i < 4; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return 0;
        }
        number = number * 10 + (digits[i] - '0');
    }
    return digits[4] == '_' ? number : 0;
}

int schema_newest(const struct embedded_file *files) {
    int newest = 0;
    for (int number = schema_number(files); number > 0; number = schema_number(++files)) {
        newest = number;
    }
    return newest;
}

static enum status set_version(struct store *store, int version, struct problem *problem) {
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", version);
    return store_execute(store, sql, problem);
}

enum status schema_make(struct store *store, struct problem *problem) {
    char sql[96];
    snprintf(sql, sizeof sql, "BEGIN EXCLUSIVE; PRAGMA application_id=%d", STORE_APPLICATION_ID);
    enum status status = store_execute(store, sql, problem);
    const struct embedded_file *file = store->schema;
    for (; status == STATUS_OK && schema_number(file) > 0; file++) {
        status = store_execute(store, file->text, problem);
    }
    int newest = schema_newest(store->schema);
    if (status == STATUS_OK) {
        status = set_version(store, newest, problem);
    }
    if (status == STATUS_OK) {
        status = store_execute(store, "COMMIT", problem);
    }
    if (status == STATUS_OK) {
        store->version = newest;
    }
    return status;
}

static enum status copy_before(struct store *store, int number, struct problem *problem) {
    if (store->path[0] == '\0' || store->is_private) {
        return STATUS_OK;
    }
    struct buffer target = BUFFER_INIT;
    buffer_append_format(&target, "%s.before-%04d", store->path, number);
    enum status status = target.failed ? store_no_memory(problem)
                                       : store_copy_verified(store, buffer_text(&target), problem);
    buffer_release(&target);
    return status;
}

/* Within the transaction: the schema's text, every reference checked, the new number. */
static enum status apply(struct store *store, const struct embedded_file *file,
                         struct problem *problem) {
    enum status status = schema_refuse_strange(store, problem);
    if (status == STATUS_OK) {
        status = copy_before(store, schema_number(file), problem);
    }
    if (status == STATUS_OK) {
        status = store_execute(store, file->text, problem);
    }
    int64_t broken = 0;
    if (status == STATUS_OK) {
        status =
            store_integer(store, "SELECT count(*) FROM pragma_foreign_key_check", &broken, problem);
    }
    if (status == STATUS_OK && broken > 0) {
        status = problem_set(problem, STATUS_CORRUPT, NULL,
                             N_("数据库里有 {count} 处引用的记录不存在，没有升级；请用备份恢复"));
        problem_place_integer(problem, "count", broken);
    }
    if (status == STATUS_OK) {
        status = set_version(store, schema_number(file), problem);
    }
    return status == STATUS_OK ? store_execute(store, "COMMIT", problem) : status;
}

/* One file. Another program may have applied it while we waited for the lock. */
static enum status migrate_one(struct store *store, const struct embedded_file *file,
                               struct problem *problem) {
    store->is_writing = true;
    enum status status = store_execute(store, "BEGIN IMMEDIATE", problem);
    int64_t version = 0;
    if (status == STATUS_OK) {
        status = store_integer(store, "PRAGMA user_version", &version, problem);
    }
    if (status == STATUS_OK && version >= schema_number(file)) {
        status = store_execute(store, "ROLLBACK", problem);
    } else if (status == STATUS_OK) {
        status = apply(store, file, problem);
        version = schema_number(file);
    }
    if (status != STATUS_OK && !sqlite3_get_autocommit(store->db)) {
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    }
    store->is_writing = false;
    if (status == STATUS_OK) {
        store->version = (int)version;
    }
    return status;
}

enum status schema_migrate(struct store *store, struct problem *problem) {
    int newest = schema_newest(store->schema);
    if (store->version >= newest) {
        return STATUS_OK;
    }
    if (store->is_read_only) {
        return problem_set(problem, STATUS_IO, NULL,
                           N_("数据库要先升级，但文件或所在文件夹不能写；请检查权限"));
    }
    /* Tables that others refer to can be rebuilt only with references unchecked till the end. */
    enum status status = store_execute(store, "PRAGMA foreign_keys=OFF", problem);
    const struct embedded_file *file = store->schema;
    for (; status == STATUS_OK && schema_number(file) > 0; file++) {
        if (schema_number(file) > store->version) {
            status = migrate_one(store, file, problem);
        }
    }
    if (status == STATUS_OK && store->version > newest) {
        status = problem_set(problem, STATUS_BUSY, NULL,
                             N_("数据库刚被更新版本的程序升级；请升级本程序后再打开"));
    }
    return status == STATUS_OK ? store_execute(store, "PRAGMA foreign_keys=ON", problem) : status;
}
