/* Keeps the rows text_wrap_whole finds. Knows nothing of cursors and windows. */
#include "form/text_rows.h"

#include <stdlib.h>

#include "base/text.h"

struct rows {
    struct text_line *lines;
    size_t count, capacity;
    bool failed;
};

static bool add_row(void *context, size_t start, size_t end) {
    struct rows *rows = context;
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 16 : rows->capacity * 2;
        struct text_line *lines = realloc(rows->lines, capacity * sizeof *lines);
        if (lines == NULL) {
            rows->failed = true;
            return false;
        }
        rows->lines = lines;
        rows->capacity = capacity;
    }
    rows->lines[rows->count++] = (struct text_line){start, end};
    return true;
}

bool text_rows_make(const char *text, int cols, struct text_line **lines, size_t *count) {
    struct rows rows = {NULL, 0, 0, false};
    text_wrap_whole(text, cols, add_row, &rows);
    if (rows.failed) {
        free(rows.lines);
        return false;
    }
    *lines = rows.lines;
    *count = rows.count;
    return true;
}
