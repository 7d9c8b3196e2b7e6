/* Who has the file open: a shared lock on the byte of the process's number in FILE-sessions, which also tells whose it is.
 * SQLite's own locks last only as long as a save. Says nothing about what is in the file. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "store/backup.h"
#include "store/internal.h"
#include "store/presence.h"
#include "store/restore.h"

enum { SHOWN_MOST = 5, PAUSE_MS = 20 };

/* Of the lock file; -1 with errno. */
static int open_sessions(const char *path, bool must_write) {
    char name[4096];
    if (snprintf(name, sizeof name, "%s-sessions", path) >= (int)sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (descriptor >= 0) {
        (void)!fchmod(descriptor, 0660);
        return descriptor;
    }
    descriptor = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    return descriptor >= 0 || must_write ? descriptor
                                         : open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

static bool set_lock(int descriptor, short type, off_t from, off_t length) {
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = length};
    return fcntl(descriptor, F_SETLK, &lock) == 0;
}

enum status presence_enter(struct store *store, struct problem *problem) {
    struct timespec pause = {0, PAUSE_MS * 1000000L};
    if (store->path[0] == '\0' || store->is_private || store->presence >= 0) {
        return STATUS_OK;
    }
    int descriptor = open_sessions(store->path, false);
    int64_t until = clock_monotonic_ms() + store->busy_limit_ms;
    bool is_in =
        descriptor < 0; /* where nothing can be made nothing can be put in its place either */
    while (!is_in) {
        is_in = set_lock(descriptor, F_RDLCK, (off_t)getpid(), 1) ||
                (errno != EACCES && errno != EAGAIN);
        if (!is_in && clock_monotonic_ms() > until) {
            close(descriptor);
            return problem_set(problem, STATUS_BUSY, NULL,
                               N_("正在恢复备份，数据库暂时不能打开；请等一会儿再开"));
        }
        if (!is_in) {
            nanosleep(&pause, NULL);
        }
    }
    store->presence = descriptor;
    return STATUS_OK;
}

bool presence_is_alone(const struct store *store) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (store->is_private) {
        return true;
    }
    return store->presence >= 0 && fcntl(store->presence, F_GETLK, &lock) == 0 &&
           lock.l_type == F_UNLCK;
}

void presence_leave(struct store *store) {
    if (store->presence >= 0) {
        close(store->presence);
    }
    store->presence = -1;
}

/* "李春梅(1234)": the account of a process, and its number. */
static void append_process(struct buffer *out, long process) {
    char folder[40];
    struct stat about;
    snprintf(folder, sizeof folder, "/proc/%ld", process);
    const struct passwd *entry = stat(folder, &about) == 0 ? getpwuid(about.st_uid) : NULL;
    buffer_append(out, out->length > 0 ? " " : "");
    buffer_append_format(out, "%s(%ld)", entry == NULL ? "?" : entry->pw_name, process);
}

static enum status say_who(int descriptor, struct problem *problem) {
    struct buffer who = BUFFER_INIT;
    off_t from = 0;
    for (int shown = 0; shown < SHOWN_MOST; shown++) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from};
        if (fcntl(descriptor, F_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) {
            break;
        }
        append_process(&who, (long)lock.l_pid);
        from = lock.l_start + 1;
    }
    problem_set(problem, STATUS_BUSY, NULL,
                N_("还有人开着这个数据库：{who}；请他们退出程序后再恢复，现在没有改动任何东西"));
    problem_place(problem, "who", buffer_text(&who));
    buffer_release(&who);
    return STATUS_BUSY;
}

enum status store_keep_out(const char *path, int *lock, struct problem *problem) {
    *lock = -1;
    int descriptor = open_sessions(path, true);
    if (descriptor < 0) {
        int error = errno;
        problem_set(problem, STATUS_IO, NULL,
                    N_("不能写数据库 {path} 所在的文件夹（{detail}），没有恢复；"
                       "请用有写权限的账号"));
        problem_place(problem, "path", path);
        problem_place(problem, "detail", strerror(error));
        return STATUS_IO;
    }
    if (!set_lock(descriptor, F_WRLCK, 0, 0)) {
        enum status status = say_who(descriptor, problem);
        close(descriptor);
        return status;
    }
    *lock = descriptor;
    return STATUS_OK;
}

void store_let_in(int lock) {
    if (lock >= 0) {
        close(lock);
    }
}

bool store_is_replaced(const struct store *store) {
    int is_moved = 0;
    if (store->db == NULL || store->path[0] == '\0') {
        return false;
    }
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &is_moved);
    return is_moved != 0;
}
