/* A matter arises (阶段, 临时): the duties of a catalogue entry that no calendar makes. One matter of a name, unit and
 * day is entered once. Mission N3, R5. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/act.h"
#include "work/duty.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/stages.h"

struct matter {
    struct act *act;
    const char *title;
    char formed[DATE_BYTES];  /* the day the present duty counts from */
    char day[DATE_BYTES];     /* the day the matter arose */
    int64_t unit, named_unit; /* named_unit 0: the entry's own */
};

static enum status refuse_entry(struct act *act, const char *field, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, field, message);
    problem_place(&problem, "title", fields_text(&act->before->fields, "title"));
    return act_refuse_with(act, &problem);
}

static enum status check_day(struct matter *matter) {
    struct act *act = matter->act;
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *field = fields_has(act->arguments, "on") ? "on" : "received_on";
    const char *from = act_text(act, "from_on"), *to = act_text(act, "to_on");
    if (strcmp(matter->day, act_today(act, today)) > 0) {
        problem_set(&problem, STATUS_INVALID, field,
                    N_("形成日期 {day} 还没有到，不能晚于今天（{today}）"));
    } else if ((from[0] != '\0' && strcmp(matter->day, from) < 0) ||
               (to[0] != '\0' && strcmp(matter->day, to) > 0)) {
        problem_set(&problem, STATUS_INVALID, field, N_("{day} 那天“{title}”没有启用或已经停用"));
        problem_place(&problem, "title", fields_text(&act->before->fields, "title"));
    } else {
        return STATUS_OK;
    }
    problem_place(&problem, "day", matter->day);
    problem_place(&problem, "today", today);
    return act_refuse_with(act, &problem);
}

enum status duty_fits_owe(struct act *act) {
    return strcmp(act_text(act, "timing"), "periodic") != 0
               ? STATUS_OK
               : refuse_entry(act, "",
                              N_("“{title}”是定期公开的，每期到时自己列入应公开，不用另外登记"));
}

static enum status check_entry(struct matter *matter) {
    struct act *act = matter->act;
    if (matter->named_unit == 0 && act_integer(act, "per_village") != 0) {
        return refuse_entry(act, "unit", N_("“{title}”逐村公开，请写明是哪个村"));
    }
    return check_day(matter);
}

/* ---- one duty ------------------------------------------------------------------------------------ */

/* The rule of a stage: so many working days. Made when there is none yet. */
static enum status stage_rule(struct matter *matter, int workdays, char *rule, size_t size,
                              struct limit *limit, struct problem *problem) {
    struct office *office = matter->act->office;
    struct fields row = FIELDS_INIT;
    char article[96];
    snprintf(rule, size, "stage.%d", workdays);
    enum status status = office_limit(office, rule, date_from_iso(matter->formed), limit, problem);
    if (status != STATUS_NOT_FOUND) {
        return status;
    }
    snprintf(article, sizeof article, "公开目录：这一阶段 %d 个工作日", workdays);
    fields_set(&row, "id", rule);
    fields_set(&row, "valid_from", "1900-01-01");
    fields_set_integer(&row, "amount", workdays);
    fields_set(&row, "unit", "workday");
    fields_set(&row, "fixed_on", "");
    fields_set(&row, "roll", "none");
    fields_set(&row, "extension_max", "0");
    fields_set(&row, "statutory", "0");
    fields_set(&row, "article", article);
    status = row.failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                        : store_set_limit(office->store, &row, problem);
    fields_release(&row);
    return status == STATUS_OK
               ? office_limit(office, rule, date_from_iso(matter->formed), limit, problem)
               : status;
}

static enum status entry_rule(struct matter *matter, char *rule, size_t size, struct limit *limit,
                              struct problem *problem) {
    day_number formed = date_from_iso(matter->formed);
    snprintf(rule, size, "catalogue.%lld", (long long)matter->act->id);
    enum status status = office_limit(matter->act->office, rule, formed, limit, problem);
    if (status == STATUS_NOT_FOUND) {
        snprintf(rule, size, "disclosure.publish");
        status = office_limit(matter->act->office, rule, formed, limit, problem);
    }
    return status;
}

/* Due date and rule; of a stage its working days, else the entry's limit. matter->formed is moved on to the due date. */
static enum status set_due(struct matter *matter, const struct stage *stage, struct fields *duty) {
    char rule[48], due[DATE_BYTES];
    struct limit limit;
    struct problem problem = {0};
    enum status status = office_calendar(matter->act->office, &problem);
    if (status == STATUS_OK && stage != NULL) {
        status = stage_rule(matter, stage->workdays, rule, sizeof rule, &limit, &problem);
    } else if (status == STATUS_OK) {
        status = entry_rule(matter, rule, sizeof rule, &limit, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(matter->act, &problem);
    }
    const struct deadline deadline = {.received = date_from_iso(matter->formed), .limit = &limit};
    date_to_iso(deadline_due(matter->act->office->calendar, &deadline).day, due);
    fields_set(duty, "due_on", due);
    fields_set(duty, "limit_rule", rule);
    fields_set(duty, "statutory", limit.is_statutory ? "1" : "0");
    if (due[0] != '\0') {
        memcpy(matter->formed, due, sizeof due);
    }
    return STATUS_OK;
}

/* ID/UNIT/DAY/title, and /n of its n-th stage: entered once. */
static enum status set_name(struct matter *matter, size_t serial, struct fields *duty) {
    char name[DUTY_NAME_BYTES];
    struct act *act = matter->act;
    struct problem problem = {0};
    struct record other = {0};
    int64_t id = 0;
    int length = snprintf(name, sizeof name, "%lld/%lld/%s/%s", (long long)act->id,
                          (long long)matter->named_unit, matter->day, matter->title);
    if (serial > 0 && length > 0 && (size_t)length < sizeof name) {
        snprintf(name + length, sizeof name - (size_t)length, "/%zu", serial);
    }
    enum status status = store_duty_named(act->office->store, name, &id, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    fields_set(duty, "name", name);
    if (id == 0) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "title", N_("这件事当天已经登记过：{duty}"));
    if (act_read(act, id, &other) == STATUS_OK) {
        problem_place(&problem, "duty", fields_text(&other.fields, "number"));
    }
    record_release(&other);
    return act_refuse_with(act, &problem);
}

static enum status make(struct matter *matter, const struct stage *stage, size_t serial) {
    struct record duty = {0};
    struct buffer title = BUFFER_INIT;
    struct problem problem = {0};
    struct act *act = matter->act;
    buffer_append(&title, matter->title);
    if (stage != NULL) {
        buffer_append_format(&title, " %s", stage->name);
        fields_set(&duty.fields, "stage", stage->name);
    }
    fields_set(&duty.fields, "record_kind", "duty");
    fields_set(&duty.fields, "state", "open");
    fields_set_buffer(&duty.fields, "title", &title);
    fields_set_integer(&duty.fields, "catalogue", act->id);
    fields_set(&duty.fields, "received_on", matter->formed);
    if (matter->unit != 0) {
        fields_set_integer(&duty.fields, "unit", matter->unit);
    }
    fields_set(&duty.fields, "person", act_text(act, "person"));
    enum status status = set_name(matter, serial, &duty.fields);
    if (status == STATUS_OK) {
        status = set_due(matter, stage, &duty.fields);
    }
    if (status == STATUS_OK && (title.failed || duty.fields.failed)) {
        status = act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"));
    } else if (status == STATUS_OK) {
        status = save_new(act->save, &duty, "fall_due", "", &problem);
        status = status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
    }
    buffer_release(&title);
    record_release(&duty);
    return status;
}

/* ---- the command --------------------------------------------------------------------------------- */

static enum status make_stages(struct matter *matter) {
    struct stages stages;
    struct problem problem = {0};
    enum status status = stages_read(act_text(matter->act, "stages"), &stages, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(matter->act, &problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < stages.count; i++) {
        status = make(matter, &stages.items[i], i + 1);
    }
    return status;
}

static enum status check_length(struct matter *matter) {
    enum { TITLE_MOST = 58 }; /* with the longest name of a stage it fits a title */
    struct problem problem = {0};
    size_t length = text_length(matter->title);
    if (length <= TITLE_MOST) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_INVALID, "title",
                N_("{field}太长：最多 {max} 个字，现有 {count} 个"));
    problem_place_integer(&problem, "max", TITLE_MOST);
    problem_place_integer(&problem, "count", (int64_t)length);
    return act_refuse_with(matter->act, &problem);
}

enum status duty_owe(struct act *act) {
    struct problem problem = {0};
    struct matter matter = {.act = act, .title = fields_text(act->arguments, "title")};
    bool is_staged = strcmp(act_text(act, "timing"), "staged") == 0;
    const char *day =
        fields_text(act->arguments, fields_has(act->arguments, "on") ? "on" : "received_on");
    matter.named_unit = fields_integer(act->arguments, "unit", 0);
    matter.unit = matter.named_unit != 0 ? matter.named_unit : act_integer(act, "unit");
    if (day[0] != '\0') {
        snprintf(matter.day, sizeof matter.day, "%s", day);
    } else {
        act_today(act, matter.day);
    }
    memcpy(matter.formed, matter.day, sizeof matter.formed);
    act->is_done = true; /* nothing of the entry itself changes */
    enum status status = check_entry(&matter);
    if (status == STATUS_OK && is_staged) {
        status = check_length(&matter);
    }
    if (status == STATUS_OK) {
        status = is_staged ? make_stages(&matter) : make(&matter, NULL, 0);
    }
    if (status == STATUS_OK) {
        status = save_step(act->save, act->before, act->command, matter.title, &problem);
        status = status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
    }
    return status;
}
