/* 回访: what the reporter thinks of a closed matter. Who is dissatisfied has it opened again, or a new one
 * registered that names the old. Mission B8, V6. */
#include <stdio.h>
#include <string.h>

#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"

enum { VISIT_DAYS = 30 };

void feedback_set_visit(struct act *act) {
    char day[DATE_BYTES] = "";
    int days = office_setting_integer(act->office, "visit_days", VISIT_DAYS);
    bool is_due = act_integer(act, "sealed") == 0 && act_text(act, "contact")[0] != '\0' &&
                  days > 0 && feedback_kind_is_in(act, "visit_kinds", "");
    if (is_due) {
        date_to_iso(office_today(act->office) + days, day);
    }
    fields_set(act->changes, "visit_by", day);
    fields_set(act->changes, "visit_on", "");
    fields_set(act->changes, "visit_result", "");
    fields_set(act->changes, "visit_again", "");
    fields_set(act->changes, "visit_note", "");
}

enum status feedback_fits_visit(struct act *act) {
    const char *before = act_text(act, "visit_result");
    return before[0] == '\0' || strcmp(before, "unreachable") == 0
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "", N_("{number} 已经回访过了"));
}

static enum status check_visit(struct act *act, const char *day, bool is_dissatisfied) {
    day_number on = date_from_iso(day);
    if (on > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "visit_on", N_("{number} 的回访日期不能晚于今天"));
    }
    if (on < date_from_iso(act_text(act, "closed_on"))) {
        return act_refuse(act, STATUS_INVALID, "visit_on",
                          N_("{number} 的回访日期不能早于办结日期"));
    }
    if (!is_dissatisfied && fields_has(act->arguments, "visit_again")) {
        return act_refuse(act, STATUS_INVALID, "visit_again",
                          N_("只有不满意的才重新办理或另立新件"));
    }
    return STATUS_OK;
}

/* ---- opened again -------------------------------------------------------------------------------- */

/* A new round: its own limit from today, its own answer, check and announcement. What was answered before
 * stays in the versions and steps. */
static enum status reopen(struct act *act) {
    static const char *const emptied[] = {"replied_on",      "reply_due_on", "announced_on",
                                          "announced_place", "closed_on",    "checked_by",
                                          "checked_on",      "signatory",    "signed_on",
                                          "signed_no",       "asked_on",     "extended_by"};
    char today[DATE_BYTES];
    for (size_t i = 0; i < sizeof emptied / sizeof emptied[0]; i++) {
        fields_set(act->changes, emptied[i], "");
    }
    if (act_integer(act, "sealed") == 0) {
        fields_set(act->changes, "withheld_reason", "");
    }
    fields_set(act->changes, "reopened_on", act_today(act, today));
    snprintf(act->to_state, sizeof act->to_state, "in_hand");
    return feedback_set_due(act);
}

/* ---- a new one ----------------------------------------------------------------------------------- */

static void fill_new(struct act *act, struct fields *values) {
    static const char *const names[] = {"kind", "title", "reporter", "contact", "unit", "person"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(values, names[i], act_text(act, names[i]));
    }
    const char *said = fields_text(act->arguments, "visit_note");
    fields_set(values, "body", said[0] != '\0' ? said : act_text(act, "body"));
    fields_set(values, "received_on", act_text(act, "visit_on"));
    fields_set(values, "source", "call");
    fields_set(values, "allow_duplicate", "1");
}

static enum status register_new(struct act *act, char number[24]) {
    struct fields values = FIELDS_INIT;
    struct record made = {0};
    int64_t id = 0;
    if (act_integer(act, "sealed") != 0) {
        return act_refuse(act, STATUS_DENIED, "visit_again", N_("举报件只能重新办理"));
    }
    fill_new(act, &values);
    bool is_charged = act_integer(act, "unit") != 0 || act_integer(act, "person") != 0;
    act->check->again_of = act->id;
    enum status status =
        flow_enter(act->save, act->check, "feedback", &values, is_charged, &id, act->problems);
    act->check->again_of = 0;
    if (status == STATUS_OK) {
        status = act_read(act, id, &made);
    }
    number[0] = '\0';
    strncat(number, fields_text(&made.fields, "number"), 23);
    record_release(&made);
    fields_release(&values);
    return status;
}

enum status feedback_empty_visit(struct act *act) {
    struct record older = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    int64_t id = act_integer(act, "again_of");
    enum status status = id != 0 ? act_read(act, id, &older) : STATUS_OK;
    if (status == STATUS_OK && fields_has(&older.fields, "visit_note")) {
        fields_set(&changes, "visit_note", "");
        status = save_change(act->save, &older, &changes, "=", "edit", "", &problem);
        if (status == STATUS_OK) {
            status = store_clear_versions(act->office->store, id, "visit_note", "", &problem);
        }
        status = status == STATUS_OK ? status : act_refuse_with(act, &problem);
    }
    fields_release(&changes);
    record_release(&older);
    return status;
}

/* ---- the visit ----------------------------------------------------------------------------------- */

static void note_visit(struct act *act, const char *number) {
    char due[48] = "";
    const char *said = number[0] == '\0' ? act_text(act, "visit_note") : "";
    const char *result =
        office_code_label(act->office, "visit_result", act_text(act, "visit_result"));
    if (strcmp(act->to_state, "in_hand") == 0) {
        snprintf(due, sizeof due, "，重新办理，期限 %s", act_text(act, "due_on"));
    }
    act_note(act, "%s %s%s%s%s%s%s", act_text(act, "visit_on"), result, due,
             number[0] != '\0' ? "，另立 " : "", number, said[0] != '\0' ? "；" : "", said);
}

enum status feedback_visit(struct act *act) {
    char today[DATE_BYTES];
    char number[24] = "";
    const char *given = fields_text(act->arguments, "visit_on");
    const char *on = given[0] != '\0' ? given : act_today(act, today);
    const char *again = fields_text(act->arguments, "visit_again");
    bool is_dissatisfied = strcmp(fields_text(act->arguments, "visit_result"), "dissatisfied") == 0;
    bool is_new = strcmp(again, "new") == 0;
    enum status status = check_visit(act, on, is_dissatisfied);
    if (status != STATUS_OK) {
        return status;
    }
    fields_set(act->changes, "visit_by", "");
    fields_set(act->changes, "visit_on", on);
    fields_set(act->changes, "visit_result", fields_text(act->arguments, "visit_result"));
    /* What was said stands in the new one alone: it may turn out a report, and be sealed. */
    fields_set(act->changes, "visit_note",
               is_dissatisfied && is_new ? "" : fields_text(act->arguments, "visit_note"));
    fields_set(act->changes, "visit_again", !is_dissatisfied ? "" : is_new ? "new" : "reopen");
    if (is_dissatisfied) {
        status = is_new ? register_new(act, number) : reopen(act);
    }
    note_visit(act, number);
    return status;
}
