/* Collections of opinions: registering, their days, extending, ending, cancelling. The legal least time is counted
 * from the day the notice goes up; shorter only with a reason that the public can read. Mission D3, B3, C3. */
#include "work/consultation.h"

#include <stdio.h>
#include <string.h>

#include "work/consultation_run.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/record_due.h"
#include "work/visible.h"

static const char summary_rule[] = "consultation.summary";

bool consultation_is_open(const struct fields *consultation) {
    return fields_integer(consultation, "open", 0) != 0;
}

/* ---- its days ----------------------------------------------------------------------------------- */

enum status consultation_least(struct office *office, const char *kind, day_number posted,
                               struct limit *limit, day_number *least, struct problem *problem) {
    char rule[80];
    *least = DATE_NONE;
    *limit = (struct limit){.unit = LIMIT_DAY};
    snprintf(rule, sizeof rule, "consultation.%s", kind);
    enum status status = office_calendar(office, problem);
    if (status == STATUS_OK) {
        status = office_limit(office, rule, posted, limit, problem);
    }
    if (status == STATUS_OK) {
        const struct deadline deadline = {.received = posted, .limit = limit};
        *least = deadline_due(office->calendar, &deadline).day;
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status consultation_refuse_early(struct act *act, const char *close_on, day_number posted,
                                      day_number least, const struct limit *limit,
                                      const char *message) {
    struct problem problem = {0};
    char from[DATE_BYTES], first[DATE_BYTES], until[PROBLEM_PLACE_BYTES];
    snprintf(until, sizeof until, "%s（%s）", date_to_iso(least, first), limit->article);
    problem_set(&problem, STATUS_INVALID, "close_on", message);
    problem_place(&problem, "close", close_on);
    problem_place(&problem, "open", date_to_iso(posted, from));
    problem_place(&problem, "least", until);
    return act_refuse_with(act, &problem);
}

static enum status check_close(struct act *act, day_number posted) {
    struct problem problem = {0};
    struct limit limit;
    day_number least = DATE_NONE;
    const char *close_on = act_text(act, "close_on");
    day_number last = date_from_iso(close_on);
    enum status status =
        consultation_least(act->office, act_text(act, "kind"), posted, &limit, &least, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (last <= posted) {
        return consultation_refuse_early(act, close_on, posted, least, &limit,
                                         N_("截止日期 {close} 须晚于开始日期 {open}"));
    }
    if (least == DATE_NONE || last >= least || act_text(act, "short_reason")[0] != '\0') {
        return STATUS_OK;
    }
    return consultation_refuse_early(act, close_on, posted, least, &limit,
                                     N_("截止日期 {close} 太早：{open} 张贴的不能早于 {least}；"
                                        "确要缩短的，写明缩短理由"));
}

/* The day the notice is to go up, as far as it is known. */
static day_number planned_day(const struct act *act) {
    day_number planned = date_from_iso(act_text(act, "open_on"));
    day_number today = office_today(act->office);
    return planned != DATE_NONE && planned > today ? planned : today;
}

static enum status check_days(struct act *act) {
    bool has_reason = act_text(act, "short_reason")[0] != '\0';
    if (act_text(act, "close_on")[0] != '\0') {
        return check_close(act, planned_day(act));
    }
    return has_reason ? act_refuse(act, STATUS_INVALID, "close_on",
                                   N_("写了缩短理由的，请写明缩短到哪一天截止"))
                      : STATUS_OK;
}

enum status consultation_register(struct act *act) {
    enum status status = act_check_title_is_new(act);
    return status == STATUS_OK && act_text(act, "kind")[0] != '\0' ? check_days(act) : status;
}

/* What the public was told stands. */
static enum status check_fixed(struct act *act) {
    static const char free_columns[] = "unit person note";
    struct problem problem = {0};
    char notice[24];
    for (size_t i = 0; i < act->changes->count; i++) {
        const char *name = act->changes->items[i].name;
        if (!check_has_word(free_columns, name)) {
            problem_set(&problem, STATUS_DENIED, name,
                        N_("{field}已经写进公告 {notice}，不能再改；公告还没有发布的，先作废它"));
            problem_place(&problem, "notice",
                          consultation_number(act, act_integer(act, "notice"), notice));
            return act_refuse_with(act, &problem);
        }
    }
    return STATUS_OK;
}

enum status consultation_edit(struct act *act) {
    if (strcmp(fields_text(&act->before->fields, "state"), "draft") != 0) {
        return check_fixed(act);
    }
    enum status status = act_check_title_is_new(act);
    return status == STATUS_OK ? check_days(act) : status;
}

enum status consultation_restore(struct act *act) {
    return act_check_title_is_new(act);
}

/* ---- longer ------------------------------------------------------------------------------------- */

static enum status refuse_day(struct act *act, enum status status, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, status, "", message);
    problem_place(&problem, "last", fields_text(&act->before->fields, "close_on"));
    return act_refuse_with(act, &problem);
}

static int days_after_last(const struct act *act) {
    return office_today(act->office) - date_from_iso(fields_text(&act->before->fields, "close_on"));
}

enum status consultation_fits_extend(struct act *act) {
    return days_after_last(act) <= 0
               ? STATUS_OK
               : refuse_day(act, STATUS_DENIED, N_("{number} 到 {last} 已经截止，不能再延长"));
}

enum status consultation_extend(struct act *act) {
    const char *last = fields_text(&act->before->fields, "close_on");
    const char *later = fields_text(act->arguments, "close_on");
    struct problem problem = {0};
    if (strcmp(later, last) <= 0) {
        problem_set(&problem, STATUS_INVALID, "close_on",
                    N_("延长后的截止日期须晚于现在的 {last}，不能是 {later}"));
        problem_place(&problem, "last", last);
        problem_place(&problem, "later", later);
        return act_refuse_with(act, &problem);
    }
    fields_set(act->changes, "close_on", later);
    fields_set(act->changes, "due_on", later);
    fields_set(act->changes, "extend_reason", fields_text(act->arguments, "reason"));
    act_note(act, "%s 延至 %s：%s", last, later, fields_text(act->arguments, "reason"));
    return STATUS_OK;
}

/* ---- its end ------------------------------------------------------------------------------------ */

day_number consultation_first_day(const struct fields *consultation) {
    return date_from_iso(fields_text(consultation, "ended_on"));
}

static enum status set_summary_due(struct act *act) {
    struct problem problem = {0};
    struct limit limit;
    char iso[DATE_BYTES];
    day_number from = date_from_iso(act_text(act, "ended_on"));
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = office_limit(act->office, summary_rule, from, &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        fields_set(act->changes, "due_on", "");
        fields_set(act->changes, "limit_rule", "");
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    const struct deadline deadline = {.received = from, .limit = &limit};
    fields_set(act->changes, "due_on",
               date_to_iso(deadline_due(act->office->calendar, &deadline).day, iso));
    fields_set(act->changes, "limit_rule", summary_rule);
    fields_set_integer(act->changes, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

enum status consultation_set_due(struct act *act) {
    return strcmp(act_text(act, "limit_rule"), summary_rule) == 0 ? set_summary_due(act)
                                                                  : STATUS_OK;
}

enum status consultation_fits_end(struct act *act) {
    return days_after_last(act) >= 0
               ? STATUS_OK
               : refuse_day(act, STATUS_DENIED,
                            N_("{number} 到 {last} 才截止；提前截止由分管领导办，写明理由"));
}

enum status consultation_end(struct act *act) {
    const char *last = fields_text(&act->before->fields, "close_on");
    const char *said = fields_text(act->arguments, "note");
    fields_set(act->changes, "ended_on", last);
    act_note(act, "%s 截止%s%s", last, said[0] != '\0' ? "；" : "", said);
    return set_summary_due(act);
}

/* A time the law sets is not cut after the public was promised it. */
static enum status check_may_end_early(struct act *act) {
    struct problem problem = {0};
    struct limit limit;
    day_number least = DATE_NONE;
    char iso[DATE_BYTES];
    day_number open = date_from_iso(act_text(act, "open_on"));
    enum status status =
        consultation_least(act->office, act_text(act, "kind"), open, &limit, &least, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    bool was_told = act_text(act, "short_reason")[0] != '\0';
    if (!limit.is_statutory || was_told || office_today(act->office) >= least) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "",
                N_("{number} 不能在 {least} 以前截止（{article}）：公告里没有说明要缩短"));
    problem_place(&problem, "least", date_to_iso(least, iso));
    problem_place(&problem, "article", limit.article);
    return act_refuse_with(act, &problem);
}

enum status consultation_fits_end_early(struct act *act) {
    if (days_after_last(act) >= 0) {
        return refuse_day(act, STATUS_DENIED, N_("{number} 到 {last} 已经期满，直接办“截止”"));
    }
    return check_may_end_early(act);
}

enum status consultation_end_early(struct act *act) {
    char today[DATE_BYTES];
    const char *reason = fields_text(act->arguments, "reason");
    act_today(act, today);
    act_note(act, "原定 %s，%s 提前截止：%s", fields_text(&act->before->fields, "close_on"), today,
             reason);
    fields_set(act->changes, "close_on", today);
    fields_set(act->changes, "ended_on", today);
    fields_set(act->changes, "end_reason", reason);
    return set_summary_due(act);
}

enum status consultation_cancel(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "cancelled_on", act_today(act, today));
    fields_set(act->changes, "cancel_reason", fields_text(act->arguments, "reason"));
    fields_set(act->changes, "due_on", "");
    fields_set(act->changes, "limit_rule", "");
    return STATUS_OK;
}

/* ---- 从调查的情况看 (C3) -------------------------------------------------------------------------- */

enum status consultation_fits_mark_hot(struct act *act) {
    return strcmp(act_text(act, "kind"), "needs") == 0
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "",
                            N_("{number} 不是群众需求调查，不能据它标热点"));
}

/* What people asked for comes first when it is made public: the survey is named as the reason. */
enum status consultation_mark_hot(struct act *act) {
    struct fields arguments = FIELDS_INIT;
    struct record entry = {0};
    char source[80];
    int64_t id = fields_integer(act->arguments, "catalogue", 0);
    const char *number = fields_text(&act->before->fields, "number");
    snprintf(source, sizeof source, "群众需求调查 %s", number);
    fields_set(&arguments, "hot", fields_text(act->arguments, "hot"));
    fields_set(&arguments, "hot_source", source);
    enum status status = act_read(act, id, &entry);
    const struct transition *mark =
        flow_find("catalogue", fields_text(&entry.fields, "state"), "mark_hot");
    if (status == STATUS_OK && mark == NULL) {
        status = act_refuse(act, STATUS_DENIED, "catalogue", N_("这一目录事项不在用，请另选"));
    } else if (status == STATUS_OK) {
        act_note(act, "%s %s", fields_text(&entry.fields, "number"),
                 fields_text(&entry.fields, "title"));
        status = flow_run(act->save, act->check, mark, id, &arguments, act->problems);
    }
    record_release(&entry);
    fields_release(&arguments);
    return status;
}
