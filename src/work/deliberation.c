/* 民主议政评政: what was asked, how those present voted, and what they said becomes feedback. Rules only; the meeting
 * itself is meeting.c. Mission N6. */
#include "work/deliberation.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { THOUSAND = 1000 };

#define QUESTIONS "questions"

static bool is_deliberation(const struct fields *meeting) {
    return strcmp(fields_text(meeting, "kind"), "deliberation") == 0;
}

int deliberation_tenths(const struct fields *meeting) {
    int64_t content =
        fields_integer(meeting, "satisfied", 0) + fields_integer(meeting, "mostly", 0);
    int64_t votes = content + fields_integer(meeting, "dissatisfied", 0);
    return votes > 0 ? (int)((content * THOUSAND * 2 + votes) / (votes * 2)) : -1;
}

/* ---- what its record says ------------------------------------------------------------------------ */

static enum status check_others(struct act *act) {
    static const char *const names[] = {QUESTIONS, "satisfied", "mostly", "dissatisfied"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (act_text(act, names[i])[0] != '\0') {
            return act_refuse(act, STATUS_INVALID, names[i],
                              N_("{field}只用于会议类型为“民主议政”的会，请清空"));
        }
    }
    return STATUS_OK;
}

enum status deliberation_check(struct act *act) {
    struct problem problem = {0};
    int64_t attended = act_integer(act, "attended");
    int64_t votes = act_integer(act, "satisfied") + act_integer(act, "mostly") +
                    act_integer(act, "dissatisfied");
    if (strcmp(act_text(act, "kind"), "deliberation") != 0) {
        return check_others(act);
    }
    if (act_text(act, QUESTIONS)[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, QUESTIONS, N_("民主议政须写明{field}"));
    }
    if (attended == 0 || votes <= attended) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "satisfied",
                N_("满意、基本满意、不满意共 {votes} 票，多于实到 {attended} 人，请核对"));
    problem_place_integer(&problem, "votes", votes);
    problem_place_integer(&problem, "attended", attended);
    return act_refuse_with(act, &problem);
}

/* ---- what was said there ------------------------------------------------------------------------- */

enum status deliberation_fits_add_feedback(struct act *act) {
    return is_deliberation(&act->before->fields)
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "",
                            N_("{number} 不是民主议政会；别的会上定下的事用“交任务”"));
}

/* Its number alone: the meeting's history stays as it is when a matter turns out a report and is sealed. */
static void note_feedback(struct act *act, int64_t id) {
    struct record record = {0};
    if (act_read(act, id, &record) == STATUS_OK) {
        act_note(act, "%s", fields_text(&record.fields, "number"));
    }
    record_release(&record);
}

enum status meeting_add_feedback(struct act *act) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    if (strcmp(fields_text(act->arguments, "kind"), "report") == 0) {
        return act_refuse(act, STATUS_INVALID, "kind",
                          N_("举报件要密封，会上不留记录，请在 33 登记反馈里登记"));
    }
    fields_merge(&values, act->arguments);
    fields_set_integer(&values, "meeting", act->id);
    fields_set(&values, "source", "deliberation");
    fields_set(&values, "received_on", act_text(act, "received_on"));
    bool then_assign = fields_has(&values, "unit") || fields_has(&values, "person");
    enum status status = values.failed ? act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"))
                                       : flow_enter(act->save, act->check, "feedback", &values,
                                                    then_assign, &id, act->problems);
    fields_release(&values);
    if (status == STATUS_OK) {
        note_feedback(act, id);
    }
    return status;
}

enum status deliberation_take_feedback(struct act *act) {
    struct record meeting = {0};
    int64_t id = act_integer(act, "meeting");
    enum status status = STATUS_OK;
    if (id == 0 || act_read(act, id, &meeting) != STATUS_OK) {
        return STATUS_OK;
    }
    bool is_void = strcmp(fields_text(&meeting.fields, "state"), "void") == 0;
    if (is_void || !is_deliberation(&meeting.fields)) {
        status = act_refuse(act, STATUS_INVALID, "meeting", N_("{field}须是一次民主议政会"));
    } else if (strcmp(act_text(act, "source"), "deliberation") != 0) {
        status =
            act_refuse(act, STATUS_INVALID, "source", N_("民主议政会上提的，来源填“民主议政”"));
    }
    record_release(&meeting);
    return status;
}

enum status deliberation_keeps_feedback(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    char id[24];
    int64_t count = 0;
    snprintf(id, sizeof id, "%lld", (long long)act->id);
    const struct condition conditions[] = {{"meeting", IS_EQUAL, id},
                                           {"state", IS_NOT_EQUAL, "void"},
                                           {"sealed", IS_EQUAL, "0"}}; /* nobody is told of those */
    const struct page_request request = {
        .view = "feedback_of", .order = "number", .conditions = conditions, .condition_count = 3};
    enum status status = store_count(act->office->store, &all, &request, NULL, &count, &problem);
    if (status == STATUS_OK && count == 0) {
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        problem_set(
            &problem, STATUS_DENIED, "",
            N_("{number} 上提的意见有 {count} 件已登记成反馈件，不能作废，也不能改会议类型"));
        problem_place_integer(&problem, "count", count);
    }
    return act_refuse_with(act, &problem);
}
