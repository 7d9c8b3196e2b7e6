/* Rows that are no records, as a list: pages are cut out of all of them. Knows nothing of what they are. */
#include "screens/rows_list.h"

#include "base/language.h"
#include "base/text.h"
#include "work/search_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rows_list {
    struct desk *desk;
    struct rows_source source;
    struct rows rows;
};

struct rows_row *rows_add(struct rows *rows, const char *key) {
    struct rows_row *grown = realloc(rows->items, (rows->count + 1) * sizeof *rows->items);
    if (!grown) {
        rows->failed = true;
        return NULL;
    }
    rows->items = grown;
    struct rows_row *row = &grown[rows->count++];
    *row = (struct rows_row){.key = text_copy(key)};
    rows->failed = rows->failed || !row->key;
    return row;
}

void rows_set(struct rows *rows, size_t cell, const char *text) {
    if (rows->failed || rows->count == 0)
        return;
    rows->items[rows->count - 1].cells[cell] = text_copy(text);
}

static void rows_release(struct rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t cell = 0; cell < ROWS_CELLS_MOST; cell++)
            free(rows->items[i].cells[cell]);
        free(rows->items[i].key);
    }
    free(rows->items);
    *rows = (struct rows){0};
}

static enum status fill(struct rows_list *list, struct problem *problem) {
    rows_release(&list->rows);
    enum status status = list->source.fill(list->source.context, &list->rows, problem);
    if (status == STATUS_OK && list->rows.failed)
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    return status;
}

/* The same row has the same id wherever it moves to (FNV-1a of its key, positive). */
static int64_t id_of(const char *key) {
    uint64_t hash = 14695981039346656037U;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    return (int64_t)(hash >> 1 | 1U);
}

/* Where the row stands now; where it stood by its key when it is gone. */
static size_t place_of(const struct rows_list *list, const char *key, int64_t id) {
    for (size_t i = 0; i < list->rows.count; i++)
        if (id_of(list->rows.items[i].key) == id)
            return i;
    return key ? strtoul(key, NULL, 10) : 0;
}

static void give_row(const struct rows_list *list, size_t at, struct list_rows *out) {
    const struct rows_row *row = &list->rows.items[at];
    struct list_row *given = &out->rows[out->count++];
    char key[24];
    snprintf(key, sizeof key, "%06zu", at);
    given->id = id_of(row->key);
    given->key = text_copy(key);
    for (size_t cell = 0; cell < ROWS_CELLS_MOST; cell++)
        if (row->cells[cell])
            list_row_set(given, cell, row->cells[cell], row->is_dim ? INK_DIM : INK_PLAIN);
}

static enum status page(void *context, const char *key, int64_t id, bool backwards, bool inclusive,
                        int limit, struct list_rows *out, struct problem *problem) {
    struct rows_list *list = context;
    enum status status = fill(list, problem);
    if (status != STATUS_OK)
        return status;
    size_t count = list->rows.count, most = (size_t)limit, from, to;
    size_t at = place_of(list, key, id);
    if (!backwards) {
        from = key ? at + !inclusive : 0;
        from = from < count ? from : count;
        to = count - from > most ? from + most : count;
    } else {
        to = key ? at + inclusive : count;
        to = to < count ? to : count;
        from = to > most ? to - most : 0;
    }
    list_rows_release(out);
    for (size_t i = from; i < to; i++)
        give_row(list, i, out);
    return STATUS_OK;
}

static enum status count(void *context, const char *key, int64_t id, int64_t *total,
                         int64_t *position, struct problem *problem) {
    struct rows_list *list = context;
    (void)problem;
    *total = (int64_t)list->rows.count;
    if (key)
        *position = (int64_t)place_of(list, key, id) + 1;
    return STATUS_OK;
}

/* All the words in one cell or another, or read aloud. */
static bool row_contains(const struct rows_row *row, const struct search_words *words) {
    size_t found = 0;
    for (size_t i = 0; i < words->count; i++) {
        bool is_there = false;
        for (size_t cell = 0; cell < ROWS_CELLS_MOST && !is_there; cell++) {
            size_t start, end;
            is_there =
                row->cells[cell] &&
                (search_word_find(&words->items[i], row->cells[cell], 0, &start, &end) ||
                 search_word_find_pinyin(&words->items[i], row->cells[cell], 0, &start, &end));
        }
        found += is_there ? 1 : 0;
    }
    return found == words->count;
}

static enum status find(void *context, const char *typed, const char *key, int64_t id,
                        char **found_key, int64_t *found_id, struct problem *problem) {
    struct rows_list *list = context;
    struct search_words words;
    size_t start = key ? place_of(list, key, id) + 1 : 0, found = list->rows.count;
    char place[24];
    enum status status = search_words_parse(typed, &words, problem);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list->rows.count && found == list->rows.count; i++) {
        size_t at = (start + i) % list->rows.count;
        found = row_contains(&list->rows.items[at], &words) ? at : found;
    }
    search_words_release(&words);
    if (found == list->rows.count)
        return problem_set(problem, STATUS_NOT_FOUND, "", N_("本表里没有找到"));
    snprintf(place, sizeof place, "%06zu", found);
    *found_key = text_copy(place);
    *found_id = id_of(list->rows.items[found].key);
    return STATUS_OK;
}

static const char *key_of(const struct rows_list *list, int64_t id) {
    size_t at = place_of(list, NULL, id);
    return at < list->rows.count ? list->rows.items[at].key : "";
}

static void open_row(void *context, struct view *view, int64_t id) {
    struct rows_list *list = context;
    (void)view;
    if (list->source.open)
        list->source.open(list->source.context, key_of(list, id));
}

static bool carry_out(void *context, struct view *view, const char *command, const int64_t *ids,
                      size_t id_count) {
    struct rows_list *list = context;
    bool is_done = true;
    (void)view;
    for (size_t i = 0; i < id_count && is_done; i++)
        is_done = list->source.carry_out(list->source.context, command, key_of(list, ids[i]));
    return is_done;
}

static void create(void *context, struct view *view) {
    struct rows_list *list = context;
    (void)view;
    list->source.create(list->source.context);
}

static void list_free(void *context) {
    struct rows_list *list = context;
    rows_release(&list->rows);
    if (list->source.free)
        list->source.free(list->source.context);
    free(list);
}

bool rows_list_open(struct desk *desk, const struct rows_spec *spec) {
    struct rows_list *list = calloc(1, sizeof *list);
    if (!list) {
        if (spec->source->free)
            spec->source->free(spec->source->context);
        return false;
    }
    list->desk = desk;
    list->source = *spec->source;
    const struct list_source source = {
        .context = list,
        .page = page,
        .count = count,
        .find = find,
        .open = open_row,
        .carry_out = carry_out,
        .create = spec->source->create ? create : NULL,
        .free = list_free,
    };
    const struct list_spec list_spec = {
        .title = spec->title,
        .subtitle = spec->subtitle,
        .empty = spec->empty,
        .columns = spec->columns,
        .column_count = spec->column_count,
        .options = spec->options,
        .option_count = spec->option_count,
        .help_topic = spec->help_topic,
        .source = &source,
    };
    struct view *view = list_view_new(&list_spec);
    if (!view) {
        list_free(list);
        return false;
    }
    ui_push(desk->ui, view);
    return true;
}
