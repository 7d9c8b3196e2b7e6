/* Who is charged with a feedback: unit and person, the defaults of its box and kind, handing over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/absence.h"
#include "work/feedback.h"
#include "work/kinds.h"

/* 0 when the person has no unit or there is no person. */
static int64_t unit_of(struct act *act, int64_t person) {
    struct record record = {0};
    int64_t unit = 0;
    if (person != 0 && act_read(act, person, &record) == STATUS_OK) {
        unit = fields_integer(&record.fields, "unit", 0);
    }
    record_release(&record);
    return unit;
}

enum status feedback_check_charge(struct act *act) {
    char name[CHECK_NAME_BYTES];
    struct problem problem = {0};
    bool has_unit = fields_has(act->changes, "unit");
    bool has_person = fields_has(act->changes, "person");
    if (!has_unit && !has_person) {
        return STATUS_OK;
    }
    int64_t home = unit_of(act, act_integer(act, "person"));
    int64_t unit = act_integer(act, "unit");
    if (has_person && !has_unit && home != 0) {
        fields_set_integer(act->changes, "unit", home);
    } else if (has_unit && !has_person && home != 0 && home != unit) {
        fields_set(act->changes, "person", ""); /* the one before belongs to the unit before */
    } else if (has_unit && has_person && home != 0 && home != unit) {
        problem_set(&problem, STATUS_INVALID, "person", N_("{person}不在{unit}，请另选经办人"));
        problem_place(&problem, "person",
                      act_title(act, act_integer(act, "person"), name, sizeof name));
        problem_place(&problem, "unit", act_title(act, unit, name, sizeof name));
        return act_refuse_with(act, &problem);
    }
    return STATUS_OK;
}

/* The unit an office's settings give matters of this kind. */
static int64_t unit_of_settings(struct act *act) {
    char key[64];
    char name[CHECK_NAME_BYTES];
    int64_t unit = 0;
    snprintf(key, sizeof key, "feedback_unit_%.40s", act_text(act, "kind"));
    if (office_setting(act->office, key, "", name, sizeof name)[0] == '\0') {
        office_setting(act->office, "feedback_unit", "", name, sizeof name);
    }
    if (name[0] != '\0' &&
        check_reference(act->check, "unit", "unit", name, &unit, NULL) != STATUS_OK) {
        return 0;
    }
    return unit;
}

static int64_t keeper_of(struct act *act, const struct fields *box) {
    int64_t keeper = fields_integer(box, "keeper", 0);
    int64_t holder = keeper;
    if (absence_key_holder(act->office, box, &holder, NULL) == STATUS_OK && holder != keeper) {
        act->absent = keeper;
    }
    return holder;
}

static void charge_of_box(struct act *act, int64_t *unit, int64_t *person) {
    struct record box = {0};
    int64_t id = act_integer(act, "box");
    if (id != 0 && act_read(act, id, &box) == STATUS_OK) {
        *person = keeper_of(act, &box.fields);
        *unit = fields_integer(&box.fields, "unit", 0);
        int64_t home = unit_of(act, *person);
        if (*unit == 0) {
            *unit = home;
        } else if (home != 0 && home != *unit) {
            *person = 0;
        }
    }
    record_release(&box);
}

enum status feedback_default_charge(struct act *act) {
    int64_t unit = 0;
    int64_t person = 0;
    if (act_integer(act, "unit") != 0 || act_integer(act, "person") != 0) {
        return STATUS_OK;
    }
    charge_of_box(act, &unit, &person);
    if (unit == 0 && person == 0) {
        unit = unit_of_settings(act);
    }
    if (unit == 0 && person == 0) {
        return act_refuse(act, STATUS_INVALID, "unit", N_("请写明承办单位或经办人，才能交办"));
    }
    if (unit != 0) {
        fields_set_integer(act->changes, "unit", unit);
    }
    if (person != 0) {
        fields_set_integer(act->changes, "person", person);
    }
    return STATUS_OK;
}

void feedback_note_charge(struct act *act) {
    char unit[CHECK_NAME_BYTES];
    char person[CHECK_NAME_BYTES];
    char absent[CHECK_NAME_BYTES];
    char said[304 + 2 * CHECK_NAME_BYTES] = "";
    size_t length = 0;
    const char *due = act_text(act, "due_on");
    act_title(act, act_integer(act, "person"), person, sizeof person);
    if (act->absent != 0) {
        length = (size_t)snprintf(said, sizeof said, "；%s不在，%s代办",
                                  act_title(act, act->absent, absent, sizeof absent), person);
    }
    if (fields_has(act->arguments, "note")) {
        snprintf(said + length, sizeof said - length, "；%s", fields_text(act->arguments, "note"));
    }
    act_title(act, act_integer(act, "unit"), unit, sizeof unit);
    const char *gap = unit[0] != '\0' && person[0] != '\0' ? " " : "";
    if (due[0] != '\0') {
        act_note(act, "%s%s%s，限 %s 前答复%s", unit, gap, person, due, said);
    } else {
        act_note(act, "%s%s%s%s", unit, gap, person, said);
    }
}

enum status feedback_assign(struct act *act) {
    bool is_sealed = fields_integer(&act->before->fields, "sealed", 0) != 0;
    fields_set(act->changes, "unit", fields_get(act->arguments, "unit"));
    fields_set(act->changes, "person", fields_get(act->arguments, "person"));
    bool is_reassign = strcmp(act->command, "reassign") == 0;
    if (is_sealed && !fields_has(act->changes, "person")) {
        return act_refuse(act, STATUS_INVALID, "person", N_("举报件须写明交给谁经办"));
    }
    if (is_reassign && act->changes->count == 0) {
        return act_refuse(act, STATUS_INVALID, "unit", N_("请写明改派给哪个单位或哪个人"));
    }
    enum status status = feedback_check_charge(act);
    if (status == STATUS_OK) {
        status = feedback_default_charge(act);
    }
    if (status == STATUS_OK) {
        status = absence_charge(act);
    }
    if (status == STATUS_OK && is_sealed) {
        status = feedback_check_named(act);
    }
    if (status == STATUS_OK) {
        feedback_note_charge(act);
    }
    return status;
}

enum status feedback_take_up(struct act *act) {
    if (act_integer(act, "person") == 0) {
        fields_set_integer(act->changes, "person", act->office->user);
    }
    return STATUS_OK;
}

enum status feedback_hand_over(struct act *act) {
    struct record record = {0};
    struct fields none = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, act->id, &record);
    if (status == STATUS_OK) {
        if (feedback_is_report(act)) {
            act_note(act, "举报件，密封交专人办理%s", act->absent != 0 ? "（代办）" : "");
        } else {
            feedback_note_charge(act);
        }
        status = save_change(act->save, &record, &none, "assigned", "assign", act->note, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    record_release(&record);
    return status;
}
