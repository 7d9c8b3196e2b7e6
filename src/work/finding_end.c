/* How a finding ends: rectified, let go with a reason, or accounted for. Whoever is charged with it, answered for it
 * or reported it does not decide on it; an office of one person may let him, and it is marked. */
#include "work/finding.h"

#include <stdio.h>
#include <string.h>

#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/sign.h"
#include "work/supervision.h"
#include "work/visible.h"

enum { REVIEWERS = ROLE_REVIEWER | ROLE_SUPERVISOR };

/* Why somebody else should decide it; NULL: nothing stands against him. */
static enum status find_bond(struct act *act, const char **bond) {
    struct problem problem = {0};
    char name[CHECK_NAME_BYTES];
    int64_t me = act->office->user;
    bool has_reported = false;
    enum status status =
        store_did(act->office->store, act->id, me, "register", &has_reported, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    *bond = NULL;
    if (act_integer(act, "person") == me) {
        *bond = N_("{number} 的责任人是您自己，须由别人{command}");
    } else if (act_integer(act, "replied_by") == me ||
               sign_is_same_name(act_text(act, "answered_by"),
                                 act_title(act, me, name, sizeof name))) {
        *bond = N_("{number} 的整改回复是您写的或录入的，须由别人{command}");
    } else if (has_reported) {
        *bond = N_("{number} 是您登记的问题，须由别人{command}");
    }
    return STATUS_OK;
}

static enum status check_decider(struct act *act, unsigned roles) {
    const char *bond = NULL;
    struct problem problem = {0};
    enum status status = find_bond(act, &bond);
    if (status != STATUS_OK || bond == NULL || sign_is_alone(act->office, roles)) {
        return status;
    }
    problem_set(&problem, STATUS_DENIED, "", bond);
    problem_place(&problem, "command", flow_command_label(act->command));
    return act_refuse_with(act, &problem);
}

enum status finding_fits_review(struct act *act) {
    return check_decider(act, REVIEWERS);
}

enum status finding_fits_no_action(struct act *act) {
    return check_decider(act, ROLE_SUPERVISOR);
}

/* He decides because there is nobody else. */
static enum status mark_same_person(struct act *act) {
    char marks[80];
    const char *bond = NULL;
    const char *known = act_text(act, "same_person");
    const char *word = flow_command_label(act->command);
    enum status status = find_bond(act, &bond);
    if (status == STATUS_OK && bond != NULL && !check_has_word(known, word)) {
        snprintf(marks, sizeof marks, "%s%s%s", known, known[0] != '\0' ? " " : "", word);
        fields_set(act->changes, "same_person", marks);
    }
    return status;
}

static void set_note(struct act *act, const char *said) {
    bool is_alone = fields_has(act->changes, "same_person");
    act_note(act, "%s%s%s", said, is_alone && said[0] != '\0' ? "；" : "",
             is_alone ? "一人兼任" : "");
}

static void end(struct act *act, const char *outcome, const char *reason) {
    char today[DATE_BYTES];
    fields_set(act->changes, "outcome", outcome);
    fields_set(act->changes, "outcome_reason", reason);
    fields_set(act->changes, "ended_on", act_today(act, today));
    fields_set_integer(act->changes, "ended_by", act->office->user);
    set_note(act, reason);
}

/* ---- rectified ------------------------------------------------------------------------------------ */

static enum status order_again(struct act *act) {
    const char *note = fields_text(act->arguments, "recheck_note");
    if (note[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "recheck_note", N_("复查不合格的，请写明还差什么"));
    }
    snprintf(act->to_state, sizeof act->to_state, "ordered");
    set_note(act, note);
    return finding_take_due(act, office_today(act->office));
}

enum status finding_recheck(struct act *act) {
    char today[DATE_BYTES];
    bool has_passed = fields_integer(act->arguments, "passed", 0) != 0;
    const char *note = fields_text(act->arguments, "recheck_note");
    enum status status = mark_same_person(act);
    fields_set_integer(act->changes, "passed", has_passed);
    fields_set(act->changes, "recheck_note", note);
    fields_set(act->changes, "rechecked_on", act_today(act, today));
    fields_set_integer(act->changes, "rechecked_by", act->office->user);
    if (status != STATUS_OK || !has_passed) {
        return status == STATUS_OK ? order_again(act) : status;
    }
    end(act, "rectified", note);
    return STATUS_OK;
}

enum status finding_rectify(struct act *act) {
    enum status status = mark_same_person(act);
    end(act, "rectified", fields_text(act->arguments, "outcome_reason"));
    return status;
}

enum status finding_no_action(struct act *act) {
    enum status status = mark_same_person(act);
    end(act, "no_action", fields_text(act->arguments, "reason"));
    return status;
}

/* ---- called to account ---------------------------------------------------------------------------- */

enum status finding_answerable(struct act *act, const struct record *finding, int64_t *person) {
    struct record about = {0}, entry = {0};
    int64_t id = fields_integer(&finding->fields, "about", 0);
    int64_t charged = 0, leader = 0;
    enum status status = id != 0 ? act_read(act, id, &about) : STATUS_OK;
    if (status == STATUS_OK && id != 0) {
        charged = fields_integer(&about.fields, "person", 0);
        leader = fields_integer(&about.fields, "leader", 0);
    }
    if (status == STATUS_OK && leader == 0 && fields_has(&about.fields, "catalogue")) {
        status = act_read(act, fields_integer(&about.fields, "catalogue", 0), &entry);
        leader = fields_integer(&entry.fields, "leader", 0);
    }
    *person = leader != 0 ? leader : charged;
    if (*person == 0) {
        *person = fields_integer(&finding->fields, "person", 0);
    }
    record_release(&about);
    record_release(&entry);
    return status;
}

/* The accountability is what is registered; it takes the finding along. */
enum status finding_call_to_account(struct act *act) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_merge(&values, act->arguments);
    fields_set_integer(&values, "finding", act->id);
    enum status status =
        flow_enter(act->save, act->check, "accountability", &values, false, &id, act->problems);
    fields_release(&values);
    act->is_done = true;
    return status;
}

enum status finding_go_on(struct act *act, int64_t finding, const char *to_state,
                          const char *outcome, const char *note) {
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    char today[DATE_BYTES];
    enum status status = act_read(act, finding, &record);
    if (status != STATUS_OK) {
        return status;
    }
    if (outcome[0] != '\0') {
        fields_set(&changes, "outcome", outcome);
        fields_set(&changes, "outcome_reason", note);
        fields_set(&changes, "ended_on", act_today(act, today));
        fields_set_integer(&changes, "ended_by", act->office->user);
    }
    status = save_change(act->save, &record, &changes, to_state,
                         act->before == NULL ? "accountability" : act->command, note, &problem);
    fields_release(&changes);
    record_release(&record);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status finding_state_before(struct act *act, int64_t finding, char out[32]) {
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    struct problem problem = {0};
    snprintf(out, 32, "open");
    enum status status = store_steps(act->office->store, &all, finding, &steps, &problem);
    for (size_t i = 0; status == STATUS_OK && i < steps.count; i++) {
        if (strcmp(steps.items[i].command, "accountability") == 0) {
            snprintf(out, 32, "%s", steps.items[i].from_state);
        }
    }
    steps_release(&steps);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}
