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

enum status store_same_disclosure(struct store *store, const struct visible *visible,
                                  const struct fields *like, int64_t *id, struct problem *problem) {
    struct statement statement;
    *id = 0;
    statement_open_visible(
        &statement, store, "SELECT id FROM record WHERE ", visible,
        " AND record_kind = 'disclosure' AND title = ?2 AND received_on = ?3 AND state <> 'void'"
        " AND EXISTS (SELECT 1 FROM disclosure d WHERE d.id = record.id"
        " AND d.catalogue = CAST(?4 AS INTEGER) AND coalesce(d.period, '') = ?5"
        " AND coalesce(d.stage, '') = ?6)"
        " AND coalesce(unit, 0) = CAST(?7 AS INTEGER) ORDER BY id LIMIT 1");
    statement_text(&statement, fields_text(like, "title"));
    statement_text(&statement, fields_text(like, "received_on"));
    statement_text(&statement, fields_text(like, "catalogue"));
    statement_text(&statement, fields_text(like, "period"));
    statement_text(&statement, fields_text(like, "stage"));
    statement_text(&statement, fields_text(like, "unit"));
    enum status status = statement_run_integer(&statement, id, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status store_same_finding(struct store *store, const struct visible *visible,
                               const struct fields *like, int64_t *id, struct problem *problem) {
    struct statement statement;
    *id = 0;
    statement_open_visible(&statement, store, "SELECT id FROM record WHERE ", visible,
                           " AND record_kind = 'finding' AND title = ?2 AND received_on = ?3"
                           " AND coalesce(unit, 0) = CAST(?4 AS INTEGER) ORDER BY id LIMIT 1");
    statement_text(&statement, fields_text(like, "title"));
    statement_text(&statement, fields_text(like, "received_on"));
    statement_text(&statement, fields_text(like, "unit"));
    enum status status = statement_run_integer(&statement, id, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
