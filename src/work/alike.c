/* Looks for feedback like the one being registered: signatures first, piece by piece, then the texts of the few that come
 * near. Links nothing, tells nothing of what the user may not see. */
#include "work/alike_search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/text.h"

/* ---- who said it ---------------------------------------------------------------------------------- */

/* Without blanks; a telephone as its digits, 86 before a mobile's dropped. */
static void append_contact(struct buffer *out, const char *text) {
    enum { TELEPHONE_LEAST = 7, MOBILE = 11 };
    struct buffer folded = BUFFER_INIT, digits = BUFFER_INIT, rest = BUFFER_INIT;
    fold_append(&folded, text, strlen(text));
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            buffer_append_char(&digits, *at);
        }
        if (*at != ' ') {
            buffer_append_char(&rest, *at);
        }
    }
    const char *number = buffer_text(&digits);
    bool has_country = digits.length == MOBILE + 2 && strncmp(number, "86", 2) == 0;
    buffer_append(out, digits.length >= TELEPHONE_LEAST ? number + (has_country ? 2 : 0)
                                                        : buffer_text(&rest));
    out->failed = out->failed || folded.failed || digits.failed || rest.failed;
    buffer_release(&folded);
    buffer_release(&digits);
    buffer_release(&rest);
}

/* Without blanks; 匿名 is nobody's name. */
static void append_reporter(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    fold_append(&folded, text, strlen(text));
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (*at != ' ') {
            buffer_append_char(out, *at);
        }
    }
    if (strcmp(buffer_text(out), "匿名") == 0) {
        buffer_clear(out);
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

static bool is_same(const struct buffer *left, const struct buffer *right) {
    return left->length > 0 && strcmp(buffer_text(left), buffer_text(right)) == 0;
}

/* ---- what is compared ----------------------------------------------------------------------------- */

static bool read_text(const struct fields *fields, struct bigrams *out) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s\n%s", fields_text(fields, "title"),
                         fields_text(fields, "body"));
    bool is_read = !text.failed && bigrams_read(buffer_text(&text), out);
    buffer_release(&text);
    return is_read;
}

bool alike_text_read(const struct fields *fields, struct alike_text *out) {
    append_contact(&out->contact, fields_text(fields, "contact"));
    append_reporter(&out->reporter, fields_text(fields, "reporter"));
    return read_text(fields, &out->bigrams) && !out->contact.failed && !out->reporter.failed;
}

void alike_text_release(struct alike_text *text) {
    bigrams_release(&text->bigrams);
    buffer_release(&text->contact);
    buffer_release(&text->reporter);
}

bool alike_compare(const struct alike_text *text, const struct alike_text *other, int64_t id,
                   struct alike_item *out) {
    *out = (struct alike_item){
        .id = id,
        .likeness = similar_likeness(&text->bigrams, &other->bigrams),
        .has_same_contact = is_same(&text->contact, &other->contact),
        .has_same_reporter = is_same(&text->reporter, &other->reporter),
    };
    return out->likeness >= SIMILAR_NEAR && other->bigrams.count >= BIGRAMS_LEAST;
}

bool alike_record_read(struct office *office, int64_t id, struct alike_text *out) {
    struct record record = {0};
    const struct fields *fields = &record.fields;
    bool is_read = store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
                   fields_integer(fields, "sealed", 0) == 0 &&
                   strcmp(fields_text(fields, "state"), "void") != 0 &&
                   alike_text_read(fields, out);
    record_release(&record);
    return is_read;
}

/* ---- in what order -------------------------------------------------------------------------------- */

bool alike_is_same(const struct alike_item *item) {
    return item->likeness >= SIMILAR_SAME || item->has_same_contact || item->has_same_reporter;
}

static bool comes_before(const struct alike_item *left, const struct alike_item *right) {
    if (alike_is_same(left) != alike_is_same(right)) {
        return alike_is_same(left);
    }
    if (left->has_same_contact != right->has_same_contact) {
        return left->has_same_contact;
    }
    if (left->has_same_reporter != right->has_same_reporter) {
        return left->has_same_reporter;
    }
    return left->likeness != right->likeness ? left->likeness > right->likeness
                                             : left->id > right->id;
}

void alike_add_item(struct alike *alike, const struct alike_item *item) {
    size_t at = alike->count < ALIKE_MOST ? alike->count++ : ALIKE_MOST;
    for (; at > 0 && comes_before(item, &alike->items[at - 1]); at--) {
        if (at < ALIKE_MOST) {
            alike->items[at] = alike->items[at - 1];
        }
    }
    if (at < ALIKE_MOST) {
        alike->items[at] = *item;
    }
}

/* ---- by signature --------------------------------------------------------------------------------- */

void alike_add_candidate(struct alike_search *search, const struct candidate *candidate) {
    size_t at = search->count < CANDIDATES_MOST ? search->count++ : CANDIDATES_MOST;
    for (; at > 0 && search->candidates[at - 1].equal < candidate->equal; at--) {
        if (at < CANDIDATES_MOST) {
            search->candidates[at] = search->candidates[at - 1];
        }
    }
    if (at < CANDIDATES_MOST) {
        search->candidates[at] = *candidate;
    }
}

void alike_take_signature(void *context, int64_t id, const unsigned char *bytes) {
    struct alike_search *search = context;
    if (id != search->id && similar_may_be(search->bytes, bytes)) {
        alike_add_candidate(
            search, &(struct candidate){
                        .id = id, .equal = similar_equal(search->bytes, bytes, SIGNATURE_BYTES)});
    }
}

/* ---- by the texts --------------------------------------------------------------------------------- */

void alike_compare_next(struct alike_search *search, size_t most) {
    for (; most > 0 && search->next < search->count; most--) {
        struct candidate *candidate = &search->candidates[search->next++];
        struct alike_text other = ALIKE_TEXT_INIT;
        candidate->is_alike = alike_record_read(search->office, candidate->id, &other) &&
                              alike_compare(&search->text, &other, candidate->id, &candidate->item);
        if (candidate->is_alike) {
            alike_add_item(&search->found, &candidate->item);
        }
        alike_text_release(&other);
    }
}

/* ---- the search ----------------------------------------------------------------------------------- */

static bool is_report(struct office *office, const char *kind) {
    return strcmp(kind, "report") == 0 ||
           strcmp(kind, office_code_label(office, "feedback_kind", "report")) == 0;
}

static enum status fill(struct alike_search *search, const struct fields *values,
                        struct problem *problem) {
    if (!alike_text_read(values, &search->text)) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    similar_sign(&search->text.bigrams, search->bytes);
    return STATUS_OK;
}

enum status alike_begin(struct office *office, const struct fields *values, int64_t id,
                        struct alike_search **out, struct problem *problem) {
    int days = office_setting_integer(office, "alike_days", ALIKE_DAYS);
    *out = NULL;
    if (days <= 0 || is_report(office, fields_text(values, "kind"))) {
        return STATUS_OK;
    }
    struct alike_search *search = calloc(1, sizeof *search);
    if (search == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    search->office = office;
    search->id = id;
    date_to_iso(office_today(office) - days, search->from);
    enum status status = fill(search, values, problem);
    if (status != STATUS_OK || search->text.bigrams.count < BIGRAMS_LEAST) {
        alike_free(search);
        return status;
    }
    *out = search;
    return STATUS_OK;
}

bool alike_step(struct alike_search *search) {
    size_t count = 0;
    if (search->are_all_seen) {
        alike_compare_next(search, TEXTS_A_STEP);
        return search->next < search->count;
    }
    /* What can't be read now is not hinted at: nothing else depends on it. */
    enum status status =
        store_signatures(search->office->store, search->from, SIGNATURES_A_STEP, &search->place,
                         alike_take_signature, search, &count, NULL);
    search->are_all_seen = status != STATUS_OK || count < SIGNATURES_A_STEP;
    return !search->are_all_seen || search->count > 0;
}

void alike_found(const struct alike_search *search, struct alike *out) {
    *out = search->found;
}

void alike_free(struct alike_search *search) {
    if (search != NULL) {
        alike_text_release(&search->text);
        free(search);
    }
}

enum status alike_find(struct office *office, const struct fields *values, int64_t id,
                       struct alike *out, struct problem *problem) {
    struct alike_search *search = NULL;
    out->count = 0;
    enum status status = alike_begin(office, values, id, &search, problem);
    while (search != NULL && alike_step(search)) {
    }
    if (search != NULL) {
        alike_found(search, out);
    }
    alike_free(search);
    return status;
}
