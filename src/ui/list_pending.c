/* Marks and options beside rows, by the rows' ids, so that they survive paging. Pure: it carries nothing
 * out and draws nothing. */
#include "ui/list_private.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 16 };

void list_pending_release(struct list_pending *pending) {
    free(pending->items);
    memset(pending, 0, sizeof *pending);
}

const struct list_mark *list_pending_find(const struct list_pending *pending, int64_t id) {
    for (size_t i = 0; i < pending->count; i++)
        if (pending->items[i].id == id)
            return &pending->items[i];
    return NULL;
}

static struct list_mark *find(struct list_pending *pending, int64_t id) {
    for (size_t i = 0; i < pending->count; i++)
        if (pending->items[i].id == id)
            return &pending->items[i];
    return NULL;
}

static bool grow(struct list_pending *pending) {
    if (pending->count < pending->capacity)
        return true;
    size_t capacity = pending->capacity ? pending->capacity * 2 : FIRST_CAPACITY;
    struct list_mark *items = realloc(pending->items, capacity * sizeof *items);
    if (!items)
        return false;
    pending->items = items;
    pending->capacity = capacity;
    return true;
}

/* A row whose position is not known comes after those that are there. */
static size_t place_for(const struct list_pending *pending, int64_t position) {
    size_t at = pending->count;
    if (position <= 0)
        return at;
    while (at > 0 && pending->items[at - 1].position > position)
        at--;
    return at;
}

static struct list_mark *find_or_add(struct list_pending *pending, int64_t id, int64_t position) {
    struct list_mark *there = find(pending, id);
    if (there)
        return there;
    if (!grow(pending))
        return NULL;
    size_t at = place_for(pending, position);
    struct list_mark *mark = &pending->items[at];
    memmove(mark + 1, mark, (pending->count - at) * sizeof *mark);
    *mark = (struct list_mark){.id = id, .position = position};
    pending->count++;
    return mark;
}

static void drop_empty(struct list_pending *pending) {
    size_t kept = 0;
    for (size_t i = 0; i < pending->count; i++)
        if (pending->items[i].digit || pending->items[i].is_marked)
            pending->items[kept++] = pending->items[i];
    pending->count = kept;
    if (pending->marked == 0)
        pending->marked_digit = 0;
}

bool list_pending_set(struct list_pending *pending, int64_t id, int64_t position, int digit) {
    struct list_mark *mark = digit ? find_or_add(pending, id, position) : find(pending, id);
    if (!mark)
        return digit == 0;
    mark->digit = digit;
    drop_empty(pending);
    return true;
}

bool list_pending_toggle(struct list_pending *pending, int64_t id, int64_t position) {
    struct list_mark *mark = find_or_add(pending, id, position);
    if (!mark)
        return false;
    mark->is_marked = !mark->is_marked;
    if (mark->is_marked)
        pending->marked++;
    else
        pending->marked--;
    drop_empty(pending);
    return true;
}

void list_pending_see(struct list_pending *pending, const struct list_rows *rows) {
    for (size_t i = 0; pending->count > 0 && i < rows->count; i++) {
        struct list_mark *mark = find(pending, rows->rows[i].id);
        if (mark)
            mark->ver = rows->rows[i].ver;
    }
}

void list_pending_set_marked(struct list_pending *pending, int digit) {
    pending->marked_digit = digit;
    for (size_t i = 0; digit && i < pending->count; i++)
        if (pending->items[i].is_marked)
            pending->items[i].digit = 0;
}

void list_pending_clear_marks(struct list_pending *pending) {
    for (size_t i = 0; i < pending->count; i++)
        pending->items[i].is_marked = false;
    pending->marked = 0;
    drop_empty(pending);
}

void list_pending_spread(struct list_pending *pending, int digit) {
    for (size_t i = 0; i < pending->count; i++)
        if (pending->items[i].is_marked)
            pending->items[i].digit = digit;
    list_pending_clear_marks(pending);
}

int list_pending_digit(const struct list_pending *pending, const struct list_mark *mark) {
    if (!mark)
        return 0;
    if (mark->digit)
        return mark->digit;
    return mark->is_marked ? pending->marked_digit : 0;
}

size_t list_pending_options(const struct list_pending *pending) {
    size_t count = 0;
    for (size_t i = 0; i < pending->count; i++)
        if (list_pending_digit(pending, &pending->items[i]))
            count++;
    return count;
}

const struct list_mark *list_pending_next(const struct list_pending *pending) {
    for (size_t i = 0; i < pending->count; i++)
        if (list_pending_digit(pending, &pending->items[i]))
            return &pending->items[i];
    return NULL;
}
