/* Reads a backup file: its head, its chunks. Gives out nothing that doesn't fit to the last byte, and changes no file but
 * the new one it decrypts into. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup_format.h"
#include "store/internal.h"
#include "store/store_copy.h"

static const char sqlite_magic[] = "SQLite format 3";

void put_number(unsigned char *at, uint64_t value, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        at[i] = (unsigned char)(value >> (8 * i));
    }
}

uint64_t take_number(const unsigned char *at, size_t bytes) {
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++) {
        value |= (uint64_t)at[i] << (8 * i);
    }
    return value;
}

void backup_head_sum(const unsigned char head[BACKUP_HEAD_BYTES],
                     unsigned char out[BACKUP_HASH_BYTES]) {
    crypto_generichash(out, BACKUP_HASH_BYTES, head, AT_SUM, NULL, 0);
}

int64_t read_fully(int descriptor, unsigned char *out, size_t count) {
    size_t done = 0;
    while (done < count) {
        ssize_t got = read(descriptor, out + done, count - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += (size_t)got;
    }
    return (int64_t)done;
}

/* A sentence about the file. */
static enum status say(struct problem *problem, enum status status, const char *message,
                       const char *path) {
    problem_set(problem, status, NULL, message);
    problem_place(problem, "path", path);
    return status;
}

static enum status unreadable(const char *path, struct problem *problem) {
    int error = errno;
    enum status status = error == ENOENT || error == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO;
    say(problem, status,
        status == STATUS_NOT_FOUND ? N_("没有备份文件 {path}，请核对文件名")
                                   : N_("备份文件 {path} 读不了（{detail}）"),
        path);
    if (status == STATUS_IO) {
        problem_place(problem, "detail", strerror(error));
    }
    return status;
}

/* ---- the head ------------------------------------------------------------------------------------ */

enum status backup_head_check(const unsigned char head[BACKUP_HEAD_BYTES], const char *path,
                              struct backup_facts *out, struct problem *problem) {
    unsigned char sum[BACKUP_HASH_BYTES];
    if (memcmp(head, BACKUP_MAGIC, 8) != 0) {
        return say(problem, STATUS_NOT_FOUND, N_("{path} 不是备份文件，没有改动任何东西"), path);
    }
    if (take_number(head + AT_VERSION, 4) > BACKUP_VERSION) {
        return say(problem, STATUS_INVALID,
                   N_("备份 {path} 由更新版本的程序写成，请升级本程序后再恢复"), path);
    }
    backup_head_sum(head, sum);
    if (memcmp(sum, head + AT_SUM, sizeof sum) != 0 || take_number(head + AT_VERSION, 4) < 1 ||
        take_number(head + AT_HEAD_BYTES, 4) != BACKUP_HEAD_BYTES ||
        take_number(head + AT_CHUNK, 4) != BACKUP_CHUNK_BYTES) {
        return say(problem, STATUS_CORRUPT,
                   N_("备份 {path} 的开头损坏或被改动过，不能用；请换一份备份"), path);
    }
    *out = (struct backup_facts){.is_encrypted = true};
    out->at = (int64_t)take_number(head + AT_TIME, 8);
    out->seq = (int64_t)take_number(head + AT_SEQ, 8);
    out->bytes = (int64_t)take_number(head + AT_BYTES, 8);
    out->schema = (int)take_number(head + AT_SCHEMA, 4);
    memcpy(out->head, head + AT_AUDIT, sizeof out->head);
    memcpy(out->office, head + AT_OFFICE, sizeof out->office);
    out->has_passphrase = !sodium_is_zero(head + AT_KEY_PUBLIC, BACKUP_PUBLIC_BYTES);
    out->has_paper = !sodium_is_zero(head + AT_PAPER, BACKUP_PUBLIC_BYTES);
    return STATUS_OK;
}

/* A plain copy is a database of ours; what more is in it is seen when it is opened. */
static enum status check_plain(const unsigned char *head, int64_t bytes, const char *path,
                               struct backup_facts *out, struct problem *problem) {
    static const unsigned char ours[] = {0x7a, 0x77, 0x67, 0x6b};
    if (memcmp(head, sqlite_magic, sizeof sqlite_magic) != 0 || memcmp(head + 68, ours, 4) != 0) {
        return say(problem, STATUS_INVALID, N_("{path} 不是本程序的备份，没有改动任何东西"), path);
    }
    *out = (struct backup_facts){.bytes = bytes};
    out->schema = (int)((uint32_t)head[60] << 24 | (uint32_t)head[61] << 16 |
                        (uint32_t)head[62] << 8 | head[63]);
    return STATUS_OK;
}

/* Leaves the descriptor behind the head. */
static enum status read_head(int descriptor, const char *path,
                             unsigned char head[BACKUP_HEAD_BYTES], struct backup_facts *out,
                             struct problem *problem) {
    struct stat about;
    if (fstat(descriptor, &about) != 0) {
        return unreadable(path, problem);
    }
    if (!S_ISREG(about.st_mode)) {
        return say(problem, STATUS_INVALID, N_("{path} 不是普通文件，不是备份"), path);
    }
    int64_t count = read_fully(descriptor, head, BACKUP_HEAD_BYTES);
    if (count < 0) {
        return unreadable(path, problem);
    }
    if (count < BACKUP_HEAD_BYTES) {
        return say(problem, STATUS_INVALID, N_("{path} 不是备份，或只剩下一小段；请换一份备份"),
                   path);
    }
    enum status status = backup_head_check(head, path, out, problem);
    return status == STATUS_NOT_FOUND ? check_plain(head, about.st_size, path, out, problem)
                                      : status;
}

static int open_file(const char *path) {
    return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

enum status backup_read_facts(const char *path, struct backup_facts *out, struct problem *problem) {
    unsigned char head[BACKUP_HEAD_BYTES];
    int descriptor = open_file(path);
    if (descriptor < 0) {
        return unreadable(path, problem);
    }
    enum status status = sodium_init() < 0 ? store_no_memory(problem)
                                           : read_head(descriptor, path, head, out, problem);
    close(descriptor);
    return status;
}

/* ---- the chunks ---------------------------------------------------------------------------------- */

struct chunk_buffers {
    unsigned char box[BACKUP_BOX_BYTES];
    unsigned char plain[BACKUP_CHUNK_BYTES];
};

static enum status cut_short(const char *path, struct problem *problem) {
    return say(problem, STATUS_CORRUPT, N_("备份 {path} 不完整，后面缺了一截；请换一份备份"), path);
}

static enum status changed(const char *path, int64_t at, struct problem *problem) {
    say(problem, STATUS_CORRUPT,
        N_("备份 {path} 在第 {offset} 字节后损坏或被改动过，不能用；请换一份备份"), path);
    problem_place_integer(problem, "offset", at);
    return STATUS_CORRUPT;
}

/* One chunk; *left: of the database, before and after. */
static enum status read_chunk(int descriptor, const unsigned char *head,
                              crypto_secretstream_xchacha20poly1305_state *stream,
                              struct chunk_buffers *buffers, int64_t *left, size_t *count,
                              const char *path, struct problem *problem) {
    unsigned char tag = 0;
    *count = *left < BACKUP_CHUNK_BYTES ? (size_t)*left : BACKUP_CHUNK_BYTES;
    size_t boxed = *count + crypto_secretstream_xchacha20poly1305_ABYTES;
    bool is_last = *left <= BACKUP_CHUNK_BYTES;
    int64_t offset = (int64_t)take_number(head + AT_BYTES, 8) - *left;
    int64_t got = read_fully(descriptor, buffers->box, boxed);
    if (got < 0) {
        return unreadable(path, problem);
    }
    if ((size_t)got < boxed) {
        return cut_short(path, problem);
    }
    if (crypto_secretstream_xchacha20poly1305_pull(stream, buffers->plain, NULL, &tag, buffers->box,
                                                   boxed, head + AT_SUM, BACKUP_HASH_BYTES) != 0 ||
        (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != is_last) {
        return changed(path, BACKUP_HEAD_BYTES + offset, problem);
    }
    *left -= (int64_t)*count;
    return STATUS_OK;
}

static enum status target_failed(struct problem *problem) {
    return problem_set(problem, STATUS_IO, NULL,
                       N_("解密时写不进数据库所在的磁盘（{detail}），没有改动任何东西"));
}

static enum status read_all(int descriptor, const unsigned char *head,
                            crypto_secretstream_xchacha20poly1305_state *stream,
                            struct chunk_buffers *buffers,
                            bool (*take)(void *context, const unsigned char *bytes, size_t count),
                            void *context, const struct backup_stop *stop, const char *path,
                            struct problem *problem) {
    int64_t left = (int64_t)take_number(head + AT_BYTES, 8);
    size_t count = 0;
    enum status status = left > 0 ? STATUS_OK : changed(path, BACKUP_HEAD_BYTES, problem);
    while (status == STATUS_OK && left > 0) {
        status = backup_should_stop(stop)
                     ? backup_stopped(problem)
                     : read_chunk(descriptor, head, stream, buffers, &left, &count, path, problem);
        if (status == STATUS_OK && !take(context, buffers->plain, count)) {
            int error = errno;
            status = target_failed(problem);
            problem_place(problem, "detail", strerror(error));
        }
    }
    if (status == STATUS_OK && read_fully(descriptor, buffers->box, 1) != 0) {
        status =
            changed(path, BACKUP_HEAD_BYTES + (int64_t)take_number(head + AT_BYTES, 8), problem);
    }
    return status;
}

enum status backup_read_chunks(
    int descriptor, const unsigned char head[BACKUP_HEAD_BYTES], const unsigned char *key,
    bool (*take)(void *context, const unsigned char *bytes, size_t count), void *context,
    const struct backup_stop *stop, const char *path, struct problem *problem) {
    crypto_secretstream_xchacha20poly1305_state stream;
    struct chunk_buffers *buffers = malloc(sizeof *buffers);
    if (buffers == NULL) {
        return store_no_memory(problem);
    }
    enum status status = STATUS_OK;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, head + AT_STREAM, key) != 0) {
        status = changed(path, 0, problem);
    } else {
        status = read_all(descriptor, head, &stream, buffers, take, context, stop, path, problem);
    }
    sodium_memzero(&stream, sizeof stream);
    sodium_memzero(buffers, sizeof *buffers);
    free(buffers);
    return status;
}

/* ---- into a new file ----------------------------------------------------------------------------- */

static bool take_into_file(void *context, const unsigned char *bytes, size_t count) {
    return write_fully(*(const int *)context, bytes, count);
}

/* A plain copy lies still: nobody has it open, and it is no file of SQLite's while it is read here. */
static enum status copy_bytes(int from, int to, const char *path, struct problem *problem) {
    unsigned char *bytes = malloc(BACKUP_CHUNK_BYTES);
    int64_t count = bytes == NULL || lseek(from, 0, SEEK_SET) != 0 ? -1 : 1;
    bool is_written = true;
    while (count > 0 && is_written) {
        count = read_fully(from, bytes, BACKUP_CHUNK_BYTES);
        is_written = count <= 0 || write_fully(to, bytes, (size_t)count);
    }
    free(bytes);
    if (!is_written) {
        int error = errno;
        enum status status = target_failed(problem);
        problem_place(problem, "detail", strerror(error));
        return status;
    }
    return count == 0 ? STATUS_OK : unreadable(path, problem);
}

static enum status unpack(int from, int to, const char *path, const struct backup_secret *secret,
                          struct problem *problem) {
    unsigned char head[BACKUP_HEAD_BYTES];
    unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    struct backup_facts facts;
    enum status status = read_head(from, path, head, &facts, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (!facts.is_encrypted) {
        status = copy_bytes(from, to, path, problem);
    } else if ((status = backup_head_open(head, secret, key, problem)) == STATUS_OK) {
        status = backup_read_chunks(from, head, key, take_into_file, &to, NULL, path, problem);
        sodium_memzero(key, sizeof key);
    }
    if (status == STATUS_OK && fsync(to) != 0) {
        int error = errno;
        status = target_failed(problem);
        problem_place(problem, "detail", strerror(error));
    }
    return status;
}

enum status backup_unpack(const char *path, const struct backup_secret *secret, const char *target,
                          struct problem *problem) {
    int from = open_file(path);
    if (from < 0) {
        return unreadable(path, problem);
    }
    enum status status =
        sodium_init() < 0 ? store_no_memory(problem) : file_make(target, 0600, problem);
    if (status == STATUS_OK) {
        int to = open(target, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
        status = to < 0 ? unreadable(target, problem) : unpack(from, to, path, secret, problem);
        if (to >= 0 && close(to) != 0 && status == STATUS_OK) {
            status = target_failed(problem);
        }
        if (status != STATUS_OK) {
            unlink(target);
        }
    }
    close(from);
    return status;
}
