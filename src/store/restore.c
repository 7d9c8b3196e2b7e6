/* Puts another file in the place of the office's. What stood there is kept under another name; at every moment, also when
 * the power goes, a whole file stands in the place. Asks nobody. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/restore.h"

#include "store/backup_format.h"
#include "store/internal.h"
#include "store/statement.h"
#include "store/store_copy.h"
#include "store/sums.h"

enum { NAME_BYTES = 4096 };

static const char *const companions[] = {"-journal", "-wal", "-shm"};
enum { COMPANIONS = sizeof companions / sizeof *companions };

static enum status failed(int error, const char *path, struct problem *problem) {
    problem_set(problem, STATUS_IO, NULL,
                N_("不能把备份放到 {path}（{detail}），原来的文件没有动；请检查权限和磁盘"));
    problem_place(problem, "path", path);
    problem_place(problem, "detail", strerror(error));
    return STATUS_IO;
}

/* What belongs to a file that was not closed goes with it: beside another file it would spoil that. */
static bool move_companions(const char *from, const char *to) {
    char source[NAME_BYTES];
    char target[NAME_BYTES];
    struct stat about;
    bool is_moved = true;
    for (size_t i = 0; i < COMPANIONS; i++) {
        snprintf(source, sizeof source, "%s%s", from, companions[i]);
        snprintf(target, sizeof target, "%s%s", to, companions[i]);
        if (lstat(source, &about) == 0 && about.st_size > 0) {
            is_moved = rename(source, target) == 0 && is_moved;
        }
    }
    return is_moved;
}

/* A second name where the file system has them, else the name itself goes. */
static bool set_aside(const char *path, const char *aside, bool *is_gone) {
    *is_gone = false;
    if (link(path, aside) == 0) {
        return true;
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK) {
        return false;
    }
    *is_gone = rename(path, aside) == 0;
    return *is_gone;
}

static void put_back(const char *path, const char *aside, bool is_gone) {
    (void)!move_companions(aside, path);
    if (is_gone) {
        (void)!rename(aside, path);
    } else {
        unlink(aside);
    }
}

enum status store_replace(const char *path, const char *fresh, const char *aside,
                          struct problem *problem) {
    struct stat about;
    bool is_gone = false;
    bool has_old = lstat(path, &about) == 0;
    if (strlen(path) + 16 > NAME_BYTES || strlen(aside) + 16 > NAME_BYTES ||
        (has_old && lstat(aside, &about) == 0)) {
        return failed(EEXIST, aside, problem);
    }
    if (has_old && !set_aside(path, aside, &is_gone)) {
        return failed(errno, path, problem);
    }
    if (!move_companions(path, aside) || !sync_folder_of(path) || rename(fresh, path) != 0) {
        int error = errno;
        if (has_old) {
            put_back(path, aside, is_gone);
        }
        return failed(error, path, problem);
    }
    if (!sync_folder_of(path)) {
        return problem_set(problem, STATUS_IO, NULL,
                           N_("备份已放好，但磁盘没有答复写完；请用 zwgk verify 看一遍再用"));
    }
    return STATUS_OK;
}

/* ---- what stands there now ----------------------------------------------------------------------- */

/* What a failure says of the file. */
static enum present_state state_of(enum status status) {
    return status == STATUS_IO || status == STATUS_BUSY ? PRESENT_UNREAD : PRESENT_DAMAGED;
}

static enum status judge(struct store *store, struct present *out, struct problem *problem) {
    int64_t application = 0;
    int64_t version = 0;
    int code = sums_install();
    if (code == SQLITE_OK) {
        code = sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE, NULL);
    }
    if (code != SQLITE_OK) {
        return store_failed(store, store->db, code, problem);
    }
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, store->busy_limit_ms);
    enum status status = store_integer(store, "PRAGMA application_id", &application, problem);
    if (status == STATUS_OK) {
        status = store_integer(store, "PRAGMA user_version", &version, problem);
    }
    if (status == STATUS_OK && application != STORE_APPLICATION_ID) {
        out->state = PRESENT_FOREIGN;
    } else if (status == STATUS_OK && version > schema_newest(store->schema)) {
        out->state = PRESENT_NEWER;
    } else if (status == STATUS_OK) {
        out->state = PRESENT_GOOD;
        status = store_check_pages(store, problem);
    }
    return status;
}

static enum status look_at(struct store *store, int64_t seq,
                           const unsigned char head[BACKUP_HASH_BYTES], struct present *out,
                           struct problem *problem) {
    enum status status = judge(store, out, problem);
    if (status == STATUS_OK && out->state == PRESENT_GOOD) {
        status = store_audit_head(store, &out->seq, out->head, problem);
    }
    if (status == STATUS_OK && out->state == PRESENT_GOOD) {
        out->has_head = store_has_audit_head(store, seq, head);
        status = store_has_missed(store);
    }
    if (status == STATUS_OK && out->state == PRESENT_GOOD) {
        status = draft_office_mark(store, out->office, problem);
    }
    return status;
}

enum status store_look_at(const char *path, int64_t seq,
                          const unsigned char head[BACKUP_HASH_BYTES], struct present *out,
                          struct problem *problem) {
    struct stat about;
    struct problem own = {0};
    *out = (struct present){.state = PRESENT_NONE};
    if (stat(path, &about) != 0) {
        return STATUS_OK;
    }
    out->state = PRESENT_DAMAGED;
    if (about.st_size == 0) {
        return STATUS_OK;
    }
    struct store *store = store_new(path, embedded_first("data/schema/"));
    if (store == NULL) {
        return store_no_memory(problem);
    }
    store->is_private = true;
    enum status status = look_at(store, seq, head, out, &own);
    store_close(store);
    if (status == STATUS_NO_MEMORY) {
        return store_no_memory(problem);
    }
    if (status != STATUS_OK) {
        *out = (struct present){.state = state_of(status)};
    }
    return STATUS_OK;
}

enum status store_holdings(struct store *store, struct holdings *out, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *out = (struct holdings){0};
    statement_open(&statement, store,
                   "SELECT (SELECT count(*) FROM record), (SELECT max(at) FROM audit),"
                   " (SELECT number FROM record ORDER BY id DESC LIMIT 1)");
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        out->records = statement_column_integer(&statement, 0);
        out->last_at = statement_column_integer(&statement, 1);
        snprintf(out->last_number, sizeof out->last_number, "%s",
                 statement_column_text(&statement, 2));
    }
    statement_close(&statement);
    return status;
}

/* ---- a file nobody else knows of ----------------------------------------------------------------- */

static enum status open_private(struct store *store, struct problem *problem) {
    store->is_private = true;
    store->version = -1;
    enum status status = store_connect(store, problem);
    if (status == STATUS_OK) {
        status = schema_migrate(store, problem);
    }
    return status == STATUS_OK ? sums_begin(store, problem) : status;
}

enum status store_open_private(const char *path, struct store **out, struct problem *problem) {
    *out = NULL;
    struct store *store = store_new(path, embedded_first("data/schema/"));
    if (store == NULL) {
        return store_no_memory(problem);
    }
    enum status status = open_private(store, problem);
    if (status != STATUS_OK) {
        store_close(store);
        return status;
    }
    *out = store;
    return STATUS_OK;
}
