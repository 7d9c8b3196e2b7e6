/* 责任追究: opened from a finding, with whoever answers for it filled in; for the heavier measures a township only
 * proposes and reports. The decision stands in accountability_end.c. Mission D8, P4. */
#include "work/accountability.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/finding.h"
#include "work/sign.h"
#include "work/supervision.h"

enum { TITLE_CHARACTERS = 100 };

enum status accountability_refuse_oneself(struct act *act) {
    bool is_me = act_integer(act, "person") == act->office->user ||
                 (act->before != NULL &&
                  fields_integer(&act->before->fields, "person", 0) == act->office->user);
    return is_me ? act_refuse(act, STATUS_DENIED, "", N_("被追究的是您本人，须由别人登记和办理"))
                 : STATUS_OK;
}

bool accountability_is_proposal(const char *measure) {
    return check_has_word("transfer demotion dismissal", measure);
}

/* ---- opened --------------------------------------------------------------------------------------- */

static enum status check_finding(struct act *act, const struct record *finding) {
    struct problem problem = {0};
    const char *state = fields_text(&finding->fields, "state");
    if (check_has_word("open ordered answered", state)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "finding",
                N_("{finding} 现在是“{state}”，不能追究；没有了结的问题才能追究"));
    problem_place(&problem, "finding", fields_text(&finding->fields, "number"));
    problem_place(&problem, "state", flow_state_label("finding", state));
    return act_refuse_with(act, &problem);
}

/* As much of the finding's title as fits. */
static void set_title(struct act *act, const struct fields *finding) {
    struct buffer title = BUFFER_INIT;
    buffer_append_format(&title, "追究：%s", fields_text(finding, "title"));
    const char *text = buffer_text(&title);
    size_t length = 0, end = title.length;
    char32_t character;
    for (int i = 0; i < TITLE_CHARACTERS && length < end; i++) {
        length += text_decode(text + length, end - length, &character);
    }
    fields_set_bytes(act->changes, "title", text, length);
    act->changes->failed = act->changes->failed || title.failed;
    buffer_release(&title);
}

static enum status take_unit(struct act *act) {
    struct record person = {0};
    enum status status = act_read(act, act_integer(act, "person"), &person);
    if (status == STATUS_OK) {
        fields_set(act->changes, "unit", fields_get(&person.fields, "unit"));
    }
    record_release(&person);
    return status;
}

static enum status take_over(struct act *act, const struct record *finding) {
    int64_t person = act_integer(act, "person");
    enum status status = STATUS_OK;
    if (act_text(act, "title")[0] == '\0') {
        set_title(act, &finding->fields);
    }
    if (act_text(act, "facts")[0] == '\0') {
        fields_set(act->changes, "facts", fields_text(&finding->fields, "evidence"));
    }
    if (person == 0) {
        status = finding_answerable(act, finding, &person);
        fields_set_integer(act->changes, "person", person);
    }
    if (status == STATUS_OK && person == 0) {
        return act_refuse(act, STATUS_INVALID, "person", N_("没有写明追究谁：请填写责任人"));
    }
    return status == STATUS_OK && act_integer(act, "unit") == 0 ? take_unit(act) : status;
}

enum status accountability_register(struct act *act) {
    struct record finding = {0};
    char today[DATE_BYTES];
    int64_t id = act_integer(act, "finding");
    if (id == 0) {
        return STATUS_INVALID; /* the table asks for it and has said so */
    }
    enum status status = act_read(act, id, &finding);
    if (status == STATUS_OK) {
        status = check_finding(act, &finding);
    }
    if (status == STATUS_OK) {
        status = take_over(act, &finding);
    }
    fields_set(act->changes, "received_on", act_today(act, today));
    fields_set_integer(act->changes, "recorded_by", act->office->user);
    act_note(act, "%s", fields_text(&finding.fields, "number"));
    record_release(&finding);
    return status == STATUS_OK ? accountability_refuse_oneself(act) : status;
}

enum status accountability_registered(struct act *act) {
    return finding_go_on(act, act_integer(act, "finding"), "accountable", "",
                         act_text(act, "number"));
}

enum status accountability_edit(struct act *act) {
    if (act_integer(act, "person") == 0) {
        return act_refuse(act, STATUS_INVALID, "person", N_("没有写明追究谁：请填写责任人"));
    }
    return accountability_refuse_oneself(act);
}

/* ---- proposed and reported ------------------------------------------------------------------------ */

enum status accountability_propose(struct act *act) {
    const char *measure = fields_text(act->arguments, "measure");
    struct problem problem = {0};
    if (!accountability_is_proposal(measure)) {
        problem_set(&problem, STATUS_INVALID, "measure",
                    N_("“{measure}”由本镇决定，不用建议；调岗、降职、免职才是建议"));
        problem_place(&problem, "measure", office_code_label(act->office, "measure", measure));
        return act_refuse_with(act, &problem);
    }
    fields_set(act->changes, "measure", measure);
    fields_set(act->changes, "reason", fields_text(act->arguments, "reason"));
    act_note(act, "%s：%s", office_code_label(act->office, "measure", measure),
             fields_text(act->arguments, "reason"));
    return STATUS_OK;
}

enum status accountability_check_day(struct act *act, const char *column, const char *from,
                                     const char *given) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *on = given[0] != '\0' ? given : act_today(act, today);
    fields_set(act->changes, column, on);
    if (date_from_iso(on) > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, column, N_("{number} 的{field}不能晚于今天"));
    }
    if (strcmp(on, act_text(act, from)) >= 0) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, column, N_("{number} 的{field}不能早于 {day}"));
    problem_place(&problem, "day", act_text(act, from));
    return act_refuse_with(act, &problem);
}

enum status accountability_report(struct act *act) {
    const char *to = fields_text(act->arguments, "reported_to");
    enum status status = accountability_check_day(act, "reported_on", "received_on",
                                                  fields_text(act->arguments, "reported_on"));
    fields_set(act->changes, "reported_to", to);
    act_note(act, "%s %s", to, act_text(act, "reported_on"));
    return status;
}
