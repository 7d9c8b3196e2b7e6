/* Where a feedback goes that this office doesn't answer: the petition office, the county, a village, the
 * discipline commission, or nowhere. Each is an end, with reason, receiver, day and number. Mission B8. */
#include <string.h>

#include "work/feedback.h"
#include "work/kinds.h"

static enum status check_day(struct act *act, const char *day) {
    day_number on = date_from_iso(day);
    if (on > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "exit_on", N_("{number} 的移出日期不能晚于今天"));
    }
    if (on < date_from_iso(act_text(act, "received_on"))) {
        return act_refuse(act, STATUS_INVALID, "exit_on",
                          N_("{number} 的移出日期不能早于收到日期"));
    }
    return STATUS_OK;
}

static void take_arguments(struct act *act) {
    static const char *const names[] = {"exit_to", "exit_no", "exit_receipt", "exit_reason"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (fields_has(act->arguments, names[i])) {
            fields_set(act->changes, names[i], fields_text(act->arguments, names[i]));
        }
    }
    if (act_text(act, "exit_reason")[0] == '\0') {
        fields_set(act->changes, "exit_reason", "属纪检监察机关管辖");
    }
}

static void note_exit(struct act *act) {
    const char *to = act_text(act, "exit_to");
    const char *number = act_text(act, "exit_no");
    const char *receipt = act_text(act, "exit_receipt");
    const char *said = fields_text(act->arguments, "note");
    act_note(act, "%s%s%s%s%s%s%s%s%s", to, number[0] != '\0' ? "，编号 " : "", number,
             receipt[0] != '\0' ? "，签收 " : "", receipt, to[0] != '\0' ? "：" : "",
             act_text(act, "exit_reason"), said[0] != '\0' ? "；" : "", said);
}

/* The day by which it was due is kept, so that it can be told whether it left in time. */
static enum status end_clock(struct act *act) {
    bool was_paused = fields_has(&act->before->fields, "paused_on");
    enum status status = feedback_end_pause(act);
    if (status == STATUS_OK && was_paused) {
        status = feedback_set_due(act);
    }
    if (status == STATUS_OK) {
        fields_set(act->changes, "reply_due_on", act_text(act, "due_on"));
        fields_set(act->changes, "due_on", "");
    }
    return status;
}

enum status feedback_leave(struct act *act, const char *day) {
    enum status status = end_clock(act);
    if (status == STATUS_OK) {
        fields_set(act->changes, "closed_on", day);
        feedback_drop_request(act);
    }
    return status;
}

enum status feedback_exit(struct act *act) {
    char today[DATE_BYTES];
    const char *given = fields_text(act->arguments, "exit_on");
    const char *on = given[0] != '\0' ? given : act_today(act, today);
    enum status status = check_day(act, on);
    if (status == STATUS_OK) {
        status = feedback_leave(act, on);
    }
    if (status == STATUS_OK) {
        take_arguments(act);
        fields_set(act->changes, "exit_on", on);
        note_exit(act);
    }
    return status;
}
