/* Files written so that a full disk or a power cut leaves the old one or none. Knows no records. */
#include "exchange/file_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "exchange/file_error.h"

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

/* A new file keeps the mode that the umask gives; mkstemp would make it the owner's alone. */
static void set_mode(int file, const char *path) {
    struct stat before;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(path, &before) == 0 ? before.st_mode & 0777 : 0666 & ~mask;
    if (fchmod(file, mode) != 0)
        errno = 0;
}

/* What is no plain file (a device, a pipe) is written to directly: it cannot be renamed over. */
static bool is_special(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode);
}

static int open_beside(struct file_out *out) {
    if (is_special(out->path))
        return open(out->path, O_WRONLY | O_CLOEXEC);
    struct buffer name = BUFFER_INIT;
    buffer_append_format(&name, "%s.XXXXXX", out->path);
    out->temporary = buffer_take(&name);
    if (out->temporary == NULL)
        return -1;
    int file = mkstemp(out->temporary);
    if (file >= 0)
        set_mode(file, out->path);
    return file;
}

enum status file_out_open(struct file_out *out, const char *path, enum encoding encoding,
                          struct problem *problem) {
    *out = (struct file_out){NULL, text_copy(path), NULL, encoding};
    if (out->path == NULL)
        return no_memory(problem);
    int file = open_beside(out);
    if (file >= 0)
        out->file = fdopen(file, "wb");
    if (out->file != NULL)
        return STATUS_OK;
    enum status status = file_error(errno, out->path, problem);
    if (file >= 0)
        close(file);
    else
        free(out->temporary);
    if (file < 0)
        out->temporary = NULL;
    file_out_abandon(out);
    return status;
}

enum status file_out_write(struct file_out *out, struct buffer *text, struct problem *problem) {
    if (text->failed)
        return no_memory(problem);
    struct buffer converted = BUFFER_INIT;
    const struct buffer *bytes = text;
    enum status status = STATUS_OK;
    if (out->encoding != ENCODING_UTF_8) {
        status =
            encoding_from_utf8(out->encoding, buffer_text(text), text->length, &converted, problem);
        bytes = &converted;
    }
    if (status == STATUS_OK && converted.failed)
        status = no_memory(problem);
    if (status == STATUS_OK && bytes->length > 0 &&
        fwrite(bytes->data, 1, bytes->length, out->file) != bytes->length)
        status = file_error(errno, out->path, problem);
    buffer_release(&converted);
    buffer_clear(text);
    return status;
}

static bool sync_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash == path ? text_copy("/") : text_copy(slash != NULL ? path : ".");
    if (folder == NULL)
        return false;
    if (slash != NULL && slash != path)
        folder[slash - path] = '\0';
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (file < 0)
        return false;
    bool is_well = fsync(file) == 0 || errno == EINVAL;
    close(file);
    return is_well;
}

enum status file_out_commit(struct file_out *out, struct problem *problem) {
    bool is_well = fflush(out->file) == 0;
    is_well = is_well && (out->temporary == NULL || fsync(fileno(out->file)) == 0);
    int error = errno;
    is_well = fclose(out->file) == 0 && is_well;
    out->file = NULL;
    if (is_well && out->temporary != NULL) {
        is_well = rename(out->temporary, out->path) == 0;
        error = errno;
        if (is_well) {
            free(out->temporary);
            out->temporary = NULL;
            is_well = sync_folder(out->path);
            error = errno;
        }
    }
    enum status status = is_well ? STATUS_OK : file_error(error, out->path, problem);
    file_out_abandon(out);
    return status;
}

void file_out_abandon(struct file_out *out) {
    if (out->file != NULL)
        fclose(out->file);
    if (out->temporary != NULL)
        unlink(out->temporary);
    free(out->temporary);
    free(out->path);
    *out = (struct file_out){NULL, NULL, NULL, ENCODING_UTF_8};
}
