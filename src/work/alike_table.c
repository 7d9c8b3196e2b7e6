/* What is like the rows of a file. Nearly all of it is found before the import holds the database: what is stored already.
 * Within its save rows are compared only with rows before them, in memory, and with what came in meanwhile. */
#include <stdlib.h>
#include <string.h>

#include "work/alike_search.h"

enum { TABLE_MOST = 150000 };

struct alike_ahead {
    struct alike_text text;
    unsigned char bytes[SIGNATURE_BYTES];
    size_t count;
    struct candidate *near; /* among what is stored */
};

/* A record stored since the table was loaded. */
struct since {
    int64_t id;
    const struct alike_ahead *row;
};

/* The heads stand together: most of the others are told by them alone. */
struct alike_table {
    size_t count, capacity;
    int64_t *ids;
    unsigned char (*heads)[SIGNATURE_HEAD];
    unsigned char (*bytes)[SIGNATURE_BYTES];
    int64_t newest;
    struct since *since;
    size_t since_count, since_capacity;
    struct alike_ahead **own; /* of other people */
    size_t own_count;
};

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* ---- what is stored ------------------------------------------------------------------------------- */

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
    table->newest = id > table->newest ? id : table->newest;
    if (table->count < TABLE_MOST && reserve(table)) {
        table->ids[table->count] = id;
        memcpy(table->heads[table->count], bytes, SIGNATURE_HEAD);
        memcpy(table->bytes[table->count], bytes, SIGNATURE_BYTES);
        table->count++;
    }
}

static void first_day(struct office *office, char from[DATE_BYTES]) {
    date_to_iso(office_today(office) - office_setting_integer(office, "alike_days", ALIKE_DAYS),
                from);
}

enum status alike_table_load(struct office *office, struct alike_table **out,
                             struct problem *problem) {
    char from[DATE_BYTES];
    size_t count = 0;
    struct signature_place place = {"", 0};
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        return no_memory(problem);
    }
    first_day(office, from);
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
    if (table == NULL) {
        return;
    }
    for (size_t i = 0; i < table->own_count; i++) {
        alike_ahead_free(table->own[i]);
    }
    free(table->own);
    free(table->since);
    free(table->ids);
    free(table->heads);
    free(table->bytes);
    free(table);
}

/* ---- a row ahead ---------------------------------------------------------------------------------- */

void alike_ahead_free(struct alike_ahead *ahead) {
    if (ahead != NULL) {
        alike_text_release(&ahead->text);
        free(ahead->near);
        free(ahead);
    }
}

/* Takes over what the search found, and its text. */
static struct alike_ahead *keep(struct alike_search *search) {
    struct alike_ahead *ahead = calloc(1, sizeof *ahead);
    if (ahead == NULL) {
        return NULL;
    }
    ahead->near = malloc((search->count + 1) * sizeof *ahead->near);
    if (ahead->near == NULL) {
        free(ahead);
        return NULL;
    }
    memcpy(ahead->near, search->candidates, search->count * sizeof *ahead->near);
    memcpy(ahead->bytes, search->bytes, sizeof ahead->bytes);
    ahead->count = search->count;
    ahead->text = search->text;
    search->text = (struct alike_text)ALIKE_TEXT_INIT;
    return ahead;
}

enum status alike_table_look(struct office *office, const struct alike_table *table,
                             const struct fields *values, struct alike_ahead **out,
                             struct problem *problem) {
    struct alike_search *search = NULL;
    *out = NULL;
    enum status status = alike_begin(office, values, 0, &search, problem);
    if (search == NULL) {
        return status;
    }
    for (size_t i = 0; i < table->count; i++) {
        if (similar_may_be_head(search->bytes, table->heads[i])) {
            alike_take_signature(search, table->ids[i], table->bytes[i]);
        }
    }
    alike_compare_next(search, CANDIDATES_MOST);
    *out = keep(search);
    alike_free(search);
    return *out == NULL ? no_memory(problem) : STATUS_OK;
}

/* ---- within the save ------------------------------------------------------------------------------ */

static bool reserve_since(struct alike_table *table) {
    if (table->since_count < table->since_capacity) {
        return true;
    }
    size_t capacity = table->since_capacity * 2 + 64;
    struct since *since = realloc(table->since, capacity * sizeof *since);
    if (since == NULL) {
        return false;
    }
    table->since = since;
    table->since_capacity = capacity;
    return true;
}

void alike_table_add(struct alike_table *table, int64_t id, const struct alike_ahead *ahead) {
    if (ahead != NULL && reserve_since(table)) {
        table->since[table->since_count++] = (struct since){id, ahead};
    }
}

static void take_late(void *context, int64_t id, const unsigned char *bytes) {
    struct alike_table *table = context;
    struct alike_ahead *late = calloc(1, sizeof *late);
    struct alike_ahead **own = realloc(table->own, (table->own_count + 1) * sizeof(*own));
    table->own = own != NULL ? own : table->own;
    if (late == NULL || own == NULL) {
        free(late);
        return;
    }
    memcpy(late->bytes, bytes, sizeof late->bytes);
    own[table->own_count++] = late;
    alike_table_add(table, id, late);
}

/* What can't be read is not hinted at: nothing else depends on it. */
enum status alike_table_catch_up(struct office *office, struct alike_table *table,
                                 struct problem *problem) {
    char from[DATE_BYTES];
    first_day(office, from);
    size_t known = table->since_count, first = table->own_count;
    enum status status =
        store_signatures_after(office->store, from, table->newest, take_late, table, problem);
    for (size_t i = known; i < table->since_count; i++) {
        struct alike_text *text = &table->own[first + i - known]->text;
        table->newest = table->since[i].id;
        if (!alike_record_read(office, table->since[i].id, text)) {
            alike_text_release(text);
            *text = (struct alike_text)ALIKE_TEXT_INIT;
        }
    }
    return status;
}

void alike_table_find(const struct alike_table *table, const struct alike_ahead *ahead,
                      struct alike *out) {
    struct alike_search search = {.count = 0};
    out->count = 0;
    if (ahead == NULL) {
        return;
    }
    search.count = ahead->count;
    memcpy(search.candidates, ahead->near, ahead->count * sizeof *ahead->near);
    for (size_t i = 0; i < table->since_count; i++) {
        const struct since *since = &table->since[i];
        if (similar_may_be_head(ahead->bytes, since->row->bytes) &&
            similar_may_be(ahead->bytes, since->row->bytes)) {
            alike_add_candidate(
                &search, &(struct candidate){.id = since->id,
                                             .equal = similar_equal(ahead->bytes, since->row->bytes,
                                                                    SIGNATURE_BYTES),
                                             .text = &since->row->text});
        }
    }
    for (size_t i = 0; i < search.count; i++) {
        struct candidate *candidate = &search.candidates[i];
        if (candidate->text != NULL) {
            candidate->is_alike =
                alike_compare(&ahead->text, candidate->text, candidate->id, &candidate->item);
        }
        if (candidate->is_alike) {
            alike_add_item(out, &candidate->item);
        }
    }
}
