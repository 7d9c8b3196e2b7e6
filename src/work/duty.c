/* 应公开: making what lacks, matters that arise, drafting, waiving, and what a disclosure does to its duty. What a
 * periodic entry owes stands in duty_entry.c. */
#include "work/duty.h"

#include <stdio.h>
#include <string.h>

#include "work/disclosure.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/period.h"
#include "work/record_due.h"
#include "work/stages.h"
#include "work/visible.h"

/* ---- what lacks ---------------------------------------------------------------------------------- */

static enum status find_lacking(struct office *office, struct ids *out, struct problem *problem) {
    char today[DATE_BYTES], names[4][PERIOD_BYTES];
    static const int months[] = {1, 3, 6, 12};
    for (int i = 0; i < 4; i++) {
        const struct period period = period_of(office_today(office), months[i]);
        period_name(&period, names[i]);
    }
    const struct present_periods present = {names[0], names[1], names[2], names[3]};
    return store_lacking_entries(office->store, date_to_iso(office_today(office), today), &present,
                                 out, problem);
}

static enum status make_lacking(struct save *save, int64_t *made, struct problem *problem) {
    struct ids entries = {0};
    enum status status = find_lacking(save->office, &entries, problem);
    for (size_t i = 0; status == STATUS_OK && i < entries.count; i++) {
        status = duty_refresh_of(save, entries.items[i], made, problem);
    }
    ids_release(&entries);
    return status;
}

enum status duty_refresh(struct office *office, int64_t *made, struct problem *problem) {
    struct ids entries = {0};
    struct save save;
    int64_t count = 0;
    if (!clock_may_count(office)) { /* of which day it is what is due depends */
        if (made != NULL) {
            *made = 0;
        }
        return STATUS_OK;
    }
    enum status status = find_lacking(office, &entries, problem);
    bool is_complete = entries.count == 0;
    ids_release(&entries);
    if (made != NULL) {
        *made = 0;
    }
    if (status != STATUS_OK || is_complete || store_is_read_only(office->store)) {
        return status;
    }
    status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status =
        make_lacking(&save, &count, problem); /* asked again: another session may have been first */
    if (status != STATUS_OK || count == 0) {
        save_abandon(&save);
        return status;
    }
    if (made != NULL) {
        *made = count;
    }
    return save_commit(&save, problem);
}

enum status duty_refresh_entry(struct act *act) {
    struct problem problem = {0};
    int64_t made = 0;
    return duty_refresh_of(act->save, act->id, &made, &problem) == STATUS_OK
               ? STATUS_OK
               : act_refuse_with(act, &problem);
}

static bool was_village(const struct act *act) {
    return act->before != NULL && strcmp(fields_text(&act->before->fields, "kind"), "village") == 0;
}

enum status duty_refresh_unit(struct act *act) {
    struct problem problem = {0};
    struct ids entries = {0};
    int64_t made = 0;
    if (!was_village(act) && strcmp(act_text(act, "kind"), "village") != 0) {
        return STATUS_OK;
    }
    enum status status = store_village_entries(act->office->store, &entries, &problem);
    for (size_t i = 0; status == STATUS_OK && i < entries.count; i++) {
        status = duty_refresh_of(act->save, entries.items[i], &made, &problem);
    }
    ids_release(&entries);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status duty_set_due(struct act *act) {
    struct record_due due = {0};
    struct problem problem = {0};
    char iso[DATE_BYTES];
    enum status status = record_due_load(act->office, act->before, &due, &problem);
    if (status == STATUS_OK) {
        fields_set(act->changes, "due_on", date_to_iso(due.due.day, iso));
    }
    record_due_release(&due);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status duty_clock(struct office *office, int64_t duty, struct duty_clock *out,
                       struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(office->store, &all, duty, &record, problem);
    snprintf(out->rule, sizeof out->rule, "%s", fields_text(&record.fields, "limit_rule"));
    out->from = date_from_iso(fields_text(&record.fields, "received_on"));
    out->is_period = fields_has(&record.fields, "period");
    record_release(&record);
    return status;
}

/* ---- what a disclosure does to its duty ---------------------------------------------------------- */

static enum status refuse_named(struct act *act, const struct record *duty, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "duty", message);
    problem_place(&problem, "duty", fields_text(&duty->fields, "number"));
    return act_refuse_with(act, &problem);
}

static enum status move(struct act *act, const struct record *duty, const struct fields *changes,
                        const char *to, const char *command, const char *note) {
    struct problem problem = {0};
    enum status status = changes->failed
                             ? problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                             : save_change(act->save, duty, changes, to, command, note, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static enum status take_up(struct act *act, const struct record *duty, int64_t disclosure) {
    struct fields changes = FIELDS_INIT;
    struct record drafted = {0};
    enum status status = act_read(act, disclosure, &drafted);
    if (status == STATUS_OK && strcmp(fields_text(&duty->fields, "catalogue"),
                                      fields_text(&drafted.fields, "catalogue")) != 0) {
        status = refuse_named(act, duty, N_("{duty} 不是这一目录事项的应公开"));
    } else if (status == STATUS_OK && strcmp(fields_text(&duty->fields, "state"), "open") != 0) {
        status = refuse_named(act, duty, N_("{duty} 已经拟稿、公开或不须公开，不再另拟"));
    } else if (status == STATUS_OK) {
        fields_set_integer(&changes, "disclosure", disclosure);
        status =
            move(act, duty, &changes, "drafted", "draft", fields_text(&drafted.fields, "number"));
    }
    fields_release(&changes);
    record_release(&drafted);
    return status;
}

enum status duty_drafted(struct act *act, int64_t duty, int64_t disclosure) {
    struct record record = {0};
    enum status status = duty == 0 ? STATUS_OK : act_read(act, duty, &record);
    bool is_taken_up = fields_integer(&record.fields, "disclosure", 0) == disclosure;
    if (status == STATUS_OK && duty != 0 && !is_taken_up) {
        status = take_up(act, &record, disclosure);
    }
    record_release(&record);
    return status;
}

enum status duty_done(struct act *act, int64_t duty, const char *day) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = duty == 0 ? STATUS_OK : act_read(act, duty, &record);
    const char *state = fields_text(&record.fields, "state");
    if (status == STATUS_OK && (strcmp(state, "drafted") == 0 || strcmp(state, "open") == 0)) {
        fields_set(&changes, "done_on", day);
        status = move(act, &record, &changes, "done", "done", day);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status duty_refused(struct act *act, int64_t duty, const char *reason) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = duty == 0 ? STATUS_OK : act_read(act, duty, &record);
    const char *state = fields_text(&record.fields, "state");
    if (status == STATUS_OK && (strcmp(state, "drafted") == 0 || strcmp(state, "open") == 0)) {
        fields_set(&changes, "waived_reason", reason);
        status = move(act, &record, &changes, "waived", "waive", reason);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status duty_refusal_ended(struct act *act, int64_t duty) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = duty == 0 ? STATUS_OK : act_read(act, duty, &record);
    bool was_refused = strcmp(fields_text(&record.fields, "state"), "waived") == 0 &&
                       fields_integer(&record.fields, "disclosure", 0) == act->id;
    if (status == STATUS_OK && was_refused) {
        fields_set(&changes, "waived_reason", "");
        status = move(act, &record, &changes, "drafted", "relist", act->note);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

enum status duty_reopened(struct act *act, int64_t duty) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    enum status status = duty == 0 ? STATUS_OK : act_read(act, duty, &record);
    const char *state = fields_text(&record.fields, "state");
    if (status == STATUS_OK && (strcmp(state, "drafted") == 0 || strcmp(state, "done") == 0)) {
        fields_set(&changes, "disclosure", "");
        fields_set(&changes, "done_on", "");
        status = move(act, &record, &changes, "open", "reopen", act->note);
    }
    fields_release(&changes);
    record_release(&record);
    return status;
}

/* ---- the duty of a disclosure registered by hand ------------------------------------------------- */

/* True when the open duty is what the disclosure discloses. */
static bool fits(const struct act *act, const struct fields *duty) {
    const char *period = act_text(act, "period"), *stage = act_text(act, "stage");
    int64_t unit = act_integer(act, "unit"), owed_by = fields_integer(duty, "unit", 0);
    if (period[0] == '\0' && stage[0] == '\0') {
        return false;
    }
    return strcmp(fields_text(duty, "period"), period) == 0 &&
           strcmp(fields_text(duty, "stage"), stage) == 0 && (unit == 0 || owed_by == unit);
}

enum status duty_find_for(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct ids open = {0};
    int64_t found = 0;
    size_t count = 0;
    if (act_integer(act, "duty") != 0 || act_integer(act, "catalogue") == 0) {
        return STATUS_OK;
    }
    enum status status =
        store_duties_in(act->office->store, act_integer(act, "catalogue"), "open", &open, &problem);
    for (size_t i = 0; status == STATUS_OK && i < open.count; i++) {
        struct record duty = {0};
        status = store_read(act->office->store, &all, open.items[i], &duty, &problem);
        if (status == STATUS_OK && fits(act, &duty.fields)) {
            found = duty.id;
            count++;
        }
        record_release(&duty);
    }
    ids_release(&open);
    if (status == STATUS_OK && count == 1) {
        fields_set_integer(act->changes, "duty", found);
    }
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

/* ---- commands on a duty -------------------------------------------------------------------------- */

/* What the draft begins with: a period that still runs is formed no later than today. */
static void draft_values(struct act *act, struct fields *out) {
    static const char *const columns[] = {"catalogue", "title", "period",
                                          "stage",     "unit",  "person"};
    char today[DATE_BYTES];
    const char *formed = act_text(act, "received_on");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(out, columns[i], act_text(act, columns[i]));
    }
    act_today(act, today);
    fields_set(out, "received_on", strcmp(formed, today) < 0 ? formed : today);
    fields_set_integer(out, "duty", act->id);
}

enum status duty_draft(struct act *act) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    draft_values(act, &values);
    enum status status =
        flow_enter(act->save, act->check, "disclosure", &values, false, &id, act->problems);
    fields_release(&values);
    act->is_done = true; /* the disclosure has taken it up */
    return status == STATUS_OK ? duty_drafted(act, act->id, id) : status;
}

enum status duty_waive(struct act *act) {
    fields_set(act->changes, "waived_reason", fields_text(act->arguments, "reason"));
    return STATUS_OK;
}

/* What its disclosure was refused for stands with the disclosure. */
enum status duty_fits_relist(struct act *act) {
    struct record disclosure = {0};
    struct problem problem = {0};
    int64_t id = act_integer(act, "disclosure");
    enum status status = id != 0 ? act_read(act, id, &disclosure) : STATUS_OK;
    if (status == STATUS_OK && strcmp(fields_text(&disclosure.fields, "state"), "refused") == 0) {
        problem_set(
            &problem, STATUS_DENIED, "",
            N_("{number} 拟的 {disclosure} 已不予公开，不能另列；要公开请把那一件重新拟稿"));
        problem_place(&problem, "disclosure", fields_text(&disclosure.fields, "number"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&disclosure);
    return status;
}

enum status duty_unwaive(struct act *act) {
    fields_set(act->changes, "waived_reason", "");
    return STATUS_OK;
}

bool duty_stage_prefix(const struct fields *duty, char out[DUTY_NAME_BYTES]) {
    const char *name = fields_text(duty, "name");
    const char *end = strrchr(name, '/');
    if (!fields_has(duty, "stage") || end == NULL || (size_t)(end - name) + 2 > DUTY_NAME_BYTES) {
        return false;
    }
    snprintf(out, DUTY_NAME_BYTES, "%.*s", (int)(end - name) + 1, name);
    return true;
}
