/* Names of records become ids before anything is asked about them: a list's conditions compare ids only.
 * Reads only what the filter lets through. */
#include "store/statement.h"

static enum status read_ids(struct statement *statement, size_t limit, int64_t *ids, size_t *count,
                            struct problem *problem) {
    bool has_row = false;
    *count = 0;
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row && *count < limit) {
        ids[(*count)++] = statement_column_integer(statement, 0);
        status = statement_step(statement, &has_row, problem);
    }
    return status;
}

enum status store_named(struct store *store, const struct visible *visible, const char *kind,
                        const char *text, bool is_exact, size_t limit, int64_t *ids, size_t *count,
                        struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, "SELECT id FROM record WHERE ", visible,
                           is_exact
                               ? " AND record_kind = ?2 AND (title = ?3 OR number = upper(?3))"
                                 " ORDER BY title, id LIMIT ?4"
                               : " AND record_kind = ?2 AND (instr(lower(title), lower(?3)) > 0"
                                 " OR number = upper(?3)) ORDER BY title, id LIMIT ?4");
    statement_text(&statement, kind);
    statement_text(&statement, text);
    statement_integer(&statement, (int64_t)limit);
    store->may_stop = true;
    enum status status = read_ids(&statement, limit, ids, count, problem);
    store->may_stop = false;
    statement_close(&statement);
    return status;
}
