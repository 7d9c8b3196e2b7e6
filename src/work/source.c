/* The encoding of a source of files, remembered. Reads no files. */
#include "work/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/save.h"

enum { NAME_CHARACTERS_MOST = 160 };

/* "feedback 热线年月.csv" */
static void append_source(struct buffer *out, const char *kind, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t left = strlen(name);
    buffer_append_format(out, "%s ", kind);
    for (int i = 0; left > 0 && i < NAME_CHARACTERS_MOST; i++) {
        char32_t character;
        size_t size = text_decode(name, left, &character);
        char32_t folded = text_fold_key(character);
        if (folded < '0' || folded > '9') {
            bool is_bad = size == 1 && character == 0xFFFD;
            buffer_append_bytes(out, is_bad ? "?" : name, size);
        }
        name += size;
        left -= size;
    }
}

enum encoding source_usual_encoding(const struct office *office, const char *kind,
                                    const char *path) {
    struct buffer source = BUFFER_INIT;
    enum encoding encoding = ENCODING_AUTO;
    append_source(&source, kind, path);
    char *name = store_source_encoding(office->store, buffer_text(&source));
    if (name == NULL || name[0] == '\0' || !encoding_from_name(name, &encoding)) {
        encoding = ENCODING_AUTO;
    }
    free(name);
    buffer_release(&source);
    return encoding;
}

static enum status remember(struct office *office, const char *source, enum encoding encoding,
                            struct problem *problem) {
    struct save save;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct audit_entry entry = {
        .at = save.now,
        .person = office->user,
        .account = office_os_account(office),
        .command = "source_encoding",
        .detail = source,
        .save_id = save.id,
    };
    status = store_set_source_encoding(office->store, source, encoding_name(encoding), problem);
    if (status == STATUS_OK) {
        status = store_add_audit(office->store, &entry, problem);
    }
    if (status == STATUS_OK) {
        return save_commit(&save, problem);
    }
    save_abandon(&save);
    return status;
}

enum status source_remember_encoding(struct office *office, const char *kind, const char *path,
                                     enum encoding encoding, struct problem *problem) {
    struct buffer source = BUFFER_INIT;
    enum status status = STATUS_OK;
    append_source(&source, kind, path);
    if (source_usual_encoding(office, kind, path) != encoding) {
        status = source.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                               : remember(office, buffer_text(&source), encoding, problem);
    }
    buffer_release(&source);
    return status;
}
