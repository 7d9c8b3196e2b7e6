/* What the workbench asks: how many open records are late, near, in time, paused. One pass over a range of
 * record_open_count, which only a statement that says open > 0 may use; never a GROUP BY. */
#include "base/buffer.h"
#include "store/page_sql.h"
#include "store/statement.h"

enum status store_queue_counts(struct store *store, const struct visible *visible, const char *view,
                               const char *today, const char *near_to, struct queue_counts *out,
                               struct problem *problem) {
    *out = (struct queue_counts){0};
    const struct page_request request = {.view = view, .order = "due_sort"};
    enum status status = page_check(store, &request, problem);
    if (status != STATUS_OK) {
        return status;
    }
    struct buffer head = BUFFER_INIT; /* identifiers checked */
    buffer_append_format(&head,
                         "SELECT total(due_sort < ?2), total(due_sort BETWEEN ?2 AND ?3),"
                         " total(due_sort > ?3 AND paused_on IS NULL), total(paused_on IS NOT NULL)"
                         " FROM %s WHERE open > 0 AND ",
                         view);
    if (head.failed) {
        buffer_release(&head);
        return store_no_memory(problem);
    }
    struct statement statement;
    statement_open_visible(&statement, store, buffer_text(&head), visible, "");
    buffer_release(&head);
    statement_text(&statement, today);
    statement_text(&statement, near_to);
    store->may_stop = true;
    bool has_row = false;
    status = statement_step(&statement, &has_row, problem);
    store->may_stop = false;
    if (status == STATUS_OK && has_row) {
        out->overdue = statement_column_integer(&statement, 0);
        out->near = statement_column_integer(&statement, 1);
        out->normal = statement_column_integer(&statement, 2);
        out->paused = statement_column_integer(&statement, 3);
    }
    statement_close(&statement);
    return status;
}
