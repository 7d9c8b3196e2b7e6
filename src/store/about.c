/* What refers to a disclosure, each through the index of its column. */
#include "store/about.h"

#include <string.h>

#include "store/statement.h"

static const struct {
    const char *kind, *sql;
} queries[] = {
    {"posting", "SELECT id FROM posting WHERE disclosure = ? ORDER BY id DESC LIMIT ?"},
    {"finding", "SELECT id FROM finding WHERE about = ? ORDER BY id DESC LIMIT ?"},
    {"feedback", "SELECT id FROM feedback WHERE about = ? ORDER BY id DESC LIMIT ?"},
};

enum status store_about(struct store *store, const char *kind, int64_t disclosure,
                        struct about_ids *out, struct problem *problem) {
    struct statement statement;
    size_t at = 0;
    bool has_row = false;
    while (strcmp(queries[at].kind, kind) != 0) {
        at++;
    }
    out->count = 0;
    statement_open(&statement, store, queries[at].sql);
    statement_integer(&statement, disclosure);
    statement_integer(&statement, ABOUT_MOST);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        out->items[out->count++] = statement_column_integer(&statement, 0);
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}
