/* Named texts, in the order they were first set. Looked up by walking: a record has some dozens.
 * Knows nothing of records, types or labels. */
#include "base/fields.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fields_release(struct fields *fields) {
    for (size_t i = 0; i < fields->count; i++) {
        free(fields->items[i].name);
        free(fields->items[i].text);
    }
    free(fields->items);
    *fields = (struct fields)FIELDS_INIT;
}

static uint32_t hash_of(const char *name) {
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (const char *byte = name; *byte != '\0'; byte++) {
        hash = (hash ^ (unsigned char)*byte) * 16777619U;
    }
    return hash;
}

static struct field *find(const struct fields *fields, const char *name) {
    uint32_t hash = hash_of(name);
    for (size_t i = 0; i < fields->count; i++) {
        if (fields->items[i].hash == hash && strcmp(fields->items[i].name, name) == 0) {
            return &fields->items[i];
        }
    }
    return NULL;
}

const char *fields_get(const struct fields *fields, const char *name) {
    const struct field *field = find(fields, name);
    return field == NULL ? NULL : field->text;
}

const char *fields_text(const struct fields *fields, const char *name) {
    const char *text = fields_get(fields, name);
    return text == NULL ? "" : text;
}

int64_t fields_integer(const struct fields *fields, const char *name, int64_t fallback) {
    const char *text = fields_text(fields, name);
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    return end == text || *end != '\0' || errno != 0 ? fallback : (int64_t)value;
}

bool fields_has(const struct fields *fields, const char *name) {
    return fields_text(fields, name)[0] != '\0';
}

static void remove_field(struct fields *fields, const char *name) {
    struct field *field = find(fields, name);
    if (field == NULL) {
        return;
    }
    free(field->name);
    free(field->text);
    size_t after = fields->count - (size_t)(field - fields->items) - 1;
    memmove(field, field + 1, after * sizeof *field);
    fields->count--;
}

static char *copy_bytes(const char *bytes, size_t length) {
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, bytes, length);
        copy[length] = '\0';
    }
    return copy;
}

/* Adds a field without a text; NULL when memory ran out. */
static struct field *add_field(struct fields *fields, const char *name) {
    if (fields->count == fields->capacity) {
        size_t capacity = fields->capacity == 0 ? 16 : fields->capacity * 2;
        struct field *items = realloc(fields->items, capacity * sizeof *items);
        if (items == NULL) {
            return NULL;
        }
        fields->items = items;
        fields->capacity = capacity;
    }
    struct field *field = &fields->items[fields->count];
    field->name = copy_bytes(name, strlen(name));
    field->text = NULL;
    field->hash = hash_of(name);
    if (field->name == NULL) {
        return NULL;
    }
    fields->count++;
    return field;
}

void fields_set_bytes(struct fields *fields, const char *name, const char *text, size_t length) {
    /* Copied before anything is freed: `text` may be the field's own present text. */
    char *copy = copy_bytes(text, length);
    struct field *field = copy == NULL ? NULL : find(fields, name);
    if (copy != NULL && field == NULL) {
        field = add_field(fields, name);
    }
    if (field == NULL) {
        free(copy);
        fields->failed = true;
        return;
    }
    free(field->text);
    field->text = copy;
}

void fields_set(struct fields *fields, const char *name, const char *text) {
    if (text == NULL) {
        remove_field(fields, name);
    } else {
        fields_set_bytes(fields, name, text, strlen(text));
    }
}

void fields_set_buffer(struct fields *fields, const char *name, const struct buffer *text) {
    if (text->failed) {
        fields->failed = true;
    } else {
        fields_set_bytes(fields, name, buffer_text(text), text->length);
    }
}

void fields_set_integer(struct fields *fields, const char *name, int64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    fields_set(fields, name, text);
}

void fields_merge(struct fields *fields, const struct fields *from) {
    for (size_t i = 0; i < from->count; i++) {
        fields_set(fields, from->items[i].name, from->items[i].text);
    }
    if (from->failed) {
        fields->failed = true;
    }
}
