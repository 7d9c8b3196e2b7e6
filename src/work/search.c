/* The plan of a search. The wanted order is walked a little way, where what is common is found at once; what isn't is asked of
 * the index, and every candidate made sure of in its text. Without an index all is walked. In small steps, none of them
 * leaving anything open in the store. */
#include "work/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "work/disclosure_masked.h"
#include "work/mask.h"
#include "work/published.h"
#include "work/search_find.h"
#include "work/visible.h"

enum {
    WALK_LITTLE =
        128, /* rows after which a walk with few hits is given up, where any of several tokens is asked */
    WALK_FEW = 2 * SEARCH_STRETCH, /* the same where beginnings are */
    WALK_FEW_HITS = 5,
    WALK_MOST = 3000,    /* rows after which any is */
    REFUSED_MOST = 2000, /* candidates in vain, after which beginnings are asked for too */
    IDS_AT_A_TIME = 256, /* of whole tokens */
    IDS_MOST =
        65536, /* of beginnings, which are merged anew for each statement; of an order to be sorted */
    VERIFIED_AT_A_TIME = 32,
    SPAN_FIRST = 32768, /* records the index is asked about at a time, so that a key can end it */
    SPAN_MOST = 1 << 20,
};

enum phase { PHASE_WALK, PHASE_INDEX, PHASE_GATHER, PHASE_SORTED, PHASE_DONE };

struct search {
    struct office *office;
    struct visible visible;
    enum search_scope scope;
    enum search_order order;
    char kind[32]; /* "" any */
    struct search_words words;
    struct search_look look;

    bool has_index;                /* complete */
    enum search_strength strength; /* the best of the words */
    bool has_beginnings;           /* the expression asks for beginnings too */
    struct buffer expression;

    enum phase phase;
    bool walks_all;
    struct search_row after; /* the row walked last */
    bool has_after;
    int64_t looked;  /* rows walked */
    int64_t refused; /* candidates that were none */

    int64_t *ids; /* candidates, newest first */
    size_t id_count, id_at;
    int64_t below, span; /* the index is asked for [below - span, below) next */

    struct search_row *rows; /* candidates of PHASE_SORTED */
    size_t row_count, row_at;

    struct search_hit *hits;
    size_t hit_count, hit_capacity, wanted;
};

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* ---- hits ----------------------------------------------------------------------------------------------- */

static struct search_hit *add_hit(struct search *search) {
    if (search->hit_count == search->hit_capacity) {
        size_t capacity = search->hit_capacity + SEARCH_PAGE_HITS;
        struct search_hit *grown = realloc(search->hits, capacity * sizeof *grown);
        if (grown == NULL)
            return NULL;
        search->hits = grown;
        search->hit_capacity = capacity;
    }
    struct search_hit *hit = &search->hits[search->hit_count];
    memset(hit, 0, sizeof *hit);
    return hit;
}

static enum status take_hit(struct search *search, const struct search_row *row,
                            struct problem *problem) {
    struct search_hit *hit = add_hit(search);
    if (hit == NULL)
        return no_memory(problem);
    hit->id = row->id;
    hit->kind = row->kind;
    memcpy(hit->number, row->number, sizeof hit->number);
    memcpy(hit->state, row->state, sizeof hit->state);
    memcpy(hit->received_on, row->received_on, sizeof hit->received_on);
    hit->is_open = row->is_open;
    if (!search_look_fill(&search->look, hit)) {
        free(hit->title);
        free(hit->snippet);
        return no_memory(problem);
    }
    search->hit_count++;
    return STATUS_OK;
}

/* What everybody may read of it, masked as it is shown. */
static void look_at_published(struct search *search, const struct fields *fields,
                              struct fields *masked) {
    static const char *const columns[] = {"title",
                                          "number",
                                          "element_basis",
                                          "element_subject",
                                          "element_process",
                                          "element_discipline",
                                          "element_result",
                                          "lines",
                                          "access_note",
                                          "notice_result",
                                          "reply_path",
                                          "publisher",
                                          "body"};
    struct buffer scratch = BUFFER_INIT;
    bool goes_on = true;
    if (strcmp(fields_text(fields, "record_kind"), "disclosure") == 0) {
        disclosure_masked(search->office, fields, masked);
    } else {
        static const char *const outside[] = {"title", "body"};
        for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
            buffer_clear(&scratch);
            mask_append_text(&scratch, fields_text(fields, outside[i]), NULL);
            fields_set_buffer(masked, outside[i], &scratch);
        }
        fields_set(masked, "number", fields_text(fields, "number"));
        fields_set(masked, "publisher", fields_text(fields, "publisher"));
    }
    for (size_t i = 0; i < sizeof columns / sizeof *columns && goes_on; i++) {
        const char *text = search_text_shown(columns[i], fields_text(masked, columns[i]), &scratch);
        goes_on = text[0] == '\0' || search_look_take(&search->look, columns[i], i == 0, text, "");
    }
    buffer_release(&scratch);
}

static enum status look_in_published(struct search *search, const struct search_row *row,
                                     struct problem *problem) {
    struct record record = {0};
    struct fields masked = FIELDS_INIT;
    if (strcmp(row->kind, "disclosure") != 0 && strcmp(row->kind, "outside") != 0)
        return STATUS_OK;
    enum status status =
        store_read(search->office->store, &search->visible, row->id, &record, problem);
    if (status == STATUS_OK && published_to_everybody(search->office, &record.fields))
        look_at_published(search, &record.fields, &masked);
    if (status == STATUS_OK && masked.failed)
        status = no_memory(problem);
    fields_release(&masked);
    record_release(&record);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Looks through one record and takes it when every word stands in it. */
static enum status look_in(struct search *search, const struct search_row *row,
                           struct problem *problem) {
    search_look_begin(&search->look);
    enum status status = search->scope == SEARCH_PUBLISHED
                             ? look_in_published(search, row, problem)
                             : store_search_texts(search->office->store, &search->visible, row,
                                                  search_look_take, &search->look, problem);
    if (status == STATUS_OK && search->look.plain.failed)
        status = no_memory(problem);
    if (status != STATUS_OK)
        return status;
    if (search_look_has_all(&search->look))
        return take_hit(search, row, problem);
    search->refused++;
    return STATUS_OK;
}

/* ---- what the index is asked ------------------------------------------------------------------------ */

static enum status make_expression(struct search *search, bool with_beginnings,
                                   struct problem *problem) {
    buffer_clear(&search->expression);
    search->has_beginnings = with_beginnings;
    for (size_t i = 0; i < search->words.count; i++) {
        const struct search_term term = search_word_term(&search->words.items[i]);
        struct buffer part = BUFFER_INIT;
        search_append_term(&part, &term, with_beginnings);
        if (part.length > 0 && search->expression.length > 0)
            buffer_append(&search->expression, " AND ");
        buffer_append(&search->expression, buffer_text(&part));
        search->expression.failed = search->expression.failed || part.failed;
        buffer_release(&part);
    }
    return search->expression.failed ? no_memory(problem) : STATUS_OK;
}

static bool some_word_is(const struct search *search, enum search_strength strength) {
    for (size_t i = 0; i < search->words.count; i++) {
        const struct search_term term = search_word_term(&search->words.items[i]);
        if (search_term_strength(&term) == strength)
            return true;
    }
    return false;
}

/* From `below` down. */
static enum status begin_index(struct search *search, int64_t below, struct problem *problem) {
    bool needs_beginnings = search->strength < SEARCH_ANY_TOKENS;
    search->phase = search->order == SEARCH_NEWEST ? PHASE_INDEX : PHASE_GATHER;
    search->below = below;
    search->span = SPAN_FIRST;
    search->refused = 0;
    return make_expression(search, needs_beginnings, problem);
}

static enum status plan(struct search *search, struct problem *problem) {
    struct search_state state;
    enum status status = store_search_state(search->office->store, &state, problem);
    if (status != STATUS_OK)
        return status;
    search->has_index = state.is_complete;
    search->strength = SEARCH_NO_TOKEN;
    for (size_t i = 0; i < search->words.count; i++) {
        const struct search_term term = search_word_term(&search->words.items[i]);
        enum search_strength strength = search_term_strength(&term);
        search->strength = strength > search->strength ? strength : search->strength;
    }
    search->phase = PHASE_WALK;
    search->walks_all = !search->has_index || search->strength == SEARCH_NO_TOKEN;
    if (!search->walks_all && search->order == SEARCH_NEWEST &&
        search->strength == SEARCH_WHOLE_TOKENS)
        return begin_index(search, state.last + 1, problem);
    return STATUS_OK;
}

/* ---- the walk ----------------------------------------------------------------------------------------- */

static bool is_full(const struct search *search) {
    return search->hit_count >= search->wanted;
}

static bool walk_is_in_vain(const struct search *search) {
    int64_t few = search->strength == SEARCH_BEGINNINGS ? WALK_FEW : WALK_LITTLE;
    bool finds_few = search->looked >= few && search->hit_count < WALK_FEW_HITS;
    return !search->walks_all && (finds_few || search->looked >= WALK_MOST);
}

/* The walk jumps over stretches of ids that have nothing with one of the hanzi that stand alone in a word. */
static enum status pass_over(struct search *search, struct problem *problem) {
    enum status status = STATUS_OK;
    int64_t below = search->has_after ? search->after.id : INT64_MAX;
    for (size_t i = 0; i < search->words.count && status == STATUS_OK && below > 0; i++) {
        const char *text = search->words.items[i].text;
        int64_t last = below - 1;
        if (search_is_one_hanzi(text))
            status = store_search_stretch(search->office->store, text, below, &last, problem);
        below = last + 1;
    }
    if (status == STATUS_OK && below <= 1)
        search->phase = PHASE_DONE;
    else if (status == STATUS_OK && below != INT64_MAX) {
        search->after.id = below;
        search->has_after = true;
    }
    return status;
}

static enum status walk_on(struct search *search, struct problem *problem) {
    struct search_row rows[SEARCH_ROWS_MOST];
    size_t count = 0;
    enum status status = STATUS_OK;
    if (search->has_index && search->order == SEARCH_NEWEST)
        status = pass_over(search, problem);
    if (status != STATUS_OK || search->phase == PHASE_DONE)
        return status;
    status = store_search_walk(search->office->store, &search->visible, search->order,
                               search->kind[0] == '\0' ? NULL : search->kind,
                               search->has_after ? &search->after : NULL, rows, &count, problem);
    if (status == STATUS_OK && count == 0)
        search->phase = PHASE_DONE;
    for (size_t i = 0; i < count && status == STATUS_OK && !is_full(search); i++) {
        status = look_in(search, &rows[i], problem);
        if (status == STATUS_OK) {
            search->after = rows[i];
            search->has_after = true;
            search->looked++;
        }
    }
    if (status != STATUS_OK || search->phase == PHASE_DONE || is_full(search) ||
        !walk_is_in_vain(search))
        return status;
    return begin_index(search, search->order == SEARCH_NEWEST ? search->after.id : INT64_MAX,
                       problem);
}

/* ---- the index ---------------------------------------------------------------------------------------- */

static enum status make_ids(struct search *search, struct problem *problem) {
    if (search->ids == NULL)
        search->ids = calloc(IDS_MOST, sizeof *search->ids);
    return search->ids == NULL ? no_memory(problem) : STATUS_OK;
}

/* Where no more than `last` can be. */
static enum status lower_below(struct search *search, struct problem *problem) {
    struct search_state state;
    if (search->below != INT64_MAX)
        return STATUS_OK;
    enum status status = store_search_state(search->office->store, &state, problem);
    search->below = state.last + 1;
    return status;
}

/* The index is broken: what it was to be asked for is walked, from where the hits have got to. */
static enum status walk_instead(struct search *search) {
    if (search->phase == PHASE_INDEX && search->below != INT64_MAX) {
        search->after.id = search->below;
        search->has_after = true;
    }
    search->has_index = false;
    search->walks_all = true;
    search->phase = PHASE_WALK;
    search->id_count = search->id_at = 0;
    search->row_count = 0;
    return STATUS_OK;
}

/* The next candidates. A merge of beginnings costs the same however few are taken, so it takes many. */
static enum status fetch_ids(struct search *search, struct problem *problem) {
    size_t most =
        search->has_beginnings || search->phase == PHASE_GATHER ? IDS_MOST : IDS_AT_A_TIME;
    enum status status = make_ids(search, problem);
    if (status == STATUS_OK)
        status = lower_below(search, problem);
    if (status != STATUS_OK)
        return status;
    int64_t from =
        search->has_beginnings || search->below <= search->span ? 0 : search->below - search->span;
    size_t count = 0;
    struct problem why = {0};
    status = store_search_ids(search->office->store, buffer_text(&search->expression), from,
                              search->below, most, search->ids, &count, &why);
    if (status == STATUS_CORRUPT && store_search_is_broken(search->office->store))
        return walk_instead(search);
    if (status != STATUS_OK) {
        if (problem != NULL)
            *problem = why;
        return status;
    }
    search->id_count = count;
    search->id_at = 0;
    search->below = count == most ? search->ids[count - 1] : from;
    search->span = search->span < SPAN_MOST ? search->span * 2 : SPAN_MOST;
    return STATUS_OK;
}

static enum status look_at_id(struct search *search, int64_t id, struct problem *problem) {
    struct search_row row;
    bool is_found = false;
    enum status status = store_search_row(search->office->store, &search->visible, search->order,
                                          id, &row, &is_found, problem);
    bool is_wanted = is_found && (search->kind[0] == '\0' || strcmp(search->kind, row.kind) == 0);
    return status == STATUS_OK && is_wanted ? look_in(search, &row, problem) : status;
}

/* Candidates keep being none: what was left out of the question is asked too. */
static enum status ask_closer(struct search *search, struct problem *problem) {
    bool may_help = !search->has_beginnings && search->refused >= REFUSED_MOST &&
                    search->hit_count < WALK_FEW_HITS && some_word_is(search, SEARCH_BEGINNINGS);
    if (!may_help)
        return STATUS_OK;
    search->below =
        search->id_at < search->id_count ? search->ids[search->id_at] + 1 : search->below;
    search->id_count = search->id_at = 0;
    return make_expression(search, true, problem);
}

static enum status index_on(struct search *search, struct problem *problem) {
    enum status status = STATUS_OK;
    if (search->id_at == search->id_count) {
        if (search->below <= 1) {
            search->phase = PHASE_DONE;
            return STATUS_OK;
        }
        status = fetch_ids(search, problem);
    }
    for (int i = 0; i < VERIFIED_AT_A_TIME && search->id_at < search->id_count &&
                    status == STATUS_OK && !is_full(search);
         i++) {
        status = look_at_id(search, search->ids[search->id_at], problem);
        search->id_at += status == STATUS_OK ? 1 : 0;
    }
    return status == STATUS_OK ? ask_closer(search, problem) : status;
}

/* ---- another order ------------------------------------------------------------------------------------ */

static int compare_by_number(const void *one, const void *other) {
    return search_row_compare(SEARCH_NUMBER, one, other);
}

static int compare_by_due(const void *one, const void *other) {
    return search_row_compare(SEARCH_DUE, one, other);
}

/* All candidates of the index, each with what it is ordered by; those already walked over are left out. Too many: the
 * walk goes on after all. */
static enum status gather_on(struct search *search, struct problem *problem) {
    if (search->id_at == search->id_count && search->below > 1)
        return fetch_ids(search, problem);
    if (search->rows == NULL)
        search->rows = calloc(IDS_MOST, sizeof *search->rows);
    if (search->rows == NULL)
        return no_memory(problem);
    enum status status = STATUS_OK;
    for (int i = 0; i < IDS_AT_A_TIME && search->id_at < search->id_count && status == STATUS_OK;
         i++) {
        struct search_row *row = &search->rows[search->row_count];
        bool is_found = false;
        if (search->row_count == IDS_MOST) {
            search->walks_all = true;
            search->phase = PHASE_WALK;
            return STATUS_OK;
        }
        status = store_search_row(search->office->store, &search->visible, search->order,
                                  search->ids[search->id_at], row, &is_found, problem);
        bool is_wanted =
            is_found && (search->kind[0] == '\0' || strcmp(search->kind, row->kind) == 0) &&
            (!search->has_after || search_row_compare(search->order, row, &search->after) > 0);
        search->row_count += is_wanted ? 1 : 0;
        search->id_at += status == STATUS_OK ? 1 : 0;
    }
    if (status == STATUS_OK && search->id_at == search->id_count && search->below <= 1) {
        qsort(search->rows, search->row_count, sizeof *search->rows,
              search->order == SEARCH_NUMBER ? compare_by_number : compare_by_due);
        search->phase = PHASE_SORTED;
    }
    return status;
}

static enum status sorted_on(struct search *search, struct problem *problem) {
    enum status status = STATUS_OK;
    for (int i = 0; i < VERIFIED_AT_A_TIME && search->row_at < search->row_count &&
                    status == STATUS_OK && !is_full(search);
         i++) {
        status = look_in(search, &search->rows[search->row_at], problem);
        search->row_at += status == STATUS_OK ? 1 : 0;
    }
    if (search->row_at == search->row_count)
        search->phase = PHASE_DONE;
    return status;
}

/* ---- steps -------------------------------------------------------------------------------------------- */

static enum status go_on(struct search *search, struct problem *problem) {
    switch (search->phase) {
    case PHASE_WALK:
        return walk_on(search, problem);
    case PHASE_INDEX:
        return index_on(search, problem);
    case PHASE_GATHER:
        return gather_on(search, problem);
    case PHASE_SORTED:
        return sorted_on(search, problem);
    case PHASE_DONE:
        break;
    }
    return STATUS_OK;
}

enum status search_step(struct search *search, int budget_ms, struct problem *problem) {
    int64_t until = clock_monotonic_ms() + budget_ms;
    enum status status = STATUS_OK;
    office_begin_read(search->office);
    do
        status = go_on(search, problem);
    while (status == STATUS_OK && search->phase != PHASE_DONE && !is_full(search) &&
           clock_monotonic_ms() < until);
    office_end_read(search->office);
    return status;
}

enum status search_run(struct search *search, struct problem *problem) {
    enum { PIECE_MS = 50 };
    enum status status = STATUS_OK;
    while (status == STATUS_OK && search->phase != PHASE_DONE && !is_full(search))
        status = search_step(search, PIECE_MS, problem);
    return status;
}

enum status search_begin(struct office *office, const struct search_request *request,
                         struct search **out, struct problem *problem) {
    *out = NULL;
    struct search *search = calloc(1, sizeof *search);
    if (search == NULL)
        return no_memory(problem);
    bool sees_published = request->scope == SEARCH_PUBLISHED || office->roles == ROLE_ENQUIRY;
    search->office = office;
    search->scope = sees_published ? SEARCH_PUBLISHED : SEARCH_OFFICE;
    search->visible = sees_published ? visible_to_rules() : office->visible;
    search->order = request->order;
    search->look.words = &search->words;
    search->look.is_published = sees_published;
    search->wanted = SEARCH_PAGE_HITS;
    if (request->kind != NULL)
        strncpy(search->kind, request->kind, sizeof search->kind - 1);
    enum status status = search_words_parse(request->text, &search->words, problem);
    if (status == STATUS_OK)
        status = plan(search, problem);
    if (status != STATUS_OK) {
        search_free(search);
        return status;
    }
    *out = search;
    return STATUS_OK;
}

void search_free(struct search *search) {
    if (search == NULL)
        return;
    for (size_t i = 0; i < search->hit_count; i++) {
        free(search->hits[i].title);
        free(search->hits[i].snippet);
    }
    free(search->hits);
    free(search->ids);
    free(search->rows);
    buffer_release(&search->expression);
    search_look_release(&search->look);
    search_words_release(&search->words);
    free(search);
}

bool search_is_done(const struct search *search) {
    return search->phase == PHASE_DONE;
}

bool search_is_full(const struct search *search) {
    return is_full(search) && search->phase != PHASE_DONE;
}

void search_more(struct search *search) {
    search->wanted = search->hit_count + SEARCH_PAGE_HITS;
}

bool search_walks(const struct search *search) {
    return !search->has_index;
}

int64_t search_looked_at(const struct search *search) {
    return search->looked;
}

size_t search_count(const struct search *search) {
    return search->hit_count;
}

const struct search_hit *search_hit(const struct search *search, size_t index) {
    return &search->hits[index];
}
