/* One gettext catalogue (.mo), read whole and checked once. Not the C library's gettext: newer ones
 * translate nothing in C.UTF-8, often the only UTF-8 locale of an office machine. */
#ifndef ZWGK_BASE_CATALOGUE_H
#define ZWGK_BASE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue {
    char *bytes;
    size_t size;
    size_t count;
    size_t originals;    /* offsets of the tables */
    size_t translations;
};

/* False when the file is missing, no catalogue or damaged; then *catalogue is empty. */
bool catalogue_open(struct catalogue *catalogue, const char *path);
void catalogue_close(struct catalogue *catalogue);
/* NULL when there is no entry; context NULL for entries without. Lives as long as the catalogue. */
const char *catalogue_find(const struct catalogue *catalogue, const char *context,
                           const char *text);

#endif
