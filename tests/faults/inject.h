/* The C library's memory and files as the program uses them, failing by the same count as fault_vfs.h. Only calls
 * from the program's own objects are caught; link with INJECT_WRAPS of the Makefile. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_H
#define ZWGK_TESTS_FAULTS_INJECT_H

#include "store/fault_vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* NOLINTBEGIN: the linker's names */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
FILE *__real_fopen(const char *path, const char *mode);
FILE *__real_fdopen(int file, const char *mode);
FILE *__real_tmpfile(void);
int __real_mkstemp(char *path);
size_t __real_fread(void *bytes, size_t size, size_t count, FILE *file);
size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __real_fflush(FILE *file);
int __real_fclose(FILE *file);
int __real_fsync(int file);
int __real_rename(const char *from, const char *to);
int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int file, void *bytes, size_t count);
ssize_t __real_pread(int file, void *bytes, size_t count, off_t at);
ssize_t __real_write(int file, const void *bytes, size_t count);
int __real_close(int file);
int __real_link(const char *from, const char *to);
int __real_mkdir(const char *path, mode_t mode);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
FILE *__wrap_fopen(const char *path, const char *mode);
FILE *__wrap_fdopen(int file, const char *mode);
FILE *__wrap_tmpfile(void);
int __wrap_mkstemp(char *path);
size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *file);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __wrap_fflush(FILE *file);
int __wrap_fclose(FILE *file);
int __wrap_fsync(int file);
int __wrap_rename(const char *from, const char *to);
int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_read(int file, void *bytes, size_t count);
ssize_t __wrap_pread(int file, void *bytes, size_t count, off_t at);
ssize_t __wrap_write(int file, const void *bytes, size_t count);
int __wrap_close(int file);
int __wrap_link(const char *from, const char *to);
int __wrap_mkdir(const char *path, mode_t mode);

static bool inject_memory(void) {
    if (!fault_now(FAULT_MEMORY))
        return false;
    errno = ENOMEM;
    return true;
}

static bool inject_file(int error) {
    if (!fault_now(FAULT_FILE))
        return false;
    errno = error;
    return true;
}

void *__wrap_malloc(size_t size) {
    return inject_memory() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return inject_memory() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *old, size_t size) {
    return inject_memory() ? NULL : __real_realloc(old, size);
}
FILE *__wrap_fopen(const char *path, const char *mode) {
    return inject_file(EIO) ? NULL : __real_fopen(path, mode);
}
FILE *__wrap_fdopen(int file, const char *mode) {
    return inject_file(ENOMEM) ? NULL : __real_fdopen(file, mode);
}
FILE *__wrap_tmpfile(void) {
    return inject_file(ENOSPC) ? NULL : __real_tmpfile();
}
int __wrap_mkstemp(char *path) {
    return inject_file(ENOSPC) ? -1 : __real_mkstemp(path);
}
/* The stream itself has to know of it (ferror): from here on it is one that can't be read. */
size_t __wrap_fread(void *bytes, size_t size, size_t count, FILE *file) {
    if (inject_file(EIO)) {
        int nothing = __real_open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, fileno(file));
        __real_close(nothing);
    }
    return __real_fread(bytes, size, count, file);
}
/* What is said to the user gets through. */
static bool is_said(FILE *file) {
    return file == stdout || file == stderr;
}
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    if (!is_said(file) && inject_file(ENOSPC)) {
        __real_fwrite(bytes, size, count / 2, file);
        errno = ENOSPC;
        return count / 2;
    }
    return __real_fwrite(bytes, size, count, file);
}
int __wrap_fflush(FILE *file) {
    return !is_said(file) && inject_file(ENOSPC) ? EOF : __real_fflush(file);
}
int __wrap_fclose(FILE *file) {
    bool fails = fault_now(FAULT_FILE);
    int result = __real_fclose(file);
    if (fails)
        errno = EIO;
    return fails ? EOF : result;
}
int __wrap_fsync(int file) {
    return inject_file(EIO) ? -1 : __real_fsync(file);
}
int __wrap_rename(const char *from, const char *to) {
    return inject_file(EIO) ? -1 : __real_rename(from, to);
}
int __wrap_open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? (mode_t)va_arg(rest, int) : 0;
    va_end(rest);
    return inject_file(EIO) ? -1 : __real_open(path, flags, mode);
}
ssize_t __wrap_read(int file, void *bytes, size_t count) {
    return inject_file(EIO) ? -1 : __real_read(file, bytes, count);
}
ssize_t __wrap_pread(int file, void *bytes, size_t count, off_t at) {
    return inject_file(EIO) ? -1 : __real_pread(file, bytes, count, at);
}
ssize_t __wrap_write(int file, const void *bytes, size_t count) {
    if (inject_file(ENOSPC)) {
        (void)!__real_write(file, bytes, count / 2);
        errno = ENOSPC;
        return -1;
    }
    return __real_write(file, bytes, count);
}
int __wrap_close(int file) {
    bool fails = fault_now(FAULT_FILE);
    int result = __real_close(file);
    if (fails)
        errno = EIO;
    return fails ? -1 : result;
}
int __wrap_link(const char *from, const char *to) {
    return inject_file(EIO) ? -1 : __real_link(from, to);
}
int __wrap_mkdir(const char *path, mode_t mode) {
    return inject_file(ENOSPC) ? -1 : __real_mkdir(path, mode);
}
/* NOLINTEND */

struct kind {
    const char *name;
    unsigned kinds;
    int code;
};
static const struct kind fault_kinds[] = {
    {"read", FAULT_READ, 0},
    {"write", FAULT_WRITE, SQLITE_IOERR_WRITE},
    {"full disk", FAULT_WRITE, SQLITE_FULL},
    {"sync", FAULT_SYNC, 0},
    {"truncation", FAULT_TRUNCATE, 0},
    {"opening", FAULT_OPEN, 0},
    {"deletion", FAULT_DELETE, 0},
    {"lock", FAULT_LOCK, 0},
    {"file operation", FAULT_FILE, 0},
    {"memory", FAULT_MEMORY, 0},
};
enum { KINDS = sizeof fault_kinds / sizeof *fault_kinds };

#endif
