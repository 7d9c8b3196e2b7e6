/* Meetings with their minutes, and the tasks they decided. A regular meeting tells its team that it met.
 * Mission B2. */
#include <stdio.h>
#include <string.h>

#include "work/deliberation.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/team.h"
#include "work/visible.h"

static enum status check_day(struct act *act, const char *message) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *day = act_text(act, "received_on");
    if (date_from_iso(day) <= office_today(act->office)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "received_on", message);
    problem_place(&problem, "day", day);
    problem_place(&problem, "today", act_today(act, today));
    return act_refuse_with(act, &problem);
}

static enum status check(struct act *act) {
    char today[DATE_BYTES];
    if (act_text(act, "received_on")[0] == '\0') {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    enum status status = check_day(act, N_("开会日期 {day} 还没有到，不能晚于今天（{today}）"));
    if (strcmp(act_text(act, "kind"), "feedback") == 0 && act_integer(act, "team") == 0) {
        status = act_refuse(act, STATUS_INVALID, "team", N_("反馈组例会须写明是哪个小组开的"));
    }
    enum status discussed = discussion_check(act);
    enum status asked = deliberation_check(act);
    return status != STATUS_OK ? status : discussed != STATUS_OK ? discussed : asked;
}

enum status meeting_register(struct act *act) {
    return check(act);
}

enum status meeting_registered(struct act *act) {
    return team_met(act, act_integer(act, "team"), act_text(act, "received_on"));
}

enum status meeting_edit(struct act *act) {
    int64_t before = fields_integer(&act->before->fields, "team", 0);
    int64_t team = act_integer(act, "team");
    enum status status = check(act);
    if (status == STATUS_OK && fields_get(act->changes, "kind") != NULL) {
        status = deliberation_keeps_feedback(act);
    }
    if (status == STATUS_OK && before != team) {
        status = team_meeting_moved(act, before, "");
    }
    return status == STATUS_OK ? team_meeting_moved(act, team, act_text(act, "received_on"))
                               : status;
}

static enum status count_open_tasks(struct act *act, int64_t *count) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)act->id);
    struct condition condition = {"meeting", IS_EQUAL, id};
    struct page_request request = {
        .view = "task_open", .order = "number", .conditions = &condition, .condition_count = 1};
    enum status status = store_count(act->office->store, &all, &request, NULL, count, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status meeting_fits_void(struct act *act) {
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = count_open_tasks(act, &count);
    if (status == STATUS_OK && count > 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 还有 {count} 项任务没有办结，不能作废；先办结或作废那些任务"));
        problem_place_integer(&problem, "count", count);
        return act_refuse_with(act, &problem);
    }
    return status == STATUS_OK ? deliberation_keeps_feedback(act) : status;
}

enum status meeting_void(struct act *act) {
    return team_meeting_moved(act, act_integer(act, "team"), "");
}

enum status meeting_restore(struct act *act) {
    return team_met(act, act_integer(act, "team"), act_text(act, "received_on"));
}

/* ---- tasks -------------------------------------------------------------------------------------- */

enum status task_check(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    if (act_text(act, "received_on")[0] == '\0') {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    enum status status = check_day(act, N_("交办日期 {day} 还没有到，不能晚于今天（{today}）"));
    if (act_integer(act, "unit") == 0 && act_integer(act, "person") == 0) {
        status =
            act_refuse(act, STATUS_INVALID, "unit", N_("任务要有人办：请填写承办单位或经办人"));
    }
    const char *due = act_text(act, "due_on");
    if (due[0] == '\0') {
        return act_refuse(act, STATUS_INVALID, "due_on", N_("请填写{field}"));
    }
    if (strcmp(due, act_text(act, "received_on")) < 0) {
        problem_set(&problem, STATUS_INVALID, "due_on", N_("办结期限 {due} 早于交办日期 {day}"));
        problem_place(&problem, "due", due);
        problem_place(&problem, "day", act_text(act, "received_on"));
        return act_refuse_with(act, &problem);
    }
    return status;
}

enum status task_finish(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "result", fields_text(act->arguments, "result"));
    fields_set(act->changes, "done_on", act_today(act, today));
    act_note(act, "%s", fields_text(act->arguments, "result"));
    return STATUS_OK;
}

enum status meeting_add_task(struct act *act) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_merge(&values, act->arguments);
    fields_set_integer(&values, "meeting", act->id);
    enum status status =
        flow_enter(act->save, act->check, "task", &values, false, &id, act->problems);
    fields_release(&values);
    if (status == STATUS_OK) {
        act_note(act, "%s", fields_text(act->arguments, "title"));
    }
    return status;
}
