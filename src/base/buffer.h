/* A growing byte string. Running out of memory is remembered in `failed`, so that a chain of appends
 * is checked once, at its end. */
#ifndef ZWGK_BASE_BUFFER_H
#define ZWGK_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *data; /* NUL-terminated when length > 0 or after buffer_text */
    size_t length;
    size_t capacity;
    bool failed;
};

#define BUFFER_INIT {NULL, 0, 0, false}

void buffer_release(struct buffer *buffer); /* frees and makes it empty again */
void buffer_clear(struct buffer *buffer);   /* keeps the memory */
void buffer_append(struct buffer *buffer, const char *text); /* text NULL: nothing */
void buffer_append_bytes(struct buffer *buffer, const char *bytes, size_t length);
void buffer_append_char(struct buffer *buffer, char byte);
void buffer_append_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text so far, never NULL (a literal "" when empty); valid until the next change. */
const char *buffer_text(const struct buffer *buffer);
/* Hands the text over (the caller frees); NULL when memory ran out. The buffer is empty after. */
char *buffer_take(struct buffer *buffer);

#endif
