/* The copy a restoring is rehearsed on: written once more under a name, and taken away where a killed program left it. Opens
 * no database. */
#include "store/restore.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/backup_format.h"
#include "store/internal.h"
#include "store/place.h"
#include "store/store_copy.h"

/* ---- written ------------------------------------------------------------------------------------- */

static bool copy_all(int from, int to) {
    unsigned char *bytes = malloc(BACKUP_CHUNK_BYTES);
    int64_t count = bytes == NULL || lseek(from, 0, SEEK_SET) != 0 ? -1 : 1;
    bool is_written = true;
    while (count > 0 && is_written) {
        count = read_fully(from, bytes, BACKUP_CHUNK_BYTES);
        is_written = count <= 0 || write_fully(to, bytes, (size_t)count);
    }
    free(bytes);
    return count == 0 && is_written && fsync(to) == 0;
}

enum status store_copy_bytes(int from, const char *path, struct problem *problem) {
    enum status status = file_make(path, 0600, problem);
    if (status != STATUS_OK) {
        return status;
    }
    errno = EIO;
    int to = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    bool is_copied = to >= 0 && copy_all(from, to);
    int error = errno;
    is_copied = to >= 0 && close(to) == 0 && is_copied;
    if (is_copied) {
        return STATUS_OK;
    }
    unlink(path);
    problem_set(problem, STATUS_IO, NULL,
                N_("演练好的副本写不进数据库所在的磁盘（{detail}），没有恢复，什么也没有改动"));
    problem_place(problem, "detail", strerror(error));
    return STATUS_IO;
}

/* ---- left by others ------------------------------------------------------------------------------ */

/* ".restore-123.part" or its journal, of a process that is over. */
bool place_is_left_rehearsal(const char *rest) {
    static const char before[] = ".restore-";
    char *end = NULL;
    if (strncmp(rest, before, sizeof before - 1) != 0) {
        return false;
    }
    const char *number = rest + sizeof before - 1;
    long process = strtol(number, &end, 10);
    bool is_name = end != number && process > 0 &&
                   (strcmp(end, ".part") == 0 || strcmp(end, ".part-journal") == 0);
    return is_name && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

void store_remove_rehearsals(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = strlen(name);
    struct buffer folder = BUFFER_INIT;
    buffer_append_bytes(&folder, path, (size_t)(name - path));
    DIR *entries = opendir(slash != NULL ? buffer_text(&folder) : ".");
    for (struct dirent *entry = entries != NULL ? readdir(entries) : NULL; entry != NULL;
         entry = readdir(entries)) {
        if (strncmp(entry->d_name, name, length) == 0 &&
            place_is_left_rehearsal(entry->d_name + length)) {
            unlinkat(dirfd(entries), entry->d_name, 0);
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    buffer_release(&folder);
}
