/* The recorder: a VFS that hands everything on and writes it down, and the wrapped calls for files that the
 * program writes itself. Must change nothing of what it records. */
#include "faults/recording_vfs.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct recording *now; /* the one under way */

static void *grown(void *old, size_t count, size_t size) {
    void *bigger = realloc(old, count * size);
    if (bigger == NULL)
        abort();
    return bigger;
}

void recorded_set_length(struct recorded_file *file, size_t length) {
    if (length > file->room) {
        file->room = length * 2;
        file->bytes = grown(file->bytes, file->room, 1);
    }
    if (length > file->length)
        memset(file->bytes + file->length, 0, length - file->length);
    file->length = length;
}

void recorded_apply(struct recorded_file *file, const struct op *op) {
    size_t at = (size_t)op->offset;
    if (op->kind == OP_TRUNCATE) {
        recorded_set_length(file, at);
    } else if (op->kind == OP_WRITE) {
        if (at + op->length > file->length)
            recorded_set_length(file, at + op->length);
        if (op->length > 0)
            memcpy(file->bytes + at, op->bytes, op->length);
    }
}

/* ---- the list ---------------------------------------------------------------------------------------- */

static struct op *add(enum op_kind kind, int file) {
    if (now->count == now->room) {
        now->room = now->room == 0 ? 4096 : now->room * 2;
        now->ops = grown(now->ops, now->room, sizeof *now->ops);
    }
    struct op *op = &now->ops[now->count++];
    *op = (struct op){.kind = kind, .file = file};
    return op;
}

static void add_bytes(enum op_kind kind, int file, int64_t offset, const void *bytes,
                      size_t length) {
    struct op *op = add(kind, file);
    op->offset = offset;
    op->length = length;
    op->bytes = grown(NULL, length + 1, 1);
    if (length > 0)
        memcpy(op->bytes, bytes, length);
    if (file >= 0)
        recorded_apply(&now->files[file], op);
}

static void add_truncate(int file, int64_t length) {
    add(OP_TRUNCATE, file)->offset = length;
    recorded_apply(&now->files[file], &now->ops[now->count - 1]);
}

/* NULL when the path is not in the folder. */
static const char *name_in_folder(const char *path) {
    if (now == NULL || !now->is_on || path == NULL)
        return NULL;
    size_t length = strlen(now->folder);
    bool is_in = strncmp(path, now->folder, length) == 0 && path[length] == '/';
    return is_in && strchr(path + length + 1, '/') == NULL ? path + length + 1 : NULL;
}

static struct recorded_name *find_name(const char *name) {
    for (int i = 0; i < now->name_count; i++)
        if (strcmp(now->names[i].name, name) == 0)
            return &now->names[i];
    if (now->name_count == (int)(sizeof now->names / sizeof now->names[0]))
        abort();
    struct recorded_name *new = &now->names[now->name_count++];
    snprintf(new->name, sizeof new->name, "%s", name);
    new->file = -1;
    return new;
}

int recording_find(const struct recording *recording, const char *name) {
    for (int i = 0; i < recording->name_count; i++)
        if (strcmp(recording->names[i].name, name) == 0)
            return recording->names[i].file;
    return -1;
}

static int add_file(const char *name) {
    if (now->file_count == now->file_room) {
        now->file_room = now->file_room == 0 ? 16 : now->file_room * 2;
        now->files = grown(now->files, (size_t)now->file_room, sizeof *now->files);
    }
    now->files[now->file_count] = (struct recorded_file){0};
    find_name(name)->file = now->file_count;
    snprintf(add(OP_CREATE, now->file_count)->name, sizeof now->ops->name, "%s", name);
    return now->file_count++;
}

static void add_delete(const char *name) {
    struct recorded_name *known = find_name(name);
    if (known->file >= 0) {
        snprintf(add(OP_DELETE, known->file)->name, sizeof now->ops->name, "%s", name);
        known->file = -1;
    }
}

/* ---- files the program writes itself ------------------------------------------------------------------ */

static unsigned char *read_whole(const char *path, size_t *length) {
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NULL;
    if (fstat(file, &about) != 0)
        abort();
    if (!S_ISREG(about.st_mode)) {
        close(file);
        return NULL;
    }
    unsigned char *bytes = grown(NULL, (size_t)about.st_size + 1, 1);
    ssize_t got = pread(file, bytes, (size_t)about.st_size, 0);
    close(file);
    if (got != about.st_size)
        abort();
    *length = (size_t)got;
    return bytes;
}

/* A file not open through the VFS: what has changed of it since it was last looked at. One that is open is
 * left alone: closing it here would drop SQLite's locks. */
static void look_at(const char *name) {
    char path[400];
    size_t length = 0;
    int file = find_name(name)->file;
    if (file >= 0 && now->files[file].open_count > 0)
        return;
    snprintf(path, sizeof path, "%s/%s", now->folder, name);
    unsigned char *bytes = read_whole(path, &length);
    if (bytes == NULL)
        return;
    if (file < 0)
        file = add_file(name);
    struct recorded_file *known = &now->files[file];
    if (known->length != length || (length > 0 && memcmp(known->bytes, bytes, length) != 0)) {
        if (length < known->length)
            add_truncate(file, (int64_t)length);
        if (length > 0)
            add_bytes(OP_WRITE, file, 0, bytes, length);
    }
    free(bytes);
}

static void look_at_all(void) {
    DIR *folder = now != NULL && now->is_on ? opendir(now->folder) : NULL;
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            look_at(entry->d_name);
    closedir(folder);
}

/* The file of the folder that a descriptor is; -1: none, or the folder itself. */
static int file_of(int descriptor, bool *is_folder) {
    struct stat about, other;
    char path[400];
    *is_folder = false;
    if (fstat(descriptor, &about) != 0)
        return -1;
    if (stat(now->folder, &other) == 0 && about.st_ino == other.st_ino) {
        *is_folder = true;
        return -1;
    }
    for (int i = 0; i < now->name_count; i++) {
        snprintf(path, sizeof path, "%s/%s", now->folder, now->names[i].name);
        if (now->names[i].file >= 0 && stat(path, &other) == 0 && about.st_ino == other.st_ino)
            return now->names[i].file;
    }
    return -1;
}

static void (*after_sync)(int descriptor);

void recording_after_sync(void (*spoil)(int descriptor)) {
    after_sync = spoil;
}

int __real_fsync(int descriptor);
int __wrap_fsync(int descriptor);
int __wrap_fsync(int descriptor) {
    bool is_folder = false;
    look_at_all();
    int file = now != NULL && now->is_on ? file_of(descriptor, &is_folder) : -1;
    int result = __real_fsync(descriptor);
    if (after_sync != NULL)
        after_sync(descriptor);
    if (result == 0 && file >= 0)
        add(OP_SYNC, file);
    if (result == 0 && is_folder)
        add(OP_SYNC_FOLDER, -1);
    return result;
}

int __real_fdatasync(int descriptor);
int __wrap_fdatasync(int descriptor);
int __wrap_fdatasync(int descriptor) {
    return __wrap_fsync(descriptor);
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to) {
    look_at_all();
    int result = __real_rename(from, to);
    const char *old = name_in_folder(from);
    const char *new = name_in_folder(to);
    if (result == 0 && old != NULL && new != NULL && find_name(old)->file >= 0) {
        struct op *op = add(OP_RENAME, find_name(old)->file);
        snprintf(op->name, sizeof op->name, "%s", old);
        snprintf(op->to, sizeof op->to, "%s", new);
        find_name(new)->file = op->file;
        find_name(old)->file = -1;
    } else if (result == 0 && old != NULL) {
        add_delete(old);
    }
    return result;
}

int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __wrap_unlink(const char *path) {
    look_at_all();
    int result = __real_unlink(path);
    const char *name = name_in_folder(path);
    if (result == 0 && name != NULL)
        add_delete(name);
    return result;
}

/* ---- the VFS ----------------------------------------------------------------------------------------- */

struct shell {
    sqlite3_file base;
    sqlite3_file *real;
    int file;          /* -1: not of the folder */
    bool syncs_folder; /* with its next sync, as the unix VFS does for a new journal */
    bool is_journal;   /* of the office's database */
};

static struct shell *shell_of(sqlite3_file *file) {
    return (struct shell *)(void *)file;
}
static sqlite3_file *real_of(sqlite3_file *file) {
    return shell_of(file)->real;
}

static bool is_recorded(const struct shell *shell) {
    return shell->file >= 0 && now != NULL && now->is_on;
}

/* A rollback journal that says nothing any more: the database is as it stands. */
static void add_commit(void) {
    int file = recording_find(now, now->database);
    if (file >= 0) {
        add_bytes(OP_COMMIT, -1, 0, now->files[file].bytes, now->files[file].length);
        now->ops[now->count - 1].file = file;
    }
}

static int shell_close(sqlite3_file *file) {
    struct shell *shell = shell_of(file);
    if (is_recorded(shell))
        now->files[shell->file].open_count--;
    return shell->real->pMethods == NULL ? SQLITE_OK : shell->real->pMethods->xClose(shell->real);
}
static int shell_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
    return real_of(file)->pMethods->xRead(real_of(file), bytes, count, at);
}
static int shell_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
    int code = real_of(file)->pMethods->xWrite(real_of(file), bytes, count, at);
    if (code == SQLITE_OK && is_recorded(shell_of(file)))
        add_bytes(OP_WRITE, shell_of(file)->file, at, bytes, (size_t)count);
    return code;
}
static int shell_truncate(sqlite3_file *file, sqlite3_int64 size) {
    struct shell *shell = shell_of(file);
    int code = shell->real->pMethods->xTruncate(shell->real, size);
    if (code == SQLITE_OK && is_recorded(shell)) {
        bool was_full = now->files[shell->file].length > 0;
        add_truncate(shell->file, size);
        if (shell->is_journal && was_full && size == 0)
            add_commit();
    }
    return code;
}
static int shell_sync(sqlite3_file *file, int flags) {
    struct shell *shell = shell_of(file);
    int code = shell->real->pMethods->xSync(shell->real, flags);
    if (code == SQLITE_OK && is_recorded(shell)) {
        add(OP_SYNC, shell->file);
        if (shell->syncs_folder)
            add(OP_SYNC_FOLDER, -1);
        shell->syncs_folder = false;
    }
    return code;
}
static int shell_file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
static int shell_lock(sqlite3_file *file, int level) {
    return real_of(file)->pMethods->xLock(real_of(file), level);
}
static int shell_unlock(sqlite3_file *file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
static int shell_check_lock(sqlite3_file *file, int *is_locked) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is_locked);
}
static int shell_control(sqlite3_file *file, int operation, void *argument) {
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
static int shell_sector(sqlite3_file *file) {
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}
static int shell_traits(sqlite3_file *file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = shell_close,
    .xRead = shell_read,
    .xWrite = shell_write,
    .xTruncate = shell_truncate,
    .xSync = shell_sync,
    .xFileSize = shell_file_size,
    .xLock = shell_lock,
    .xUnlock = shell_unlock,
    .xCheckReservedLock = shell_check_lock,
    .xFileControl = shell_control,
    .xSectorSize = shell_sector,
    .xDeviceCharacteristics = shell_traits,
};

static sqlite3_vfs *below;
static sqlite3_vfs above;

static void note_open(struct shell *shell, const char *name, int flags, bool was_there) {
    char journal[100];
    snprintf(journal, sizeof journal, "%s-journal", now->database);
    const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    if (was_there)
        look_at(name);
    shell->file = find_name(name)->file;
    if (shell->file < 0)
        shell->file = add_file(name);
    now->files[shell->file].open_count++;
    shell->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
    shell->is_journal = strcmp(name, journal) == 0;
}

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
    struct shell *shell = shell_of(file);
    const char *name = name_in_folder(path);
    (void)vfs;
    bool was_there = name != NULL && access(path, F_OK) == 0;
    shell->real = (sqlite3_file *)(void *)(shell + 1);
    memset(shell->real, 0, (size_t)below->szOsFile);
    int code = below->xOpen(below, path, shell->real, flags, out);
    file->pMethods = shell->real->pMethods != NULL ? &methods : NULL;
    shell->file = -1;
    if (code == SQLITE_OK && name != NULL)
        note_open(shell, name, flags, was_there);
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    const char *name = name_in_folder(path);
    char journal[100];
    (void)vfs;
    int code = below->xDelete(below, path, syncs_folder);
    if (code != SQLITE_OK || name == NULL)
        return code;
    snprintf(journal, sizeof journal, "%s-journal", now->database);
    bool is_commit = strcmp(name, journal) == 0 && find_name(name)->file >= 0 &&
                     now->files[find_name(name)->file].length > 0;
    add_delete(name);
    if (is_commit)
        add_commit();
    if (syncs_folder)
        add(OP_SYNC_FOLDER, -1);
    return code;
}

void recording_install(const char *name) {
    below = sqlite3_vfs_find(name);
    if (below == NULL)
        abort();
    above = *below;
    above.zName = "recording";
    above.xOpen = vfs_open;
    above.xDelete = vfs_delete;
    above.szOsFile = (int)sizeof(struct shell) + below->szOsFile;
    sqlite3_vfs_register(&above, 1);
}

void recording_start(const char *folder, const char *database) {
    now = grown(NULL, 1, sizeof *now);
    *now = (struct recording){.is_on = true};
    snprintf(now->folder, sizeof now->folder, "%s", folder);
    snprintf(now->database, sizeof now->database, "%s", database);
    look_at_all();
    for (int i = 0; i < now->file_count; i++)
        add(OP_SYNC, i);
    add(OP_SYNC_FOLDER, -1);
    add_commit();
    add(OP_ACK, -1);
}

void recording_ack(void) {
    look_at_all();
    add(OP_ACK, -1);
}

struct recording *recording_stop(void) {
    struct recording *done = now;
    look_at_all();
    done->is_on = false;
    now = NULL;
    return done;
}

void recording_free(struct recording *recording) {
    for (size_t i = 0; i < recording->count; i++)
        free(recording->ops[i].bytes);
    for (int i = 0; i < recording->file_count; i++)
        free(recording->files[i].bytes);
    free(recording->ops);
    free(recording->files);
    free(recording);
}
