/* Signatures of feedback: written with the record in its own save, and for older databases piece by piece. Nothing of what
 * is sealed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/alike.h"
#include "work/save.h"

#define MARK_KEY                                                                                   \
    "signatures" /* the setting: "VERSION ID": what has an id of ID or above is signed by that version */

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

static enum status keep(struct store *store, int64_t id, const char *day, const char *title,
                        const char *body, struct problem *problem) {
    unsigned char bytes[SIGNATURE_BYTES];
    struct bigrams bigrams = {0};
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s\n%s", title, body);
    bool is_read = !text.failed && bigrams_read(buffer_text(&text), &bigrams);
    buffer_release(&text);
    if (!is_read) {
        return no_memory(problem);
    }
    similar_sign(&bigrams, bytes);
    enum status status =
        store_set_signature(store, id, day, bigrams.count > 0 ? bytes : NULL, problem);
    bigrams_release(&bigrams);
    return status;
}

static bool is_signed(const struct fields *record) {
    return fields_integer(record, "sealed", 0) == 0 &&
           strcmp(fields_text(record, "state"), "void") != 0;
}

static bool is_feedback(const struct fields *fields) {
    return strcmp(fields_text(fields, "record_kind"), "feedback") == 0;
}

enum status alike_sign_new(struct save *save, const struct record *record,
                           struct problem *problem) {
    const struct fields *fields = &record->fields;
    if (!is_feedback(fields) || !is_signed(fields)) {
        return STATUS_OK;
    }
    return keep(save->office->store, record->id, fields_text(fields, "received_on"),
                fields_text(fields, "title"), fields_text(fields, "body"), problem);
}

static const char *text_after(const struct record *before, const struct fields *changes,
                              const char *name) {
    const char *text = fields_get(changes, name);
    return text != NULL ? text : fields_text(&before->fields, name);
}

static bool is_read_anew(const struct fields *changes) {
    return fields_get(changes, "title") != NULL || fields_get(changes, "body") != NULL ||
           fields_get(changes, "received_on") != NULL;
}

enum status alike_sign_change(struct save *save, const struct record *before,
                              const struct fields *changes, struct problem *problem) {
    static const char *const names[] = {"title", "body", "received_on", "sealed", "state"};
    struct fields after = FIELDS_INIT;
    bool is_touched = false;
    if (!is_feedback(&before->fields)) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        is_touched = is_touched || fields_get(changes, names[i]) != NULL;
        fields_set(&after, names[i], text_after(before, changes, names[i]));
    }
    enum status status = STATUS_OK;
    if (after.failed) {
        status = no_memory(problem);
    } else if (is_touched && !is_signed(&after)) {
        status = store_set_signature(save->office->store, before->id, "", NULL, problem);
    } else if (is_touched && (!is_signed(&before->fields) || is_read_anew(changes))) {
        status = keep(save->office->store, before->id, fields_text(&after, "received_on"),
                      fields_text(&after, "title"), fields_text(&after, "body"), problem);
    }
    fields_release(&after);
    return status;
}

/* ---- older databases ------------------------------------------------------------------------------ */

static enum status take(void *context, const struct signed_text *text) {
    struct store *store = context;
    return keep(store, text->record, text->day, text->title, text->body, NULL);
}

static int64_t read_mark(struct office *office) {
    char text[48];
    uint32_t version = 0;
    int64_t below = 0;
    office_setting(office, MARK_KEY, "", text, sizeof text);
    bool is_ours =
        sscanf(text, "%" SCNu32 " %" SCNd64, &version, &below) == 2 && version == similar_version();
    return is_ours ? below : INT64_MAX;
}

static enum status sign_below(struct office *office, int64_t below, size_t most, bool *more,
                              struct problem *problem) {
    char mark[48];
    enum status status =
        store_texts_to_sign(office->store, most, &below, take, office->store, problem);
    *more = below > 0;
    snprintf(mark, sizeof mark, "%" PRIu32 " %" PRId64, similar_version(), below);
    return status == STATUS_OK ? store_set_setting(office->store, MARK_KEY, mark, problem) : status;
}

enum status alike_sign_older(struct office *office, struct save *save, size_t most, bool *more,
                             struct problem *problem) {
    struct save own;
    int64_t below = read_mark(office);
    *more = false;
    if (below <= 0 || store_is_read_only(office->store)) {
        return STATUS_OK;
    }
    if (save != NULL) {
        return sign_below(office, below, most, more, problem);
    }
    enum status status = save_begin(office, &own, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = sign_below(office, below, most, more, problem);
    if (status != STATUS_OK) {
        save_abandon(&own);
        *more = false;
        return status;
    }
    return save_commit(&own, problem);
}
