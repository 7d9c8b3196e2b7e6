/* The rows a source fills for a list. Owns their texts; knows no view. */
#include "base/text.h"
#include "ui/list_view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void row_release(struct list_row *row) {
    free(row->key);
    for (size_t i = 0; i < LIST_COLUMNS_MOST; i++)
        free(row->cells[i].text);
    memset(row, 0, sizeof *row);
}

void list_rows_release(struct list_rows *rows) {
    for (size_t i = 0; i < rows->count; i++)
        row_release(&rows->rows[i]);
    rows->count = 0;
}

void list_row_set(struct list_row *row, size_t column, const char *text, enum ink ink) {
    assert(column < LIST_COLUMNS_MOST);
    struct list_cell *cell = &row->cells[column];
    free(cell->text);
    cell->text = text && *text ? text_copy(text) : NULL;
    cell->ink = ink;
}

void list_row_mark(struct list_row *row, size_t column, size_t start, size_t length) {
    if (row->found_count < LIST_FOUND_MOST && length > 0)
        row->found[row->found_count++] = (struct list_found){column, start, length};
}
