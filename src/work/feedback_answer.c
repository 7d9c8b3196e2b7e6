/* The end of a feedback's way: reply, announcement or a reason why not, closing. Every piece of feedback
 * gets its answer, and the answer is announced (事事有回音). */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"

enum { ANSWERER_CHARACTERS = 40 };

static bool is_sealed(const struct act *act) {
    return act_integer(act, "sealed") != 0;
}

/* The user's name, as much of it as the column takes. */
static void set_answerer(struct act *act) {
    const char *given = fields_text(act->arguments, "answered_by");
    if (given[0] != '\0') {
        fields_set(act->changes, "answered_by", given);
        return;
    }
    const char *name = act->office->user_name;
    size_t length = 0;
    size_t end = strlen(name);
    for (int i = 0; i < ANSWERER_CHARACTERS && length < end; i++) {
        char32_t character;
        length += text_decode(name + length, end - length, &character);
    }
    fields_set_bytes(act->changes, "answered_by", name, length);
}

/* Announcing has a limit of its own only where the office set one. */
static enum status set_announcement_due(struct act *act) {
    static const char rule[] = "feedback.announce";
    struct limit limit;
    struct problem problem = {0};
    char iso[DATE_BYTES] = "";
    day_number today = office_today(act->office);
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, rule, today, &limit, &problem);
    }
    if (status == STATUS_OK) {
        struct deadline deadline = {.received = today, .limit = &limit};
        date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso);
        fields_set(act->changes, "limit_rule", rule);
    }
    fields_set(act->changes, "due_on", iso);
    return status == STATUS_OK || status == STATUS_NOT_FOUND ? STATUS_OK
                                                             : act_refuse_with(act, &problem);
}

enum status feedback_reply_counts(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "replied_on", act_today(act, today));
    fields_set(act->changes, "reply_due_on", act_text(act, "due_on"));
    feedback_drop_request(act);
    if (act_text(act, "withheld_reason")[0] != '\0') {
        fields_set(act->changes, "due_on", ""); /* nothing is left to be announced */
        return STATUS_OK;
    }
    return set_announcement_due(act);
}

static void note_reply(struct act *act) {
    day_number due = date_from_iso(act_text(act, "due_on"));
    bool is_late = due != DATE_NONE && office_today(act->office) > due;
    const char *said = fields_text(act->arguments, "note");
    act_note(act, "答复人 %s%s%s%s%s", act_text(act, "answered_by"), is_late ? "，已过期限 " : "",
             is_late ? act_text(act, "due_on") : "", said[0] != '\0' ? "；" : "", said);
}

enum status feedback_reply(struct act *act) {
    enum status status = feedback_take_verdict(act);
    if (status != STATUS_OK) {
        return status;
    }
    fields_set(act->changes, "reply", fields_text(act->arguments, "reply"));
    fields_set_integer(act->changes, "typed_by", act->office->user);
    set_answerer(act);
    note_reply(act);
    if (!feedback_needs_check(act)) {
        return feedback_reply_counts(act);
    }
    if (!feedback_passes_itself(act)) {
        return feedback_send_to_check(act);
    }
    char today[DATE_BYTES];
    char note[sizeof act->note];
    snprintf(note, sizeof note, "%s", act->note);
    act_note(act, "%s；一人兼任审核", note);
    fields_set_integer(act->changes, "checked_by", act->office->user);
    fields_set(act->changes, "checked_on", act_today(act, today));
    return feedback_reply_counts(act);
}

static enum status check_announcement_day(struct act *act, const char *day) {
    day_number on = date_from_iso(day);
    if (on > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "on", N_("{number} 的公布日期不能晚于今天"));
    }
    if (on < date_from_iso(act_text(act, "replied_on"))) {
        return act_refuse(act, STATUS_INVALID, "on", N_("{number} 的公布日期不能早于答复日期"));
    }
    return STATUS_OK;
}

enum status feedback_fits_announce(struct act *act) {
    if (is_sealed(act)) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 是举报件，不能公布"));
    }
    if (act_text(act, "withheld_reason")[0] != '\0') {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 已写明不宜公开，不能公布；确要公布的先改掉不公布理由"));
    }
    return STATUS_OK;
}

enum status feedback_announce(struct act *act) {
    char today[DATE_BYTES];
    const char *given = fields_text(act->arguments, "on");
    const char *on = given[0] != '\0' ? given : act_today(act, today);
    const char *place = fields_text(act->arguments, "place");
    enum status status = check_announcement_day(act, on);
    if (status == STATUS_OK) {
        fields_set(act->changes, "announced_on", on);
        fields_set(act->changes, "announced_place", place);
        fields_set(act->changes, "due_on", "");
        act_note(act, "%s，%s", place, on);
    }
    return status;
}

enum status feedback_withhold(struct act *act) {
    fields_set(act->changes, "withheld_reason", fields_text(act->arguments, "reason"));
    fields_set(act->changes, "due_on", "");
    return STATUS_OK;
}

enum status feedback_fits_close(struct act *act) {
    if (strcmp(fields_text(&act->before->fields, "state"), "in_check") == 0) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 不能办结：答复还没有审过"));
    }
    if (act_text(act, "replied_on")[0] == '\0') {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 不能办结：还没有答复"));
    }
    if (act_text(act, "announced_on")[0] == '\0' && act_text(act, "withheld_reason")[0] == '\0') {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 不能办结：还没有公布结果，也没有写明不宜公开的理由"));
    }
    return STATUS_OK;
}

enum status feedback_close(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "closed_on", act_today(act, today));
    feedback_set_visit(act);
    return feedback_end_pause(act);
}

/* ---- answered on the spot: every step of the way is written -------------------------------------- */

static enum status settle_step(struct act *act, const char *state, const char *command,
                               const char *names, const char *reason) {
    struct fields arguments = FIELDS_INIT;
    for (size_t i = 0; i < act->arguments->count; i++) {
        if (check_has_word(names, act->arguments->items[i].name)) {
            fields_set(&arguments, act->arguments->items[i].name, act->arguments->items[i].text);
        }
    }
    if (reason != NULL) {
        fields_set(&arguments, "reason", reason);
    }
    enum status status = flow_run(act->save, act->check, flow_find("feedback", state, command),
                                  act->id, &arguments, act->problems);
    fields_release(&arguments);
    return status;
}

enum status feedback_settle_steps(struct act *act) {
    enum status status =
        settle_step(act, "assigned", "reply", "reply answered_by verdict note", NULL);
    bool is_announced = fields_has(act->arguments, "place");
    if (status == STATUS_OK && is_announced) {
        status = settle_step(act, "replied", "announce", "place on", NULL);
    } else if (status == STATUS_OK) {
        status = settle_step(act, "replied", "withhold", "", "当场答复");
    }
    if (status == STATUS_OK) {
        status = settle_step(act, "replied", "close", "", NULL);
    }
    return status;
}

enum status feedback_fits_settle(struct act *act) {
    const char *kind = act_text(act, "kind");
    if (strcmp(kind, "consult") != 0 && strcmp(kind, "praise") != 0) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 不能当场办结：只有咨询和表扬可以"));
    }
    if (feedback_needs_check(act)) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 不能当场办结：这一类的答复要先审核，请用“答复”"));
    }
    return feedback_check_clock_goes(act);
}

enum status feedback_settle(struct act *act) {
    act->is_done = true;
    return feedback_settle_steps(act);
}
