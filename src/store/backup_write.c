/* Writes a backup file under another name, reads it back as it lies on its medium, and only then gives it its name. What
 * fails leaves nothing behind that could be taken for a backup. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/backup_format.h"
#include "store/internal.h"
#include "store/store_copy.h"

struct writing {
    const struct backup_copy *copy;
    const char *path; /* as it will be called */
    const struct backup_stop *stop;
    unsigned char head[BACKUP_HEAD_BYTES];
    unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    bool is_encrypted;
    crypto_generichash_state written, read_back; /* of the database's bytes */
    struct problem *problem;
};

bool write_fully(int descriptor, const unsigned char *bytes, size_t count) {
    for (size_t done = 0; done < count;) {
        ssize_t put = write(descriptor, bytes + done, count - done);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            errno = put == 0 ? ENOSPC : errno;
            return false;
        }
        done += (size_t)put;
    }
    return true;
}

enum status backup_write_failed(int error, const char *path, struct problem *problem) {
    const char *message = N_("备份写不成 {path}（{detail}），没有留下半个文件；请检查磁盘");
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        message = N_("{path} 那里的空间不够，没有留下半个文件；请腾出空间或换一个盘");
    } else if (error == EROFS) {
        message = N_("{path} 所在的盘写保护了，请拨开 U 盘的写保护或换一个盘");
    } else if (error == EACCES || error == EPERM) {
        message = N_("没有权限写 {path}，请检查文件夹的权限或换一个文件夹");
    } else if (error == ENOENT || error == ENOTDIR || error == ENODEV || error == ENXIO) {
        message = N_("{path} 的文件夹不在了：U 盘拔掉了吗？请插好再做一次");
    } else if (error == EIO) {
        message = N_("写 {path} 时盘没有了或出错：U 盘拔掉了吗？请插好或换一个盘再做");
    }
    enum status status =
        problem_set(problem, error == EEXIST ? STATUS_INVALID : STATUS_IO, NULL,
                    error == EEXIST ? N_("{path} 已经有了，没有改动它；请过一分钟再做") : message);
    problem_place(problem, "path", path);
    problem_place(problem, "detail", strerror(error));
    return status;
}

/* ---- the head ------------------------------------------------------------------------------------ */

static void make_head(struct writing *writing, const struct backup_facts *facts,
                      const struct backup_keys *keys,
                      crypto_secretstream_xchacha20poly1305_state *stream) {
    unsigned char *head = writing->head;
    memset(head, 0, BACKUP_HEAD_BYTES);
    memcpy(head, BACKUP_MAGIC, 8);
    put_number(head + AT_VERSION, BACKUP_VERSION, 4);
    put_number(head + AT_HEAD_BYTES, BACKUP_HEAD_BYTES, 4);
    put_number(head + AT_TIME, (uint64_t)facts->at, 8);
    put_number(head + AT_SEQ, (uint64_t)facts->seq, 8);
    memcpy(head + AT_AUDIT, facts->head, BACKUP_HASH_BYTES);
    put_number(head + AT_BYTES, (uint64_t)backup_copy_bytes(writing->copy), 8);
    put_number(head + AT_CHUNK, BACKUP_CHUNK_BYTES, 4);
    put_number(head + AT_SCHEMA, (uint64_t)facts->schema, 4);
    memcpy(head + AT_OFFICE, facts->office, BACKUP_OFFICE_BYTES);
    if (keys->has_passphrase) {
        memcpy(head + AT_KEY, keys->key, BACKUP_KEY_BYTES);
        crypto_box_seal(head + AT_KEY_SEALED, writing->key, sizeof writing->key,
                        keys->key + KEY_PUBLIC);
    }
    if (keys->has_paper) {
        memcpy(head + AT_PAPER, keys->paper, BACKUP_PUBLIC_BYTES);
        crypto_box_seal(head + AT_PAPER_SEALED, writing->key, sizeof writing->key, keys->paper);
    }
    crypto_secretstream_xchacha20poly1305_init_push(stream, head + AT_STREAM, writing->key);
    backup_head_sum(head, head + AT_SUM);
}

/* ---- writing ------------------------------------------------------------------------------------- */

static enum status copy_unreadable(struct writing *writing) {
    return problem_set(writing->problem, STATUS_IO, NULL,
                       N_("备份用的临时文件读不回来，请检查磁盘"));
}

/* The chunk at `at`, encrypted when that is asked for. */
static enum status write_chunk(struct writing *writing, int descriptor,
                               crypto_secretstream_xchacha20poly1305_state *stream, int64_t at,
                               unsigned char *plain, unsigned char *box) {
    int64_t left = backup_copy_bytes(writing->copy) - at;
    size_t count = left < BACKUP_CHUNK_BYTES ? (size_t)left : BACKUP_CHUNK_BYTES;
    if (!backup_copy_read(writing->copy, at, plain, count)) {
        return copy_unreadable(writing);
    }
    crypto_generichash_update(&writing->written, plain, count);
    const unsigned char *bytes = plain;
    if (writing->is_encrypted) {
        crypto_secretstream_xchacha20poly1305_push(
            stream, box, NULL, plain, count, writing->head + AT_SUM, BACKUP_HASH_BYTES,
            left <= BACKUP_CHUNK_BYTES ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        bytes = box;
        count += crypto_secretstream_xchacha20poly1305_ABYTES;
    }
    return write_fully(descriptor, bytes, count)
               ? STATUS_OK
               : backup_write_failed(errno, writing->path, writing->problem);
}

static enum status write_chunks(struct writing *writing, int descriptor,
                                crypto_secretstream_xchacha20poly1305_state *stream) {
    unsigned char *plain = malloc(BACKUP_CHUNK_BYTES + BACKUP_BOX_BYTES);
    if (plain == NULL) {
        return store_no_memory(writing->problem);
    }
    enum status status = STATUS_OK;
    if (writing->is_encrypted && !write_fully(descriptor, writing->head, BACKUP_HEAD_BYTES)) {
        status = backup_write_failed(errno, writing->path, writing->problem);
    }
    for (int64_t at = 0; status == STATUS_OK && at < backup_copy_bytes(writing->copy);
         at += BACKUP_CHUNK_BYTES) {
        status = backup_should_stop(writing->stop) ? backup_stopped(writing->problem)
                                                   : write_chunk(writing, descriptor, stream, at,
                                                                 plain, plain + BACKUP_CHUNK_BYTES);
    }
    free(plain);
    return status;
}

/* Into the new file, and down to its medium; the cache forgets it, so that reading it back reads the medium. */
static enum status write_file(struct writing *writing, const char *part,
                              crypto_secretstream_xchacha20poly1305_state *stream) {
    int descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                          writing->is_encrypted ? 0640 : 0600);
    if (descriptor < 0) {
        return backup_write_failed(errno, writing->path, writing->problem);
    }
    enum status status = write_chunks(writing, descriptor, stream);
    if (status == STATUS_OK && fsync(descriptor) != 0) {
        status = backup_write_failed(errno, writing->path, writing->problem);
    }
    if (status == STATUS_OK) {
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    }
    if (close(descriptor) != 0 && status == STATUS_OK) {
        status = backup_write_failed(errno, writing->path, writing->problem);
    }
    return status;
}

/* ---- reading it back ----------------------------------------------------------------------------- */

static enum status differs(struct writing *writing) {
    problem_set(writing->problem, STATUS_IO, NULL,
                N_("写到 {path} 的备份读回来不一样，没有留下它；这个盘靠不住，请换一个"));
    problem_place(writing->problem, "path", writing->path);
    return STATUS_IO;
}

static bool take_hash(void *context, const unsigned char *bytes, size_t count) {
    crypto_generichash_update(context, bytes, count);
    return true;
}

static bool hash_plain(struct writing *writing, int descriptor) {
    unsigned char *bytes = malloc(BACKUP_CHUNK_BYTES);
    int64_t count = bytes == NULL ? -1 : 1;
    while (count > 0) {
        count = read_fully(descriptor, bytes, BACKUP_CHUNK_BYTES);
        if (count > 0) {
            crypto_generichash_update(&writing->read_back, bytes, (size_t)count);
        }
    }
    free(bytes);
    return count == 0;
}

static enum status read_back(struct writing *writing, int descriptor) {
    unsigned char head[BACKUP_HEAD_BYTES];
    unsigned char first[BACKUP_HASH_BYTES];
    unsigned char second[BACKUP_HASH_BYTES];
    bool is_read = true;
    if (writing->is_encrypted) {
        is_read = read_fully(descriptor, head, sizeof head) == (int64_t)sizeof head &&
                  memcmp(head, writing->head, sizeof head) == 0;
        enum status status = is_read ? backup_read_chunks(descriptor, head, writing->key, take_hash,
                                                          &writing->read_back, writing->stop,
                                                          writing->path, writing->problem)
                                     : STATUS_CORRUPT;
        if (status == STATUS_BUSY || status == STATUS_NO_MEMORY) {
            return status;
        }
        is_read = status == STATUS_OK;
    } else {
        is_read = hash_plain(writing, descriptor);
    }
    crypto_generichash_final(&writing->written, first, sizeof first);
    crypto_generichash_final(&writing->read_back, second, sizeof second);
    return is_read && memcmp(first, second, sizeof first) == 0 ? STATUS_OK : differs(writing);
}

static enum status check_file(struct writing *writing, const char *part, int64_t *bytes) {
    struct stat about;
    int descriptor = open(part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
        enum status status = backup_write_failed(errno, writing->path, writing->problem);
        if (descriptor >= 0) {
            close(descriptor);
        }
        return status;
    }
    *bytes = about.st_size;
    enum status status = read_back(writing, descriptor);
    close(descriptor);
    return status;
}

/* ---- all of it ----------------------------------------------------------------------------------- */

static enum status give_name(struct writing *writing, const char *part) {
    if (access(writing->path, F_OK) == 0) {
        return backup_write_failed(EEXIST, writing->path, writing->problem);
    }
    if (rename(part, writing->path) != 0) {
        return backup_write_failed(errno, writing->path, writing->problem);
    }
    if (!sync_folder_of(writing->path)) {
        enum status status = backup_write_failed(errno, writing->path, writing->problem);
        unlink(writing->path);
        return status;
    }
    return STATUS_OK;
}

static enum status write_part(struct writing *writing, const struct backup_facts *facts,
                              const struct backup_keys *keys, const char *part, int64_t *bytes) {
    crypto_secretstream_xchacha20poly1305_state stream;
    crypto_generichash_init(&writing->written, NULL, 0, BACKUP_HASH_BYTES);
    crypto_generichash_init(&writing->read_back, NULL, 0, BACKUP_HASH_BYTES);
    crypto_secretstream_xchacha20poly1305_keygen(writing->key);
    make_head(writing, facts, keys, &stream);
    enum status status = write_file(writing, part, &stream);
    sodium_memzero(&stream, sizeof stream);
    if (status == STATUS_OK) {
        status = check_file(writing, part, bytes);
    }
    sodium_memzero(writing->key, sizeof writing->key);
    return status == STATUS_OK ? give_name(writing, part) : status;
}

enum status backup_write(struct backup_copy *copy, const struct backup_facts *facts,
                         const struct backup_keys *keys, const char *path,
                         const struct backup_stop *stop, int64_t *bytes, struct problem *problem) {
    struct writing writing = {.copy = copy,
                              .path = path,
                              .stop = stop,
                              .is_encrypted = keys->has_passphrase || keys->has_paper,
                              .problem = problem};
    struct buffer part = BUFFER_INIT;
    *bytes = 0;
    buffer_append_format(&part, "%s.part", path);
    if (part.failed || sodium_init() < 0) {
        buffer_release(&part);
        return store_no_memory(problem);
    }
    unlink(buffer_text(&part));
    enum status status = write_part(&writing, facts, keys, buffer_text(&part), bytes);
    if (status != STATUS_OK) {
        unlink(buffer_text(&part));
    }
    buffer_release(&part);
    return status;
}
