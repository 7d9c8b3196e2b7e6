/* Collections of opinions: what their notice and summary are, what was collected. Each reads through an index. */
#include "store/consultation.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/statement.h"

enum status store_consultation_of(struct store *store, int64_t disclosure,
                                  struct consultation_use *out, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *out = (struct consultation_use){0, false};
    statement_open(&statement, store,
                   "SELECT id, 0 FROM consultation WHERE notice = ?1"
                   " UNION ALL SELECT id, 1 FROM consultation WHERE summary = ?1");
    statement_integer(&statement, disclosure);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        out->id = statement_column_integer(&statement, 0);
        out->is_summary = statement_column_integer(&statement, 1) != 0;
    }
    statement_close(&statement);
    return status;
}

enum status store_consultation_disclosures(struct store *store, int64_t consultation,
                                           struct ids *out, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    out->count = 0;
    statement_open(&statement, store,
                   "SELECT id FROM disclosure WHERE consultation = ? ORDER BY id");
    statement_integer(&statement, consultation);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = ids_add(out, statement_column_integer(&statement, 0))
                     ? statement_step(&statement, &has_row, problem)
                     : store_no_memory(problem);
    }
    statement_close(&statement);
    return status;
}

enum status store_opinions_mark(struct store *store, int64_t consultation,
                                char mark[OPINIONS_MARK_BYTES], struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    mark[0] = '\0';
    statement_open(&statement, store,
                   "SELECT count(*), sum(r.ver), sum(r.id * r.ver) FROM opinion d"
                   " CROSS JOIN record r ON r.id = d.id"
                   " WHERE d.consultation = ? AND r.state <> 'void'");
    statement_integer(&statement, consultation);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        snprintf(mark, OPINIONS_MARK_BYTES, "%lld %lld %lld",
                 (long long)statement_column_integer(&statement, 0),
                 (long long)statement_column_integer(&statement, 1),
                 (long long)statement_column_integer(&statement, 2));
    }
    statement_close(&statement);
    return status;
}

#define COUNTS                                                                                     \
    "SELECT decision, way, unit, late, count(*) FROM ("                                            \
    "SELECT r.id, r.sealed, r.person, CASE WHEN r.open = 1 THEN '' ELSE d.decision END AS "        \
    "decision, d.way, coalesce(r.unit, 0) AS unit, coalesce(d.late, 0) AS late"                    \
    " FROM opinion d CROSS JOIN record r ON r.id = d.id"                                           \
    " WHERE d.consultation = ?2 AND r.state <> 'void') WHERE "

enum status store_opinion_counts(struct store *store, const struct visible *visible,
                                 int64_t consultation,
                                 bool (*row)(void *context, const struct opinion_row *row),
                                 void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false, goes_on = true;
    statement_open_visible(&statement, store, COUNTS, visible,
                           " GROUP BY decision, way, unit, late");
    statement_integer(&statement, consultation);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct opinion_row found = {
            .decision = statement_column_text(&statement, 0),
            .way = statement_column_text(&statement, 1),
            .unit = statement_column_integer(&statement, 2),
            .is_late = statement_column_integer(&statement, 3) != 0,
            .count = statement_column_integer(&statement, 4),
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
