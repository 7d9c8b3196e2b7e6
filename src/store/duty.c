/* Questions about duties that no page of a view answers. Each reads through an index. */
#include "store/duty.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/statement.h"

void ids_release(struct ids *ids) {
    free(ids->items);
    *ids = (struct ids){0};
}

bool ids_add(struct ids *ids, int64_t id) {
    if (ids->count == ids->capacity) {
        size_t capacity = ids->capacity * 2 + 16;
        int64_t *grown = realloc(ids->items, capacity * sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        ids->items = grown;
        ids->capacity = capacity;
    }
    ids->items[ids->count++] = id;
    return true;
}

/* Reads a column of ids, and closes. */
static enum status read_ids(struct statement *statement, struct ids *out, struct problem *problem) {
    bool has_row = false;
    out->count = 0;
    enum status status = statement_step(statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = ids_add(out, statement_column_integer(statement, 0))
                     ? statement_step(statement, &has_row, problem)
                     : store_no_memory(problem);
    }
    statement_close(statement);
    return status;
}

#define VILLAGES                                                                                   \
    " FROM record v CROSS JOIN unit u ON u.id = v.id"                                              \
    " WHERE v.record_kind = 'unit' AND v.open = 1 AND u.kind = 'village'"
#define ENTRIES                                                                                    \
    "SELECT r.id FROM record r CROSS JOIN catalogue c ON c.id = r.id"                              \
    " WHERE r.record_kind = 'catalogue' AND r.open = 1 AND c.timing = 'periodic'"
#define PRESENT                                                                                    \
    "CASE c.cycle WHEN 'month' THEN ?2 WHEN 'quarter' THEN ?3 WHEN 'half' THEN ?4 ELSE ?5 END"

enum status store_lacking_entries(struct store *store, const char *today,
                                  const struct present_periods *present, struct ids *out,
                                  struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   ENTRIES " AND c.cycle IS NOT NULL AND coalesce(c.from_on, '') <= ?1"
                           " AND coalesce(c.to_on, '9999') >= ?1 AND CASE WHEN c.per_village = 1"
                           " THEN EXISTS (SELECT 1" VILLAGES " AND NOT EXISTS (SELECT 1 FROM duty d"
                           " WHERE d.name = r.id || '/' || v.id || '/' || " PRESENT "))"
                           " ELSE NOT EXISTS (SELECT 1 FROM duty d"
                           " WHERE d.name = r.id || '/0/' || " PRESENT ") END ORDER BY r.id");
    statement_text(&statement, today);
    statement_text(&statement, present->month);
    statement_text(&statement, present->quarter);
    statement_text(&statement, present->half);
    statement_text(&statement, present->year);
    return read_ids(&statement, out, problem);
}

enum status store_village_entries(struct store *store, struct ids *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, ENTRIES " AND c.per_village = 1 ORDER BY r.id");
    return read_ids(&statement, out, problem);
}

enum status store_villages(struct store *store, struct ids *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store, "SELECT v.id" VILLAGES " ORDER BY v.number");
    return read_ids(&statement, out, problem);
}

enum status store_duties_in(struct store *store, int64_t catalogue, const char *state,
                            struct ids *out, struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT d.id FROM duty d CROSS JOIN record r ON r.id = d.id"
                   " WHERE d.catalogue = ? AND r.state = ? ORDER BY d.id");
    statement_integer(&statement, catalogue);
    statement_text(&statement, state);
    return read_ids(&statement, out, problem);
}

enum status store_duty_named(struct store *store, const char *name, int64_t *id,
                             struct problem *problem) {
    struct statement statement;
    *id = 0;
    statement_open(&statement, store, "SELECT id FROM duty WHERE name = ?");
    statement_text(&statement, name);
    enum status status = statement_run_integer(&statement, id, problem);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* ---- the stages of one matter -------------------------------------------------------------------- */

#define STAGES                                                                                     \
    "SELECT name, number, stage, state, due_on, done_on,"                                          \
    " (SELECT x.number FROM record x WHERE x.id = drafted),"                                       \
    " (SELECT x.state FROM record x WHERE x.id = drafted), open FROM ("                            \
    "SELECT d.name, r.number, d.stage, r.state, r.due_on, d.done_on, d.disclosure AS drafted,"     \
    " r.open, r.id, r.sealed, r.person FROM duty d CROSS JOIN record r ON r.id = d.id"             \
    " WHERE d.name >= ?2 AND d.name < ?3"                                                          \
    " AND substr(d.name, length(?2) + 1) NOT GLOB '*[^0-9]*') WHERE "

static struct stage_row stage_of(const struct statement *statement) {
    return (struct stage_row){
        .name = statement_column_text(statement, 0),
        .number = statement_column_text(statement, 1),
        .stage = statement_column_text(statement, 2),
        .state = statement_column_text(statement, 3),
        .due_on = statement_column_text(statement, 4),
        .done_on = statement_column_text(statement, 5),
        .disclosure = statement_column_text(statement, 6),
        .disclosure_state = statement_column_text(statement, 7),
        .is_open = statement_column_integer(statement, 8) != 0,
    };
}

enum status store_stages(struct store *store, const struct visible *visible, const char *prefix,
                         bool (*row)(void *context, const struct stage_row *row), void *context,
                         struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    char *end = text_copy(prefix);
    size_t length = strlen(prefix);
    if (end == NULL || length == 0) {
        free(end);
        return store_no_memory(problem);
    }
    end[length - 1] = '/' + 1; /* what follows every name with the prefix */
    statement_open_visible(&statement, store, STAGES, visible,
                           " ORDER BY CAST(substr(name, length(?2) + 1) AS INTEGER)");
    statement_text(&statement, prefix);
    statement_text(&statement, end);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct stage_row found = stage_of(&statement);
        goes_on = row(context, &found);
        if (goes_on) {
            status = statement_step(&statement, &has_row, problem);
        }
    }
    statement_close(&statement);
    free(end);
    return status == STATUS_OK && !goes_on ? store_no_memory(problem) : status;
}
