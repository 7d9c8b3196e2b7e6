/* Questions about feedback that no page of a view answers. Each reads through an index; none shows a
 * text of a record. */
#include "store/feedback.h"

#include <stdio.h>

#include "store/statement.h"

/* The first row's id and number; 0 when there is none. Closes. */
static enum status read_one(struct statement *statement, int64_t *id, char number[24],
                            struct problem *problem) {
    *id = 0;
    number[0] = '\0';
    bool has_row = false;
    enum status status = statement_step(statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *id = statement_column_integer(statement, 0);
        snprintf(number, 24, "%s", statement_column_text(statement, 1));
    }
    statement_close(statement);
    return status;
}

enum status store_same_feedback(struct store *store, const struct visible *visible,
                                const char *same_as, int64_t from, int64_t *id, char number[24],
                                struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store,
                           "SELECT r.id, r.number FROM feedback d JOIN record r ON r.id = d.id"
                           " WHERE d.same_as = ?2 AND r.open = 1 AND (d.id >= ?3 OR ",
                           visible, ") ORDER BY d.id LIMIT 1");
    statement_text(&statement, same_as);
    statement_integer(&statement, from);
    return read_one(&statement, id, number, problem);
}

enum status store_external_feedback(struct store *store, const struct visible *visible,
                                    const char *external_no, int64_t *id, char number[24],
                                    struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, "SELECT r.id, CASE WHEN ", visible,
                           " THEN r.number ELSE '' END FROM feedback d JOIN record r ON r.id = d.id"
                           " WHERE d.external_no = ?2");
    statement_text(&statement, external_no);
    return read_one(&statement, id, number, problem);
}

enum status store_opening_count(struct store *store, int64_t opening, int64_t *count,
                                struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT count(DISTINCT coalesce(d.slip_no, -d.id))"
                   " FROM feedback d JOIN record r ON r.id = d.id"
                   " WHERE d.opening = ? AND r.state <> 'void'");
    statement_integer(&statement, opening);
    return statement_run_integer(&statement, count, problem);
}

enum status store_linked_reporters(struct store *store, int64_t id,
                                   bool (*take)(void *context, const char *reporter), void *context,
                                   struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT d.reporter FROM feedback d WHERE d.id = ?1 AND d.reporter IS NOT NULL"
                   " UNION SELECT o.reporter FROM feedback d JOIN feedback o"
                   " ON o.opening = d.opening AND o.slip_no = d.slip_no"
                   " WHERE d.id = ?1 AND o.reporter IS NOT NULL"
                   " UNION SELECT o.reporter FROM feedback d JOIN feedback o ON o.id = d.again_of"
                   " WHERE d.id = ?1 AND o.reporter IS NOT NULL");
    statement_integer(&statement, id);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = take(context, statement_column_text(&statement, 0))
                     ? statement_step(&statement, &has_row, problem)
                     : problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    statement_close(&statement);
    return status;
}

enum status store_linked_feedback(struct store *store, int64_t id, int64_t *other,
                                  struct problem *problem) {
    struct statement statement;
    *other = 0;
    statement_open(&statement, store, "SELECT id FROM feedback WHERE linked = ? LIMIT 1");
    statement_integer(&statement, id);
    enum status status = statement_run_integer(&statement, other, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status store_free_slip(struct store *store, int64_t opening, int64_t *slip,
                            struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT d.slip_no FROM feedback d JOIN record r ON r.id = d.id"
                   " WHERE d.opening = ? AND d.slip_no > 0 AND r.state <> 'void'"
                   " ORDER BY d.slip_no");
    statement_integer(&statement, opening);
    *slip = 1;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && statement_column_integer(&statement, 0) <= *slip) {
        *slip = statement_column_integer(&statement, 0) + 1;
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status;
}

/* ---- counts ------------------------------------------------------------------------------------- */

/* Binds of the caller's statement are done. Closes. */
static enum status read_counts(struct store *store, struct statement *statement,
                               feedback_row_taker *row, void *context, struct problem *problem) {
    bool has_row = false;
    bool goes_on = true;
    store->may_stop = true;
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        struct feedback_row found = {
            .unit = statement_column_integer(statement, 0),
            .unit_title = statement_column_text(statement, 1),
            .kind = statement_column_text(statement, 2),
        };
        for (int i = 0; i < 4; i++) {
            found.counts.of[i] = statement_column_integer(statement, 3 + i);
        }
        goes_on = row(context, &found);
        if (goes_on) {
            status = statement_step(statement, &has_row, problem);
        }
    }
    store->may_stop = false;
    statement_close(statement);
    return status == STATUS_OK && !goes_on ? store_no_memory(problem) : status;
}

/* Both halves are read through indexes: the answers of the period, and what is open. */
#define ANSWERS                                                                                    \
    "SELECT coalesce(charged, 0), (SELECT u.title FROM record u WHERE u.id = charged), kind,"      \
    " sum(in_time), sum(late), sum(waiting), sum(overdue) FROM ("                                  \
    "SELECT r.id, r.sealed, r.person, r.unit AS charged, d.kind,"                                  \
    " coalesce(d.replied_on <= d.reply_due_on, 1) AS in_time,"                                     \
    " coalesce(d.replied_on > d.reply_due_on, 0) AS late, 0 AS waiting, 0 AS overdue"              \
    " FROM feedback d CROSS JOIN record r ON r.id = d.id"                                          \
    " WHERE d.replied_on >= ?2 AND d.replied_on <= ?3 AND r.state <> 'void'"                       \
    " UNION ALL "                                                                                  \
    "SELECT r.id, r.sealed, r.person, r.unit, d.kind, 0, 0, r.due_sort >= ?4, r.due_sort < ?4"     \
    " FROM record r CROSS JOIN feedback d ON d.id = r.id"                                          \
    " WHERE r.record_kind = 'feedback' AND r.open = 1 AND +r.received_on <= ?3"                    \
    " AND d.replied_on IS NULL"                                                                    \
    ") WHERE sealed = 0 AND "

enum status store_answer_counts(struct store *store, const struct visible *visible,
                                const char *from, const char *to, const char *today,
                                feedback_row_taker *row, void *context, struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, ANSWERS, visible,
                           " GROUP BY charged, kind ORDER BY charged, kind");
    statement_text(&statement, from);
    statement_text(&statement, to);
    statement_text(&statement, today);
    return read_counts(store, &statement, row, context, problem);
}

/* Read through the index of the visits. */
#define VISITS                                                                                     \
    "SELECT coalesce(charged, 0), (SELECT u.title FROM record u WHERE u.id = charged), kind,"      \
    " sum(result = 'satisfied'), sum(result = 'mostly'), sum(result = 'dissatisfied'),"            \
    " sum(result = 'unreachable') FROM ("                                                          \
    "SELECT r.id, r.sealed, r.person, r.unit AS charged, d.kind, d.visit_result AS result"         \
    " FROM feedback d CROSS JOIN record r ON r.id = d.id"                                          \
    " WHERE d.visit_on >= ?2 AND d.visit_on <= ?3 AND d.visit_result IS NOT NULL"                  \
    " AND r.state <> 'void'"                                                                       \
    ") WHERE sealed = 0 AND "

enum status store_visit_counts(struct store *store, const struct visible *visible, const char *from,
                               const char *to, feedback_row_taker *row, void *context,
                               struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, VISITS, visible,
                           " GROUP BY charged, kind ORDER BY charged, kind");
    statement_text(&statement, from);
    statement_text(&statement, to);
    return read_counts(store, &statement, row, context, problem);
}
