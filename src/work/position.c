/* Positions a list by what was typed. What is near is walked to; what isn't is asked of the search index, and each candidate
 * looked up among the list's own rows. Without an index all is walked. A title comes first; where none fits, what the search
 * finds elsewhere in a record: a name, a telephone, the text. */
#include "work/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "work/search.h"

enum {
    NEAR_ROWS = 500,        /* walked before the index is asked */
    CANDIDATES_MOST = 1000, /* more are common: the next is not far */
    HITS_MOST = 2000        /* of the search, looked up in the list */
};
static const char *const columns[] = {"number", "title"};
enum { NUMBER, TITLE, COLUMNS };

struct position {
    struct office *office;
    struct page_request request; /* with our columns */
    struct search_words words;
    bool fits_anywhere; /* the candidates were found by the search, not by their titles */
    struct page page;
    char *key; /* found */
    int64_t id;
};

static enum status not_found(struct problem *problem) {
    return problem_set(problem, STATUS_NOT_FOUND, "", N_("本表里没有找到"));
}

static bool title_fits(const struct position *position, const char *title) {
    struct buffer plain = BUFFER_INIT;
    bool fits = true;
    search_append_plain(&plain, title, strlen(title));
    for (size_t i = 0; i < position->words.count && fits; i++) {
        const struct search_word *word = &position->words.items[i];
        size_t start, end;
        fits = search_word_is_in(word, buffer_text(&plain)) ||
               search_word_find_pinyin(word, title, 0, &start, &end);
    }
    buffer_release(&plain);
    return fits;
}

static enum status take(struct position *position, size_t row, struct problem *problem) {
    free(position->key);
    position->key = text_copy(page_key(&position->page, row));
    position->id = position->page.ids[row];
    return position->key == NULL ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                                 : STATUS_OK;
}

static enum status read_page(struct position *position, const struct page_start *start, int limit,
                             struct problem *problem) {
    return store_page(position->office->store, &position->office->visible, &position->request,
                      start, limit, &position->page, problem);
}

/* ---- walking ------------------------------------------------------------------------------------------ */

/* Where a walk is: behind this row. */
struct walk {
    char *key;
    int64_t id;
    int64_t rows;
    bool has_ended;
};

/* Looks at up to `most` further rows (0: at all); NOT_FOUND when none of them fits. */
static enum status walk_on(struct position *position, struct walk *walk, int64_t most,
                           struct problem *problem) {
    while (!walk->has_ended && (most == 0 || walk->rows < most)) {
        const struct page_start start = {walk->key, walk->id, false, false};
        enum status status = read_page(position, &start, PAGE_ROWS_MOST, problem);
        if (status != STATUS_OK)
            return status;
        for (size_t row = 0; row < position->page.count; row++)
            if (title_fits(position, page_cell(&position->page, row, TITLE)))
                return take(position, row, problem);
        walk->has_ended = position->page.count < PAGE_ROWS_MOST;
        walk->rows += (int64_t)position->page.count;
        if (walk->has_ended)
            break;
        free(walk->key);
        walk->key = text_copy(page_key(&position->page, position->page.count - 1));
        walk->id = position->page.ids[position->page.count - 1];
        if (walk->key == NULL)
            return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return not_found(problem);
}

static enum status walk_from(struct position *position, const struct page_start *from, int64_t most,
                             struct problem *problem) {
    struct walk walk = {.key = from->key == NULL ? NULL : text_copy(from->key), .id = from->id};
    enum status status = walk_on(position, &walk, most, problem);
    free(walk.key);
    return status;
}

/* ---- asking the index ---------------------------------------------------------------------------------- */

/* Negative, 0 or positive as the row of the page comes before, at or behind a place in the list's order. */
static int compare(const struct position *position, const char *key, int64_t id,
                   const char *other_key, int64_t other_id) {
    int by_key = strcmp(position->request.order, "id") == 0 ? 0 : strcmp(key, other_key);
    int by_id = id < other_id ? -1 : id > other_id;
    int order = by_key != 0 ? by_key : by_id;
    return position->request.descending ? -order : order;
}

/* The candidate's row in the list, if it has one that fits: kept when it is the next behind `from`, or, while none is, the
 * list's first. */
static enum status try_candidate(struct position *position, const struct page_start *from,
                                 int64_t id, bool *is_behind, struct problem *problem) {
    char text[24];
    struct condition conditions[8];
    const struct page_request list = position->request;
    const struct page_start first = {NULL, 0, false, false};
    if (list.condition_count + 1 > sizeof conditions / sizeof *conditions)
        return not_found(problem);
    snprintf(text, sizeof text, "%lld", (long long)id);
    for (size_t i = 0; i < list.condition_count; i++)
        conditions[i] = list.conditions[i];
    conditions[list.condition_count] = (struct condition){"id", IS_EQUAL, text};
    position->request.conditions = conditions;
    position->request.condition_count++;
    enum status status = read_page(position, &first, 1, problem);
    position->request = list;
    if (status != STATUS_OK || position->page.count == 0 ||
        (!position->fits_anywhere && !title_fits(position, page_cell(&position->page, 0, TITLE))))
        return status;
    const char *key = page_key(&position->page, 0);
    bool comes_behind = from->key == NULL || compare(position, key, id, from->key, from->id) > 0;
    bool is_better =
        position->key == NULL || comes_behind > *is_behind ||
        (comes_behind == *is_behind && compare(position, key, id, position->key, position->id) < 0);
    *is_behind = *is_behind || comes_behind;
    return is_better ? take(position, 0, problem) : STATUS_OK;
}

static bool make_expression(const struct position *position, struct buffer *out) {
    for (size_t i = 0; i < position->words.count; i++) {
        const struct search_term term = search_word_term(&position->words.items[i]);
        struct buffer part = BUFFER_INIT;
        search_append_term(&part, &term, true);
        buffer_append(out, part.length > 0 && out->length > 0 ? " AND " : "");
        buffer_append(out, buffer_text(&part));
        out->failed = out->failed || part.failed;
        buffer_release(&part);
    }
    return out->length > 0 && !out->failed;
}

/* INVALID, without a problem, when the index can't tell. */
static enum status ask_index(struct position *position, const struct page_start *from,
                             struct problem *problem) {
    struct store *store = position->office->store;
    struct search_state state;
    struct buffer expression = BUFFER_INIT;
    int64_t *ids = NULL;
    size_t count = 0;
    bool is_behind = false;
    enum status status = store_search_state(store, &state, problem);
    bool may_ask = status == STATUS_OK && state.is_complete &&
                   make_expression(position, &expression) &&
                   (ids = calloc(CANDIDATES_MOST, sizeof *ids)) != NULL;
    if (may_ask)
        status = store_search_ids(store, buffer_text(&expression), 0, INT64_MAX, CANDIDATES_MOST,
                                  ids, &count, problem);
    may_ask = may_ask && count < CANDIDATES_MOST;
    for (size_t i = 0; i < count && may_ask && status == STATUS_OK; i++)
        status = try_candidate(position, from, ids[i], &is_behind, problem);
    free(ids);
    buffer_release(&expression);
    if (status == STATUS_OK && may_ask && position->key == NULL)
        status = not_found(problem);
    return status == STATUS_OK && !may_ask ? STATUS_INVALID : status;
}

/* ---- finding -------------------------------------------------------------------------------------------- */

static enum status find_title(struct position *position, const struct page_start *from,
                              struct problem *problem) {
    const struct page_start top = {NULL, 0, false, false};
    struct walk walk = {.key = from->key == NULL ? NULL : text_copy(from->key), .id = from->id};
    enum status status = walk_on(position, &walk, NEAR_ROWS, problem);
    bool has_seen_all = walk.has_ended && from->key == NULL;
    if (status == STATUS_NOT_FOUND && !has_seen_all)
        status = ask_index(position, from, problem);
    if (status == STATUS_INVALID) {
        status = walk_on(position, &walk, 0, problem);
        if (status == STATUS_NOT_FOUND)
            status = walk_from(position, &top, 0, problem);
    }
    free(walk.key);
    return status;
}

/* Looks up all hits there are so far, from the `seen`-th on. */
static enum status try_hits(struct position *position, const struct page_start *from, const struct search *search,
                            size_t *seen, bool *is_behind, struct problem *problem) {
    enum status status = STATUS_OK;
    for (; *seen < search_count(search) && status == STATUS_OK; ++*seen)
        status = try_candidate(position, from, search_hit(search, *seen)->id, is_behind, problem);
    return status;
}

/* NOT_FOUND also where there is no index: reading every text of the office is what screen 81 is for. */
static enum status find_text(struct position *position, const struct page_start *from, const char *typed,
                             struct problem *problem) {
    const struct search_request request = {.text = typed, .scope = SEARCH_OFFICE};
    struct search *search = NULL;
    struct search_state state;
    size_t seen = 0;
    bool is_behind = false;
    enum status status = store_search_state(position->office->store, &state, problem);
    if (status == STATUS_OK && !state.is_complete)
        return not_found(problem);
    if (status == STATUS_OK)
        status = search_begin(position->office, &request, &search, problem);
    bool goes_on = status == STATUS_OK;
    position->fits_anywhere = true;
    while (goes_on && status == STATUS_OK) {
        status = search_run(search, problem);
        if (status == STATUS_OK)
            status = try_hits(position, from, search, &seen, &is_behind, problem);
        goes_on = search_is_full(search) && seen < HITS_MOST;
        if (goes_on)
            search_more(search);
    }
    search_free(search);
    if (status == STATUS_INVALID || (status == STATUS_OK && position->key == NULL))
        return not_found(problem);
    return status;
}

/* A number, or part of one: has a digit, and nothing else than numbers have. In capitals, as numbers are. */
static bool is_number(const char *typed, char out[32]) {
    struct buffer folded = BUFFER_INIT;
    fold_append(&folded, typed, strlen(typed));
    const char *text = buffer_text(&folded);
    bool is_one = strpbrk(text, "0123456789") != NULL && folded.length < 32 &&
                  text[strspn(text, "0123456789-abcdefghijklmnopqrstuvwxyz")] == '\0';
    for (size_t i = 0; is_one && i <= folded.length; i++)
        out[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
    buffer_release(&folded);
    return is_one;
}

static enum status find_number(struct position *position, const struct page_start *from,
                               const char *number, struct problem *problem) {
    struct condition conditions[8];
    const struct page_request list = position->request;
    const struct page_start top = {NULL, 0, false, false};
    if (list.condition_count + 1 > sizeof conditions / sizeof *conditions)
        return not_found(problem);
    for (size_t i = 0; i < list.condition_count; i++)
        conditions[i] = list.conditions[i];
    conditions[list.condition_count] = (struct condition){"number", CONTAINS, number};
    position->request.conditions = conditions;
    position->request.condition_count++;
    enum status status = read_page(position, from, 1, problem);
    if (status == STATUS_OK && position->page.count == 0 && from->key != NULL)
        status = read_page(position, &top, 1, problem);
    position->request = list;
    if (status != STATUS_OK)
        return status;
    return position->page.count > 0 ? take(position, 0, problem) : not_found(problem);
}

enum status position_find(struct office *office, const struct page_request *request,
                          const struct page_start *from, const char *typed, char **found_key,
                          int64_t *found_id, struct problem *problem) {
    struct position position = {.office = office, .request = *request};
    char number[32];
    enum status status = search_words_parse(typed, &position.words, problem);
    if (status != STATUS_OK)
        return status;
    position.request.columns = columns;
    position.request.column_count = COLUMNS;
    status =
        is_number(typed, number) ? find_number(&position, from, number, problem) : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        status = find_title(&position, from, problem);
    if (status == STATUS_NOT_FOUND)
        status = find_text(&position, from, typed, problem);
    if (status == STATUS_OK) {
        *found_key = position.key;
        *found_id = position.id;
    } else {
        free(position.key);
    }
    search_words_release(&position.words);
    page_release(&position.page);
    return status;
}
