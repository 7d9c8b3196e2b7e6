/* The iconv that is used: the C library's, or GNU libiconv where that one fails a known sample (musl reads
 * GB18030 and writes none). Loads a library only then. Keeps nothing between two openings. */
#include "base/encoding_library.h"

#include <dlfcn.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buffer.h"

enum { CHUNK_BYTES = 16384 };

/* ---- the two libraries --------------------------------------------------------------------------- */

static size_t convert_by_libc(void *handle, char **in, size_t *in_left, char **out,
                              size_t *out_left) {
    return iconv(handle, in, in_left, out, out_left);
}

static int close_by_libc(void *handle) {
    return iconv_close(handle);
}

static bool open_libc(struct conversion *out, const char *to, const char *from) {
    iconv_t handle = iconv_open(to, from);
    if (handle == (iconv_t)-1) {
        return false;
    }
    *out = (struct conversion){handle, convert_by_libc, close_by_libc, NULL};
    return true;
}

/* ISO C has no cast from void * to a function; POSIX gives both the same bytes. */
static bool find_function(void *library, const char *name, void *function) {
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

static bool open_libiconv(struct conversion *out, const char *to, const char *from) {
    static const char *const names[] = {"libiconv.so.2", "libiconv.so", "libiconv.2.dylib"};
    void *library = NULL;
    void *(*open)(const char *, const char *) = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && library == NULL; i++) {
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (library == NULL) {
        return false;
    }
    *out = (struct conversion){.library = library};
    if (find_function(library, "libiconv_open", &open) &&
        find_function(library, "libiconv", &out->convert) &&
        find_function(library, "libiconv_close", &out->close)) {
        out->handle = open(to, from);
        if (out->handle != (void *)-1) {
            return true;
        }
    }
    dlclose(library);
    return false;
}

void conversion_close(struct conversion *conversion) {
    if (conversion->close != NULL) {
        conversion->close(conversion->handle);
    }
    if (conversion->library != NULL) {
        dlclose(conversion->library);
    }
    *conversion = (struct conversion){0};
}

/* ---- converting ---------------------------------------------------------------------------------- */

enum conversion_end conversion_run(struct conversion *conversion, struct bytes *in,
                                   struct buffer *out) {
    char chunk[CHUNK_BYTES];
    for (;;) {
        char *from;
        memcpy(&from, &in->at, sizeof from); /* iconv reads only, though its type says otherwise */
        char *to = chunk;
        size_t room = sizeof chunk;
        errno = 0;
        size_t result = conversion->convert(conversion->handle, &from, &in->left, &to, &room);
        int error = errno;
        in->at = from;
        buffer_append_bytes(out, chunk, sizeof chunk - room);
        if (out->failed) {
            return CONVERSION_NO_MEMORY;
        }
        if (result != (size_t)-1) {
            return CONVERSION_DONE;
        }
        if (error != E2BIG) {
            return error == EINVAL ? CONVERSION_CUT : CONVERSION_STUCK;
        }
    }
}

void conversion_flush(struct conversion *conversion, struct buffer *out) {
    char held[16];
    char *to = held;
    size_t room = sizeof held;
    conversion->convert(conversion->handle, NULL, NULL, &to, &room);
    buffer_append_bytes(out, held, sizeof held - room);
}

/* ---- the self-test ------------------------------------------------------------------------------- */

struct way {
    const char *name; /* to iconv */
    const char *bytes;
    const char *text; /* the same in UTF-8 */
};

/* What each encoding is called, and a sample that a half-made table fails. */
static const struct way ways[] = {
    [ENCODING_GB18030] = {"GB18030", "\xD6\xD0\xA1\xAA\xFE\x9F\x95\x34\xB2\x35", "中—䶮𠮷"},
    [ENCODING_GBK] = {"GBK", "\xD6\xD0\xA1\xAA\xE9\x46", "中—镕"},
    [ENCODING_GB2312] = {"GBK", "\xD6\xD0\xA1\xAA\xA1\xA4", "中—·"},
    [ENCODING_BIG5] = {"BIG5", "\xA4\xA4\xA4\xBD", "中公"},
    [ENCODING_BIG5_HKSCS] = {"BIG5-HKSCS", "\xA4\xA4\x9D\xF6", "中喺"},
    [ENCODING_UTF_16LE] = {"UTF-16LE", "\x2D\x4E\x42\xD8\xB7\xDF", "中𠮷"},
    [ENCODING_UTF_16BE] = {"UTF-16BE", "\x4E\x2D\xD8\x42\xDF\xB7", "中𠮷"},
};

static bool converts(struct conversion *conversion, const char *from, const char *to) {
    struct buffer out = BUFFER_INIT;
    struct bytes in = {from, strlen(from)};
    bool is_well = conversion_run(conversion, &in, &out) == CONVERSION_DONE;
    conversion_flush(conversion, &out);
    is_well = is_well && strcmp(buffer_text(&out), to) == 0;
    buffer_release(&out);
    return is_well;
}

static bool open_tested(struct conversion *out, const struct way *way, bool is_reading) {
    static bool (*const libraries[])(struct conversion *, const char *,
                                     const char *) = {open_libc, open_libiconv};
    const char *utf8 = "UTF-8";
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        if (libraries[i](out, is_reading ? utf8 : way->name, is_reading ? way->name : utf8)) {
            if (converts(out, is_reading ? way->bytes : way->text,
                         is_reading ? way->text : way->bytes)) {
                return true;
            }
            conversion_close(out);
        }
    }
    *out = (struct conversion){0};
    return false;
}

static enum status refuse(enum encoding encoding, const char *message, struct problem *problem) {
    enum status status = problem_set(problem, STATUS_INVALID, NULL, message);
    problem_place(problem, "encoding", encoding_name(encoding));
    return status;
}

enum status conversion_open_reading(struct conversion *out, enum encoding from,
                                    struct problem *problem) {
    if (open_tested(out, &ways[from], true)) {
        return STATUS_OK;
    }
    return refuse(
        from,
        N_("这台机器读不了 {encoding} 编码：系统的 iconv 没有它，也没有 GNU libiconv；请装 "
           "libc-bin（或 glibc-gconv-extra、libiconv），或把文件另存为 UTF-8"),
        problem);
}

enum status conversion_open_writing(struct conversion *out, enum encoding to,
                                    struct problem *problem) {
    if (open_tested(out, &ways[to], false)) {
        return STATUS_OK;
    }
    return refuse(
        to,
        N_("这台机器写不了 {encoding} 编码：系统的 iconv 没有它，也没有 GNU libiconv；请装 "
           "libc-bin（或 glibc-gconv-extra、libiconv），或改用 UTF-8"),
        problem);
}

bool encoding_is_loaded(enum encoding encoding) {
    bool is_loaded = false;
    for (int i = 0; i < 2 && encoding != ENCODING_AUTO && encoding != ENCODING_UTF_8; i++) {
        struct conversion conversion = {0};
        open_tested(&conversion, &ways[encoding], i == 0);
        is_loaded = is_loaded || conversion.library != NULL;
        conversion_close(&conversion);
    }
    return is_loaded;
}

static enum status check(enum encoding encoding, bool is_reading, struct problem *problem) {
    struct conversion conversion = {0};
    if (encoding == ENCODING_AUTO || encoding == ENCODING_UTF_8) {
        return STATUS_OK;
    }
    enum status status = is_reading ? conversion_open_reading(&conversion, encoding, problem)
                                    : conversion_open_writing(&conversion, encoding, problem);
    conversion_close(&conversion);
    return status;
}

enum status encoding_check_readable(enum encoding encoding, struct problem *problem) {
    return check(encoding, true, problem);
}

enum status encoding_check_writable(enum encoding encoding, struct problem *problem) {
    return check(encoding, false, problem);
}
