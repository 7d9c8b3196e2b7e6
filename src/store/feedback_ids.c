/* Ids of the feedback on one sheet, each list read through an index. Reads no text. */
#include "store/feedback_ids.h"

#include "store/statement.h"

static enum status read_ids(struct statement *statement, struct printed_ids *out,
                            struct problem *problem) {
    bool has_row = false;
    out->count = 0;
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row && out->count < PRINTED_IDS_MOST) {
        out->items[out->count++] = statement_column_integer(statement, 0);
        status = statement_step(statement, &has_row, problem);
    }
    statement_close(statement);
    if (status == STATUS_OK && has_row) {
        problem_set(problem, STATUS_INVALID, "", N_("一次最多印 {most} 件，请缩短日期或分开印"));
        problem_place_integer(problem, "most", PRINTED_IDS_MOST);
        status = STATUS_INVALID;
    }
    return status;
}

enum status store_answered_ids(struct store *store, const struct visible *visible, const char *from,
                               const char *to, int64_t box, struct printed_ids *out,
                               struct problem *problem) {
    struct statement statement;
    statement_open_visible(
        &statement, store,
        "SELECT id FROM (SELECT r.id, r.sealed, r.person, d.replied_on"
        " FROM feedback d CROSS JOIN record r ON r.id = d.id"
        " WHERE d.replied_on >= ?2 AND d.replied_on <= ?3 AND (?4 = 0 OR d.box = ?4)"
        " AND d.withheld_reason IS NULL AND r.state IN ('replied', 'announced', 'closed')"
        ") WHERE sealed = 0 AND ",
        visible, " ORDER BY replied_on, id");
    statement_text(&statement, from);
    statement_text(&statement, to);
    statement_integer(&statement, box);
    return read_ids(&statement, out, problem);
}

enum status store_opening_ids(struct store *store, const struct visible *visible, int64_t opening,
                              struct printed_ids *out, struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store,
                           "SELECT id FROM (SELECT r.id, r.sealed, r.person, d.slip_no"
                           " FROM feedback d CROSS JOIN record r ON r.id = d.id"
                           " WHERE d.opening = ?2) WHERE sealed = 0 AND ",
                           visible, " ORDER BY slip_no, id");
    statement_integer(&statement, opening);
    return read_ids(&statement, out, problem);
}

enum status store_assigned_ids(struct store *store, const struct visible *visible, int64_t unit,
                               int64_t from_at, int64_t before_at, struct printed_ids *out,
                               struct problem *problem) {
    struct statement statement;
    statement_open_visible(
        &statement, store,
        "SELECT id FROM (SELECT r.id, r.sealed, r.person, r.number FROM record r"
        " WHERE r.record_kind = 'feedback' AND r.open = 1 AND r.unit = ?2"
        " AND r.state IN ('assigned', 'in_hand')"
        " AND EXISTS (SELECT 1 FROM step s WHERE s.record = r.id AND s.at >= ?3 AND s.at < ?4"
        " AND s.command IN ('assign', 'reassign'))) WHERE sealed = 0 AND ",
        visible, " ORDER BY number");
    statement_integer(&statement, unit);
    statement_integer(&statement, from_at);
    statement_integer(&statement, before_at);
    return read_ids(&statement, out, problem);
}
