/* A file system, and a memory, that fail: the n-th operation of the kinds asked for, once or from then on. What
 * was written before stays written, as on a real disk. */
#ifndef ZWGK_TESTS_STORE_FAULT_VFS_H
#define ZWGK_TESTS_STORE_FAULT_VFS_H

#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

enum fault {
    FAULT_WRITE = 1,
    FAULT_SYNC = 2,
    FAULT_TRUNCATE = 4,
    FAULT_READ = 8,
    FAULT_OPEN = 16, /* and looking whether a file is there */
    FAULT_DELETE = 32,
    FAULT_LOCK = 64,
    FAULT_MEMORY = 128, /* SQLite's; fault_memory_install */
    FAULT_FILE = 256,   /* files that are not SQLite's; tests/faults/inject.h */
};

static struct {
    unsigned kinds;
    int countdown; /* to the failure; 0: none left */
    bool stays;
    bool happens_first; /* a sync or truncation takes place and is reported as failed */
    int code;
    bool kills; /* the process, as kill -9 would, instead */
    int hits;
    int calls; /* of these kinds, failed or not */
    int calls_of[16]; /* the same of each kind, by its bit */
} fault;

struct fault_file {
    sqlite3_file base;
    sqlite3_file *real;
};

static inline sqlite3_file *fault_real(sqlite3_file *file) {
    return ((struct fault_file *)(void *)file)->real;
}

static inline bool fault_now(unsigned kind) {
    if ((fault.kinds & kind) == 0) {
        return false;
    }
    fault.calls++;
    fault.calls_of[__builtin_ctz(kind)]++;
    if (fault.countdown == 0) {
        return false;
    }
    if (fault.countdown > 1) {
        fault.countdown--;
        return false;
    }
    if (fault.kills) {
        raise(SIGKILL);
    }
    fault.countdown = fault.stays ? 1 : 0;
    fault.hits++;
    return true;
}

static int fault_close(sqlite3_file *file) {
    sqlite3_file *real = fault_real(file);
    return real->pMethods == NULL ? SQLITE_OK : real->pMethods->xClose(real);
}
static int fault_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
    if (fault_now(FAULT_READ)) {
        memset(bytes, 0xA5, (size_t)count);
        return SQLITE_IOERR_READ;
    }
    return fault_real(file)->pMethods->xRead(fault_real(file), bytes, count, at);
}
static int fault_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
    if (fault_now(FAULT_WRITE)) {
        fault_real(file)->pMethods->xWrite(fault_real(file), bytes, count / 2, at);
        return fault.code;
    }
    return fault_real(file)->pMethods->xWrite(fault_real(file), bytes, count, at);
}
static int fault_truncate(sqlite3_file *file, sqlite3_int64 size) {
    bool fails = fault_now(FAULT_TRUNCATE);
    if (!fails || fault.happens_first) {
        int code = fault_real(file)->pMethods->xTruncate(fault_real(file), size);
        return fails ? SQLITE_IOERR_TRUNCATE : code;
    }
    return SQLITE_IOERR_TRUNCATE;
}
static int fault_sync(sqlite3_file *file, int flags) {
    bool fails = fault_now(FAULT_SYNC);
    if (!fails || fault.happens_first) {
        int code = fault_real(file)->pMethods->xSync(fault_real(file), flags);
        return fails ? SQLITE_IOERR_FSYNC : code;
    }
    return SQLITE_IOERR_FSYNC;
}
static int fault_file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return fault_real(file)->pMethods->xFileSize(fault_real(file), size);
}
static int fault_lock(sqlite3_file *file, int level) {
    if (fault_now(FAULT_LOCK)) {
        return SQLITE_IOERR_LOCK;
    }
    return fault_real(file)->pMethods->xLock(fault_real(file), level);
}
static int fault_unlock(sqlite3_file *file, int level) {
    return fault_real(file)->pMethods->xUnlock(fault_real(file), level);
}
static int fault_check_lock(sqlite3_file *file, int *is_locked) {
    return fault_real(file)->pMethods->xCheckReservedLock(fault_real(file), is_locked);
}
static int fault_control(sqlite3_file *file, int operation, void *argument) {
    return fault_real(file)->pMethods->xFileControl(fault_real(file), operation, argument);
}
static int fault_sector(sqlite3_file *file) {
    return fault_real(file)->pMethods->xSectorSize(fault_real(file));
}
static int fault_traits(sqlite3_file *file) {
    return fault_real(file)->pMethods->xDeviceCharacteristics(fault_real(file));
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 1,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_file_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_check_lock,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_traits,
};

static sqlite3_vfs *fault_below;
static sqlite3_vfs fault_above;

static int fault_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    struct fault_file *shell = (struct fault_file *)(void *)file;
    (void)vfs;
    if (fault_now(FAULT_OPEN)) {
        file->pMethods = NULL;
        return SQLITE_CANTOPEN;
    }
    shell->real = (sqlite3_file *)(void *)(shell + 1);
    memset(shell->real, 0, (size_t)fault_below->szOsFile);
    int code = fault_below->xOpen(fault_below, name, shell->real, flags, out);
    file->pMethods = code == SQLITE_OK ? &fault_methods : NULL;
    return code;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    (void)vfs;
    return fault_now(FAULT_DELETE) ? SQLITE_IOERR_DELETE
                                   : fault_below->xDelete(fault_below, name, sync_folder);
}

static int fault_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    (void)vfs;
    return fault_now(FAULT_OPEN) ? SQLITE_IOERR_ACCESS
                                 : fault_below->xAccess(fault_below, name, flags, out);
}

static inline void fault_install(void) {
    fault_below = sqlite3_vfs_find(NULL);
    fault_above = *fault_below;
    fault_above.zName = "fault";
    fault_above.xOpen = fault_open;
    fault_above.xDelete = fault_delete;
    fault_above.xAccess = fault_access;
    fault_above.szOsFile = (int)sizeof(struct fault_file) + fault_below->szOsFile;
    sqlite3_vfs_register(&fault_above, 1);
}

/* ---- SQLite's memory ------------------------------------------------------------------------------- */

static sqlite3_mem_methods fault_memory_below;

static void *fault_malloc(int size) {
    return fault_now(FAULT_MEMORY) ? NULL : fault_memory_below.xMalloc(size);
}

static void *fault_realloc(void *old, int size) {
    return fault_now(FAULT_MEMORY) ? NULL : fault_memory_below.xRealloc(old, size);
}

/* Before anything else of SQLite is used. */
static inline void fault_memory_install(void) {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &fault_memory_below);
    sqlite3_mem_methods above = fault_memory_below;
    above.xMalloc = fault_malloc;
    above.xRealloc = fault_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &above);
}

#endif
