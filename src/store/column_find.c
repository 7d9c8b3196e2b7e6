/* Finds columns and kinds in the generated tables. Knows no SQL. */
#include "store/columns.h"

#include <string.h>

const struct column *column_first(const char *table) {
    const struct schema_table *each = schema_tables;
    while (each->name != NULL && strcmp(each->name, table) != 0) {
        each++;
    }
    return each->first;
}

const struct column *column_next(const struct column *column) {
    return column->is_last ? NULL : column + 1;
}

static const struct column *find_in(const char *table, const char *name) {
    const struct column *column = column_first(table);
    while (column != NULL && strcmp(column->name, name) != 0) {
        column = column_next(column);
    }
    return column;
}

const struct column *column_find(const char *kind, const char *name) {
    const struct column *column = find_in("record", name);
    if (column == NULL && record_kind_find(kind) != NULL) {
        column = find_in(kind, name);
    }
    return column;
}

const struct record_kind *record_kind_find(const char *kind) {
    for (const struct record_kind *each = record_kinds; each->kind != NULL; each++) {
        if (strcmp(each->kind, kind) == 0) {
            return each;
        }
    }
    return NULL;
}
