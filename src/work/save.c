/* One transaction with everything a change leaves behind: version, step, audit row, number. Asks no
 * rule: what may be done is decided before. */
#include "work/save.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "store/columns.h"
#include "work/alike.h"
#include "work/draft.h"
#include "work/flow.h"

enum status save_begin(struct office *office, struct save *save, struct problem *problem) {
    unsigned char random[16];
    if (sodium_init() < 0) {
        return problem_set(problem, STATUS_IO, "", N_("这台机器不能产生随机数，无法保存"));
    }
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(save->id, sizeof save->id, random, sizeof random);
    save->office = office;
    clock_look(office);
    save->now = office_now(office);
    save->noted = NULL;
    save->kind[0] = '\0';
    return store_begin(office->store, problem);
}

/* The audit row of one change. Of a sealed record it says what was done, never a word of it. */
static enum status add_audit(struct save *save, const struct record *record, bool is_sealed,
                             const char *state, const char *command, const char *note,
                             struct problem *problem) {
    struct buffer detail = BUFFER_INIT;
    snprintf(save->kind, sizeof save->kind, "%s", fields_text(&record->fields, "record_kind"));
    buffer_append_format(&detail, "%s %s", fields_text(&record->fields, "number"), state);
    if (!is_sealed && note != NULL && note[0] != '\0') {
        buffer_append_format(&detail, " %s", note);
    }
    struct audit_entry entry = {
        .at = save->now,
        .person = save->office->user,
        .account = office_os_account(save->office),
        .command = command,
        .record = record->id,
        .detail = buffer_text(&detail),
        .save_id = save->id,
    };
    enum status status = detail.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                                       : store_add_audit(save->office->store, &entry, problem);
    buffer_release(&detail);
    return status;
}

static enum status set_number(struct save *save, const struct record_kind *known,
                              struct fields *fields, struct problem *problem) {
    char number[24];
    int year = date_year(clock_day_of(&save->office->clock, save->now));
    enum status status =
        store_next_number(save->office->store, known->prefix, year, number, problem);
    if (status == STATUS_OK) {
        fields_set(fields, "number", number);
    }
    return status;
}

enum status save_new(struct save *save, struct record *record, const char *command,
                     const char *note, struct problem *problem) {
    struct fields *fields = &record->fields;
    const struct record_kind *known = record_kind_find(fields_text(fields, "record_kind"));
    const char *state = fields_text(fields, "state");
    struct store *store = save->office->store;
    if (fields->failed) { /* the kind may be what is missing */
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    assert(known != NULL);
    enum status status = clock_check_save(save->office, problem);
    clock_defer(save->office, fields);
    if (status == STATUS_OK) {
        status = set_number(save, known, fields, problem);
    }
    fields_set_integer(fields, "created", save->now);
    fields_set_integer(fields, "changed", save->now);
    fields_set_integer(fields, "open", flow_state_is_closed(known->kind, state) ? 0 : 1);
    if (status == STATUS_OK && fields->failed) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        status = store_insert(store, known->kind, record, problem);
    }
    if (status == STATUS_OK) {
        status = alike_sign_new(save, record, problem);
    }
    if (status == STATUS_OK) {
        status = store_add_step(store, record->id, save->now, save->office->user, command, "",
                                state, note != NULL ? note : "", problem);
    }
    if (status == STATUS_OK) {
        bool is_sealed = fields_integer(fields, "sealed", 0) != 0;
        status = add_audit(save, record, is_sealed, state, command, note, problem);
    }
    return status;
}

enum status save_change(struct save *save, const struct record *before,
                        const struct fields *changes, const char *to_state, const char *command,
                        const char *note, struct problem *problem) {
    struct store *store = save->office->store;
    const char *kind = fields_text(&before->fields, "record_kind");
    const char *from = fields_text(&before->fields, "state");
    const char *to = to_state == NULL || strcmp(to_state, "=") == 0 ? from : to_state;
    struct fields all = FIELDS_INIT;
    bool closes = !flow_state_is_closed(kind, from) && flow_state_is_closed(kind, to);
    enum status status = clock_check_save(save->office, problem);
    fields_merge(&all, changes);
    if (status == STATUS_OK) {
        status = clock_check_change(save->office, &before->fields, &all, closes, problem);
    }
    if (strcmp(from, to) != 0) {
        fields_set(&all, "state", to);
        fields_set_integer(&all, "open", flow_state_is_closed(kind, to) ? 0 : 1);
    }
    if (status == STATUS_OK && all.failed) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        status = store_update(store, before, &all, save->office->user, save->now, problem);
    }
    if (status == STATUS_OK) {
        status = alike_sign_change(save, before, &all, problem);
    }
    if (status == STATUS_OK) {
        status = store_add_step(store, before->id, save->now, save->office->user, command, from, to,
                                note != NULL ? note : "", problem);
    }
    if (status == STATUS_OK) {
        bool is_sealed = fields_integer(&before->fields, "sealed", 0) != 0 ||
                         fields_integer(changes, "sealed", 0) != 0;
        status = add_audit(save, before, is_sealed, to, command, note, problem);
    }
    fields_release(&all);
    return status;
}

enum status save_step(struct save *save, const struct record *record, const char *command,
                      const char *note, struct problem *problem) {
    const char *state = fields_text(&record->fields, "state");
    bool is_sealed = fields_integer(&record->fields, "sealed", 0) != 0;
    enum status status = clock_check_save(save->office, problem);
    if (status == STATUS_OK) {
        status = store_add_step(save->office->store, record->id, save->now, save->office->user,
                                command, state, state, note, problem);
    }
    return status == STATUS_OK ? add_audit(save, record, is_sealed, state, command, note, problem)
                               : status;
}

enum status save_commit(struct save *save, struct problem *problem) {
    drafts_note_save(save);
    enum status status = store_commit(save->office->store, save->id, problem);
    drafts_end_save(save, status);
    return status;
}

void save_abandon(struct save *save) {
    store_rollback(save->office->store);
}
