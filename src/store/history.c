/* What belongs to a record: its steps, earlier versions, pauses, and what is sealed of it. Each is read
 * only when the record itself may be seen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/statement.h"

/* Adds one row to a growing list; false when memory ran out. */
typedef bool take_row(void *list, const struct statement *statement);

/* `head` selects from the table where its record is the one found by the filter. */
static enum status read_list(struct store *store, const struct visible *visible, int64_t id,
                             const char *head, const char *tail, take_row *take, void *list,
                             struct problem *problem) {
    struct statement statement;
    statement_open_visible(&statement, store, head, visible, tail);
    statement_integer(&statement, id);
    bool has_row = false;
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        status = take(list, &statement) ? statement_step(&statement, &has_row, problem)
                                        : store_no_memory(problem);
    }
    statement_close(&statement);
    return status;
}

void steps_release(struct steps *steps) {
    for (size_t i = 0; i < steps->count; i++) {
        free(steps->items[i].person);
        free(steps->items[i].command);
        free(steps->items[i].from_state);
        free(steps->items[i].to_state);
        free(steps->items[i].note);
    }
    free(steps->items);
    *steps = (struct steps){0};
}

static bool take_step(void *list, const struct statement *statement) {
    struct steps *steps = list;
    struct step *grown = realloc(steps->items, (steps->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    steps->items = grown;
    struct step *step = &grown[steps->count++];
    step->at = statement_column_integer(statement, 0);
    step->person = statement_column_copy(statement, 1);
    step->command = statement_column_copy(statement, 2);
    step->from_state = statement_column_copy(statement, 3);
    step->to_state = statement_column_copy(statement, 4);
    step->note = statement_column_copy(statement, 5);
    return step->person != NULL && step->command != NULL && step->from_state != NULL &&
           step->to_state != NULL && step->note != NULL;
}

enum status store_steps(struct store *store, const struct visible *visible, int64_t id,
                        struct steps *out, struct problem *problem) {
    steps_release(out);
    enum status status =
        read_list(store, visible, id,
                  "SELECT s.at, (SELECT p.title FROM record p WHERE p.id = s.person), s.command,"
                  " s.from_state, s.to_state, s.note FROM step s"
                  " WHERE s.record = (SELECT id FROM record WHERE ",
                  " AND id = ?2) ORDER BY s.id", take_step, out, problem);
    if (status != STATUS_OK) {
        steps_release(out);
    }
    return status;
}

enum status store_registered_by(struct store *store, int64_t id, int64_t *person,
                                struct problem *problem) {
    struct statement statement;
    statement_open(&statement, store,
                   "SELECT max(person) FROM (SELECT person FROM step WHERE record = ?"
                   " AND command = 'register' ORDER BY id LIMIT 1)");
    statement_integer(&statement, id);
    return statement_run_integer(&statement, person, problem);
}

enum status store_did(struct store *store, int64_t id, int64_t person, const char *commands,
                      bool *did, struct problem *problem) {
    struct statement statement;
    int64_t count = 0;
    statement_open(&statement, store,
                   "SELECT EXISTS (SELECT 1 FROM step WHERE record = ? AND person = ?"
                   " AND instr(' ' || ? || ' ', ' ' || command || ' ') > 0)");
    statement_integer(&statement, id);
    statement_integer(&statement, person);
    statement_text(&statement, commands);
    enum status status = statement_run_integer(&statement, &count, problem);
    *did = count > 0;
    return status;
}

void versions_release(struct versions *versions) {
    for (size_t i = 0; i < versions->count; i++) {
        free(versions->items[i].person);
        free(versions->items[i].data);
    }
    free(versions->items);
    *versions = (struct versions){0};
}

static bool take_version(void *list, const struct statement *statement) {
    struct versions *versions = list;
    struct version *grown = realloc(versions->items, (versions->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    versions->items = grown;
    struct version *version = &grown[versions->count++];
    version->ver = statement_column_integer(statement, 0);
    version->at = statement_column_integer(statement, 1);
    version->person = statement_column_copy(statement, 2);
    version->data = statement_column_copy(statement, 3);
    return version->person != NULL && version->data != NULL;
}

enum status store_versions(struct store *store, const struct visible *visible, int64_t id,
                           struct versions *out, struct problem *problem) {
    versions_release(out);
    enum status status =
        read_list(store, visible, id,
                  "SELECT v.ver, v.at, (SELECT p.title FROM record p WHERE p.id = v.person), v.data"
                  " FROM version v WHERE v.record = (SELECT id FROM record WHERE ",
                  " AND id = ?2) ORDER BY v.ver", take_version, out, problem);
    if (status != STATUS_OK) {
        versions_release(out);
    }
    return status;
}

enum status store_version_fields(struct store *store, const char *data, struct fields *out,
                                 struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    fields_release(out);
    statement_open(&statement, store, "SELECT key, value FROM json_each(?)");
    statement_text(&statement, data);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row) {
        fields_set(out, statement_column_text(&statement, 0), statement_column_text(&statement, 1));
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    return status == STATUS_OK && out->failed ? store_no_memory(problem) : status;
}

void pauses_release(struct pauses *pauses) {
    for (size_t i = 0; i < pauses->count; i++) {
        free(pauses->items[i].reason);
    }
    free(pauses->items);
    *pauses = (struct pauses){0};
}

static bool take_pause(void *list, const struct statement *statement) {
    struct pauses *pauses = list;
    struct pause *grown = realloc(pauses->items, (pauses->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    pauses->items = grown;
    struct pause *pause = &grown[pauses->count++];
    snprintf(pause->from_on, sizeof pause->from_on, "%s", statement_column_text(statement, 0));
    snprintf(pause->to_on, sizeof pause->to_on, "%s", statement_column_text(statement, 1));
    pause->reason = statement_column_copy(statement, 2);
    return pause->reason != NULL;
}

enum status store_pauses(struct store *store, const struct visible *visible, int64_t id,
                         struct pauses *out, struct problem *problem) {
    pauses_release(out);
    enum status status = read_list(store, visible, id,
                                   "SELECT p.from_on, p.to_on, p.reason FROM pause p"
                                   " WHERE p.record = (SELECT id FROM record WHERE ",
                                   " AND id = ?2) ORDER BY p.id", take_pause, out, problem);
    if (status != STATUS_OK) {
        pauses_release(out);
    }
    return status;
}

static bool take_sealed(void *list, const struct statement *statement) {
    static const char *const names[] = {"title", "body", "reporter", "contact"};
    struct fields *fields = list;
    for (int i = 0; i < 4; i++) {
        fields_set(fields, names[i], statement_column_text(statement, i));
    }
    return !fields->failed;
}

enum status store_sealed(struct store *store, const struct visible *visible, int64_t id,
                         struct fields *out, struct problem *problem) {
    fields_release(out);
    enum status status = read_list(store, visible, id,
                                   "SELECT s.title, s.body, s.reporter, s.contact FROM sealed s"
                                   " WHERE s.record = (SELECT id FROM record WHERE ",
                                   " AND id = ?2)", take_sealed, out, problem);
    if (status == STATUS_OK && out->count == 0) {
        status = problem_set(problem, STATUS_NOT_FOUND, NULL, N_("没有密封的内容，或您不能看"));
    }
    return status;
}
