/* Looks for feedback like the one being registered: signatures first, piece by piece, then the texts of the few that come
 * near. Links nothing, tells nothing of what the user may not see. */
#include "work/alike.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/text.h"

enum {
    BIGRAMS_LEAST = 4,    /* fewer tell nothing: 路灯不亮 is said of many a lamp */
    CANDIDATES_MOST = 64, /* the nearest by signature */
    SIGNATURES_A_STEP = 2000,
    TEXTS_A_STEP = 8,
    TABLE_MOST = 150000,
};

struct candidate {
    int64_t id;
    int equal;
};

struct alike_search {
    struct office *office;
    int64_t id;
    struct bigrams bigrams;
    unsigned char bytes[SIGNATURE_BYTES];
    struct buffer contact, reporter; /* as same_person compares them */
    char from[DATE_BYTES];
    struct signature_place place;
    bool are_all_seen;
    struct candidate candidates[CANDIDATES_MOST];
    size_t count, next; /* next: whose text is read next */
    struct alike found;
};

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

static bool is_same(const struct buffer *wanted, const char *text,
                    void (*append)(struct buffer *out, const char *text)) {
    struct buffer other = BUFFER_INIT;
    if (wanted->length == 0) {
        return false;
    }
    append(&other, text);
    bool is_equal = !other.failed && strcmp(buffer_text(wanted), buffer_text(&other)) == 0;
    buffer_release(&other);
    return is_equal;
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

static void add_item(struct alike *alike, const struct alike_item *item) {
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

static void add_candidate(struct alike_search *search, int64_t id, int equal) {
    size_t at = search->count < CANDIDATES_MOST ? search->count++ : CANDIDATES_MOST;
    for (; at > 0 && search->candidates[at - 1].equal < equal; at--) {
        if (at < CANDIDATES_MOST) {
            search->candidates[at] = search->candidates[at - 1];
        }
    }
    if (at < CANDIDATES_MOST) {
        search->candidates[at] = (struct candidate){id, equal};
    }
}

static void take_signature(void *context, int64_t id, const unsigned char *bytes) {
    struct alike_search *search = context;
    if (id != search->id && similar_may_be(search->bytes, bytes)) {
        add_candidate(search, id, similar_equal(search->bytes, bytes, SIGNATURE_BYTES));
    }
}

/* ---- by the texts --------------------------------------------------------------------------------- */

static bool read_text(const struct fields *fields, struct bigrams *out) {
    struct buffer text = BUFFER_INIT;
    buffer_append_format(&text, "%s\n%s", fields_text(fields, "title"),
                         fields_text(fields, "body"));
    bool is_read = !text.failed && bigrams_read(buffer_text(&text), out);
    buffer_release(&text);
    return is_read;
}

static void compare_with(struct alike_search *search, int64_t id) {
    struct office *office = search->office;
    struct record record = {0};
    struct bigrams bigrams = {0};
    const struct fields *fields = &record.fields;
    if (store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
        fields_integer(fields, "sealed", 0) == 0 &&
        strcmp(fields_text(fields, "state"), "void") != 0 && read_text(fields, &bigrams)) {
        const struct alike_item item = {
            .id = id,
            .likeness = similar_likeness(&search->bigrams, &bigrams),
            .has_same_contact =
                is_same(&search->contact, fields_text(fields, "contact"), append_contact),
            .has_same_reporter =
                is_same(&search->reporter, fields_text(fields, "reporter"), append_reporter),
        };
        if (item.likeness >= SIMILAR_NEAR && bigrams.count >= BIGRAMS_LEAST) {
            add_item(&search->found, &item);
        }
    }
    bigrams_release(&bigrams);
    record_release(&record);
}

static void compare_next(struct alike_search *search, size_t most) {
    for (; most > 0 && search->next < search->count; most--) {
        compare_with(search, search->candidates[search->next++].id);
    }
}

/* ---- the search ----------------------------------------------------------------------------------- */

static bool is_report(struct office *office, const char *kind) {
    return strcmp(kind, "report") == 0 ||
           strcmp(kind, office_code_label(office, "feedback_kind", "report")) == 0;
}

static enum status fill(struct alike_search *search, const struct fields *values,
                        struct problem *problem) {
    append_contact(&search->contact, fields_text(values, "contact"));
    append_reporter(&search->reporter, fields_text(values, "reporter"));
    if (!read_text(values, &search->bigrams) || search->contact.failed || search->reporter.failed) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    similar_sign(&search->bigrams, search->bytes);
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
    if (status != STATUS_OK || search->bigrams.count < BIGRAMS_LEAST) {
        alike_free(search);
        return status;
    }
    *out = search;
    return STATUS_OK;
}

bool alike_step(struct alike_search *search) {
    size_t count = 0;
    if (search->are_all_seen) {
        compare_next(search, TEXTS_A_STEP);
        return search->next < search->count;
    }
    /* What can't be read now is not hinted at: nothing else depends on it. */
    enum status status = store_signatures(search->office->store, search->from, SIGNATURES_A_STEP,
                                          &search->place, take_signature, search, &count, NULL);
    search->are_all_seen = status != STATUS_OK || count < SIGNATURES_A_STEP;
    return !search->are_all_seen || search->count > 0;
}

void alike_found(const struct alike_search *search, struct alike *out) {
    *out = search->found;
}

void alike_free(struct alike_search *search) {
    if (search != NULL) {
        bigrams_release(&search->bigrams);
        buffer_release(&search->contact);
        buffer_release(&search->reporter);
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

/* ---- in memory ------------------------------------------------------------------------------------ */

/* The heads stand together: most of the others are told by them alone. */
struct alike_table {
    size_t count, capacity;
    int64_t *ids;
    unsigned char (*heads)[SIGNATURE_HEAD];
    unsigned char (*bytes)[SIGNATURE_BYTES];
};

static bool reserve(struct alike_table *table) {
    if (table->count < table->capacity) {
        return true;
    }
    size_t capacity = table->capacity * 2 + 1024;
    capacity = capacity < TABLE_MOST ? capacity : TABLE_MOST;
    int64_t *ids = realloc(table->ids, capacity * sizeof *ids);
    if (ids == NULL) {
        return false;
    }
    table->ids = ids;
    void *heads = realloc(table->heads, capacity * sizeof *table->heads);
    if (heads == NULL) {
        return false;
    }
    table->heads = heads;
    void *bytes = realloc(table->bytes, capacity * sizeof *table->bytes);
    if (bytes == NULL) {
        return false;
    }
    table->bytes = bytes;
    table->capacity = capacity;
    return true;
}

static void add_signature(void *context, int64_t id, const unsigned char *bytes) {
    struct alike_table *table = context;
    if (table->count < TABLE_MOST && reserve(table)) {
        table->ids[table->count] = id;
        memcpy(table->heads[table->count], bytes, SIGNATURE_HEAD);
        memcpy(table->bytes[table->count], bytes, SIGNATURE_BYTES);
        table->count++;
    }
}

enum status alike_table_load(struct office *office, struct alike_table **out,
                             struct problem *problem) {
    char from[DATE_BYTES];
    size_t count = 0;
    struct signature_place place = {"", 0};
    int days = office_setting_integer(office, "alike_days", ALIKE_DAYS);
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    date_to_iso(office_today(office) - days, from);
    enum status status = STATUS_OK;
    do {
        status = store_signatures(office->store, from, SIGNATURES_A_STEP, &place, add_signature,
                                  *out, &count, problem);
    } while (status == STATUS_OK && count == SIGNATURES_A_STEP && (*out)->count < TABLE_MOST);
    if (status != STATUS_OK) {
        alike_table_free(*out);
        *out = NULL;
    }
    return status;
}

void alike_table_free(struct alike_table *table) {
    if (table != NULL) {
        free(table->ids);
        free(table->heads);
        free(table->bytes);
        free(table);
    }
}

enum status alike_table_find(struct office *office, const struct alike_table *table,
                             const struct fields *values, struct alike *out,
                             struct problem *problem) {
    struct alike_search *search = NULL;
    out->count = 0;
    enum status status = alike_begin(office, values, 0, &search, problem);
    if (search == NULL) {
        return status;
    }
    for (size_t i = 0; i < table->count; i++) {
        if (similar_may_be_head(search->bytes, table->heads[i])) {
            take_signature(search, table->ids[i], table->bytes[i]);
        }
    }
    compare_next(search, CANDIDATES_MOST);
    alike_found(search, out);
    alike_free(search);
    return STATUS_OK;
}

void alike_table_add(struct alike_table *table, int64_t id, const struct fields *values) {
    unsigned char bytes[SIGNATURE_BYTES];
    struct bigrams bigrams = {0};
    if (read_text(values, &bigrams) && bigrams.count > 0) {
        similar_sign(&bigrams, bytes);
        add_signature(table, id, bytes);
    }
    bigrams_release(&bigrams);
}
