/* A text that grows, for dumps and captured output. Not for the program: it ends the test when memory
 * runs out. */
#include "harness/pty_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct growing *growing, size_t more) {
    if (growing->length + more + 1 <= growing->room)
        return;
    growing->room = (growing->length + more + 1) * 2;
    growing->text = realloc(growing->text, growing->room);
    if (growing->text == NULL)
        abort();
}

void growing_add(struct growing *growing, const char *bytes, size_t length) {
    make_room(growing, length);
    if (length > 0)
        memcpy(growing->text + growing->length, bytes, length);
    growing->length += length;
    growing->text[growing->length] = '\0';
}

void growing_format(struct growing *growing, const char *format, ...) {
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof line)
        abort();
    growing_add(growing, line, (size_t)length);
}

void growing_clear(struct growing *growing) {
    growing->length = 0;
    growing_add(growing, "", 0);
}

void growing_read_file(struct growing *growing, const char *path) {
    growing_add(growing, "", 0);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return;
    char bytes[4096];
    size_t length;
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        growing_add(growing, bytes, length);
    fclose(file);
}
