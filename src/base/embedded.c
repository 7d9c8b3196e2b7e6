/* Finds the files built into the binary. The table is generated; nothing here reads a disk. */
#include "base/embedded.h"

#include <string.h>

/* The first entry whose path is not below `path`; embedded_count when all are. */
static size_t lower_bound(const char *path) {
    size_t low = 0;
    size_t high = embedded_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(embedded_files[middle].path, path) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct embedded_file *embedded_find(const char *path) {
    size_t at = lower_bound(path);
    if (at == embedded_count || strcmp(embedded_files[at].path, path) != 0) {
        return NULL;
    }
    return &embedded_files[at];
}

const struct embedded_file *embedded_first(const char *prefix) {
    size_t at = lower_bound(prefix);
    if (at == embedded_count || strncmp(embedded_files[at].path, prefix, strlen(prefix)) != 0) {
        return NULL;
    }
    return &embedded_files[at];
}
