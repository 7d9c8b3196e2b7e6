/* Urging: the flow table's functions urge and answer_urge, and what is proposed. An urging changes nothing of
 * the record itself: no version, so that nobody who is writing at it has to begin again. */
#include "work/urge.h"

#include <stdio.h>
#include <string.h>

#include "work/flow_fits.h"
#include "work/kinds.h"

enum { SECONDS_A_DAY = 86400 };

/* ---- what is proposed --------------------------------------------------------------------------- */

void urge_ladder(struct office *office, struct ladder *out) {
    out->urge = office_setting_integer(office, "urge_days", 0);
    out->slip = office_setting_integer(office, "slip_days", 3);
    out->circular = office_setting_integer(office, "circular_days", 5);
    out->talk = office_setting_integer(office, "talk_days", 10);
}

enum advice urge_advice(const struct office *office, const struct ladder *ladder, day_number due) {
    day_number today = office_today(office);
    if (due == DATE_NONE || due > today) {
        return ADVICE_NONE;
    }
    int late = workday_between(office->calendar, due, today);
    return late >= ladder->talk       ? ADVICE_TALK
           : late >= ladder->circular ? ADVICE_CIRCULAR
           : late >= ladder->slip     ? ADVICE_SLIP
           : late >= ladder->urge     ? ADVICE_URGE
                                      : ADVICE_NONE;
}

const char *urge_advice_label(enum advice advice) {
    static const char *const labels[] = {"", N_("催办"), N_("督办单"), N_("通报"), N_("约谈")};
    return labels[advice];
}

enum status urge_near_until(struct office *office, char out[DATE_BYTES], struct problem *problem) {
    enum status status = office_calendar(office, problem);
    out[0] = '\0';
    if (status == STATUS_OK) {
        date_to_iso(light_near_until(office->calendar, office_today(office), office->near_workdays),
                    out);
    }
    return status;
}

/* ---- words -------------------------------------------------------------------------------------- */

enum status urge_usual_note(struct office *office, const struct fields *record, struct buffer *out,
                            struct problem *problem) {
    struct light_state light = {0};
    struct limit limit = {.unit = LIMIT_DAY};
    const char *rule = fields_text(record, "limit_rule");
    enum status status = office_light(office, record, &light, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (rule[0] != '\0' &&
        office_limit(office, rule, date_from_iso(fields_text(record, "received_on")), &limit,
                     NULL) != STATUS_OK) {
        limit.unit = LIMIT_DAY;
    }
    const char *unit = limit.unit == LIMIT_WORKDAY ? "个工作日" : "日";
    if (light.light == LIGHT_OVERDUE) {
        buffer_append_format(out, "已逾期 %d %s，请立即办理并书面说明原因", -light.days_left, unit);
    } else if (light.has_days_left && light.days_left == 0) {
        buffer_append(out, "今日到期，请今日办结");
    } else {
        buffer_append_format(out, "还剩 %d %s，请按期办理并报进度", light.days_left, unit);
    }
    return out->failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足")) : STATUS_OK;
}

/* ---- today -------------------------------------------------------------------------------------- */

int64_t urge_day_begins(const struct office *office, day_number day) {
    return (int64_t)day * SECONDS_A_DAY - (int64_t)office->clock.zone_minutes * 60;
}

static bool is_of_today(const struct office *office, int64_t at) {
    return at != 0 && clock_day_of(&office->clock, at) == office_today(office);
}

enum status urge_count_today(struct office *office, const int64_t *ids, size_t count, size_t *urged,
                             char number[24], struct problem *problem) {
    enum status status = STATUS_OK;
    int64_t found = 0;
    *urged = 0;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct urge_counts counts;
        status = store_urge_counts(office->store, ids[i], &counts, problem);
        if (status == STATUS_OK && is_of_today(office, counts.last_at)) {
            found = *urged == 0 ? ids[i] : found;
            (*urged)++;
        }
    }
    struct record record = {0};
    if (number != NULL) {
        number[0] = '\0';
    }
    if (status == STATUS_OK && number != NULL && found != 0 &&
        store_read(office->store, &office->visible, found, &record, NULL) == STATUS_OK) {
        snprintf(number, 24, "%s", fields_text(&record.fields, "number"));
    }
    record_release(&record);
    return status;
}

/* ---- the commands ------------------------------------------------------------------------------- */

/* An opinion's own unit is the village it came from: those who collect decide on it. */
static enum status find_unit(struct act *act, int64_t *unit) {
    const struct fields *fields = &act->before->fields;
    struct record consultation = {0};
    *unit = fields_integer(fields, "unit", 0);
    if (strcmp(fields_text(fields, "record_kind"), "opinion") != 0) {
        return STATUS_OK;
    }
    enum status status = act_read(act, fields_integer(fields, "consultation", 0), &consultation);
    *unit = fields_integer(&consultation.fields, "unit", 0);
    record_release(&consultation);
    return status;
}

/* Whoever is charged now: the record's unit and person; for a box or board its keeper and the keeper's unit. */
static enum status find_charged(struct act *act, struct new_urge *urge) {
    const struct fields *fields = &act->before->fields;
    struct record person = {0};
    enum status status = find_unit(act, &urge->to_unit);
    urge->to_person = fields_integer(fields, "person", 0);
    if (urge->to_person == 0) {
        urge->to_person = fields_integer(fields, "keeper", 0);
    }
    if (status != STATUS_OK || urge->to_unit != 0 || urge->to_person == 0) {
        return status;
    }
    status = act_read(act, urge->to_person, &person);
    urge->to_unit = fields_integer(&person.fields, "unit", 0);
    record_release(&person);
    return status;
}

enum status urge_fits(struct act *act) {
    const struct fields *fields = &act->before->fields;
    if (fields_has(fields, "paused_on")) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 的时限暂停着，不用催办"));
    }
    if (!fields_has(fields, "due_on")) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 没有期限，不用催办"));
    }
    return STATUS_OK;
}

static enum status check_may_be_urged(struct act *act, const struct urge_counts *counts) {
    if (is_of_today(act->office, counts->last_at) &&
        fields_integer(act->arguments, "again", 0) == 0) {
        return act_refuse(act, STATUS_DENIED, "again",
                          N_("{number} 今天已经催办过；要再催一次，请写 again=1"));
    }
    return STATUS_OK;
}

/* What was said, else the usual words; into `out`. */
static enum status take_note(struct act *act, struct buffer *out) {
    const char *said = fields_text(act->arguments, "note");
    struct problem problem = {0};
    enum status status = STATUS_OK;
    if (said[0] != '\0') {
        buffer_append(out, said);
    } else {
        status = urge_usual_note(act->office, &act->before->fields, out, &problem);
    }
    if (status == STATUS_OK && out->failed) {
        status = problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

static enum status write_urge(struct act *act, struct new_urge *urge) {
    struct problem problem = {0};
    enum status status = store_add_urge(act->office->store, urge, &problem);
    if (status == STATUS_OK) {
        act_note(act, "第 %lld 次：%s", (long long)urge->serial, urge->note);
        status = save_step(act->save, act->before, act->command, act->note, &problem);
    }
    act->is_done = status == STATUS_OK;
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status urge_urge(struct act *act) {
    struct urge_counts counts = {0};
    struct new_urge urge = {.record = act->id, .at = act->save->now, .person = act->office->user};
    struct buffer note = BUFFER_INIT;
    struct problem problem = {0};
    enum status status = store_urge_counts(act->office->store, act->id, &counts, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    status = check_may_be_urged(act, &counts);
    if (status == STATUS_OK) {
        status = find_charged(act, &urge);
    }
    if (status == STATUS_OK) {
        status = take_note(act, &note);
    }
    if (status == STATUS_OK) {
        urge.serial = counts.count + 1;
        urge.note = buffer_text(&note);
        status = write_urge(act, &urge);
    }
    buffer_release(&note);
    return status;
}

enum status urge_fits_answer(struct act *act) {
    struct urge_counts counts = {0};
    struct problem problem = {0};
    if (store_urge_counts(act->office->store, act->id, &counts, &problem) != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return counts.unanswered > 0
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "", N_("{number} 没有等着回复的催办"));
}

enum status urge_answer(struct act *act) {
    struct problem problem = {0};
    const char *answer = fields_text(act->arguments, "answer");
    enum status status =
        store_answer_urges(act->office->store, act->id, answer, act->save->now, &problem);
    if (status == STATUS_OK) {
        act_note(act, "%s", answer);
        status = save_step(act->save, act->before, act->command, act->note, &problem);
    }
    act->is_done = status == STATUS_OK;
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}
