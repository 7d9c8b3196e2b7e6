/* Named texts: a record's columns, a form's values, a row of a file. Values are UTF-8 texts in the
 * stored form (ISO dates, integers in decimal, money in fen); absent and NULL are the same. */
#ifndef ZWGK_BASE_FIELDS_H
#define ZWGK_BASE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct field {
    char *name;
    char *text;
    uint32_t hash; /* of the name: a look-up compares these first */
};

struct fields {
    struct field *items;
    size_t count;
    size_t capacity;
    bool failed; /* memory ran out in a set */
};

#define FIELDS_INIT                                                                                \
    { NULL, 0, 0, false }

void fields_release(struct fields *fields);
const char *fields_get(const struct fields *fields, const char *name);  /* NULL when absent */
const char *fields_text(const struct fields *fields, const char *name); /* "" when absent */
int64_t fields_integer(const struct fields *fields, const char *name, int64_t fallback);
bool fields_has(const struct fields *fields, const char *name); /* present and not empty */
void fields_set(struct fields *fields, const char *name, const char *text); /* NULL removes */
void fields_set_bytes(struct fields *fields, const char *name, const char *text, size_t length);
/* `failed` too when memory ran out while the text was built. */
void fields_set_buffer(struct fields *fields, const char *name, const struct buffer *text);
void fields_set_integer(struct fields *fields, const char *name, int64_t value);
/* Sets in `fields` all that `from` holds. */
void fields_merge(struct fields *fields, const struct fields *from);

#endif
