/* Gathers the names of reporters out of records, and of others out of what is told. Reads only; masks nothing itself. */
#include "report/known_names.h"

#include "base/buffer.h"
#include "work/mask.h"
#include "work/person_name.h"

#include <string.h>

struct gathering {
    struct office *office;
    struct buffer *out;
};

/* A clerk who is named in an answer stays named, though he may have reported something himself. */
static bool is_staff(struct office *office, const char *name) {
    struct visible all = {.sql = "1", .me = 0};
    int64_t id = 0;
    enum status status = store_find_title(office->store, &all, "person", name, &id, NULL);
    return status == STATUS_OK || status == STATUS_INVALID;
}

static void add_name(struct gathering *gathering, const char *name) {
    if (!mask_is_name(name) || is_staff(gathering->office, name))
        return;
    buffer_append_format(gathering->out, "%s\n", name);
}

/* One field may name several people. */
static bool add_names(void *context, const char *reporters) {
    struct gathering *gathering = context;
    struct buffer name = BUFFER_INIT;
    size_t at = 0;
    size_t length;
    while ((length = mask_next_name(reporters, &at)) > 0) {
        buffer_clear(&name);
        buffer_append_bytes(&name, reporters + at, length);
        add_name(gathering, buffer_text(&name));
        at += length;
    }
    bool is_whole = !name.failed && !gathering->out->failed;
    buffer_release(&name);
    return is_whole;
}

enum status known_names_append(struct office *office, const int64_t *ids, size_t count,
                               struct buffer *out, struct problem *problem) {
    struct gathering gathering = {office, out};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = store_linked_reporters(office->store, ids[i], add_names, &gathering, problem);
    return status;
}

void known_names_append_told(struct office *office, const char *text, struct buffer *out) {
    struct gathering gathering = {office, out};
    struct buffer name = BUFFER_INIT;
    size_t at = 0;
    size_t length;
    while ((length = person_name_next(text, &at)) > 0) {
        buffer_clear(&name);
        buffer_append_bytes(&name, text + at, length);
        add_name(&gathering, buffer_text(&name));
        at += length;
    }
    out->failed = out->failed || name.failed;
    buffer_release(&name);
}
