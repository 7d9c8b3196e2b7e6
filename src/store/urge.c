/* Reads and writes urgings, and counts what is late or near by unit. Of a record's urgings it tells only whom
 * the filter lets see the record; counts for the rules show nobody anything. */
#include "store/urge.h"

#include <stdlib.h>
#include <string.h>

#include "store/bind.h"
#include "store/statement.h"
#include "store/write.h"

static void release_urge(struct urge *urge) {
    free(urge->person);
    free(urge->to_unit);
    free(urge->to_person);
    free(urge->note);
    free(urge->answer);
}

void urges_release(struct urges *urges) {
    for (size_t i = 0; i < urges->count; i++) {
        release_urge(&urges->items[i]);
    }
    free(urges->items);
    *urges = (struct urges){0};
}

static bool take_urge(struct urges *urges, const struct statement *statement) {
    struct urge *grown = realloc(urges->items, (urges->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    urges->items = grown;
    struct urge *urge = &grown[urges->count++];
    urge->at = statement_column_integer(statement, 0);
    urge->answered_at = statement_column_integer(statement, 1);
    urge->serial = (int)statement_column_integer(statement, 2);
    urge->person = statement_column_copy(statement, 3);
    urge->to_unit = statement_column_copy(statement, 4);
    urge->to_person = statement_column_copy(statement, 5);
    urge->note = statement_column_copy(statement, 6);
    urge->answer = statement_column_copy(statement, 7);
    return urge->person != NULL && urge->to_unit != NULL && urge->to_person != NULL &&
           urge->note != NULL && urge->answer != NULL;
}

enum status store_urges(struct store *store, const struct visible *visible, int64_t id,
                        struct urges *out, struct problem *problem) {
    urges_release(out);
    struct statement statement;
    statement_open_visible(&statement, store,
                           "SELECT g.at, g.answered_at, g.serial,"
                           " (SELECT p.title FROM record p WHERE p.id = g.person),"
                           " (SELECT u.title FROM record u WHERE u.id = g.to_unit),"
                           " (SELECT t.title FROM record t WHERE t.id = g.to_person),"
                           " g.note, g.answer FROM urge g"
                           " WHERE g.record = (SELECT id FROM record WHERE ",
                           visible, " AND id = ?2) ORDER BY g.serial");
    statement_integer(&statement, id);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = take_urge(out, &statement) ? statement_step(&statement, &has_row, problem)
                                            : store_no_memory(problem);
    }
    statement_close(&statement);
    if (status != STATUS_OK) {
        urges_release(out);
    }
    return status;
}

enum status store_urge_counts(struct store *store, int64_t record, struct urge_counts *out,
                              struct problem *problem) {
    *out = (struct urge_counts){0};
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT count(*), max(at), count(*) - count(answered_at) FROM urge"
                   " WHERE record = ?");
    statement_integer(&statement, record);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    if (status == STATUS_OK && has_row) {
        out->count = statement_column_integer(&statement, 0);
        out->last_at = statement_column_integer(&statement, 1);
        out->unanswered = statement_column_integer(&statement, 2);
    }
    statement_close(&statement);
    return status;
}

/* ---- for paper ---------------------------------------------------------------------------------- */

/* The last urging of each record in the time: nobody is told twice on one sheet. */
#define URGED                                                                                      \
    "SELECT id, coalesce(to_unit, 0), serial, number, title, due_on,"                              \
    " (SELECT u.title FROM record u WHERE u.id = to_unit),"                                        \
    " (SELECT t.title FROM record t WHERE t.id = to_person), note,"                                \
    " (SELECT b.title FROM record b WHERE b.id = urged_by) FROM ("                                 \
    "SELECT r.id, r.sealed, r.person, r.number, r.title, r.due_on, r.due_sort, g.to_unit,"         \
    " g.to_person, g.serial, g.note, g.person AS urged_by"                                         \
    " FROM urge g CROSS JOIN record r ON r.id = g.record WHERE g.at >= ?2 AND g.at < ?3"           \
    " AND NOT EXISTS (SELECT 1 FROM urge h WHERE h.record = g.record AND h.serial > g.serial"      \
    " AND h.at < ?3)) WHERE sealed = 0 AND (?4 < 0 OR coalesce(to_unit, 0) = ?4)"                  \
    " AND (?5 = 0 OR id = ?5) AND "

static struct urged urged_of(const struct statement *statement) {
    return (struct urged){
        .record = statement_column_integer(statement, 0),
        .to_unit = statement_column_integer(statement, 1),
        .serial = statement_column_integer(statement, 2),
        .number = statement_column_text(statement, 3),
        .title = statement_column_text(statement, 4),
        .due_on = statement_column_text(statement, 5),
        .to_unit_name = statement_column_text(statement, 6),
        .to_person_name = statement_column_text(statement, 7),
        .note = statement_column_text(statement, 8),
        .by = statement_column_text(statement, 9),
    };
}

enum status store_urged(struct store *store, const struct visible *visible, int64_t from_at,
                        int64_t before_at, int64_t unit, int64_t record,
                        bool (*row)(void *context, const struct urged *urged), void *context,
                        struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    statement_open_visible(&statement, store, URGED, visible, " ORDER BY to_unit, due_sort, id");
    statement_integer(&statement, from_at);
    statement_integer(&statement, before_at);
    statement_integer(&statement, unit);
    statement_integer(&statement, record);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct urged urged = urged_of(&statement);
        goes_on = row(context, &urged);
        if (goes_on) {
            status = statement_step(&statement, &has_row, problem);
        }
    }
    statement_close(&statement);
    return status == STATUS_OK && !goes_on ? store_no_memory(problem) : status;
}

/* ---- the review's totals ------------------------------------------------------------------------ */

#define BY_UNIT                                                                                    \
    "SELECT charged_unit, (SELECT u.title FROM record u WHERE u.id = charged_unit),"               \
    " total(due_sort < ?2) AS late, total(due_sort < ?2 AND statutory = 1),"                       \
    " total(due_sort = ?2), total(due_sort > ?2) FROM overdue_all WHERE due_sort <= ?3 AND"        \
    " sealed <= ?4 AND "

enum status store_overdue_by_unit(struct store *store, const struct visible *visible,
                                  const char *today, const char *near_to, bool with_sealed,
                                  bool (*row)(void *context, const struct overdue_row *row),
                                  void *context, struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    bool goes_on = true;
    const struct view *view = NULL;
    enum status status = view_find(store, "overdue_all", &view, problem);
    if (status != STATUS_OK) {
        return status;
    }
    statement_open_visible(&statement, store, BY_UNIT, visible,
                           " GROUP BY charged_unit ORDER BY late DESC, charged_unit");
    statement_text(&statement, today);
    statement_text(&statement, near_to);
    statement_integer(&statement, with_sealed ? 1 : 0);
    store->may_stop = true;
    status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && goes_on) {
        const struct overdue_row found = {
            .unit = statement_column_integer(&statement, 0),
            .unit_name = statement_column_text(&statement, 1),
            .overdue = statement_column_integer(&statement, 2),
            .overdue_statutory = statement_column_integer(&statement, 3),
            .today = statement_column_integer(&statement, 4),
            .near = statement_column_integer(&statement, 5),
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

/* ---- writing ------------------------------------------------------------------------------------ */

enum status store_add_urge(struct store *store, const struct new_urge *urge,
                           struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, urge->record, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "INSERT INTO urge (record, at, person, to_unit, to_person, serial, note)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)");
    statement_integer(&statement, urge->record);
    statement_integer(&statement, urge->at);
    statement_reference(&statement, urge->person);
    statement_reference(&statement, urge->to_unit);
    statement_reference(&statement, urge->to_person);
    statement_integer(&statement, urge->serial);
    statement_text(&statement, urge->note);
    return bind_record(store, urge->record, statement_run(&statement, problem), problem);
}

enum status store_answer_urges(struct store *store, int64_t record, const char *answer, int64_t at,
                               struct problem *problem) {
    struct statement statement;
    enum status status = write_check(store, problem);
    if (status == STATUS_OK) {
        status = bind_check_record(store, record, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    statement_open(&statement, store,
                   "UPDATE urge SET answer = ?, answered_at = ?"
                   " WHERE record = ? AND answered_at IS NULL");
    statement_text(&statement, answer);
    statement_integer(&statement, at);
    statement_integer(&statement, record);
    return bind_record(store, record, statement_run(&statement, problem), problem);
}
