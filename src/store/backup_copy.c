/* The copy a backup is made of: taken through SQLite's backup API in one step, then checked while others go on
 * working. Never reads the file itself, and never copies onto slow media: that would stop every session. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/backup_format.h"
#include "store/internal.h"
#include "store/read.h"
#include "store/restore.h"
#include "store/salvage_page.h"
#include "store/statement.h"
#include "store/store_copy.h"
#include "store/sums.h"

enum { MEMORY_MOST = 1000 * 1000 * 1000 /* SQLite's memory file holds 1 GiB */ };

struct backup_copy {
    struct store *store;        /* the copy, open while it is checked */
    char *path;                 /* of the temporary file; NULL: in memory */
    int descriptor;             /* of the temporary file */
    const unsigned char *bytes; /* in memory: SQLite's own */
    int64_t count;
};

bool backup_should_stop(const struct backup_stop *stop) {
    return stop != NULL && stop->should_stop != NULL && stop->should_stop(stop->context);
}

enum status backup_stopped(struct problem *problem) {
    return problem_set(problem, STATUS_BUSY, NULL, N_("备份停下了，没有留下半个文件"));
}

void backup_copy_free(struct backup_copy *copy) {
    if (copy == NULL) {
        return;
    }
    if (copy->descriptor >= 0) {
        close(copy->descriptor);
    }
    store_close(copy->store);
    if (copy->path != NULL) {
        unlink(copy->path);
    }
    free(copy->path);
    free(copy);
}

int64_t backup_copy_bytes(const struct backup_copy *copy) {
    return copy->count;
}

bool backup_copy_read(const struct backup_copy *copy, int64_t at, unsigned char *out,
                      size_t count) {
    if (copy->bytes != NULL) {
        memcpy(out, copy->bytes + at, count);
        return true;
    }
    for (size_t done = 0; done < count;) {
        ssize_t got = pread(copy->descriptor, out + done, count - done, (off_t)at + (off_t)done);
        if (got <= 0) {
            return false;
        }
        done += (size_t)got;
    }
    return true;
}

/* ---- taking it ----------------------------------------------------------------------------------- */

static enum status measure(struct store *store, int64_t *bytes, struct problem *problem) {
    int64_t pages = 0;
    int64_t size = 0;
    enum status status = store_integer(store, "PRAGMA page_count", &pages, problem);
    if (status == STATUS_OK) {
        status = store_integer(store, "PRAGMA page_size", &size, problem);
    }
    *bytes = pages * size;
    return status;
}

static bool fits_memory(const struct store *store, int64_t bytes) {
    if (store->copy_memory_most > 0) {
        return bytes <= store->copy_memory_most;
    }
    int64_t pages = sysconf(_SC_PHYS_PAGES);
    int64_t size = sysconf(_SC_PAGESIZE);
    return bytes <= MEMORY_MOST && pages > 0 && size > 0 && bytes <= pages * size / 4;
}

static enum status make_file(struct backup_copy *copy, const struct store *store,
                             struct problem *problem) {
    struct buffer path = BUFFER_INIT;
    buffer_append_format(&path, "%s.backup-%ld.part", store->path, (long)getpid());
    copy->path = buffer_take(&path);
    if (copy->path == NULL) {
        return store_no_memory(problem);
    }
    unlink(copy->path);
    return file_make(copy->path, 0600, problem);
}

/* What breaks off is thrown away: no journal, no syncs. */
static enum status open_target(struct backup_copy *copy, struct problem *problem) {
    struct store *target = copy->store;
    int code = sqlite3_open_v2(copy->path != NULL ? copy->path : "copy", &target->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                               copy->path != NULL ? NULL : "memdb");
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(target->db, 1);
        code = sqlite3_exec(target->db,
                            "PRAGMA journal_mode=off; PRAGMA synchronous=off;"
                            " PRAGMA cache_size=-16000; PRAGMA temp_store=memory",
                            NULL, NULL, NULL);
    }
    return code == SQLITE_OK ? STATUS_OK : store_failed(target, target->db, code, problem);
}

static int64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static enum status copy_pages(struct store *from, struct store *to, int64_t *lock_us,
                              struct problem *problem) {
    int64_t began = now_us();
    int code = sums_copy(to->db, from->db);
    *lock_us = now_us() - began;
    return code == SQLITE_OK ? STATUS_OK : store_failed(to, to->db, code, problem);
}

/* ---- checking it --------------------------------------------------------------------------------- */

static enum status check_answer(struct store *store, const char *sql, const char *good,
                                const char *message, struct problem *problem) {
    char answer[PROBLEM_PLACE_BYTES];
    int code = store_ask_check(store->db, sql, good, answer);
    if (code != SQLITE_OK) {
        return store_failed(store, store->db, code, problem);
    }
    if (strcmp(answer, good) == 0) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_CORRUPT, NULL, message);
    problem_place(problem, "detail", answer);
    return STATUS_CORRUPT;
}

enum status store_check_whole(struct store *store, const struct backup_stop *stop, int64_t *rows,
                              struct problem *problem) {
    *rows = 0;
    store_set_interrupt(store, stop == NULL ? NULL : stop->should_stop,
                        stop == NULL ? NULL : stop->context);
    store->may_stop = true;
    enum status status = check_answer(
        store, "PRAGMA integrity_check(1)", "ok",
        N_("数据库文件已损坏（{detail}），请用最近的备份恢复；没有备份就用 zwgk salvage 抢救"),
        problem);
    if (status == STATUS_OK) {
        status =
            check_answer(store, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", "",
                         N_("数据库里 {detail} 表引用的记录不存在，请用最近的备份恢复"), problem);
    }
    if (status == STATUS_OK) {
        status = store_verify_audit(store, rows, problem);
    }
    store->may_stop = false;
    store_set_interrupt(store, NULL, NULL);
    return status == STATUS_BUSY && backup_should_stop(stop) ? backup_stopped(problem) : status;
}

enum status store_audit_head(struct store *store, int64_t *seq,
                             unsigned char head[BACKUP_HASH_BYTES], struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *seq = 0;
    memset(head, 0, BACKUP_HASH_BYTES);
    statement_open(&statement, store, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    enum status status = statement_step(&statement, &has_row, problem);
    const void *hash = status == STATUS_OK && has_row
                           ? statement_column_blob(&statement, 1, BACKUP_HASH_BYTES)
                           : NULL;
    if (hash != NULL) {
        *seq = statement_column_integer(&statement, 0);
        memcpy(head, hash, BACKUP_HASH_BYTES);
    }
    statement_close(&statement);
    return status;
}

bool store_has_audit_head(struct store *store, int64_t seq,
                          const unsigned char head[BACKUP_HASH_BYTES]) {
    struct statement statement;
    int64_t found = 0;
    statement_open(&statement, store, "SELECT seq FROM audit WHERE seq = ? AND hash = ?");
    statement_integer(&statement, seq);
    statement_blob(&statement, head, BACKUP_HASH_BYTES);
    return statement_run_integer(&statement, &found, NULL) == STATUS_OK && found == seq;
}

/* ---- both ---------------------------------------------------------------------------------------- */

/* SQLite writes to the first page at the end of a copy, and in memory nobody makes its sum. */
static void sum_first_page(unsigned char *bytes, int64_t count) {
    struct pages pages;
    pages_begin(&pages, bytes, (size_t)count, 0);
    if (pages.page_bytes - pages.usable == SUM_BYTES && pages.count > 0) {
        sums_set(bytes, pages.page_bytes, 1);
    }
}

/* In memory SQLite lends its bytes; a file is read after SQLite has closed it. */
static enum status lend_bytes(struct backup_copy *copy, struct problem *problem) {
    if (copy->path == NULL) {
        sqlite3_int64 count = 0;
        unsigned char *bytes =
            sqlite3_serialize(copy->store->db, "main", &count, SQLITE_SERIALIZE_NOCOPY);
        if (bytes == NULL) {
            return store_no_memory(problem);
        }
        sum_first_page(bytes, count);
        copy->bytes = bytes;
        copy->count = count;
        return STATUS_OK;
    }
    store_disconnect(copy->store);
    copy->descriptor = open(copy->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    off_t end = copy->descriptor >= 0 ? lseek(copy->descriptor, 0, SEEK_END) : -1;
    copy->count = end;
    return end > 0
               ? STATUS_OK
               : problem_set(problem, STATUS_IO, NULL, N_("备份用的临时文件读不回来，请检查磁盘"));
}

static enum status take(struct store *store, struct backup_copy *copy,
                        const struct backup_stop *stop, struct backup_facts *facts,
                        int64_t *lock_us, struct problem *problem) {
    int64_t rows = 0;
    enum status status = open_target(copy, problem);
    if (status == STATUS_OK) {
        status = copy_pages(store, copy->store, lock_us, problem);
    }
    if (status == STATUS_OK && backup_should_stop(stop)) {
        status = backup_stopped(problem);
    }
    if (status == STATUS_OK) {
        status = store_check_whole(copy->store, stop, &rows, problem);
    }
    if (status == STATUS_OK) {
        status = store_audit_head(copy->store, &facts->seq, facts->head, problem);
    }
    return status == STATUS_OK ? lend_bytes(copy, problem) : status;
}

enum status backup_copy_take(struct store *store, const struct backup_stop *stop,
                             struct backup_copy **out, struct backup_facts *facts, int64_t *lock_us,
                             struct problem *problem) {
    int64_t bytes = 0;
    *out = NULL;
    *lock_us = 0;
    if (store->db == NULL) {
        return problem_set(problem, STATUS_IO, NULL, N_("数据库打不开，没有做备份"));
    }
    enum status status = measure(store, &bytes, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct backup_copy *copy = calloc(1, sizeof *copy);
    if (copy == NULL) {
        return store_no_memory(problem);
    }
    copy->descriptor = -1;
    copy->store = store_new("", store->schema);
    status = copy->store == NULL ? store_no_memory(problem) : STATUS_OK;
    if (status == STATUS_OK) {
        copy->store->version = store->version;
    }
    if (status == STATUS_OK && !fits_memory(store, bytes)) {
        status = make_file(copy, store, problem);
    }
    if (status == STATUS_OK) {
        status = take(store, copy, stop, facts, lock_us, problem);
    }
    if (status != STATUS_OK) {
        backup_copy_free(copy);
        return status;
    }
    facts->bytes = copy->count;
    facts->schema = store->version;
    *out = copy;
    return STATUS_OK;
}
