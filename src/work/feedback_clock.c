/* The clock of a feedback: its due date, stopping and starting it. */
#include <stdlib.h>
#include <string.h>

#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

day_number feedback_first_day(const struct act *act) {
    day_number again = date_from_iso(act_text(act, "reopened_on"));
    return again != DATE_NONE ? again : date_from_iso(act_text(act, "received_on"));
}

static enum status set_due_by(struct act *act, const struct limit *limit) {
    struct stop stops[ACT_STOPS_MOST];
    size_t stop_count = 0;
    char iso[DATE_BYTES];
    enum status status = act_read_stops(act, stops, &stop_count);
    if (status != STATUS_OK) {
        return status;
    }
    struct deadline deadline = {
        .received = feedback_first_day(act),
        .limit = limit,
        .extended_by = (int)act_integer(act, "extended_by"),
        .stops = stops,
        .stop_count = stop_count,
    };
    day_number due = deadline_due(act->office->calendar, &deadline).day;
    day_number asked = date_from_iso(act_text(act, "asked_on"));
    bool is_asked_earlier = asked != DATE_NONE && due != DATE_NONE && asked < due;
    fields_set(act->changes, "due_on", date_to_iso(is_asked_earlier ? asked : due, iso));
    fields_set_integer(act->changes, "statutory", limit->is_statutory ? 1 : 0);
    return STATUS_OK;
}

enum status feedback_set_due(struct act *act) {
    char rule[48] = "feedback.";
    struct limit limit;
    struct problem problem = {0};
    strncat(rule, act_text(act, "kind"), sizeof rule - strlen(rule) - 1);
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, rule, feedback_first_day(act), &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        fields_set(act->changes, "due_on", act_text(act, "asked_on"));
        fields_set(act->changes, "limit_rule", "");
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    fields_set(act->changes, "limit_rule", rule);
    return set_due_by(act, &limit);
}

static bool is_paused(const struct act *act) {
    return fields_has(&act->before->fields, "paused_on");
}

enum status feedback_check_clock_goes(struct act *act) {
    return is_paused(act)
               ? act_refuse(act, STATUS_DENIED, "", N_("{number} 的时限暂停着，请先恢复计时"))
               : STATUS_OK;
}

enum status feedback_end_pause(struct act *act) {
    return act_end_pause(act);
}

enum status feedback_fits_pause(struct act *act) {
    if (is_paused(act)) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 的时限已经暂停了"));
    }
    return act_text(act, "due_on")[0] != '\0'
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "", N_("{number} 没有期限，不用暂停"));
}

enum status feedback_pause(struct act *act) {
    const char *reason = fields_text(act->arguments, "reason");
    act_note(act, "%s（原期限 %s）", reason, act_text(act, "due_on"));
    return act_start_pause(act, reason);
}

enum status feedback_fits_resume(struct act *act) {
    return is_paused(act) ? STATUS_OK
                          : act_refuse(act, STATUS_DENIED, "", N_("{number} 的时限没有暂停"));
}

enum status feedback_resume(struct act *act) {
    enum status status = feedback_end_pause(act);
    if (status == STATUS_OK) {
        status = feedback_set_due(act);
    }
    if (status == STATUS_OK) {
        const char *said = fields_text(act->arguments, "note");
        act_note(act, "期限 %s%s%s", act_text(act, "due_on"), said[0] != '\0' ? "；" : "", said);
    }
    return status;
}
