/* Drafter, reviewer and approver are three persons, logged in or on paper. Compares, and marks where an office of
 * one person lets him do two of them; what is decided stands elsewhere. */
#include "work/disclosure_sign.h"

#include <stdio.h>
#include <string.h>

#include "work/sign.h"
#include "work/visible.h"

static const char writing[] = "register edit restore_version mask_personal";

static bool is_approval(const struct act *act) {
    return strcmp(fields_text(&act->before->fields, "state"), "in_approval") == 0;
}

/* The signatory of "张某 2026-11-20 第12号". */
void disclosure_paper_reviewer(const struct act *act, char out[CHECK_NAME_BYTES]) {
    const char *paper = fields_text(&act->before->fields, "review_paper");
    char day[DATE_BYTES];
    size_t length = 0;
    for (; paper[length] != '\0'; length++) {
        snprintf(day, sizeof day, "%.10s", paper[length] == ' ' ? paper + length + 1 : "");
        if (date_from_iso(day) != DATE_NONE) {
            break;
        }
    }
    snprintf(out, CHECK_NAME_BYTES, "%.*s", (int)length, paper);
}

static enum status refuse(struct act *act, const char *field, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_DENIED, field, message);
    problem_place(&problem, "command", flow_command_label(act->command));
    problem_place(&problem, "name", fields_text(act->arguments, "signatory"));
    return act_refuse_with(act, &problem);
}

/* ---- on paper ------------------------------------------------------------------------------------- */

static enum status has_written(struct act *act, const char *name, bool *has) {
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    struct problem problem = {0};
    char drafter[CHECK_NAME_BYTES];
    *has = sign_is_same_name(
        name, act_title(act, act_integer(act, "drafted_by"), drafter, sizeof drafter));
    enum status status = store_steps(act->office->store, &all, act->id, &steps, &problem);
    for (size_t i = 0; status == STATUS_OK && i < steps.count; i++) {
        *has = *has || (check_has_word(writing, steps.items[i].command) &&
                        sign_is_same_name(name, steps.items[i].person));
    }
    steps_release(&steps);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

static bool has_reviewed(const struct act *act, const char *name) {
    char reviewer[CHECK_NAME_BYTES];
    if (!is_approval(act)) {
        return false;
    }
    act_title(act, fields_integer(&act->before->fields, "reviewed_by", 0), reviewer,
              sizeof reviewer);
    if (sign_is_same_name(name, reviewer)) {
        return true;
    }
    disclosure_paper_reviewer(act, reviewer);
    return sign_is_same_name(name, reviewer);
}

/* Nobody signed what was not there yet. */
static enum status check_signed_day(struct act *act) {
    struct problem problem = {0};
    const char *formed = act_text(act, "received_on");
    const char *on = fields_text(act->arguments, "signed_on");
    if (on[0] == '\0' || strcmp(on, formed) >= 0) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "signed_on",
                N_("签批日期不能早于 {number} 的形成日期 {day}"));
    problem_place(&problem, "day", formed);
    return act_refuse_with(act, &problem);
}

static enum status check_signatory(struct act *act) {
    const char *name = fields_text(act->arguments, "signatory");
    bool has = false;
    enum status status = check_signed_day(act);
    if (status == STATUS_OK) {
        status = has_written(act, name, &has);
    }
    if (status == STATUS_OK && has) {
        return refuse(act, "signatory",
                      N_("“{name}”是 {number} 的拟稿人，纸上也不能由他{command}，请由别人签"));
    }
    if (status == STATUS_OK && has_reviewed(act, name)) {
        return refuse(act, "signatory",
                      N_("“{name}”审核过 {number}，纸上也不能再由他{command}，请由别人签"));
    }
    return status;
}

/* ---- here ----------------------------------------------------------------------------------------- */

static void mark_same_person(struct act *act, char *note, size_t size) {
    char marks[80];
    const char *known = act_text(act, "same_person");
    const char *word = flow_command_label(act->command);
    snprintf(note, size, "一人兼任");
    if (!check_has_word(known, word)) {
        snprintf(marks, sizeof marks, "%s%s%s", known, known[0] != '\0' ? " " : "", word);
        fields_set(act->changes, "same_person", marks);
    }
}

static enum status check_user(struct act *act, unsigned roles, char *note, size_t size) {
    char name[CHECK_NAME_BYTES];
    bool wrote = act_integer(act, "drafted_by") == act->office->user;
    bool reviewed = has_reviewed(act, act_title(act, act->office->user, name, sizeof name));
    bool is_namesake = false; /* a second account is no second person */
    enum status status = STATUS_OK;
    if (!wrote) {
        status = disclosure_was_written_by(act, act->office->user, &wrote);
    }
    if (status == STATUS_OK && !wrote) {
        status = has_written(act, name, &is_namesake);
    }
    if (status != STATUS_OK || (!wrote && !reviewed && !is_namesake)) {
        return status;
    }
    if (sign_is_alone(act->office, roles)) {
        mark_same_person(act, note, size);
        return STATUS_OK;
    }
    if (is_namesake) {
        return refuse(act, "",
                      N_("拟 {number} 的人与您同名，须由别人{command}；"
                         "若是两个人，请系统管理员在姓名里区分"));
    }
    return refuse(act, "",
                  wrote ? N_("{number} 是您拟的稿或改过的，须由别人{command}")
                        : N_("{number} 是您审核的，须由别人{command}"));
}

enum status disclosure_sign(struct act *act, unsigned roles,
                            char note[DISCLOSURE_SIGNATURE_BYTES]) {
    const struct draft_of draft = {0, "", flow_command_label(act->command)};
    bool is_on_paper = sign_is_on_paper(act);
    enum status status = is_on_paper ? check_signatory(act) : STATUS_OK;
    if (status == STATUS_OK) {
        status = sign_check(act, roles, &draft, note, DISCLOSURE_SIGNATURE_BYTES);
    }
    return status != STATUS_OK || is_on_paper
               ? status
               : check_user(act, roles, note, DISCLOSURE_SIGNATURE_BYTES);
}

void disclosure_set_decider(struct act *act, const char *column) {
    if (sign_is_on_paper(act)) {
        fields_set(act->changes, column, "");
    } else {
        fields_set_integer(act->changes, column, act->office->user);
    }
}
