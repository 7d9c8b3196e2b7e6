/* A set of record ids in one array, looked for from the place an id's bits give. Keeps no order and takes nothing out but
 * everything. */
#include "store/id_set.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 32, KEPT_CAPACITY = 4096 };

/* The id's own place, or the free one where it belongs. */
static size_t place_of(const struct id_set *set, int64_t id) {
    size_t at = (size_t)((uint64_t)id * 11400714819323198485ULL >> 32) & (set->capacity - 1);
    while (set->places[at] != 0 && set->places[at] != id) {
        at = (at + 1) & (set->capacity - 1);
    }
    return at;
}

static bool grow(struct id_set *set) {
    struct id_set grown = {NULL, set->capacity == 0 ? FIRST_CAPACITY : set->capacity * 2,
                           set->count};
    grown.places = calloc(grown.capacity, sizeof *grown.places);
    if (grown.places == NULL) {
        return false;
    }
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->places[i] != 0) {
            grown.places[place_of(&grown, set->places[i])] = set->places[i];
        }
    }
    free(set->places);
    *set = grown;
    return true;
}

bool id_set_add(struct id_set *set, int64_t id, bool *is_new) {
    *is_new = false;
    if (set->count * 2 >= set->capacity && !grow(set)) {
        return false;
    }
    size_t at = place_of(set, id);
    *is_new = set->places[at] != id;
    set->count += *is_new ? 1 : 0;
    set->places[at] = id;
    return true;
}

void id_set_clear(struct id_set *set) {
    if (set->capacity > KEPT_CAPACITY) {
        id_set_release(set);
    } else if (set->count > 0) {
        memset(set->places, 0, set->capacity * sizeof *set->places);
    }
    set->count = 0;
}

void id_set_release(struct id_set *set) {
    free(set->places);
    *set = (struct id_set){0};
}
