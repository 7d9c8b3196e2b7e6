/* Longer limits: given by the leader at once, or asked for before the limit ends and consented to or not.
 * An extension is added to the first limit, up to the limit's own cap. */
#include <stdio.h>
#include <string.h>

#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/sign.h"

static bool is_asked_for(const struct act *act) {
    return act_text(act, "ext_asked_on")[0] != '\0';
}

void feedback_drop_request(struct act *act) {
    static const char *const columns[] = {"ext_amount", "ext_reason", "ext_asked_on",
                                          "ext_asked_by"};
    bool was_asked_for = is_asked_for(act);
    for (size_t i = 0; was_asked_for && i < sizeof columns / sizeof columns[0]; i++) {
        fields_set(act->changes, columns[i], "");
    }
}

static enum status check_cap(struct act *act, int amount) {
    struct limit limit;
    struct problem problem = {0};
    int done = (int)act_integer(act, "extended_by");
    enum status status = office_limit(act->office, act_text(act, "limit_rule"),
                                      feedback_first_day(act), &limit, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (done + amount <= limit.extension_max) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "amount",
                N_("{number} 最多可以延长 {most}，已经延长 {done}"));
    problem_place_integer(&problem, "most", limit.extension_max);
    problem_place_integer(&problem, "done", done);
    return act_refuse_with(act, &problem);
}

/* There is a limit that goes, it may be moved, and by so much. */
static enum status check_extension(struct act *act, int amount) {
    struct problem problem = {0};
    const char *due = act_text(act, "due_on");
    enum status status = feedback_check_clock_goes(act);
    if (status != STATUS_OK) {
        return status;
    }
    if (due[0] == '\0' || act_text(act, "replied_on")[0] != '\0') {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 没有期限，不用延期"));
    }
    if (strcmp(due, act_text(act, "asked_on")) == 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 的期限 {day} 是上级要求的，本单位不能延；上级同意的，"
                       "请改上级期限"));
        problem_place(&problem, "day", due);
        return act_refuse_with(act, &problem);
    }
    return check_cap(act, amount);
}

static enum status check_is_early(struct act *act) {
    day_number due = date_from_iso(act_text(act, "due_on"));
    return due != DATE_NONE && office_today(act->office) > due
               ? act_refuse(act, STATUS_DENIED, "", N_("{number} 已过期限，延期须在到期以前"))
               : STATUS_OK;
}

static enum status check_none_is_asked_for(struct act *act) {
    return is_asked_for(act) ? act_refuse(act, STATUS_DENIED, "",
                                          N_("{number} 已有一份延期申请等着批，先批那一份"))
                             : STATUS_OK;
}

static enum status lengthen(struct act *act, int amount) {
    fields_set_integer(act->changes, "extended_by", act_integer(act, "extended_by") + amount);
    return feedback_set_due(act);
}

enum status feedback_fits_extend(struct act *act) {
    enum status status = check_none_is_asked_for(act);
    if (status == STATUS_OK) {
        status = feedback_check_clock_goes(act);
    }
    if (status == STATUS_OK) {
        status = check_is_early(act);
    }
    return status == STATUS_OK ? check_extension(act, 1) : status;
}

enum status feedback_extend(struct act *act) {
    int amount = (int)fields_integer(act->arguments, "amount", 0);
    enum status status = check_cap(act, amount);
    if (status == STATUS_OK) {
        status = lengthen(act, amount);
        act_note(act, "延长 %d，期限 %s：%s", amount, act_text(act, "due_on"),
                 fields_text(act->arguments, "reason"));
    }
    return status;
}

enum status feedback_request_extend(struct act *act) {
    char today[DATE_BYTES];
    int amount = (int)fields_integer(act->arguments, "amount", 0);
    enum status status = check_cap(act, amount);
    if (status == STATUS_OK) {
        fields_set_integer(act->changes, "ext_amount", amount);
        fields_set(act->changes, "ext_reason", fields_text(act->arguments, "reason"));
        fields_set(act->changes, "ext_asked_on", act_today(act, today));
        fields_set_integer(act->changes, "ext_asked_by", act->office->user);
        act_note(act, "申请延长 %d：%s", amount, fields_text(act->arguments, "reason"));
    }
    return status;
}

/* Asked for in time, it may be consented to later. */
enum status feedback_fits_consent(struct act *act) {
    return is_asked_for(act) ? check_extension(act, (int)act_integer(act, "ext_amount"))
                             : act_refuse(act, STATUS_DENIED, "", N_("{number} 没有延期申请"));
}

enum status feedback_consent_extend(struct act *act) {
    char signature[300];
    int amount = (int)act_integer(act, "ext_amount");
    const struct draft_of draft = {act_integer(act, "ext_asked_by"), "", "延期申请"};
    enum status status = sign_check(act, ROLE_SUPERVISOR, &draft, signature, sizeof signature);
    if (status == STATUS_OK) {
        status = lengthen(act, amount);
    }
    if (status == STATUS_OK) {
        const char *said = fields_text(act->arguments, "note");
        act_note(act, "延长 %d，期限 %s%s%s%s%s", amount, act_text(act, "due_on"),
                 signature[0] != '\0' ? "；" : "", signature, said[0] != '\0' ? "；" : "", said);
        feedback_drop_request(act);
    }
    return status;
}

enum status feedback_fits_refuse(struct act *act) {
    return is_asked_for(act) ? STATUS_OK
                             : act_refuse(act, STATUS_DENIED, "", N_("{number} 没有延期申请"));
}

enum status feedback_refuse_extend(struct act *act) {
    act_note(act, "不延长 %d：%s", (int)act_integer(act, "ext_amount"),
             fields_text(act->arguments, "reason"));
    feedback_drop_request(act);
    return STATUS_OK;
}
