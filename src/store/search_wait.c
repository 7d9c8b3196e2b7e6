/* What an import adds to the search index, gathered and written in one go: whatever may be undone alone, as an UPDATE of a
 * reference may, makes FTS5 write out at once what it was given, for each row a part of its own. Never past a commit. */
#include <stdlib.h>

#include "store/search_write.h"

enum { GATHERED_MOST = 4 << 20 /* bytes */ };

struct waiting_change {
    int64_t id;
    size_t before, after; /* where they stand in the texts */
};

struct search_waiting {
    struct buffer texts;
    struct waiting_change *items;
    size_t count, capacity;
};

static size_t keep_text(struct buffer *texts, const char *text) {
    size_t at = texts->length;
    buffer_append(texts, text);
    buffer_append_char(texts, '\0');
    return at;
}

static bool reserve(struct search_waiting *waiting) {
    if (waiting->count < waiting->capacity) {
        return true;
    }
    size_t capacity = waiting->capacity * 2 + 64;
    struct waiting_change *items = realloc(waiting->items, capacity * sizeof *items);
    if (items == NULL) {
        return false;
    }
    waiting->items = items;
    waiting->capacity = capacity;
    return true;
}

bool search_is_waiting(const struct store *store) {
    return store->search_waiting != NULL && store->search_waiting->count > 0;
}

enum status search_put_off(struct store *store, int64_t id, const char *before, const char *after,
                           struct problem *problem) {
    if (store->search_waiting == NULL) {
        store->search_waiting = calloc(1, sizeof *store->search_waiting);
    }
    struct search_waiting *waiting = store->search_waiting;
    if (waiting == NULL || !reserve(waiting)) {
        return store_no_memory(problem);
    }
    struct waiting_change change = {.id = id};
    change.before = keep_text(&waiting->texts, before);
    change.after = keep_text(&waiting->texts, after);
    if (waiting->texts.failed) {
        return store_no_memory(problem);
    }
    waiting->items[waiting->count++] = change;
    return waiting->texts.length < GATHERED_MOST ? STATUS_OK : search_write_waiting(store, problem);
}

enum status search_write_waiting(struct store *store, struct problem *problem) {
    struct search_waiting *waiting = store->search_waiting;
    enum status status = STATUS_OK;
    for (size_t i = 0; waiting != NULL && i < waiting->count && status == STATUS_OK; i++) {
        const struct waiting_change *change = &waiting->items[i];
        status = search_write_change(store, change->id, waiting->texts.data + change->before,
                                     waiting->texts.data + change->after, problem);
    }
    search_forget_waiting(store);
    return status;
}

void search_forget_waiting(struct store *store) {
    if (store->search_waiting != NULL) {
        buffer_release(&store->search_waiting->texts);
        free(store->search_waiting->items);
        free(store->search_waiting);
        store->search_waiting = NULL;
    }
}
