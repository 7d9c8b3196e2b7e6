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

/* ---- encoding -------------------------------------------------------------------------------------- */

/* Brings the place up to the byte of the text that is being written. */
static void follow(struct file_out *out, int64_t offset) {
    size_t to = (size_t)(offset - out->offset);
    if (out->place.delimiter != '\0' && to > out->placed) {
        csv_place_advance(&out->place, out->text + out->placed, to - out->placed);
        out->placed = to;
    }
}

static void tell_loss(void *context, const struct encoding_loss *lost) {
    struct file_out *out = context;
    follow(out, lost->offset);
    bool is_table = out->place.delimiter != '\0';
    const struct file_loss loss = {
        .row = is_table ? out->place.row : lost->line,
        .column = is_table ? out->place.column : lost->column,
        .heading = is_table ? csv_place_heading(&out->place) : "",
        .character = lost->character,
        .is_space = lost->is_space,
    };
    out->how->lost(out->how->context, &loss);
}

/* Of a table the row and column say more than line and character. */
static enum status refuse_cell(struct file_out *out, struct problem *problem) {
    struct encoding_loss stopped = encoder_stopped_at(out->encoder);
    char shown[5] = "", code[12];
    if (stopped.character == 0 || out->place.delimiter == '\0' || problem == NULL)
        return STATUS_INVALID;
    follow(out, stopped.offset);
    shown[text_encode(stopped.character, shown)] = '\0';
    snprintf(code, sizeof code, "U+%04X", (unsigned)stopped.character);
    const char *heading = csv_place_heading(&out->place);
    problem_set(
        problem, STATUS_INVALID, "",
        heading[0] != '\0'
            ? N_("第 {line} 行第 {column} 栏（{heading}）的“{character}”（{code}）在 {encoding} "
                 "编码里没有，没有写文件；请改用 GB18030 或 UTF-8，或者写成〓")
            : N_("第 {line} 行第 {column} 栏的“{character}”（{code}）在 {encoding} 编码里没有，"
                 "没有写文件；请改用 GB18030 或 UTF-8，或者写成〓"));
    problem_place(problem, "character", shown);
    problem_place(problem, "code", code);
    problem_place(problem, "encoding", encoding_name(out->how->encoding));
    problem_place(problem, "heading", heading);
    problem->line = (int)out->place.row;
    problem->column = (int)out->place.column;
    return STATUS_INVALID;
}

static enum status convert(struct file_out *out, const struct buffer *text, struct buffer *bytes,
                           struct problem *problem) {
    out->text = buffer_text(text);
    out->placed = 0;
    enum status status = encoder_feed(out->encoder, out->text, text->length, bytes, problem);
    if (status == STATUS_INVALID)
        return refuse_cell(out, problem);
    if (status == STATUS_OK) {
        follow(out, out->offset + (int64_t)text->length);
        out->offset += (int64_t)text->length;
    }
    return status;
}

/* A spreadsheet takes a table without a mark for the machine's old encoding; UTF-16 without one is read by
 * nobody. */
static bool has_mark(const struct file_out *out) {
    enum encoding encoding = out->how->encoding;
    return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE ||
           (encoding == ENCODING_AUTO && out->place.delimiter != '\0');
}

static enum status open_encoder(struct file_out *out, struct problem *problem) {
    struct buffer mark = BUFFER_INIT;
    enum status status = encoder_open(&out->encoder, out->how->encoding, out->how->lack, problem);
    if (status != STATUS_OK)
        return status;
    if (has_mark(out))
        status = encoder_feed(out->encoder, "\xEF\xBB\xBF", 3, &mark, problem);
    if (status == STATUS_OK && mark.length > 0 &&
        fwrite(mark.data, 1, mark.length, out->file) != mark.length)
        status = file_error(errno, out->path, problem);
    out->offset = has_mark(out) ? 3 : 0;
    buffer_release(&mark);
    if (out->how->lost != NULL)
        encoder_tell(out->encoder, tell_loss, out);
    return status;
}

/* ---- opening and writing ---------------------------------------------------------------------------- */

static enum status refuse_opening(struct file_out *out, int file, int error,
                                  struct problem *problem) {
    enum status status = file_error(error, out->path, problem);
    if (file >= 0) {
        close(file);
    } else {
        free(out->temporary);
        out->temporary = NULL;
    }
    file_out_abandon(out);
    return status;
}

enum status file_out_open_as(struct file_out *out, const char *path,
                             const struct file_encoding *how, char delimiter,
                             struct problem *problem) {
    *out = (struct file_out){.path = text_copy(path), .how = how};
    csv_place_begin(&out->place, delimiter);
    if (out->path == NULL)
        return no_memory(problem);
    int file = open_beside(out);
    if (file >= 0)
        out->file = fdopen(file, "wb");
    if (out->file == NULL)
        return refuse_opening(out, file, errno, problem);
    enum status status = open_encoder(out, problem);
    if (status != STATUS_OK)
        file_out_abandon(out);
    return status;
}

enum status file_out_open(struct file_out *out, const char *path, struct problem *problem) {
    static const struct file_encoding plain = {.encoding = ENCODING_UTF_8};
    return file_out_open_as(out, path, &plain, '\0', problem);
}

enum status file_out_write(struct file_out *out, struct buffer *text, struct problem *problem) {
    if (text->failed)
        return no_memory(problem);
    struct buffer bytes = BUFFER_INIT;
    enum status status = convert(out, text, &bytes, problem);
    if (status == STATUS_OK && bytes.length > 0 &&
        fwrite(bytes.data, 1, bytes.length, out->file) != bytes.length)
        status = file_error(errno, out->path, problem);
    buffer_release(&bytes);
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
    struct buffer last = BUFFER_INIT;
    enum status ended = encoder_end(out->encoder, &last, problem);
    bool is_written = fwrite(buffer_text(&last), 1, last.length, out->file) == last.length;
    buffer_release(&last);
    if (ended != STATUS_OK) {
        file_out_abandon(out);
        return ended;
    }
    bool is_well = is_written && fflush(out->file) == 0;
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
    encoder_close(out->encoder);
    csv_place_release(&out->place);
    *out = (struct file_out){0};
}
