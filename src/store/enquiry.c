/* Counts of calls and visits along the index of their days, and what was read in the hall. Shows no text of theirs. */
#include "store/enquiry.h"

#include "store/statement.h"
#include "store/write.h"

#define ENQUIRIES                                                                                  \
    "SELECT substr(r.received_on, 1, 7) AS month, e.way, count(*),"                                \
    " total(r.state = 'answered'), total(r.state = 'passed_on'),"                                  \
    " total(e.satisfied IN ('satisfied', 'mostly')), total(e.satisfied = 'dissatisfied')"          \
    " FROM record r CROSS JOIN enquiry e ON e.id = r.id"                                           \
    " WHERE r.record_kind = 'enquiry' AND r.received_on >= ?2 AND r.received_on <= ?3"             \
    " AND r.state <> 'void' AND "

/* The filter names columns without their table: of the spine's alone. */
#define OF_SPINE "r.id IN (SELECT id FROM record WHERE record.id = r.id AND "

enum status store_enquiries(struct store *store, const struct visible *visible, const char *from,
                            const char *to,
                            bool (*row)(void *context, const struct enquiry_row *row),
                            void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    statement_open_visible(&statement, store, ENQUIRIES OF_SPINE, visible,
                           ") GROUP BY month, e.way ORDER BY month, e.way");
    statement_text(&statement, from);
    statement_text(&statement, to);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct enquiry_row found = {
            .month = statement_column_text(&statement, 0),
            .way = statement_column_text(&statement, 1),
            .count = statement_column_integer(&statement, 2),
            .answered = statement_column_integer(&statement, 3),
            .passed_on = statement_column_integer(&statement, 4),
            .satisfied = statement_column_integer(&statement, 5),
            .dissatisfied = statement_column_integer(&statement, 6),
        };
        goes_on = row(context, &found);
        if (goes_on) {
            status = statement_step(&statement, &has_row, problem);
        }
    }
    store->may_stop = false;
    statement_close(&statement);
    return status == STATUS_OK && !goes_on ? store_no_memory(problem) : status;
}

enum status store_enquiry_of_feedback(struct store *store, int64_t feedback, int64_t *id,
                                      struct problem *problem) {
    struct statement statement;
    *id = 0;
    statement_open(&statement, store,
                   "SELECT d.id FROM enquiry d JOIN record r ON r.id = d.id"
                   " WHERE d.feedback = ? AND r.state <> 'void' ORDER BY d.id LIMIT 1");
    statement_integer(&statement, feedback);
    enum status status = statement_run_integer(&statement, id, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* ---- the hall -------------------------------------------------------------------------------------- */

enum status store_hall_units(struct store *store,
                             bool (*row)(void *context, int64_t id, const char *title),
                             void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    statement_open(&statement, store,
                   "SELECT u.id, u.title FROM record u WHERE u.record_kind = 'unit'"
                   " AND u.open = 1 AND u.id IN (SELECT unit FROM hall_disclosure)"
                   " ORDER BY u.number");
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row &&
           row(context, statement_column_integer(&statement, 0),
               statement_column_text(&statement, 1))) {
        status = statement_step(&statement, &has_row, problem);
    }
    store->may_stop = false;
    statement_close(&statement);
    return status;
}

enum status store_count_look(struct store *store, const char *day, int64_t topic,
                             struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "INSERT INTO looked (day, topic, count) VALUES (?, ?, 1)"
                   " ON CONFLICT (day, topic) DO UPDATE SET count = count + 1");
    statement_text(&statement, day);
    statement_integer(&statement, topic);
    return statement_run(&statement, problem);
}

enum status store_has_password(struct store *store, bool *out, struct problem *problem) {
    struct statement statement;
    int64_t one = 0;
    statement_open(&statement, store,
                   "SELECT 1 FROM credential c JOIN record r ON r.id = c.person"
                   " WHERE r.state <> 'void' AND c.hash <> '' LIMIT 1");
    enum status status = statement_run_integer(&statement, &one, problem);
    *out = one == 1;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
