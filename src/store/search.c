/* Reads the search index and the rows and texts behind it. Must not give anything of a sealed record, whoever asks. */
#include "store/search.h"

#include <stdio.h>
#include <string.h>

#include "store/search_text.h"
#include "store/statement.h"

/* Behind all who have a due date: below any day. */
#define NO_DUE "~"
#define HAS_DUE "open = 1 AND due_on IS NOT NULL AND paused_on IS NULL"

static const char *key_of(enum search_order order) {
    static const char *const keys[] = {
        [SEARCH_NEWEST] = "''",
        [SEARCH_NUMBER] = "number",
        [SEARCH_DUE] = "CASE WHEN " HAS_DUE " THEN due_sort ELSE '" NO_DUE "' END",
    };
    return keys[order];
}

/* False for a kind this program does not know. */
static bool take_row(const struct statement *statement, struct search_row *row) {
    const struct record_kind *kind = record_kind_find(statement_column_text(statement, 1));
    if (kind == NULL) {
        return false;
    }
    row->id = statement_column_integer(statement, 0);
    row->kind = kind->kind;
    snprintf(row->key, sizeof row->key, "%s", statement_column_text(statement, 2));
    snprintf(row->number, sizeof row->number, "%s", statement_column_text(statement, 3));
    snprintf(row->state, sizeof row->state, "%s", statement_column_text(statement, 4));
    snprintf(row->received_on, sizeof row->received_on, "%s", statement_column_text(statement, 5));
    row->is_open = statement_column_integer(statement, 6) != 0;
    return true;
}

/* What a walk asks beyond the filter: parameters ?2 (key or id), ?3 (id of a due date), ?4 (kind). */
struct way {
    const char *condition, *order;
};

static const struct way ways[] = {
    [SEARCH_NEWEST] = {"id < ?3 AND ?2 IS NOT NULL", "id DESC"},
    [SEARCH_NUMBER] = {"number > ?2 AND ?3 IS NOT NULL", "number"},
    [SEARCH_DUE] = {HAS_DUE " AND due_sort >= ?2 AND (due_sort > ?2 OR id > ?3)", "due_sort, id"},
};
static const struct way without_due = {"NOT (" HAS_DUE ") AND id < ?3 AND ?2 IS NOT NULL",
                                       "id DESC"};

static enum status walk(struct store *store, const struct visible *visible, enum search_order order,
                        const struct way *way, const char *kind, const char *key, int64_t id,
                        struct search_row rows[SEARCH_ROWS_MOST], size_t *count,
                        struct problem *problem) {
    struct buffer sql = BUFFER_INIT; /* identifiers checked */
    struct statement statement;
    bool has_row = false;
    *count = 0;
    buffer_append_format(&sql,
                         "SELECT id, record_kind, %s, number, state, received_on, open FROM record"
                         " WHERE (%s) AND sealed = 0 AND %s%s ORDER BY %s LIMIT %d",
                         key_of(order), visible->sql, way->condition,
                         kind == NULL ? "" : " AND record_kind = ?4", way->order, SEARCH_ROWS_MOST);
    if (sql.failed) {
        return store_no_memory(problem);
    }
    statement_open(&statement, store, buffer_text(&sql));
    buffer_release(&sql);
    statement_see(&statement, visible);
    statement_text(&statement, key);
    statement_integer(&statement, id);
    if (kind != NULL) {
        statement_text(&statement, kind);
    }
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && *count < SEARCH_ROWS_MOST) {
        *count += take_row(&statement, &rows[*count]) ? 1 : 0;
        status = statement_step(&statement, &has_row, problem);
    }
    store->may_stop = false;
    statement_close(&statement);
    return status;
}

enum status store_search_walk(struct store *store, const struct visible *visible,
                              enum search_order order, const char *kind,
                              const struct search_row *after,
                              struct search_row rows[SEARCH_ROWS_MOST], size_t *count,
                              struct problem *problem) {
    const char *key = after == NULL ? "" : after->key;
    bool is_beyond_due = order == SEARCH_DUE && strcmp(key, NO_DUE) == 0;
    int64_t first = order == SEARCH_DUE ? 0 : INT64_MAX;
    int64_t id = after == NULL ? first : after->id;
    if (!is_beyond_due) {
        enum status status =
            walk(store, visible, order, &ways[order], kind, key, id, rows, count, problem);
        if (status != STATUS_OK || *count > 0 || order != SEARCH_DUE) {
            return status;
        }
        id = INT64_MAX;
    }
    return walk(store, visible, order, &without_due, kind, key, id, rows, count, problem);
}

enum status store_search_row(struct store *store, const struct visible *visible,
                             enum search_order order, int64_t id, struct search_row *row,
                             bool *is_found, struct problem *problem) {
    struct buffer head = BUFFER_INIT; /* identifiers checked */
    struct statement statement;
    *is_found = false;
    buffer_append_format(
        &head, "SELECT id, record_kind, %s, number, state, received_on, open FROM record WHERE ",
        key_of(order));
    if (head.failed) {
        return store_no_memory(problem);
    }
    statement_open_visible(&statement, store, buffer_text(&head), visible,
                           " AND sealed = 0 AND id = ?2");
    buffer_release(&head);
    statement_integer(&statement, id);
    enum status status = statement_step(&statement, is_found, problem);
    if (status == STATUS_OK && *is_found) {
        *is_found = take_row(&statement, row);
    }
    statement_close(&statement);
    return status;
}

int search_row_compare(enum search_order order, const struct search_row *one,
                       const struct search_row *other) {
    int by_key = order == SEARCH_NEWEST ? 0 : strcmp(one->key, other->key);
    bool is_rising = order == SEARCH_DUE && strcmp(one->key, NO_DUE) != 0;
    if (by_key != 0 || one->id == other->id) {
        return by_key;
    }
    return (one->id < other->id) == is_rising ? -1 : 1;
}

enum status store_search_ids(struct store *store, const char *expression, int64_t from,
                             int64_t below, size_t most, int64_t *ids, size_t *count,
                             struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *count = 0;
    statement_open(&statement, store,
                   "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3"
                   " ORDER BY rowid DESC LIMIT ?4");
    statement_text(&statement, expression);
    statement_integer(&statement, from);
    statement_integer(&statement, below);
    statement_integer(&statement, (int64_t)most);
    store->may_stop = true;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && *count < most) {
        ids[(*count)++] = statement_column_integer(&statement, 0);
        status = statement_step(&statement, &has_row, problem);
    }
    store->may_stop = false;
    statement_close(&statement);
    return status;
}

enum status store_search_stretch(struct store *store, const char *hanzi, int64_t below,
                                 int64_t *last, struct problem *problem) {
    struct statement statement;
    int64_t stretch = -1;
    int64_t highest = below <= 0 ? -1 : (below - 1) / SEARCH_STRETCH;
    statement_open(
        &statement, store,
        "SELECT coalesce(max(stretch), -1) FROM search_stretch WHERE hanzi = ? AND stretch <= ?");
    statement_text(&statement, hanzi);
    statement_integer(&statement, highest);
    enum status status = statement_run_integer(&statement, &stretch, problem);
    *last = stretch < 0          ? 0
            : stretch == highest ? below - 1
                                 : stretch * SEARCH_STRETCH + SEARCH_STRETCH - 1;
    return status;
}

static void give_texts(const struct statement *statement, const char *kind, search_take *take,
                       void *context) {
    const char *reading = statement_column_text(statement, 0);
    struct buffer scratch = BUFFER_INIT;
    int at = 3;
    bool goes_on = take(context, COL_TITLE, true, statement_column_text(statement, 1), reading) &&
                   take(context, COL_NUMBER, false, statement_column_text(statement, 2), "");
    for (const struct column *column = search_column_from(column_first(kind));
         column != NULL && goes_on; column = search_column_from(column_next(column))) {
        const char *text = statement_column_text(statement, at++);
        text = search_text_shown(column->name, text, &scratch);
        goes_on = text[0] == '\0' ||
                  take(context, column->name, search_column_is_name(column->name), text, "");
    }
    buffer_release(&scratch);
}

enum status store_search_texts(struct store *store, const struct visible *visible,
                               const struct search_row *row, search_take *take, void *context,
                               struct problem *problem) {
    struct buffer head = BUFFER_INIT; /* identifiers checked */
    struct statement statement;
    bool has_row = false;
    buffer_append_format(&head, "SELECT %s, r.title, r.number",
                         strcmp(row->kind, "person") == 0 ? "d.reading" : "NULL");
    search_append_columns(&head, row->kind);
    buffer_append_format(&head, " FROM record r JOIN %s d ON d.id = r.id WHERE ", row->kind);
    if (head.failed) {
        return store_no_memory(problem);
    }
    statement_open_visible(&statement, store, buffer_text(&head), visible,
                           " AND sealed = 0 AND r.id = ?2");
    buffer_release(&head);
    statement_integer(&statement, row->id);
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        give_texts(&statement, row->kind, take, context);
    }
    statement_close(&statement);
    return status;
}
