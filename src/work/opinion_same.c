/* Opinions that say much the same: by the bigrams of Han characters they share. The bigrams of one collection's texts are
 * kept between calls and renewed for what changed. Merges nothing by itself. */
#include <stdlib.h>
#include <string.h>

#include "work/opinion.h"
#include "work/visible.h"

enum { COMPARED_MOST = 5000, LOOKED_AT_MOST = 20000, PIECE = 500, NONE = -1 };

struct opinion_text {
    int64_t id, ver;
    struct bigrams bigrams; /* items NULL: not read yet */
    bool is_waiting;        /* was found by the last look */
};

struct opinion_texts {
    int64_t consultation;
    struct opinion_text *items; /* by id */
    size_t count, capacity;
};

/* ---- what is kept -------------------------------------------------------------------------------- */

static void empty(struct opinion_texts *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        bigrams_release(&texts->items[i].bigrams);
    }
    texts->count = 0;
}

void opinion_forget(struct office *office) {
    if (office->opinion_texts != NULL) {
        empty(office->opinion_texts);
        free(office->opinion_texts->items);
        free(office->opinion_texts);
        office->opinion_texts = NULL;
    }
}

struct looking {
    struct opinion_texts *texts;
    size_t known; /* of the texts before this look, by id */
};

static int compare_texts(const void *left, const void *right) {
    int64_t a = ((const struct opinion_text *)left)->id;
    int64_t b = ((const struct opinion_text *)right)->id;
    return (a > b) - (a < b);
}

static bool reserve(struct opinion_texts *texts) {
    if (texts->count < texts->capacity) {
        return true;
    }
    size_t capacity = texts->capacity * 2 + 256;
    struct opinion_text *grown = realloc(texts->items, capacity * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    texts->items = grown;
    texts->capacity = capacity;
    return true;
}

/* A text that is as it was stays; of one that is new or another the bigrams are read later. */
static bool take_waiting(void *context, int64_t id, int64_t ver) {
    struct looking *looking = context;
    struct opinion_texts *texts = looking->texts;
    const struct opinion_text wanted = {.id = id, .ver = ver};
    struct opinion_text *known = looking->known > 0 ? bsearch(&wanted, texts->items, looking->known,
                                                              sizeof wanted, compare_texts)
                                                    : NULL;
    if (known != NULL && known->ver == ver) {
        known->is_waiting = true;
        return true;
    }
    if (!reserve(texts)) {
        return false;
    }
    texts->items[texts->count++] = (struct opinion_text){.id = id, .ver = ver, .is_waiting = true};
    return true;
}

static void drop_the_others(struct opinion_texts *texts) {
    size_t kept = 0;
    for (size_t i = 0; i < texts->count; i++) {
        if (texts->items[i].is_waiting) {
            texts->items[kept++] = texts->items[i];
        } else {
            bigrams_release(&texts->items[i].bigrams);
        }
    }
    texts->count = kept;
    qsort(texts->items, texts->count, sizeof *texts->items, compare_texts);
}

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* At most so many; *missing: whether there are more. */
static enum status read_missing(struct office *office, struct opinion_texts *texts, size_t most,
                                bool *missing, struct problem *problem) {
    bool is_read = true;
    size_t count = 0;
    *missing = false;
    for (size_t i = 0; is_read && !*missing && i < texts->count; i++) {
        if (texts->items[i].bigrams.items != NULL) {
            continue;
        }
        if (count++ == most) {
            *missing = true;
            break;
        }
        char *body = store_opinion_body(office->store, texts->items[i].id);
        is_read = body != NULL && bigrams_read(body, &texts->items[i].bigrams);
        free(body);
    }
    if (!is_read) {
        empty(texts);
    }
    return is_read ? STATUS_OK : no_memory(problem);
}

/* Brings what is kept up to what is stored now, of texts not yet read at most so many. */
static enum status look_at(struct office *office, int64_t consultation, size_t most, bool *missing,
                           struct problem *problem) {
    if (office->opinion_texts == NULL) {
        office->opinion_texts = calloc(1, sizeof *office->opinion_texts);
    }
    struct opinion_texts *texts = office->opinion_texts;
    if (texts == NULL) {
        return no_memory(problem);
    }
    if (texts->consultation != consultation) {
        empty(texts);
        texts->consultation = consultation;
    }
    for (size_t i = 0; i < texts->count; i++) {
        texts->items[i].is_waiting = false;
    }
    struct looking looking = {texts, texts->count};
    enum status status =
        store_pending_opinions(office->store, &office->visible, consultation, COMPARED_MOST,
                               LOOKED_AT_MOST, take_waiting, &looking, problem);
    if (status != STATUS_OK) {
        empty(texts);
        return status;
    }
    drop_the_others(texts);
    return read_missing(office, texts, most, missing, problem);
}

static enum status look(struct office *office, int64_t consultation, struct problem *problem) {
    bool missing = false;
    return look_at(office, consultation, COMPARED_MOST, &missing, problem);
}

bool opinion_read_ahead(struct office *office, int64_t id) {
    struct record record = {0};
    bool missing = false;
    bool is_read = store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
                   look_at(office, fields_integer(&record.fields, "consultation", 0), PIECE,
                           &missing, NULL) == STATUS_OK;
    record_release(&record);
    return is_read && missing;
}

/* ---- like one ------------------------------------------------------------------------------------ */

static void add_like(struct opinion_likes *out, int64_t id, int likeness) {
    size_t last = out->count < OPINION_LIKE_MOST ? out->count : OPINION_LIKE_MOST;
    out->count++;
    size_t at = last;
    while (at > 0 && out->items[at - 1].likeness < likeness) {
        if (at < OPINION_LIKE_MOST) {
            out->items[at] = out->items[at - 1];
        }
        at--;
    }
    if (at < OPINION_LIKE_MOST) {
        out->items[at].id = id;
        out->items[at].likeness = likeness;
    }
}

static enum status compare_all(const struct opinion_texts *texts, const struct opinion_text *with,
                               struct opinion_likes *out) {
    for (size_t i = 0; i < texts->count; i++) {
        const struct opinion_text *text = &texts->items[i];
        int likeness = similar_likeness(&with->bigrams, &text->bigrams);
        if (text->id != with->id && likeness >= OPINION_NEAR) {
            add_like(out, text->id, likeness);
        }
    }
    out->count = out->count < OPINION_LIKE_MOST ? out->count : OPINION_LIKE_MOST;
    return STATUS_OK;
}

enum status opinion_like(struct office *office, int64_t id, struct opinion_likes *out,
                         struct problem *problem) {
    struct record record = {0};
    struct opinion_text with = {.id = id};
    out->count = 0;
    enum status status = store_read(office->store, &office->visible, id, &record, problem);
    if (status == STATUS_OK) {
        status = look(office, fields_integer(&record.fields, "consultation", 0), problem);
    }
    if (status == STATUS_OK) {
        status = bigrams_read(fields_text(&record.fields, "body"), &with.bigrams)
                     ? STATUS_OK
                     : no_memory(problem);
    }
    if (status == STATUS_OK) {
        status = compare_all(office->opinion_texts, &with, out);
    }
    bigrams_release(&with.bigrams);
    record_release(&record);
    return status;
}

/* ---- all of a collection ------------------------------------------------------------------------- */

/* Which texts have a bigram: all of them together, by bigram and then text. */
struct entry {
    uint64_t bigram;
    uint32_t text;
};

struct grouping {
    const struct opinion_texts *texts;
    struct entry *entries;
    size_t entry_count;
    uint32_t *shared;   /* by text: bigrams it shares with the present one */
    uint32_t *touched;  /* texts that share any */
    int32_t *leader_of; /* by text; NONE: in no group yet */
    uint32_t *size_of;  /* by leader */
};

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    if (a->bigram != b->bigram) {
        return a->bigram > b->bigram ? 1 : -1;
    }
    return (a->text > b->text) - (a->text < b->text);
}

static bool grouping_begin(struct grouping *grouping, const struct opinion_texts *texts) {
    size_t all = 0, count = texts->count + 1;
    for (size_t i = 0; i < texts->count; i++) {
        all += texts->items[i].bigrams.count;
    }
    *grouping = (struct grouping){
        .texts = texts,
        .entries = malloc((all + 1) * sizeof *grouping->entries),
        .shared = calloc(count, sizeof *grouping->shared),
        .touched = calloc(count, sizeof *grouping->touched),
        .leader_of = malloc(count * sizeof *grouping->leader_of),
        .size_of = calloc(count, sizeof *grouping->size_of),
    };
    if (grouping->entries == NULL || grouping->shared == NULL || grouping->touched == NULL ||
        grouping->leader_of == NULL || grouping->size_of == NULL) {
        return false;
    }
    for (size_t i = 0; i < texts->count; i++) {
        grouping->leader_of[i] = NONE;
        const struct bigrams *bigrams = &texts->items[i].bigrams;
        for (size_t j = 0; j < bigrams->count; j++) {
            grouping->entries[grouping->entry_count++] =
                (struct entry){bigrams->items[j], (uint32_t)i};
        }
    }
    qsort(grouping->entries, grouping->entry_count, sizeof *grouping->entries, compare_entries);
    return true;
}

static void grouping_end(struct grouping *grouping) {
    free(grouping->entries);
    free(grouping->shared);
    free(grouping->touched);
    free(grouping->leader_of);
    free(grouping->size_of);
}

static size_t first_entry(const struct grouping *grouping, uint64_t bigram) {
    size_t low = 0, high = grouping->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grouping->entries[middle].bigram < bigram) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Counts what every text without a group shares with this one; returns how many share any. */
static size_t count_for(struct grouping *grouping, size_t leader) {
    const struct bigrams *bigrams = &grouping->texts->items[leader].bigrams;
    size_t touched = 0;
    for (size_t i = 0; i < bigrams->count; i++) {
        for (size_t at = first_entry(grouping, bigrams->items[i]);
             at < grouping->entry_count && grouping->entries[at].bigram == bigrams->items[i];
             at++) {
            uint32_t other = grouping->entries[at].text;
            if (other <= leader || grouping->leader_of[other] != NONE) {
                continue;
            }
            if (grouping->shared[other]++ == 0) {
                grouping->touched[touched++] = other;
            }
        }
    }
    return touched;
}

static void gather(struct grouping *grouping, size_t leader) {
    const struct opinion_text *items = grouping->texts->items;
    size_t touched = count_for(grouping, leader);
    for (size_t i = 0; i < touched; i++) {
        uint32_t other = grouping->touched[i];
        int likeness = similar_of_counts(grouping->shared[other], items[leader].bigrams.count,
                                         items[other].bigrams.count);
        grouping->shared[other] = 0;
        if (likeness >= OPINION_SAME) {
            grouping->leader_of[other] = (int32_t)leader;
            grouping->leader_of[leader] = (int32_t)leader;
            grouping->size_of[leader]++;
        }
    }
}

struct found_group {
    uint32_t leader, size;
};

static int compare_groups(const void *left, const void *right) {
    const struct found_group *a = left, *b = right;
    if (a->size != b->size) {
        return a->size < b->size ? 1 : -1;
    }
    return (a->leader > b->leader) - (a->leader < b->leader);
}

/* Writes the groups out, the largest first; shared[leader] is where its next one goes. */
static enum status write_groups(struct grouping *grouping, struct opinion_groups *out,
                                struct problem *problem) {
    const struct opinion_texts *texts = grouping->texts;
    struct found_group *groups = calloc(texts->count + 1, sizeof *groups);
    out->ids = calloc(texts->count + 1, sizeof *out->ids);
    out->starts = calloc(texts->count + 2, sizeof *out->starts);
    if (groups == NULL || out->ids == NULL || out->starts == NULL) {
        free(groups);
        return no_memory(problem);
    }
    for (size_t i = 0; i < texts->count; i++) {
        if (grouping->size_of[i] > 0) {
            groups[out->count++] = (struct found_group){(uint32_t)i, grouping->size_of[i] + 1};
        }
    }
    qsort(groups, out->count, sizeof *groups, compare_groups);
    for (size_t i = 0; i < out->count; i++) {
        out->starts[i + 1] = out->starts[i] + groups[i].size;
        grouping->shared[groups[i].leader] = (uint32_t)out->starts[i];
    }
    for (size_t i = 0; i < texts->count; i++) {
        if (grouping->leader_of[i] != NONE) {
            out->ids[grouping->shared[grouping->leader_of[i]]++] = texts->items[i].id;
        }
    }
    free(groups);
    return STATUS_OK;
}

enum status opinion_group(struct office *office, int64_t consultation, struct opinion_groups *out,
                          struct problem *problem) {
    struct grouping grouping;
    opinion_groups_release(out);
    enum status status = look(office, consultation, problem);
    if (status != STATUS_OK) {
        return status;
    }
    const struct opinion_texts *texts = office->opinion_texts;
    status = grouping_begin(&grouping, texts) ? STATUS_OK : no_memory(problem);
    for (size_t i = 0; status == STATUS_OK && i < texts->count; i++) {
        if (grouping.leader_of[i] == NONE) {
            gather(&grouping, i);
        }
    }
    if (status == STATUS_OK) {
        status = write_groups(&grouping, out, problem);
    }
    grouping_end(&grouping);
    return status;
}

void opinion_groups_release(struct opinion_groups *groups) {
    free(groups->ids);
    free(groups->starts);
    *groups = (struct opinion_groups){0};
}
