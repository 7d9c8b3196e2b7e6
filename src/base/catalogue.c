/* Reads .mo files as msgfmt writes them: little-endian, sorted by original. Trusts no offset before
 * it has been checked against the file's size. */
#include "base/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

enum { HEADER_BYTES = 28, ENTRY_BYTES = 8, CONTEXT_END = 4 };
static const size_t MAGIC = 0x950412DE;

static size_t number_at(const struct catalogue *catalogue, size_t offset) {
    const unsigned char *bytes = (const unsigned char *)catalogue->bytes + offset;
    return (size_t)bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 |
           (size_t)bytes[3] << 24;
}

static const char *string_at(const struct catalogue *catalogue, size_t table, size_t index) {
    return catalogue->bytes + number_at(catalogue, table + index * ENTRY_BYTES + 4);
}

/* True when the table and each of its NUL-terminated strings lie within the file. */
static bool table_is_sound(const struct catalogue *catalogue, size_t table) {
    size_t size = catalogue->size;
    if (table > size || catalogue->count > (size - table) / ENTRY_BYTES) {
        return false;
    }
    for (size_t i = 0; i < catalogue->count; i++) {
        size_t length = number_at(catalogue, table + i * ENTRY_BYTES);
        size_t offset = number_at(catalogue, table + i * ENTRY_BYTES + 4);
        if (offset >= size || length >= size - offset || catalogue->bytes[offset + length] != 0) {
            return false;
        }
    }
    return true;
}

static bool read_header(struct catalogue *catalogue) {
    if (catalogue->size < HEADER_BYTES || number_at(catalogue, 0) != MAGIC) {
        return false;
    }
    catalogue->count = number_at(catalogue, 8);
    catalogue->originals = number_at(catalogue, 12);
    catalogue->translations = number_at(catalogue, 16);
    return table_is_sound(catalogue, catalogue->originals) &&
           table_is_sound(catalogue, catalogue->translations);
}

static bool read_file(const char *path, struct buffer *out) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    char part[8192];
    size_t length;
    while ((length = fread(part, 1, sizeof part, file)) > 0) {
        buffer_append_bytes(out, part, length);
    }
    bool complete = !ferror(file) && !out->failed;
    fclose(file);
    return complete;
}

bool catalogue_open(struct catalogue *catalogue, const char *path) {
    struct buffer content = BUFFER_INIT;
    bool complete = read_file(path, &content);
    memset(catalogue, 0, sizeof *catalogue);
    catalogue->size = content.length;
    catalogue->bytes = buffer_take(&content);
    if (!complete || catalogue->bytes == NULL || !read_header(catalogue)) {
        catalogue_close(catalogue);
        return false;
    }
    return true;
}

void catalogue_close(struct catalogue *catalogue) {
    free(catalogue->bytes);
    memset(catalogue, 0, sizeof *catalogue);
}

/* Orders context, CONTEXT_END, text against an original as strcmp would the joined string. */
static int compare(const char *context, const char *text, const char *original) {
    if (context != NULL) {
        size_t length = strlen(context);
        int order = strncmp(context, original, length);
        if (order == 0) {
            order = CONTEXT_END - (unsigned char)original[length];
        }
        if (order != 0) {
            return order;
        }
        original += length + 1;
    }
    return strcmp(text, original);
}

const char *catalogue_find(const struct catalogue *catalogue, const char *context,
                           const char *text) {
    size_t low = 0;
    size_t high = catalogue->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(context, text, string_at(catalogue, catalogue->originals, middle));
        if (order == 0) {
            return string_at(catalogue, catalogue->translations, middle);
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}
