/* Groups with named members: 信息反馈组, 监督委员会, 领导小组. A member is a record of its own, so that who
 * was in a group when is kept. Decides nothing about meetings but when the next is due. */
#include "work/team.h"

#include <stdio.h>
#include <string.h>

#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { MEMBERS_MOST = PAGE_ROWS_MOST };

/* ---- the next meeting --------------------------------------------------------------------------- */

static enum status set_due(struct act *act, const struct fields *team, struct fields *changes) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    const char *met = fields_text(team, "met_on");
    int64_t cycle = fields_integer(team, "meeting_cycle_days", 0);
    enum status status = office_calendar(act->office, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    day_number day = date_from_iso(met[0] != '\0' ? met : fields_text(team, "received_on"));
    if (cycle <= 0 || day == DATE_NONE) {
        fields_set(changes, "due_on", "");
        return STATUS_OK;
    }
    day = workday_roll(act->office->calendar, day + (day_number)cycle, false);
    fields_set(changes, "due_on", date_to_iso(day, iso));
    return STATUS_OK;
}

enum status team_set_due(struct act *act) {
    struct fields whole = FIELDS_INIT;
    char today[DATE_BYTES];
    fields_set(&whole, "received_on", act_today(act, today));
    if (act->before != NULL) {
        fields_merge(&whole, &act->before->fields);
    }
    fields_merge(&whole, act->changes);
    enum status status = set_due(act, &whole, act->changes);
    fields_release(&whole);
    return status;
}

static enum status save_met(struct act *act, const struct record *team, const char *day) {
    struct fields whole = FIELDS_INIT;
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    fields_merge(&whole, &team->fields);
    fields_set(&whole, "met_on", day);
    fields_set(&changes, "met_on", day);
    enum status status = set_due(act, &whole, &changes);
    if (status == STATUS_OK) {
        status = save_change(act->save, team, &changes, "=", "meeting", day, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    fields_release(&whole);
    fields_release(&changes);
    return status;
}

enum status team_met(struct act *act, int64_t team, const char *day) {
    struct record record = {0};
    enum status status = team != 0 ? act_read(act, team, &record) : STATUS_OK;
    if (status == STATUS_OK && team != 0 &&
        strcmp(fields_text(&record.fields, "met_on"), day) < 0) {
        status = save_met(act, &record, day);
    }
    record_release(&record);
    return status;
}

static enum status newest_other_meeting(struct act *act, int64_t team, char day[DATE_BYTES]) {
    static const char *const columns[] = {"received_on"};
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    char of_team[24], own[24];
    snprintf(of_team, sizeof of_team, "%lld", (long long)team);
    snprintf(own, sizeof own, "%lld", (long long)act->id);
    struct condition conditions[] = {
        {"team", IS_EQUAL, of_team}, {"id", IS_NOT_EQUAL, own}, {"state", IS_NOT_EQUAL, "void"}};
    struct page_request request = {.view = "meeting_all",
                                   .columns = columns,
                                   .column_count = 1,
                                   .order = "received_on",
                                   .descending = true,
                                   .conditions = conditions,
                                   .condition_count = 3};
    struct page_start start = {NULL, 0, false, false};
    enum status status = store_page(act->office->store, &all, &request, &start, 1, &page, &problem);
    day[0] = '\0';
    if (status != STATUS_OK) {
        act_refuse_with(act, &problem);
    } else if (page.count > 0) {
        snprintf(day, DATE_BYTES, "%s", page_cell(&page, 0, 0));
    }
    page_release(&page);
    return status;
}

enum status team_meeting_moved(struct act *act, int64_t team, const char *day) {
    struct record record = {0};
    char newest[DATE_BYTES] = "";
    if (team == 0) {
        return STATUS_OK;
    }
    enum status status = act_read(act, team, &record);
    if (status == STATUS_OK) {
        status = newest_other_meeting(act, team, newest);
    }
    const char *met = strcmp(day, newest) > 0 ? day : newest;
    if (status == STATUS_OK && strcmp(fields_text(&record.fields, "met_on"), met) != 0) {
        status = save_met(act, &record, met);
    }
    record_release(&record);
    return status;
}

/* ---- teams -------------------------------------------------------------------------------------- */

enum status team_check(struct act *act) {
    const char *from = act_text(act, "from_on");
    const char *to = act_text(act, "to_on");
    if (from[0] != '\0' && to[0] != '\0' && strcmp(to, from) < 0) {
        act_refuse(act, STATUS_INVALID, "to_on", N_("任期的末日早于首日"));
    }
    enum status status = act_check_title_is_new(act);
    return status == STATUS_OK ? team_set_due(act) : status;
}

enum status team_void(struct act *act) {
    fields_set(act->changes, "due_on", "");
    return STATUS_OK;
}

/* ---- members ------------------------------------------------------------------------------------ */

/* The open place of a person in a team; 0 when the person is not in it. act->id itself is no other. */
static enum status find_place(struct act *act, int64_t team, int64_t person, int64_t *id) {
    static const char *const columns[] = {"person"};
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    char of_team[24], of_person[24];
    snprintf(of_team, sizeof of_team, "%lld", (long long)team);
    snprintf(of_person, sizeof of_person, "%lld", (long long)person);
    struct condition conditions[] = {{"team", IS_EQUAL, of_team}, {"person", IS_EQUAL, of_person}};
    struct page_request request = {.view = "member_open",
                                   .columns = columns,
                                   .column_count = 1,
                                   .order = "number",
                                   .conditions = conditions,
                                   .condition_count = 2};
    struct page_start start = {NULL, 0, false, false};
    enum status status =
        store_page(act->office->store, &all, &request, &start, MEMBERS_MOST, &page, &problem);
    *id = 0;
    for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
        if (page.ids[i] != act->id) {
            *id = page.ids[i];
        }
    }
    page_release(&page);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static enum status refuse_member(struct act *act, int64_t team, int64_t person,
                                 const char *message) {
    struct problem problem = {0};
    char title[400];
    problem_set(&problem, STATUS_INVALID, "person", message);
    problem_place(&problem, "person", act_title(act, person, title, sizeof title));
    problem_place(&problem, "team", act_title(act, team, title, sizeof title));
    return act_refuse_with(act, &problem);
}

enum status member_check(struct act *act) {
    char title[400];
    int64_t team = act_integer(act, "team");
    int64_t person = act_integer(act, "person");
    int64_t other = 0;
    const char *from = act_text(act, "from_on");
    const char *to = act_text(act, "to_on");
    if (person == 0) {
        return act_refuse(act, STATUS_INVALID, "person", N_("请填写{field}"));
    }
    fields_set(act->changes, "title", act_title(act, person, title, sizeof title));
    if (from[0] != '\0' && to[0] != '\0' && strcmp(to, from) < 0) {
        return act_refuse(act, STATUS_INVALID, "to_on", N_("离任日期早于任职日期"));
    }
    enum status status = find_place(act, team, person, &other);
    if (status == STATUS_OK && other != 0) {
        return refuse_member(act, team, person, N_("{person}已经在“{team}”里"));
    }
    return status;
}

enum status team_add_member(struct act *act) {
    struct fields values = FIELDS_INIT;
    char name[400];
    int64_t id = 0;
    fields_merge(&values, act->arguments);
    fields_set_integer(&values, "team", act->id);
    enum status status =
        flow_enter(act->save, act->check, "member", &values, false, &id, act->problems);
    fields_release(&values);
    if (status == STATUS_OK) {
        act_note(act, "%s",
                 act_title(act, fields_integer(act->arguments, "person", 0), name, sizeof name));
    }
    return status;
}

enum status team_remove_member(struct act *act) {
    struct fields changes = FIELDS_INIT;
    struct record member = {0};
    struct problem problem = {0};
    char name[400], today[DATE_BYTES];
    int64_t person = fields_integer(act->arguments, "person", 0);
    int64_t place = 0;
    enum status status = find_place(act, act->id, person, &place);
    if (status == STATUS_OK && place == 0) {
        return refuse_member(act, act->id, person, N_("{person}不在“{team}”里"));
    }
    if (status == STATUS_OK) {
        status = act_read(act, place, &member);
    }
    const char *to = fields_text(act->arguments, "to_on");
    to = to[0] != '\0' ? to : act_today(act, today);
    if (status == STATUS_OK && strcmp(to, fields_text(&member.fields, "from_on")) < 0) {
        status = act_refuse(act, STATUS_INVALID, "to_on", N_("离任日期早于任职日期"));
    }
    if (status == STATUS_OK) {
        fields_set(&changes, "to_on", to);
        status = save_change(act->save, &member, &changes, "left", "leave", to, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
        act_note(act, "%s %s", act_title(act, person, name, sizeof name), to);
    }
    fields_release(&changes);
    record_release(&member);
    return status;
}
