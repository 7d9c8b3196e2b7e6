/* Feedback: registering, changing, charging somebody with it, voiding. Rules only; draws and translates
 * nothing. Mission B4-B8, V5. */
#include "work/feedback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "work/absence.h"
#include "work/deliberation.h"
#include "work/enquiry.h"
#include "work/kinds.h"
#include "work/opinion.h"

bool feedback_is_report(const struct act *act) {
    return strcmp(act_text(act, "kind"), "report") == 0;
}

static void check_day(struct act *act) {
    day_number day = date_from_iso(act_text(act, "received_on"));
    struct problem problem = {0};
    char today[DATE_BYTES];
    if (day == DATE_NONE || day <= office_today(act->office)) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("收到日期 {day} 还没有到，不能晚于今天（{today}）"));
    problem_place(&problem, "day", act_text(act, "received_on"));
    problem_place(&problem, "today", act_today(act, today));
    act_refuse_with(act, &problem);
}

/* ---- the opening a slip came from --------------------------------------------------------------- */

static void check_slip(struct act *act, int64_t slips) {
    struct problem problem = {0};
    int64_t slip = act_integer(act, "slip_no");
    if (slip <= slips) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "slip_no", N_("这次开箱只有 {slips} 张意见条"));
    problem_place_integer(&problem, "slips", slips);
    act_refuse_with(act, &problem);
}

/* The next slip; one slip may give several records: those beyond the last are counted to it. */
static void give_slip(struct act *act, int64_t opening, int64_t slips) {
    struct problem problem = {0};
    int64_t slip = 0;
    if (store_free_slip(act->office->store, opening, &slip, &problem) != STATUS_OK) {
        act_refuse_with(act, &problem);
        return;
    }
    fields_set_integer(act->changes, "slip_no", slip < slips ? slip : slips);
}

static void take_from_opening(struct act *act, const struct record *opening, int64_t id) {
    const struct fields *from = &opening->fields;
    int64_t slips = fields_integer(from, "slips", 0);
    if (slips - fields_integer(from, "void_slips", 0) <= 0) {
        act_refuse(act, STATUS_INVALID, "opening", N_("这次开箱没有有效的意见条，不能登记反馈"));
        return;
    }
    if (act_integer(act, "box") == 0) {
        fields_set(act->changes, "box", fields_text(from, "box"));
    } else if (act_integer(act, "box") != fields_integer(from, "box", 0)) {
        act_refuse(act, STATUS_INVALID, "box", N_("这次开箱开的不是这只反馈箱"));
    }
    if (act_text(act, "received_on")[0] == '\0') {
        fields_set(act->changes, "received_on", fields_text(from, "received_on"));
    }
    if (act_integer(act, "slip_no") == 0) {
        give_slip(act, id, slips);
    } else {
        check_slip(act, slips);
    }
}

static void check_opening(struct act *act) {
    int64_t id = act_integer(act, "opening");
    struct record opening = {0};
    if (id != 0 && act_read(act, id, &opening) == STATUS_OK) {
        take_from_opening(act, &opening, id);
    } else if (id == 0 && act_integer(act, "slip_no") != 0) {
        act_refuse(act, STATUS_INVALID, "slip_no", N_("没有写明哪一次开箱，不能写第几张"));
    }
    record_release(&opening);
}

/* A date the higher authority asks for stands on what it hands down, never on a slip or a call. */
static void check_asked(struct act *act) {
    static const char own[] = "box call visit letter consultation deliberation";
    const char *asked = act_text(act, "asked_on");
    if (asked[0] == '\0') {
        return;
    }
    if (check_has_word(own, act_text(act, "source"))) {
        act_refuse(act, STATUS_INVALID, "asked_on",
                   N_("上级期限只用于上级转办、12345、县长信箱等上级交下来的"));
    } else if (date_from_iso(asked) < date_from_iso(act_text(act, "received_on"))) {
        act_refuse(act, STATUS_INVALID, "asked_on", N_("上级期限不能早于收到日期"));
    }
}

/* ---- registering -------------------------------------------------------------------------------- */

static void check_settle(struct act *act) {
    const char *kind = act_text(act, "kind");
    if (!fields_has(act->arguments, "reply") && !fields_has(act->arguments, "answered_by") &&
        !fields_has(act->arguments, "place")) {
        return;
    }
    if (!fields_has(act->arguments, "reply")) {
        act_refuse(act, STATUS_INVALID, "reply", N_("当场答复办结须写明答复"));
    } else if (strcmp(kind, "consult") != 0 && strcmp(kind, "praise") != 0) {
        act_refuse(act, STATUS_INVALID, "reply", N_("只有咨询和表扬可以当场答复办结"));
    } else if (feedback_needs_check(act)) {
        act_refuse(act, STATUS_INVALID, "reply",
                   N_("这一类的答复要先审核，不能当场答复办结，请登记后用“答复”"));
    }
}

/* What was given for the steps that follow is no column of the new record. */
static void drop_arguments(struct act *act) {
    static const char *const names[] = {"reply", "answered_by", "place",
                                        "on",    "verdict",     "allow_duplicate"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(act->changes, names[i], NULL);
    }
}

static void note_origin(struct act *act) {
    char box[CHECK_NAME_BYTES];
    char opening[CHECK_NAME_BYTES];
    if (act_integer(act, "opening") != 0) {
        act_note(act, "%s 第 %d 张",
                 act_title(act, act_integer(act, "opening"), opening, sizeof opening),
                 (int)act_integer(act, "slip_no"));
    } else if (act_integer(act, "box") != 0) {
        act_note(act, "%s", act_title(act, act_integer(act, "box"), box, sizeof box));
    }
}

enum status feedback_register(struct act *act) {
    size_t known = act->problems->count;
    check_settle(act);
    drop_arguments(act);
    check_opening(act);
    if (act_text(act, "received_on")[0] == '\0' &&
        !check_is_refused(act->problems, 0, "received_on")) {
        act_refuse(act, STATUS_INVALID, "received_on", N_("请填写{field}"));
    }
    check_day(act);
    if (!fields_has(act->changes, "source") && act_integer(act, "box") != 0) {
        fields_set(act->changes, "source", "box");
    }
    check_asked(act);
    if (act->check->again_of != 0) {
        fields_set_integer(act->changes, "again_of", act->check->again_of);
    }
    enum status status = feedback_take_topic(act);
    if (status == STATUS_OK) {
        status = feedback_check_link(act);
    }
    if (status == STATUS_OK) {
        status = deliberation_take_feedback(act);
    }
    if (status == STATUS_OK) {
        status = feedback_check_charge(act);
    }
    if (status == STATUS_OK && act->then_assign && !feedback_is_report(act)) {
        status = feedback_default_charge(act);
        if (status == STATUS_OK) {
            status = absence_charge(act);
        }
    }
    if (act->problems->count > known || status != STATUS_OK || act_text(act, "kind")[0] == '\0' ||
        act_text(act, "title")[0] == '\0') {
        return STATUS_INVALID;
    }
    note_origin(act);
    status = feedback_check_same(act);
    if (status == STATUS_OK) {
        status = feedback_set_due(act);
    }
    if (status == STATUS_OK && feedback_is_report(act)) {
        status = feedback_seal(act);
    }
    return status;
}

enum status feedback_registered(struct act *act) {
    enum status status = STATUS_OK;
    int64_t opening = act_integer(act, "opening");
    if (feedback_is_report(act) || act->then_assign) {
        status = feedback_hand_over(act);
    }
    if (status == STATUS_OK && fields_has(act->arguments, "reply")) {
        status = feedback_settle_steps(act);
    }
    if (status == STATUS_OK && opening != 0) {
        status = opening_refresh(act, opening);
    }
    return status;
}

/* ---- changing ----------------------------------------------------------------------------------- */

/* The reply may be put right until it hangs on the board. */
static void check_reply_edit(struct act *act) {
    static const char *const names[] = {"reply", "answered_by", "withheld_reason", "verdict"};
    const char *state = fields_text(&act->before->fields, "state");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (fields_get(act->changes, names[i]) == NULL) {
            continue;
        }
        if (strcmp(state, "replied") != 0) {
            act_refuse(act, STATUS_DENIED, names[i],
                       N_("{field}只在已答复、还没有公布时可以改；没有答复的请用“答复”"));
        } else if (i == 0 && !fields_has(act->changes, names[i])) {
            act_refuse(act, STATUS_INVALID, names[i], N_("答复不能改成空的"));
        }
    }
}

static void check_report_edit(struct act *act) {
    bool was_report = strcmp(fields_text(&act->before->fields, "kind"), "report") == 0;
    bool has_charge =
        fields_get(act->changes, "unit") != NULL || fields_get(act->changes, "person") != NULL;
    if (was_report && !feedback_is_report(act)) {
        act_refuse(act, STATUS_DENIED, "kind", N_("举报件已密封，不能改成别的类别"));
    } else if (was_report && fields_get(act->changes, "withheld_reason") != NULL &&
               !fields_has(act->changes, "withheld_reason")) {
        act_refuse(act, STATUS_DENIED, "withheld_reason", N_("举报件不公布，须留着不公布理由"));
    } else if (was_report && has_charge) {
        act_refuse(act, STATUS_DENIED, "person", N_("举报件换人经办请用“改派”"));
    }
}

static bool changes_clock(const struct act *act) {
    return fields_has(act->changes, "received_on") || fields_has(act->changes, "kind") ||
           fields_get(act->changes, "asked_on") != NULL;
}

static bool waits_for_reply(const struct act *act) {
    const char *state = fields_text(&act->before->fields, "state");
    return check_has_word("registered assigned in_hand in_check", state);
}

enum status feedback_edit(struct act *act) {
    size_t known = act->problems->count;
    bool is_new_report = feedback_is_report(act) && fields_has(act->changes, "kind");
    check_reply_edit(act);
    check_report_edit(act);
    if (act_text(act, "opening")[0] == '\0' && fields_get(act->changes, "opening") != NULL) {
        fields_set(act->changes, "slip_no", "");
    }
    if (fields_has(act->changes, "opening") || fields_has(act->changes, "box") ||
        fields_has(act->changes, "slip_no")) {
        check_opening(act);
    }
    check_day(act);
    check_asked(act);
    enum status status = feedback_take_topic(act);
    if (status == STATUS_OK) {
        status = feedback_check_link(act);
    }
    if (status == STATUS_OK) {
        status = deliberation_take_feedback(act);
    }
    if (status == STATUS_OK) {
        status = feedback_check_charge(act);
    }
    if (act->problems->count > known || status != STATUS_OK) {
        return STATUS_INVALID;
    }
    if (is_new_report && !waits_for_reply(act)) {
        return act_refuse(act, STATUS_DENIED, "kind", N_("已经答复的不能改成举报"));
    }
    status = feedback_check_same(act);
    fields_set(act->changes, "allow_duplicate", NULL);
    if (status == STATUS_OK && changes_clock(act) && waits_for_reply(act)) {
        status = feedback_set_due(act);
    }
    if (status == STATUS_OK && fields_has(act->changes, "reply") && feedback_needs_check(act)) {
        fields_set_integer(act->changes, "typed_by", act->office->user);
        status = feedback_send_to_check(act);
        if (status == STATUS_OK) {
            status = feedback_set_due(act);
        }
    }
    if (status == STATUS_OK && feedback_is_report(act)) {
        status = feedback_seal(act);
        if (status == STATUS_OK && is_new_report) {
            status = opinion_empty_of_report(act);
            if (status == STATUS_OK) {
                status = enquiry_empty_of_report(act);
            }
            status = status == STATUS_OK ? feedback_empty_visit(act) : status;
        }
        if (status == STATUS_OK && is_new_report) {
            status = feedback_drop_links(act);
        }
        if (is_new_report) {
            snprintf(act->to_state, sizeof act->to_state, "assigned");
        }
    }
    return status;
}

enum status feedback_refresh_opening(struct act *act) {
    int64_t before = fields_integer(&act->before->fields, "opening", 0);
    int64_t now = act_integer(act, "opening");
    enum status status = before != 0 ? opening_refresh(act, before) : STATUS_OK;
    if (status == STATUS_OK && now != 0 && now != before) {
        status = opening_refresh(act, now);
    }
    return status;
}

enum status feedback_void(struct act *act) {
    fields_set(act->changes, "void_reason", fields_text(act->arguments, "reason"));
    return feedback_end_pause(act);
}

/* Back to the state its columns show it had reached. */
static const char *reached_state(const struct act *act) {
    if (act_text(act, "announced_on")[0] != '\0') {
        return "announced";
    }
    if (act_text(act, "replied_on")[0] != '\0') {
        return "replied";
    }
    bool is_charged = act_integer(act, "unit") != 0 || act_integer(act, "person") != 0;
    return is_charged ? "assigned" : "registered";
}

enum status feedback_restore(struct act *act) {
    const char *state = reached_state(act);
    fields_set(act->changes, "void_reason", "");
    fields_set(act->changes, "closed_on", "");
    snprintf(act->to_state, sizeof act->to_state, "%s", state);
    bool is_waiting = strcmp(state, "assigned") == 0 || strcmp(state, "registered") == 0;
    return is_waiting ? feedback_set_due(act) : STATUS_OK;
}
