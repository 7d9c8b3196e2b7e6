/* Tells three versions of a record's fields apart, and who changed what. Reads with the user's own eyes: what he may not see
 * is compared with nothing. Writes nothing. */
#include "work/conflict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/columns.h"
#include "work/check.h"
#include "work/flow.h"
#include "work/rights.h"

/* What the store and the rules keep for themselves. */
static const char kept_columns[] = "id ver created changed open record_kind number due_sort state";

/* Where what is sealed of a record lies. */
static const char sealed_columns[] = "title body reporter contact";

void conflict_release(struct conflict *conflict) {
    for (size_t i = 0; i < conflict->count; i++) {
        free(conflict->rows[i].name);
        free(conflict->rows[i].before);
        free(conflict->rows[i].theirs);
        free(conflict->rows[i].mine);
    }
    free(conflict->rows);
    fields_release(&conflict->theirs);
    *conflict = (struct conflict){0};
}

size_t conflict_count(const struct conflict *conflict, enum conflict_side side) {
    size_t count = 0;
    for (size_t i = 0; i < conflict->count; i++) {
        count += conflict->rows[i].side == side;
    }
    return count;
}

bool conflict_is_settled(const struct conflict *conflict) {
    for (size_t i = 0; i < conflict->count; i++) {
        if (conflict_taken(&conflict->rows[i]) == NULL) {
            return false;
        }
    }
    return true;
}

const char *conflict_taken(const struct conflict_row *row) {
    bool is_mine = row->side == CONFLICT_MINE || row->choice == CHOICE_MINE;
    if (row->side == CONFLICT_BOTH && row->choice == CHOICE_NONE) {
        return NULL;
    }
    return is_mine ? row->mine : row->theirs;
}

/* ---- reading ------------------------------------------------------------------------------------ */

static enum status out_of_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

static enum status read_now(struct office *office, int64_t id, struct record *out,
                            struct problem *problem) {
    struct fields sealed = FIELDS_INIT;
    enum status status = store_read(office->store, &office->visible, id, out, problem);
    if (status == STATUS_OK && fields_integer(&out->fields, "sealed", 0) != 0) {
        status = store_sealed(office->store, &office->visible, id, &sealed, problem);
        fields_merge(&out->fields, &sealed);
        status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    fields_release(&sealed);
    return status;
}

static const struct version *version_of(const struct versions *versions, int64_t ver) {
    for (size_t i = 0; i < versions->count; i++) {
        if (versions->items[i].ver == ver) {
            return &versions->items[i];
        }
    }
    return NULL;
}

static enum status no_version(int64_t ver, struct problem *problem) {
    problem_set(problem, STATUS_NOT_FOUND, "", N_("没有版本 {version}"));
    problem_place_integer(problem, "version", ver);
    return STATUS_NOT_FOUND;
}

static enum status fields_of(struct office *office, const struct versions *versions, int64_t ver,
                             struct fields *out, struct problem *problem) {
    const struct version *version = version_of(versions, ver);
    return version != NULL ? store_version_fields(office->store, version->data, out, problem)
                           : no_version(ver, problem);
}

enum status conflict_seen_fields(struct office *office, int64_t id, int64_t ver, struct fields *out,
                                 struct problem *problem) {
    struct versions versions = {0};
    enum status status = store_versions(office->store, &office->visible, id, &versions, problem);
    if (status == STATUS_OK) {
        status = fields_of(office, &versions, ver, out, problem);
    }
    versions_release(&versions);
    return status;
}

/* ---- comparing ---------------------------------------------------------------------------------- */

/* By their identifiers, or as forms show them. */
static unsigned roles_of(const char *text) {
    unsigned set = role_set_from_text(text);
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role <<= 1) {
        set |= strstr(text, role_label((enum role)role)) != NULL ? role : 0;
    }
    return set;
}

/* The same, in another writing too. */
static bool is_same(const char *name, const char *left, const char *right) {
    if (strcmp(name, "roles") == 0) {
        return roles_of(left) == roles_of(right);
    }
    return strcmp(left, right) == 0;
}

static enum conflict_side side_of(const struct conflict_row *row, bool is_mine) {
    bool is_theirs = !row->is_before_known || !is_same(row->name, row->before, row->theirs);
    if (!is_mine) {
        return CONFLICT_THEIRS;
    }
    if (is_same(row->name, row->mine, row->theirs)) {
        return CONFLICT_SAME;
    }
    return is_theirs ? CONFLICT_BOTH : CONFLICT_MINE;
}

struct comparing {
    struct conflict *out;
    const struct fields *seen, *mine;
    bool seen_lacks_sealed; /* it comes from a version, and the record is sealed */
    bool failed;
};

static void add_row(struct comparing *comparing, const char *name, bool is_before_known,
                    const char *mine) {
    struct conflict *out = comparing->out;
    struct conflict_row *grown = realloc(out->rows, (out->count + 1) * sizeof *grown);
    if (grown == NULL) {
        comparing->failed = true;
        return;
    }
    out->rows = grown;
    struct conflict_row *row = &grown[out->count++];
    const char *before = fields_text(comparing->seen, name);
    *row = (struct conflict_row){.is_before_known = is_before_known};
    row->name = text_copy(name);
    row->before = text_copy(is_before_known ? before : "");
    row->theirs = text_copy(fields_text(&out->theirs, name));
    row->mine = text_copy(mine != NULL ? mine : row->before);
    if (row->name == NULL || row->before == NULL || row->theirs == NULL || row->mine == NULL) {
        comparing->failed = true;
        return;
    }
    row->side = side_of(row, mine != NULL);
}

static void compare_column(struct comparing *comparing, const char *name) {
    bool is_known = !comparing->seen_lacks_sealed || !check_has_word(sealed_columns, name);
    const char *before = fields_text(comparing->seen, name);
    const char *theirs = fields_text(&comparing->out->theirs, name);
    const char *mine = comparing->mine != NULL ? fields_get(comparing->mine, name) : NULL;
    if (mine != NULL && is_known && is_same(name, mine, before)) {
        mine = NULL;
    }
    if (mine != NULL && !is_known && is_same(name, mine, theirs)) {
        mine = NULL;
    }
    bool is_theirs = is_known && !is_same(name, before, theirs);
    if (mine != NULL || is_theirs) {
        add_row(comparing, name, is_known, mine);
    }
}

static void compare_table(struct comparing *comparing, const char *table) {
    for (const struct column *column = column_first(table); column != NULL;
         column = column_next(column)) {
        if (!column->is_generated && !check_has_word(kept_columns, column->name)) {
            compare_column(comparing, column->name);
        }
    }
}

/* ---- who changed what --------------------------------------------------------------------------- */

/* The versions tell what was replaced, by whom and when: `before` is one of them, `after` what came next. */
static void name_changers(struct conflict *conflict, const struct version *version,
                          const struct fields *before, const struct fields *after) {
    for (size_t i = 0; i < conflict->count; i++) {
        struct conflict_row *row = &conflict->rows[i];
        bool is_changed =
            strcmp(fields_text(before, row->name), fields_text(after, row->name)) != 0;
        if (row->side != CONFLICT_MINE && is_changed) {
            snprintf(row->person, sizeof row->person, "%s", version->person);
            row->at = version->at;
        }
    }
}

static enum status find_changers(struct office *office, const struct versions *versions,
                                 struct conflict *conflict, struct problem *problem) {
    enum status status = STATUS_OK;
    for (int64_t ver = conflict->seen_ver; status == STATUS_OK && ver < conflict->ver; ver++) {
        struct fields before = FIELDS_INIT, after = FIELDS_INIT;
        const struct version *version = version_of(versions, ver);
        status = fields_of(office, versions, ver, &before, problem);
        if (status == STATUS_OK && ver + 1 < conflict->ver) {
            status = fields_of(office, versions, ver + 1, &after, problem);
        } else {
            fields_merge(&after, &conflict->theirs);
        }
        if (status == STATUS_OK) {
            name_changers(conflict, version, &before, &after);
            snprintf(conflict->person, sizeof conflict->person, "%s", version->person);
            conflict->at = version->at;
        }
        if (status == STATUS_OK && ver == conflict->seen_ver) {
            snprintf(conflict->seen_state, sizeof conflict->seen_state, "%s",
                     fields_text(&before, "state"));
        }
        fields_release(&before);
        fields_release(&after);
    }
    return status;
}

/* What is sealed leaves no trace of who changed it: whoever changed the record last. */
static void fill_unknown(struct conflict *conflict) {
    for (size_t i = 0; i < conflict->count; i++) {
        struct conflict_row *row = &conflict->rows[i];
        if (row->side != CONFLICT_MINE && row->at == 0) {
            memcpy(row->person, conflict->person, sizeof row->person);
            row->at = conflict->at;
        }
    }
}

/* The last step somebody did, which names the command. */
static enum status find_command(struct office *office, struct conflict *conflict,
                                struct problem *problem) {
    struct steps steps = {0};
    enum status status =
        store_steps(office->store, &office->visible, conflict->id, &steps, problem);
    if (status == STATUS_OK && steps.count > 0) {
        snprintf(conflict->command, sizeof conflict->command, "%s",
                 steps.items[steps.count - 1].command);
    }
    steps_release(&steps);
    return status;
}

/* ---- together ----------------------------------------------------------------------------------- */

static void note_record(struct office *office, const char *command, const struct record *record,
                        struct conflict *out) {
    const struct fields *fields = &record->fields;
    out->ver = record->ver;
    snprintf(out->number, sizeof out->number, "%s", fields_text(fields, "number"));
    snprintf(out->kind, sizeof out->kind, "%s", fields_text(fields, "record_kind"));
    snprintf(out->state, sizeof out->state, "%s", fields_text(fields, "state"));
    memcpy(out->seen_state, out->state, sizeof out->seen_state);
    out->is_allowed = flow_allows(office, out->kind, out->state, command) &&
                      rights_check(office, record, NULL) == STATUS_OK;
    fields_merge(&out->theirs, fields);
}

static enum status compare(struct office *office, const struct fields *seen,
                           const struct fields *mine, const struct versions *versions,
                           struct conflict *out, struct problem *problem) {
    struct fields kept = FIELDS_INIT;
    struct comparing comparing = {.out = out, .seen = seen, .mine = mine};
    enum status status = STATUS_OK;
    if (seen == NULL && out->seen_ver < out->ver) {
        status = fields_of(office, versions, out->seen_ver, &kept, problem);
        comparing.seen = &kept;
        comparing.seen_lacks_sealed = fields_integer(&out->theirs, "sealed", 0) != 0;
    } else if (seen == NULL) {
        comparing.seen = &out->theirs;
    }
    if (status == STATUS_OK) {
        compare_table(&comparing, "record");
        compare_table(&comparing, out->kind);
    }
    bool failed = comparing.failed || kept.failed || out->theirs.failed;
    fields_release(&kept);
    return status == STATUS_OK && failed ? out_of_memory(problem) : status;
}

enum status conflict_find(struct office *office, const char *command, int64_t id, int64_t seen_ver,
                          const struct fields *seen, const struct fields *mine,
                          struct conflict *out, struct problem *problem) {
    struct record record = {0};
    struct versions versions = {0};
    conflict_release(out);
    out->id = id;
    out->seen_ver = seen_ver;
    office_begin_read(office);
    enum status status = read_now(office, id, &record, problem);
    if (status == STATUS_OK) {
        note_record(office, command, &record, out);
        status = store_versions(office->store, &office->visible, id, &versions, problem);
    }
    if (status == STATUS_OK) {
        status = compare(office, seen, mine, &versions, out, problem);
    }
    if (status == STATUS_OK) {
        status = find_changers(office, &versions, out, problem);
    }
    if (status == STATUS_OK) {
        fill_unknown(out);
        status = find_command(office, out, problem);
    }
    office_end_read(office);
    versions_release(&versions);
    record_release(&record);
    if (status != STATUS_OK) {
        conflict_release(out);
    }
    return status;
}
