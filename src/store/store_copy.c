/* Copies of the database file: by the backup API, checked, synced, renamed into place, so that a copy
 * that bears its name is whole. Never by reading the file itself. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/internal.h"
#include "store/store_copy.h"
#include "store/sums.h"

static enum status file_failed(const char *message, const char *path, struct problem *problem) {
    int error = errno;
    enum status status =
        problem_set(problem, error == EEXIST ? STATUS_INVALID : STATUS_IO, NULL, message);
    problem_place(problem, "path", path);
    if (error != EEXIST) {
        problem_place(problem, "detail", strerror(error));
    }
    return status;
}

enum status file_make(const char *path, unsigned mode, struct problem *problem) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return file_failed(errno == EEXIST ? N_("{path} 已经有了，没有改动它；请换一个文件名")
                                           : N_("建不了文件 {path}（{detail}）"),
                           path, problem);
    }
    bool is_ok = fchmod(descriptor, (mode_t)mode) == 0;
    is_ok = close(descriptor) == 0 && is_ok;
    if (!is_ok) {
        enum status status = file_failed(N_("建不了文件 {path}（{detail}）"), path, problem);
        unlink(path);
        return status;
    }
    return STATUS_OK;
}

static int copy_pages(const char *source_path, sqlite3 *target) {
    sqlite3 *source = NULL;
    int code = sqlite3_open_v2(source_path, &source, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK) {
        code = sums_copy(target, source);
    }
    sqlite3_close(source);
    return code;
}

/* Copies into the empty file `path` and reads the copy through. A copy that breaks off is thrown away, so
 * it needs no journal. */
static enum status fill_copy(struct store *store, const char *path, struct problem *problem) {
    sqlite3 *target = NULL;
    char answer[PROBLEM_PLACE_BYTES] = "";
    int code = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(target, "PRAGMA journal_mode=memory; PRAGMA synchronous=FULL", NULL,
                            NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = copy_pages(store->path, target);
    }
    if (code == SQLITE_OK) {
        code = store_ask_check(target, "PRAGMA integrity_check(1)", "ok", answer);
    }
    enum status status = STATUS_OK;
    if (code != SQLITE_OK) {
        status = store_failed(store, target, code, problem);
    } else if (strcmp(answer, "ok") != 0) {
        status = problem_set(
            problem, STATUS_CORRUPT, NULL,
            N_("数据库文件已损坏（{detail}），请用最近的备份恢复；没有备份就用 zwgk salvage 抢救"));
        problem_place(problem, "detail", pages_answer(answer));
    }
    sqlite3_close(target);
    return status;
}

/* After a rename the folder too must reach the disk. */
bool sync_folder_of(const char *path) {
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 1 : (size_t)(slash - path) + 1;
    if (length >= sizeof folder) {
        return false;
    }
    memcpy(folder, slash == NULL ? "." : path, length);
    folder[length] = '\0';
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    bool is_synced = fsync(descriptor) == 0;
    close(descriptor);
    return is_synced;
}

enum status store_copy_verified(struct store *store, const char *target, struct problem *problem) {
    struct buffer part = BUFFER_INIT;
    buffer_append(&part, target);
    buffer_append(&part, ".part");
    if (part.failed) {
        buffer_release(&part);
        return store_no_memory(problem);
    }
    struct stat about;
    unsigned mode = stat(store->path, &about) == 0 ? about.st_mode & 0777 : 0660;
    unlink(buffer_text(&part));
    enum status status = file_make(buffer_text(&part), mode, problem);
    if (status == STATUS_OK) {
        status = fill_copy(store, buffer_text(&part), problem);
    }
    if (status == STATUS_OK &&
        (rename(buffer_text(&part), target) != 0 || !sync_folder_of(target))) {
        status = file_failed(N_("写不成副本 {path}（{detail}）"), target, problem);
    }
    if (status != STATUS_OK) {
        unlink(buffer_text(&part));
    }
    buffer_release(&part);
    return status;
}
