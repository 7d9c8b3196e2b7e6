/* The decision of a 责任追究: by somebody else than who recorded it, or on paper, with the document of the body that
 * decided. Its finding ends with it, or goes on as before. Mission D8, P4, A5-A12. */
#include <stdio.h>
#include <string.h>

#include "work/accountability.h"
#include "work/finding.h"
#include "work/flow_fits.h"
#include "work/sign.h"
#include "work/supervision.h"

enum { SIGNATURE_BYTES = 300 };

/* ---- whether it may be ---------------------------------------------------------------------------- */

static enum status is_village(struct act *act, int64_t id, bool *is) {
    struct record unit = {0};
    enum status status = id != 0 ? act_read(act, id, &unit) : STATUS_OK;
    *is = strcmp(fields_text(&unit.fields, "kind"), "village") == 0;
    record_release(&unit);
    return status;
}

/* By his own unit, whatever the record says of it. */
static enum status check_is_no_village_cadre(struct act *act, const char *measure) {
    struct record person = {0};
    bool is = false;
    if (strcmp(measure, "admonition") != 0) {
        return STATUS_OK;
    }
    enum status status = is_village(act, act_integer(act, "unit"), &is);
    if (status == STATUS_OK && !is) {
        status = act_read(act, act_integer(act, "person"), &person);
    }
    if (status == STATUS_OK && !is) {
        status = is_village(act, fields_integer(&person.fields, "unit", 0), &is);
    }
    record_release(&person);
    return status == STATUS_OK && is
               ? act_refuse(act, STATUS_DENIED, "measure",
                            N_("村干部不适用效能告诫：镇里只能责令公布"
                               "（村民委员会组织法第三十一条），请用“责令整改”"))
               : status;
}

static enum status check_measure(struct act *act, const char *measure) {
    struct problem problem = {0};
    bool was_reported = strcmp(fields_text(&act->before->fields, "state"), "reported") == 0;
    if (measure[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "measure", N_("请填写{field}"));
    }
    if (accountability_is_proposal(measure) && !was_reported) {
        problem_set(&problem, STATUS_DENIED, "measure",
                    N_("“{measure}”镇里不能决定：先建议、上报，由有权的机关决定"));
        problem_place(&problem, "measure", office_code_label(act->office, "measure", measure));
        return act_refuse_with(act, &problem);
    }
    return check_is_no_village_cadre(act, measure);
}

/* Of somebody who did not record it, and never of the one it is about. */
static enum status check_decider(struct act *act, char note[SIGNATURE_BYTES]) {
    struct problem problem = {0};
    char charged[CHECK_NAME_BYTES];
    const char *signatory = fields_text(act->arguments, "signatory");
    struct draft_of draft = {act_integer(act, "recorded_by"), "", N_("追究")};
    bool has_written = false;
    enum status did = store_did(act->office->store, act->id, act->office->user,
                                "register edit propose", &has_written, &problem);
    if (did != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (has_written && !sign_is_on_paper(act)) {
        draft.person = act->office->user;
    }
    act_title(act, act_integer(act, "person"), charged, sizeof charged);
    if (sign_is_same_name(signatory, charged)) {
        problem_set(&problem, STATUS_DENIED, "signatory", N_("“{name}”是被追究的人，不能由他签批"));
        problem_place(&problem, "name", signatory);
        return act_refuse_with(act, &problem);
    }
    enum status status = sign_check(act, ROLE_SUPERVISOR, &draft, note, SIGNATURE_BYTES);
    if (status == STATUS_OK && strcmp(note, "一人兼任") == 0) {
        fields_set(act->changes, "same_person", flow_command_label(act->command));
    }
    return status;
}

static void set_decider(struct act *act) {
    if (sign_is_on_paper(act)) {
        fields_set(act->changes, "decided_by", "");
    } else {
        fields_set_integer(act->changes, "decided_by", act->office->user);
    }
}

/* ---- decided -------------------------------------------------------------------------------------- */

static void set_note(struct act *act, const char *measure, const char *signature) {
    act_note(act, "%s，%s %s%s%s", office_code_label(act->office, "measure", measure),
             act_text(act, "deciding_body"), act_text(act, "document_no"),
             signature[0] != '\0' ? "；" : "", signature);
}

enum status accountability_decide(struct act *act) {
    static const char *const taken[] = {"deciding_body", "document_no", "reason"};
    char signature[SIGNATURE_BYTES];
    const char *given = fields_text(act->arguments, "measure");
    const char *measure = given[0] != '\0' ? given : fields_text(&act->before->fields, "measure");
    enum status status = check_measure(act, measure);
    if (status == STATUS_OK) {
        status = check_decider(act, signature);
    }
    if (status != STATUS_OK) {
        return status;
    }
    fields_set(act->changes, "measure", measure);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (fields_has(act->arguments, taken[i])) {
            fields_set(act->changes, taken[i], fields_text(act->arguments, taken[i]));
        }
    }
    set_decider(act);
    set_note(act, measure, signature);
    return accountability_check_day(act, "decided_on", "received_on",
                                    fields_text(act->arguments, "decided_on"));
}

enum status accountability_decided(struct act *act) {
    char note[sizeof act->note];
    snprintf(note, sizeof note, "%s",
             office_code_label(act->office, "measure", act_text(act, "measure")));
    return finding_go_on(act, act_integer(act, "finding"), "accounted", "accounted", note);
}

/* ---- let go --------------------------------------------------------------------------------------- */

enum status accountability_no_action(struct act *act) {
    char signature[SIGNATURE_BYTES], today[DATE_BYTES];
    const char *reason = fields_text(act->arguments, "reason");
    enum status status = check_decider(act, signature);
    if (status != STATUS_OK) {
        return status;
    }
    fields_set(act->changes, "reason", reason);
    fields_set(act->changes, "decided_on", act_today(act, today));
    set_decider(act);
    act_note(act, "%s%s%s", reason, signature[0] != '\0' ? "；" : "", signature);
    return STATUS_OK;
}

enum status accountability_dropped(struct act *act) {
    char state[32];
    int64_t finding = act_integer(act, "finding");
    enum status status = finding_state_before(act, finding, state);
    return status == STATUS_OK ? finding_go_on(act, finding, state, "", act_text(act, "reason"))
                               : status;
}

/* ---- served --------------------------------------------------------------------------------------- */

enum status accountability_fits_serve(struct act *act) {
    return fields_has(&act->before->fields, "served_on")
               ? act_refuse(act, STATUS_DENIED, "", N_("{number} 已经送达"))
               : accountability_refuse_oneself(act);
}

enum status accountability_serve(struct act *act) {
    enum status status = accountability_check_day(act, "served_on", "decided_on",
                                                  fields_text(act->arguments, "served_on"));
    act_note(act, "%s", act_text(act, "served_on"));
    return status;
}
