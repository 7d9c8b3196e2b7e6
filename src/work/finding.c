/* 问题 from the day it is found to its recheck: registered by hand (detectors open theirs in detector_open.c),
 * ordered to be rectified, answered, rechecked. How it ends stands in finding_end.c. Changes nothing it is about. */
#include "work/finding.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/supervision.h"
#include "work/visible.h"

enum { ANSWERER_CHARACTERS = 40 };
#define RECTIFY_RULE "finding.rectify"

/* ---- its time ------------------------------------------------------------------------------------ */

day_number finding_first_day(const struct fields *finding) {
    static const char *const columns[] = {"rechecked_on", "ordered_on", "received_on"};
    day_number day = DATE_NONE;
    for (size_t i = 0; day == DATE_NONE && i < sizeof columns / sizeof columns[0]; i++) {
        day = date_from_iso(fields_text(finding, columns[i]));
    }
    return day;
}

static enum status count_due(struct act *act, day_number from) {
    struct limit limit;
    struct problem problem = {0};
    char iso[DATE_BYTES];
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, RECTIFY_RULE, from, &limit, &problem);
    }
    if (status == STATUS_OK) {
        struct deadline deadline = {.received = from, .limit = &limit};
        fields_set(act->changes, "due_on",
                   date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso));
        fields_set(act->changes, "limit_rule", RECTIFY_RULE);
    }
    return status == STATUS_OK || status == STATUS_NOT_FOUND ? STATUS_OK
                                                             : act_refuse_with(act, &problem);
}

enum status finding_set_due(struct act *act) {
    bool is_counted = strcmp(act_text(act, "limit_rule"), RECTIFY_RULE) == 0;
    return is_counted ? count_due(act, finding_first_day(&act->before->fields)) : STATUS_OK;
}

enum status finding_take_due(struct act *act, day_number from) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    const char *given = fields_text(act->arguments, "due_on");
    if (given[0] == '\0') {
        return count_due(act, from);
    }
    fields_set(act->changes, "due_on", given);
    fields_set(act->changes, "limit_rule", "");
    if (date_from_iso(given) >= from) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "due_on", N_("整改期限 {due} 早于 {day}"));
    problem_place(&problem, "due", given);
    problem_place(&problem, "day", date_to_iso(from, iso));
    return act_refuse_with(act, &problem);
}

/* ---- found --------------------------------------------------------------------------------------- */

static enum status check_day(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *day = act_text(act, "received_on");
    if (day[0] == '\0') {
        fields_set(act->changes, "received_on", act_today(act, today));
        return STATUS_OK;
    }
    if (date_from_iso(day) <= office_today(act->office)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("发现日期 {day} 还没有到，不能晚于今天（{today}）"));
    problem_place(&problem, "day", day);
    problem_place(&problem, "today", act_today(act, today));
    return act_refuse_with(act, &problem);
}

/* Whose it is follows what it is about; of a person alone, his unit. */
static enum status take_charged(struct act *act) {
    struct record from = {0};
    int64_t person = act_integer(act, "person");
    int64_t id = person != 0 ? person : act_integer(act, "about");
    if (id == 0 || act_integer(act, "unit") != 0) {
        return STATUS_OK;
    }
    enum status status = act_read(act, id, &from);
    if (status == STATUS_OK) {
        fields_set(act->changes, "unit", fields_get(&from.fields, "unit"));
    }
    if (status == STATUS_OK && person == 0) {
        fields_set(act->changes, "person", fields_get(&from.fields, "person"));
    }
    record_release(&from);
    return status;
}

/* Only imports ask: on the screen the list is seen, and a list is imported twice more easily than typed twice. */
static enum status check_same(struct act *act) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    int64_t other = 0;
    bool is_meant = fields_integer(act->arguments, "allow_duplicate", 0) != 0;
    fields_set(act->changes, "allow_duplicate", NULL);
    if (act->check->file.row == 0 || is_meant) {
        return STATUS_OK;
    }
    if (store_same_finding(act->office->store, &all, act->changes, &other, &problem) != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return other != 0
               ? act_refuse_same(act, other,
                                 N_("与 {same} 重复：同一标题、同一单位、同一天发现；确是两件的加 "
                                    "--allow-duplicates"))
               : STATUS_OK;
}

enum status finding_register(struct act *act) {
    enum status status = check_day(act);
    if (status == STATUS_OK) {
        status = take_charged(act);
    }
    if (status == STATUS_OK) {
        status = check_same(act);
    }
    return status == STATUS_OK ? finding_take_due(act, date_from_iso(act_text(act, "received_on")))
                               : status;
}

/* ---- to be rectified ------------------------------------------------------------------------------ */

enum status finding_order(struct act *act) {
    static const char *const taken[] = {"demand", "order_no", "unit", "person"};
    char today[DATE_BYTES];
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (fields_has(act->arguments, taken[i])) {
            fields_set(act->changes, taken[i], fields_text(act->arguments, taken[i]));
        }
    }
    if (act_integer(act, "unit") == 0 && act_integer(act, "person") == 0) {
        return act_refuse(act, STATUS_INVALID, "unit",
                          N_("{number} 没有写明责令谁整改，请填写责任单位或责任人"));
    }
    fields_set(act->changes, "ordered_on", act_today(act, today));
    fields_set_integer(act->changes, "ordered_by", act->office->user);
    act_note(act, "%s", fields_text(act->arguments, "demand"));
    return finding_take_due(act, office_today(act->office));
}

/* Who answered, and who typed it in. */
static void set_answerer(struct act *act) {
    char me[CHECK_NAME_BYTES];
    const char *given = fields_text(act->arguments, "answered_by");
    const char *name = given[0] != '\0' ? given : act_title(act, act->office->user, me, sizeof me);
    size_t length = 0, end = strlen(name);
    char32_t character;
    for (int i = 0; i < ANSWERER_CHARACTERS && length < end; i++) {
        length += text_decode(name + length, end - length, &character);
    }
    fields_set_bytes(act->changes, "answered_by", name, length);
}

enum status finding_answer(struct act *act) {
    char today[DATE_BYTES];
    day_number due = date_from_iso(act_text(act, "due_on"));
    bool is_late = due != DATE_NONE && office_today(act->office) > due;
    const char *said = fields_text(act->arguments, "note");
    fields_set(act->changes, "reply", fields_text(act->arguments, "reply"));
    set_answerer(act);
    fields_set(act->changes, "replied_on", act_today(act, today));
    fields_set_integer(act->changes, "replied_by", act->office->user);
    act_note(act, "答复人 %s%s%s%s%s", act_text(act, "answered_by"), is_late ? "，已过期限 " : "",
             is_late ? act_text(act, "due_on") : "", said[0] != '\0' ? "；" : "", said);
    return STATUS_OK;
}
