/* Salvage: the damaged file's bytes are read once, by no means of SQLite's, and what they hold goes into a new file in one
 * transaction. Must not write to the damaged file or its journal. */
#include "store/salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/salvage_private.h"
#include "store/sums.h"
#include "store/write.h"

enum { ROW_LEAST_BYTES = 8, IDS_LEAST = 8 * 1000 * 1000, JOURNAL_HEAD_BYTES = 512 };

void salvage_release(struct salvage *salvage) {
    free(salvage->items);
    salvage->items = NULL;
    salvage->count = 0;
}

/* ---- what the parts share ------------------------------------------------------------------------ */

void salvage_fail(struct salvaging *work, int code) {
    if (!work->has_failed) {
        (void)store_failed(work->store, work->store->db, code, work->problem);
    }
    work->has_failed = true;
}

struct salvage_item *salvage_add(struct salvaging *work, enum salvage_loss loss, const char *table,
                                 int64_t id, int64_t to) {
    struct salvage *out = work->out;
    if ((out->count & (out->count - 1)) == 0) {
        size_t room = out->count == 0 ? 1 : out->count * 2;
        struct salvage_item *grown = realloc(out->items, room * sizeof *grown);
        if (grown == NULL) {
            salvage_fail(work, SQLITE_NOMEM);
            return NULL;
        }
        out->items = grown;
    }
    struct salvage_item *item = &out->items[out->count++];
    *item = (struct salvage_item){.loss = loss, .table = table, .id = id, .to = to};
    out->losses[loss]++;
    return item;
}

bool salvage_execute(struct salvaging *work, const char *sql) {
    int code = sqlite3_exec(work->store->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        salvage_fail(work, code);
    }
    return code == SQLITE_OK;
}

sqlite3_stmt *salvage_prepare(struct salvaging *work, const char *sql) {
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v2(work->store->db, sql, -1, &handle, NULL);
    if (code != SQLITE_OK) {
        salvage_fail(work, code);
    }
    return handle;
}

sqlite3_stmt *salvage_prepare_made(struct salvaging *work, struct buffer *sql) {
    sqlite3_stmt *handle = NULL;
    if (sql->failed) {
        salvage_fail(work, SQLITE_NOMEM);
    } else {
        handle = salvage_prepare(work, buffer_text(sql));
    }
    buffer_release(sql);
    return handle;
}

/* The memory or the disk, not what stands in the file. */
static bool is_machine(int code) {
    static const int codes[] = {SQLITE_NOMEM,   SQLITE_IOERR,    SQLITE_FULL,     SQLITE_CANTOPEN,
                                SQLITE_BUSY,    SQLITE_LOCKED,   SQLITE_READONLY, SQLITE_PERM,
                                SQLITE_CORRUPT, SQLITE_INTERRUPT};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if ((code & 0xFF) == codes[i]) {
            return true;
        }
    }
    return false;
}

bool salvage_row(struct salvaging *work, sqlite3_stmt *row) {
    int code = row == NULL || work->has_failed ? SQLITE_DONE : sqlite3_step(row);
    if (is_machine(code)) {
        salvage_fail(work, code);
    }
    return code == SQLITE_ROW;
}

bool salvage_change(struct salvaging *work, sqlite3_stmt *row) {
    int code = row == NULL || work->has_failed ? SQLITE_ABORT : sqlite3_step(row);
    if (is_machine(code)) {
        salvage_fail(work, code);
    }
    return code == SQLITE_DONE;
}

/* ---- the file's bytes ---------------------------------------------------------------------------- */

static enum status read_failed(const char *path, struct problem *problem) {
    int error = errno;
    enum status status = error == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
    problem_set(problem, status, NULL,
                error == ENOENT ? N_("没有文件 {path}；请核对文件名")
                                : N_("读不了 {path}（{detail}）"));
    problem_place(problem, "path", path);
    if (error != ENOENT) {
        problem_place(problem, "detail", strerror(error));
    }
    return status;
}

/* Sectors that the disk no longer gives are read as zeros, and the reading goes on behind them. */
static enum status read_whole(const char *path, unsigned char **bytes, size_t *length,
                              struct problem *problem) {
    enum { STRETCH = 4096 };
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        errno = file < 0 ? errno : EINVAL;
        enum status status = read_failed(path, problem);
        if (file >= 0) {
            close(file);
        }
        return status;
    }
    *length = (size_t)about.st_size;
    *bytes = calloc(*length + STRETCH,
                    1); /* a cell at the very end may be looked at a little beyond it */
    for (size_t at = 0; *bytes != NULL && at < *length;) {
        size_t part = *length - at < STRETCH ? *length - at : STRETCH;
        ssize_t count = pread(file, *bytes + at, part, (off_t)at);
        at += count > 0 ? (size_t)count : part;
    }
    close(file);
    return *bytes == NULL ? store_no_memory(problem) : STATUS_OK;
}

static bool write_whole(const char *path, const unsigned char *bytes, size_t length) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    size_t at = 0;
    while (file >= 0 && at < length) {
        ssize_t count = write(file, bytes + at, length - at);
        if (count <= 0) {
            break;
        }
        at += (size_t)count;
    }
    return file >= 0 && close(file) == 0 && at == length;
}

/* SQLite plays the journal back when it first reads the copy. What is wrong with the file itself is seen later. */
static int let_play_back(const char *copy) {
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(copy, &db, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_extended_result_codes(db, 1);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    }
    sqlite3_close(db);
    bool is_of_file = (code & 0xFF) == SQLITE_CORRUPT || code == SQLITE_IOERR_DATA;
    return is_machine(code) && !is_of_file ? code : SQLITE_OK;
}

static enum status cannot_play_back(const char *path, int error, struct problem *problem) {
    problem_set(problem, STATUS_IO, NULL,
                N_("坏文件的日志要在 {path} 里还原，写不成（{detail}），没有抢救；"
                   "请腾出空间、检查磁盘后再试"));
    problem_place(problem, "path", path);
    problem_place(problem, "detail", strerror(error));
    return STATUS_IO;
}

static enum status play_into(struct store *store, const char *copy, const char *copied,
                             const unsigned char *log, size_t log_length, unsigned char **bytes,
                             size_t *length, struct problem *problem) {
    unsigned char *after = NULL;
    size_t after_length = 0;
    if (!write_whole(copy, *bytes, *length) || !write_whole(copied, log, log_length)) {
        return cannot_play_back(copy, errno, problem);
    }
    int code = let_play_back(copy);
    if (code != SQLITE_OK) {
        return store_failed(store, NULL, code, problem);
    }
    enum status status = read_whole(copy, &after, &after_length, problem);
    if (status == STATUS_OK && after_length > 0) {
        free(*bytes);
        *bytes = after;
        *length = after_length;
    } else {
        free(after);
    }
    return status;
}

/* A journal that was not played back yet is played back into a copy beside the new file, which is read instead. Whatever comes
 * of it, the copy is gone afterwards. */
static enum status play_back(struct store *store, const char *damaged, const char *target,
                             unsigned char **bytes, size_t *length, struct problem *problem) {
    struct buffer journal = BUFFER_INIT, copy = BUFFER_INIT, copied = BUFFER_INIT;
    unsigned char *log = NULL;
    size_t log_length = 0;
    buffer_append_format(&journal, "%s-journal", damaged);
    buffer_append_format(&copy, "%s.copy", target);
    buffer_append_format(&copied, "%s.copy-journal", target);
    bool has_failed = journal.failed || copy.failed || copied.failed;
    enum status status = has_failed ? store_no_memory(problem) : STATUS_OK;
    if (status == STATUS_OK && access(buffer_text(&journal), R_OK) == 0) {
        status = read_whole(buffer_text(&journal), &log, &log_length, problem);
    }
    bool is_hot = status == STATUS_OK && log_length > JOURNAL_HEAD_BYTES;
    if (is_hot) {
        status = play_into(store, buffer_text(&copy), buffer_text(&copied), log, log_length, bytes,
                           length, problem);
        unlink(buffer_text(&copy));
        unlink(buffer_text(&copied));
    }
    free(log);
    buffer_release(&journal);
    buffer_release(&copy);
    buffer_release(&copied);
    return status;
}

/* ---- the work ------------------------------------------------------------------------------------ */

static bool prepare_target(struct salvaging *work) {
    return salvage_execute(work, "PRAGMA foreign_keys=OFF") &&
           salvage_execute(work,
                           "CREATE TEMP TABLE known (id INTEGER PRIMARY KEY, kind TEXT,"
                           " number TEXT, title TEXT, is_referenced INTEGER NOT NULL DEFAULT 0)"
                           " STRICT") &&
           salvage_execute(work, "BEGIN IMMEDIATE") && tables_learn(work);
}

static enum status check_target(struct salvaging *work) {
    int64_t broken = 0;
    enum status status = store_integer(work->store, "SELECT count(*) FROM pragma_foreign_key_check",
                                       &broken, work->problem);
    if (status == STATUS_OK && broken > 0) {
        status = problem_set(
            work->problem, STATUS_CORRUPT, NULL,
            N_("抢救出来的数据有 {count} 处引用不到记录，没有写成；请把坏文件交给维护人员"));
        problem_place_integer(work->problem, "count", broken);
    }
    return status == STATUS_OK ? store_check_pages(work->store, work->problem) : status;
}

static enum status work_through(struct salvaging *work) {
    if (prepare_target(work) && trees_read(work)) {
        tables_release(work);
        for (size_t i = 0; i < work->table_count; i++) {
            work->tables[i].insert = NULL;
        }
        (void)(salvage_mend(work) && salvage_prove(work) && salvage_execute(work, "COMMIT"));
    }
    tables_release(work);
    if (work->has_failed) {
        return work->problem == NULL ? STATUS_IO : work->problem->status;
    }
    if (work->out->rows == 0) {
        return problem_set(work->problem, STATUS_INVALID, NULL,
                           N_("文件里找不到本程序的数据，没有可抢救的；请核对文件名"));
    }
    return check_target(work);
}

/* Where the head lost that the pages have sums, its own sum tells. */
static void read_sums(struct salvaging *work, unsigned char *bytes, size_t length, int reserved) {
    struct pages *pages = &work->pages;
    pages_begin(pages, bytes, length, reserved > 0 ? (uint32_t)reserved : 0);
    if (pages->count > 0 && sums_were_there(bytes, pages->page_bytes)) {
        pages->usable = pages->page_bytes - SUM_BYTES;
    }
    bool has_sums = pages->page_bytes - pages->usable == SUM_BYTES;
    for (size_t at = 0; has_sums && at < (size_t)pages->count; at++) {
        work->out->wrong_pages +=
            !sums_fit(bytes + at * pages->page_bytes, pages->page_bytes, (uint32_t)at + 1);
    }
}

static enum status salvage_into(struct store *store, unsigned char *bytes, size_t length,
                                struct salvage *out, struct problem *problem) {
    struct salvaging *work = calloc(1, sizeof *work);
    if (work == NULL) {
        return store_no_memory(problem);
    }
    *work = (struct salvaging){.store = store, .out = out, .problem = problem};
    int reserved = -1;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    read_sums(work, bytes, length, reserved);
    work->is_seen = calloc((size_t)work->pages.count + 1, 1);
    work->largest = (int64_t)(length / ROW_LEAST_BYTES);
    if (work->largest < IDS_LEAST) {
        work->largest = IDS_LEAST;
    }
    out->pages = work->pages.count;
    enum status status = work->is_seen == NULL ? store_no_memory(problem) : work_through(work);
    buffer_release(&work->cell.payload);
    free(work->is_seen);
    free(work);
    return status;
}

enum status store_salvage(const char *damaged, const char *target, struct salvage *out,
                          struct problem *problem) {
    unsigned char *bytes = NULL;
    size_t length = 0;
    struct store *store = NULL;
    struct problem own = {0};
    *out = (struct salvage){0};
    enum status status = read_whole(damaged, &bytes, &length, problem);
    if (status == STATUS_OK) {
        status = store_create(target, &store, problem);
    }
    if (status == STATUS_OK) {
        status = play_back(store, damaged, target, &bytes, &length, &own);
        store_set_bulk(store, true);
        if (status == STATUS_OK) {
            status = salvage_into(store, bytes, length, out, &own);
        }
        store_close(store);
        if (status != STATUS_OK) {
            unlink(target);
            if (problem != NULL) {
                *problem = own;
            }
        }
    }
    free(bytes);
    return status;
}
