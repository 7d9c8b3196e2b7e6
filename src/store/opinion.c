/* Statements about opinions. Each walks an index: the sameness of a collection, its newest, what repeats another.
 * Reads only. */
#include "store/opinion.h"

#include <stdio.h>

#include "store/statement.h"

/* The first row's id and number; 0 when there is none. Closes. */
static enum status read_one(struct statement *statement, int64_t *id, char number[24],
                            struct problem *problem) {
    bool has_row = false;
    *id = 0;
    number[0] = '\0';
    enum status status = statement_step(statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        *id = statement_column_integer(statement, 0);
        snprintf(number, 24, "%s", statement_column_text(statement, 1));
    }
    statement_close(statement);
    return status;
}

enum status store_same_opinion(struct store *store, int64_t consultation, const char *sameness,
                               int64_t *id, char number[24], struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT r.id, r.number FROM opinion d JOIN record r ON r.id = d.id"
                   " WHERE d.consultation = ? AND d.sameness = ? AND r.state <> 'void'"
                   " ORDER BY d.id LIMIT 1");
    statement_integer(&statement, consultation);
    statement_text(&statement, sameness);
    return read_one(&statement, id, number, problem);
}

enum status store_repeating_opinions(struct store *store, int64_t id, int64_t *count,
                                     struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT count(*) FROM opinion d JOIN record r ON r.id = d.id"
                   " WHERE d.same_as = ? AND r.state <> 'void'");
    statement_integer(&statement, id);
    return statement_run_integer(&statement, count, problem);
}

enum status store_consultation_is_major(struct store *store, int64_t consultation, bool *is_major,
                                        struct problem *problem) {
    struct statement statement;
    int64_t count = 0;
    statement_open(&statement, store,
                   "SELECT count(*) FROM disclosure d JOIN record r ON r.id = d.id"
                   " WHERE d.consultation = ? AND d.major = 1 AND r.state <> 'void'");
    statement_integer(&statement, consultation);
    enum status status = statement_run_integer(&statement, &count, problem);
    *is_major = count > 0;
    return status;
}

enum status store_opinion_of_feedback(struct store *store, int64_t feedback, int64_t *id,
                                      char number[24], struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT r.id, r.number FROM opinion d JOIN record r ON r.id = d.id"
                   " WHERE d.feedback = ? AND r.state <> 'void' ORDER BY d.id LIMIT 1");
    statement_integer(&statement, feedback);
    return read_one(&statement, id, number, problem);
}

enum status store_village_of(struct store *store, const char *address, int64_t *id,
                             struct problem *problem) {
    struct statement statement;
    char number[24];
    statement_open(&statement, store,
                   "SELECT r.id, r.number FROM record r CROSS JOIN unit u ON u.id = r.id"
                   " WHERE r.record_kind = 'unit' AND r.open = 1 AND u.kind = 'village'"
                   " AND substr(?1, 1, length(r.title)) = r.title"
                   " ORDER BY length(r.title) DESC, r.id LIMIT 1");
    statement_text(&statement, address);
    return read_one(&statement, id, number, problem);
}

enum status store_only_collecting(struct store *store, int64_t *id, struct problem *problem) {
    struct statement statement;
    int64_t count = 0;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT count(*), max(id) FROM (SELECT r.id AS id FROM record r"
                   " WHERE r.record_kind = 'consultation' AND r.open = 1"
                   " AND r.state = 'collecting' LIMIT 2)");
    *id = 0;
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        count = statement_column_integer(&statement, 0);
        *id = count == 1 ? statement_column_integer(&statement, 1) : 0;
    }
    statement_close(&statement);
    return status;
}

enum status store_pending_opinions(struct store *store, const struct visible *visible,
                                   int64_t consultation, int64_t most, int64_t looked_at,
                                   bool (*take)(void *context, int64_t id, int64_t ver),
                                   void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    statement_open_visible(&statement, store,
                           "SELECT r.id, r.ver FROM (SELECT d.id AS opinion FROM opinion d"
                           " WHERE d.consultation = ?2 ORDER BY d.id DESC LIMIT ?3)"
                           " CROSS JOIN record r ON r.id = opinion WHERE r.state = 'pending' AND ",
                           visible, "");
    statement_integer(&statement, consultation);
    statement_integer(&statement, looked_at);
    enum status status = statement_step(&statement, &has_row, problem);
    for (int64_t taken = 0; status == STATUS_OK && has_row && goes_on && taken < most; taken++) {
        goes_on = take(context, statement_column_integer(&statement, 0),
                       statement_column_integer(&statement, 1));
        if (goes_on) {
            status = statement_step(&statement, &has_row, problem);
        }
    }
    statement_close(&statement);
    return status == STATUS_OK && !goes_on ? store_no_memory(problem) : status;
}

char *store_opinion_body(struct store *store, int64_t id) {
    struct statement statement;
    bool has_row = false;
    char *body = NULL;
    statement_open(&statement, store, "SELECT body FROM opinion WHERE id = ?");
    statement_integer(&statement, id);
    if (statement_step(&statement, &has_row, NULL) == STATUS_OK && has_row) {
        body = statement_column_copy(&statement, 0);
    }
    statement_close(&statement);
    return body;
}
