/* 不予公开: by what article and why, looked at again every year, open to be taken up again. What is a state secret is
 * not kept here: the text goes out of the record and its earlier versions, and only that it is and where it lies
 * stays. Steps and audit are chained and stand; they hold numbers, states and reasons, never the text. Mission R1,
 * R3; 政府信息公开条例 14-18, 保密法 31. */
#include <stdio.h>
#include <string.h>

#include "work/consultation.h"
#include "work/disclosure_sign.h"
#include "work/flow_fits.h"
#include "work/kinds.h"

static const char secret_title[] = "涉密事项（内容不在本机）";
static const char secret_columns[] =
    "title stage element_basis element_subject element_process element_discipline element_result "
    "lines "
    "total second_total scope_reason audience_text effective_on after_reason discussion "
    "access_note "
    "reply_path expires_on return_reason review_note waived_reason notice_result correct_reason";

/* ---- the yearly review ---------------------------------------------------------------------------- */

/* A year on from today, as the limit says; where the office has none, no due date. */
static enum status set_re_review(struct act *act) {
    static const char rule[] = "disclosure.re_review";
    char iso[DATE_BYTES];
    struct limit limit;
    struct problem problem = {0};
    day_number today = office_today(act->office);
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, rule, today, &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        fields_set(act->changes, "due_on", "");
        fields_set(act->changes, "limit_rule", "");
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    const struct deadline deadline = {.received = today, .limit = &limit};
    fields_set(act->changes, "due_on",
               date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso));
    fields_set(act->changes, "limit_rule", rule);
    fields_set_integer(act->changes, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

/* ---- refusing ------------------------------------------------------------------------------------- */

static bool is_secret(const struct act *act) {
    return fields_integer(act->arguments, "state_secret", 0) == 1;
}

static enum status check_secret(struct act *act) {
    return is_secret(act) && !fields_has(act->arguments, "kept_at")
               ? act_refuse(act, STATUS_INVALID, "kept_at",
                            N_("国家秘密的内容不留在本机，请写明它存放在哪里"))
               : STATUS_OK;
}

static void empty_content(struct act *act) {
    char name[PROBLEM_FIELD_BYTES];
    for (const char *at = secret_columns; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        fields_set(act->changes, name, "");
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    fields_set(act->changes, "title", secret_title);
}

static void take_refusal(struct act *act) {
    static const char *const columns[] = {"refused_basis", "refused_reason", "state_secret",
                                          "kept_at"};
    char today[DATE_BYTES];
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], fields_text(act->arguments, columns[i]));
    }
    fields_set(act->changes, "refused_on", act_today(act, today));
    fields_set(act->changes, "re_reviewed_on", "");
    disclosure_set_decider(act, "refused_by");
}

enum status disclosure_refuse(struct act *act) {
    char signature[DISCLOSURE_SIGNATURE_BYTES];
    enum status status = check_secret(act);
    if (status == STATUS_OK) {
        status = disclosure_sign(act, ROLE_SUPERVISOR, signature);
    }
    if (status == STATUS_OK) {
        status = act_end_pause(act);
    }
    if (status != STATUS_OK) {
        return status;
    }
    take_refusal(act);
    if (is_secret(act)) {
        empty_content(act);
        act_note(act, "国家秘密，内容已从本机清除%s%s", signature[0] != '\0' ? "；" : "",
                 signature);
    } else {
        act_note(act, "%s：%s%s%s", fields_text(act->arguments, "refused_basis"),
                 fields_text(act->arguments, "refused_reason"), signature[0] != '\0' ? "；" : "",
                 signature);
    }
    return set_re_review(act);
}

enum status disclosure_was_refused(struct act *act) {
    struct problem problem = {0};
    enum status status =
        duty_refused(act, act_integer(act, "duty"), fields_text(act->arguments, "refused_basis"));
    if (status == STATUS_OK && is_secret(act)) {
        status = store_clear_versions(act->office->store, act->id, secret_columns, secret_title,
                                      &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    return status == STATUS_OK ? consultation_lost_text(act) : status;
}

/* ---- afterwards ----------------------------------------------------------------------------------- */

enum status disclosure_re_review(struct act *act) {
    char today[DATE_BYTES];
    const char *said = fields_text(act->arguments, "note");
    fields_set(act->changes, "re_reviewed_on", act_today(act, today));
    enum status status = set_re_review(act);
    act_note(act, "仍不予公开，下次 %s%s%s", act_text(act, "due_on"), said[0] != '\0' ? "；" : "",
             said);
    return status;
}

enum status disclosure_fits_reopen(struct act *act) {
    return act_integer(act, "state_secret") != 1
               ? STATUS_OK
               : act_refuse(
                     act, STATUS_DENIED, "",
                     N_("{number} 是涉密事项，内容不在本机，不能重新拟稿；已解密的另拟一件"));
}

enum status disclosure_reopen(struct act *act) {
    static const char *const columns[] = {"refused_by",     "refused_on", "refused_basis",
                                          "refused_reason", "kept_at",    "re_reviewed_on"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], "");
    }
    disclosure_void_decisions(act);
    enum status status = duty_refusal_ended(act, act_integer(act, "duty"));
    return status == STATUS_OK ? disclosure_set_due(act) : status;
}
