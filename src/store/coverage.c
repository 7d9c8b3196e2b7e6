/* What was disclosed and what was not, counted through indexes: a year's disclosures and duties, never all of them.
 * Shows no text but the titles of catalogue entries. */
#include "store/coverage.h"

#include "store/statement.h"

/* Three kinds of rows under each other: the catalogue, the duties of the period, its disclosures. */
#define COVERAGE                                                                                   \
    "SELECT affair, power, coalesce(unit, 0), sum(entries), sum(due), sum(gaps), sum(published)"   \
    " FROM ("                                                                                      \
    "SELECT r.id, r.sealed, r.person, c.affair, c.power,"                                          \
    " CASE WHEN c.per_village = 1 THEN -1 ELSE r.unit END AS unit,"                                \
    " 1 AS entries, 0 AS due, 0 AS gaps, 0 AS published"                                           \
    " FROM record r CROSS JOIN catalogue c ON c.id = r.id"                                         \
    " WHERE r.record_kind = 'catalogue' AND r.state <> 'void'"                                     \
    " AND coalesce(c.from_on, '') <= ?3 AND coalesce(c.to_on, '9999') >= ?2"                       \
    " UNION ALL "                                                                                  \
    "SELECT r.id, r.sealed, r.person, c.affair, c.power, r.unit, 0, 1,"                            \
    " r.state <> 'done' AND r.due_sort < ?4, 0"                                                    \
    " FROM record r CROSS JOIN duty d ON d.id = r.id CROSS JOIN catalogue c ON c.id = d.catalogue" \
    " WHERE r.record_kind = 'duty' AND r.due_sort >= ?2 AND r.due_sort <= ?3"                      \
    " AND r.state NOT IN ('waived', 'void')"                                                       \
    " UNION ALL "                                                                                  \
    "SELECT r.id, r.sealed, r.person, c.affair, c.power, r.unit, 0, 0, 0, 1"                       \
    " FROM disclosure d INDEXED BY disclosure_counted"                                             \
    " CROSS JOIN catalogue c ON c.id = d.catalogue CROSS JOIN record r ON r.id = d.id"             \
    " WHERE d.published_on >= ?2 AND d.published_on <= ?3 AND r.state NOT IN ('void', "            \
    "'corrected')"                                                                                 \
    ") WHERE "

enum status store_coverage(struct store *store, const struct visible *visible, const char *from,
                           const char *to, const char *today,
                           bool (*row)(void *context, const struct coverage_row *row),
                           void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    statement_open_visible(&statement, store, COVERAGE, visible, " GROUP BY affair, power, unit");
    statement_text(&statement, from);
    statement_text(&statement, to);
    statement_text(&statement, today);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct coverage_row found = {
            .affair = statement_column_text(&statement, 0),
            .power = statement_column_text(&statement, 1),
            .unit = statement_column_integer(&statement, 2),
            .entries = statement_column_integer(&statement, 3),
            .due = statement_column_integer(&statement, 4),
            .gaps = statement_column_integer(&statement, 5),
            .published = statement_column_integer(&statement, 6),
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

enum status store_scope_counts(struct store *store, const char *from, const char *to,
                               struct scope_counts *out, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *out = (struct scope_counts){0};
    statement_open(&statement, store,
                   "SELECT total(scope = 'public'), total(scope = 'internal'),"
                   " total(scope = 'limited') FROM disclosure INDEXED BY disclosure_counted"
                   " WHERE published_on >= ? AND published_on <= ? AND corrected_by IS NULL");
    statement_text(&statement, from);
    statement_text(&statement, to);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        out->public_count = statement_column_integer(&statement, 0);
        out->internal = statement_column_integer(&statement, 1);
        out->limited = statement_column_integer(&statement, 2);
    }
    store->may_stop = false;
    statement_close(&statement);
    return status;
}

/* What is said to be about an entry, what is about a disclosure of it, what was asked about it, and what was read of it. */
#define TOPICS                                                                                     \
    "SELECT topic, (SELECT x.number FROM record x WHERE x.id = topic),"                            \
    " (SELECT x.title FROM record x WHERE x.id = topic),"                                          \
    " (SELECT c.hot FROM catalogue c WHERE c.id = topic), total(kind <> 'looked') AS matters,"     \
    " total(kind = 'complain'), total(verdict = 'untrue'), total(kind = ''),"                      \
    " total(times) AS looks FROM ("                                                                \
    "SELECT r.id, r.sealed, r.person, f.topic, f.kind, f.verdict, 0 AS times"                      \
    " FROM feedback f CROSS JOIN record r ON r.id = f.id"                                          \
    " WHERE f.topic IS NOT NULL AND r.received_on >= ?2 AND r.received_on <= ?3"                   \
    " AND r.state <> 'void'"                                                                       \
    " UNION ALL "                                                                                  \
    "SELECT r.id, r.sealed, r.person, d.catalogue, f.kind, f.verdict, 0"                           \
    " FROM feedback f CROSS JOIN disclosure d ON d.id = f.about CROSS JOIN record r ON r.id = "    \
    "f.id"                                                                                         \
    " WHERE f.about IS NOT NULL AND f.topic IS NULL"                                               \
    " AND r.received_on >= ?2 AND r.received_on <= ?3 AND r.state <> 'void'"                       \
    " UNION ALL "                                                                                  \
    "SELECT r.id, r.sealed, r.person, e.topic, '', NULL, 0"                                        \
    " FROM enquiry e CROSS JOIN record r ON r.id = e.id"                                           \
    " WHERE e.topic IS NOT NULL AND r.received_on >= ?2 AND r.received_on <= ?3"                   \
    " AND r.state NOT IN ('void', 'passed_on')"                                                    \
    " UNION ALL "                                                                                  \
    "SELECT 0, 0, NULL, l.topic, 'looked', NULL, l.count"                                          \
    " FROM looked l WHERE l.day >= ?2 AND l.day <= ?3"                                             \
    ") WHERE sealed = 0 AND "

enum status store_topics(struct store *store, const struct visible *visible, const char *from,
                         const char *to, bool (*row)(void *context, const struct topic_row *row),
                         void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    statement_open_visible(&statement, store, TOPICS, visible,
                           " GROUP BY topic ORDER BY matters DESC, looks DESC, topic LIMIT 50");
    _Static_assert(TOPICS_MOST == 50, "as the statement says");
    statement_text(&statement, from);
    statement_text(&statement, to);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct topic_row found = {
            .entry = statement_column_integer(&statement, 0),
            .number = statement_column_text(&statement, 1),
            .title = statement_column_text(&statement, 2),
            .hot = statement_column_text(&statement, 3),
            .count =
                statement_column_integer(&statement, 4) - statement_column_integer(&statement, 7),
            .complaints = statement_column_integer(&statement, 5),
            .untrue = statement_column_integer(&statement, 6),
            .enquiries = statement_column_integer(&statement, 7),
            .looked = statement_column_integer(&statement, 8),
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
