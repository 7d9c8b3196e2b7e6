/* Asks SQLite how it would read a list in an order, for screens --check: a list must walk an index. */
#include <string.h>

#include "store/page_sql.h"
#include "store/statement.h"

/* "SCAN r" without an index reads the whole table; a temporary B-tree sorts it. */
static bool line_is_bad(const char *detail) {
    bool is_bare_scan = strncmp(detail, "SCAN ", 5) == 0 && strstr(detail, " USING ") == NULL &&
                        strstr(detail, "CONSTANT ROW") == NULL;
    return is_bare_scan || strstr(detail, "TEMP B-TREE") != NULL;
}

static enum status check_part(struct store *store, const struct part_sql *sql, bool *plan_is_bad,
                              struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    buffer_append(&text, "EXPLAIN QUERY PLAN ");
    page_append_select(&text, sql);
    if (text.failed) {
        buffer_release(&text);
        return store_no_memory(problem);
    }
    struct statement statement;
    statement_open(&statement, store, buffer_text(&text));
    buffer_release(&text);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        *plan_is_bad = *plan_is_bad || line_is_bad(statement_column_text(&statement, 3));
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

/* Every part, both ways, with every column of the view, for somebody whose filter names him. */
enum status store_check_order(struct store *store, const char *view, const char *order,
                              bool *plan_is_bad, struct problem *problem) {
    *plan_is_bad = false;
    const struct view *columns = NULL;
    enum status status = view_find(store, view, &columns, problem);
    if (status != STATUS_OK) {
        return status;
    }
    const struct page_request request = {.view = view,
                                         .columns = (const char *const *)columns->columns,
                                         .column_count = columns->column_count,
                                         .order = order};
    const struct visible somebody = {"sealed = 0 OR person = :me", 0};
    status = page_check(store, &request, problem);
    for (int i = 0; i < 6 && status == STATUS_OK; i++) {
        struct part_sql sql = {&somebody, &request, (enum part)(i / 2), i % 2 == 0, false};
        status = check_part(store, &sql, plan_is_bad, problem);
    }
    return status;
}
