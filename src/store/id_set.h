/* A set of record ids, for the length of a save. Private to src/store. */
#ifndef ZWGK_STORE_ID_SET_H
#define ZWGK_STORE_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct id_set {
    int64_t *places; /* 0: free; a power of two of them, never more than half used */
    size_t capacity, count;
};

/* `id` is positive. *is_new tells that it wasn't there. False when memory ran out. */
bool id_set_add(struct id_set *set, int64_t id, bool *is_new);
void id_set_clear(struct id_set *set);
void id_set_release(struct id_set *set);

#endif
