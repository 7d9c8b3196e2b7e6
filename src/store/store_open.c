/* The life of the file: made, opened, opened again after a failed commit, closed. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "store/bind.h"
#include "store/internal.h"
#include "store/place.h"
#include "store/presence.h"
#include "store/schema_check.h"
#include "store/store_copy.h"
#include "store/sums.h"

enum { BUSY_LIMIT_MS = 5000, FILE_MODE = 0660, SMALLEST_DATABASE = 512 };

struct store *store_new(const char *path, const struct embedded_file *schema) {
    struct store *store = calloc(1, sizeof *store);
    char *copy = place_resolve(path);
    if (store == NULL || copy == NULL) {
        free(store);
        free(copy);
        return NULL;
    }
    store->path = copy;
    store->schema = schema;
    store->presence = -1;
    store->busy_limit_ms = BUSY_LIMIT_MS;
    store->random = (uint32_t)getpid() * 2654435761U ^ (uint32_t)clock_monotonic_ms();
    if (store->random == 0) {
        store->random = 1;
    }
    return store;
}

/* What can be said of a path before SQLite sees it, by stat alone. */
static enum status check_path(const char *path, struct problem *problem) {
    struct stat about;
    if (place_check_link(path, problem) != STATUS_OK) {
        return STATUS_INVALID;
    }
    if (stat(path, &about) != 0) {
        enum status status = errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO;
        problem_set(problem, status, NULL,
                    status == STATUS_NOT_FOUND
                        ? N_("没有文件 {path}；请核对文件名，或先用 zwgk init 建立")
                        : N_("打不开 {path}（{detail}），请检查文件和所在文件夹的权限"));
        problem_place(problem, "path", path);
        if (status == STATUS_IO) {
            problem_place(problem, "detail", strerror(errno));
        }
        return status;
    }
    const char *message = NULL;
    if (!S_ISREG(about.st_mode)) {
        message = N_("{path} 不是普通文件，不能当数据库打开");
    } else if (about.st_size == 0) {
        message = N_("{path} 是空文件（0 字节），不是数据库；可能是复制中断，请用备份恢复");
    } else if (about.st_size < SMALLEST_DATABASE) {
        message = N_("{path} 不是数据库，或只剩下一小段；请核对文件名，或用备份恢复");
    }
    if (message == NULL) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, NULL, message);
    problem_place(problem, "path", path);
    return STATUS_INVALID;
}

enum status store_open_schema(const char *path, const struct embedded_file *schema,
                              struct store **out, struct problem *problem) {
    *out = NULL;
    enum status status = check_path(path, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct store *store = store_new(path, schema);
    if (store == NULL) {
        return store_no_memory(problem);
    }
    store->version = -1;
    status = place_check(store->path, problem);
    if (status != STATUS_OK) {
        store_close(store);
        return status;
    }
    status = store_connect(store, problem);
    if (status == STATUS_OK) {
        status = presence_enter(store, problem);
    }
    if (status == STATUS_OK) {
        status = schema_migrate(store, problem);
    }
    if (status == STATUS_OK) {
        status = sums_begin(store, problem);
    }
    if (status == STATUS_OK) {
        store_find_damage(store);
        status = schema_watch(store, problem);
    } else {
        store_disconnect(store);
        status = store_connect_damaged(store, status);
    }
    if (status != STATUS_OK) {
        store_close(store);
        return status;
    }
    *out = store;
    return STATUS_OK;
}

enum status store_open(const char *path, struct store **out, struct problem *problem) {
    return store_open_schema(path, embedded_first("data/schema/"), out, problem);
}

/* A journal that lies there may be the only way to mend the file it belongs to; a new file would empty it. */
static enum status refuse_journal(const char *path, struct problem *problem) {
    struct stat about;
    struct buffer journal = BUFFER_INIT;
    buffer_append_format(&journal, "%s-journal", path);
    bool is_there =
        !journal.failed && lstat(buffer_text(&journal), &about) == 0 && about.st_size > 0;
    buffer_release(&journal);
    if (!is_there) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, NULL,
                N_("{path}-journal "
                   "是另一个数据库没有写完的日志，没有改动它；请换一个文件名，或先把它移走"));
    problem_place(problem, "path", path);
    return STATUS_INVALID;
}

enum status store_create_schema(const char *path, const struct embedded_file *schema,
                                struct store **out, struct problem *problem) {
    *out = NULL;
    struct store *store = store_new(path, schema);
    if (store == NULL) {
        return store_no_memory(problem);
    }
    enum status status = path[0] == '\0' ? STATUS_OK : place_check_link(path, problem);
    if (status == STATUS_OK && path[0] != '\0') {
        status = place_check(path, problem);
    }
    if (status == STATUS_OK && path[0] != '\0') {
        status = refuse_journal(path, problem);
    }
    if (status == STATUS_OK && path[0] != '\0') {
        status = file_make(path, FILE_MODE, problem);
    }
    if (status != STATUS_OK) {
        store_close(store);
        return status;
    }
    status = store_connect(store, problem);
    if (status == STATUS_OK) {
        status = schema_make(store, problem);
    }
    if (status == STATUS_OK) {
        status = presence_enter(store, problem);
    }
    if (status != STATUS_OK) {
        store_close(store);
        if (path[0] != '\0') {
            unlink(path);
        }
        return status;
    }
    *out = store;
    return STATUS_OK;
}

enum status store_create(const char *path, struct store **out, struct problem *problem) {
    return store_create_schema(path, embedded_first("data/schema/"), out, problem);
}

enum status store_create_in_memory(struct store **out, struct problem *problem) {
    return store_create_schema("", embedded_first("data/schema/"), out, problem);
}

void store_close(struct store *store) {
    if (store == NULL) {
        return;
    }
    store_disconnect(store);
    presence_leave(store);
    bind_close(store);
    free(store->path);
    free(store);
}

enum status store_reopen(struct store *store, struct problem *problem) {
    store->is_writing = false;
    if (store->path[0] == '\0') {
        return STATUS_OK;
    }
    if (store->db != NULL) {
        store_disconnect(store);
    }
    return store_connect(store, problem);
}

bool store_is_read_only(const struct store *store) {
    return store->is_read_only;
}

const char *store_path(const struct store *store) {
    return store->path;
}

int store_schema_version(const struct store *store) {
    return store->version;
}

int store_newest_schema(void) {
    return schema_newest(embedded_first("data/schema/"));
}
