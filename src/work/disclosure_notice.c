/* 公示: how long it lasts, who objected, and when it may end. The day of posting is not counted, and no
 * objection that is open or was upheld is passed over. Mission P1. */
#include "work/disclosure_notice.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/card.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/notice_days.h"
#include "work/visible.h"

enum { TITLE_CHARACTERS = 100 };

/* ---- its days ----------------------------------------------------------------------------------- */

/* 事前: nobody could object any more once it has taken effect. */
static enum status check_effect(struct act *act, day_number last) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number effective = date_from_iso(act_text(act, "effective_on"));
    if (strcmp(act_text(act, "timepoint"), "before") != 0 || effective == DATE_NONE ||
        last < effective) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "effective_on",
                N_("{number} 公示到 {last} 才满，决定 {effective} 就生效：公示期要在生效以前满"));
    problem_place(&problem, "last", date_to_iso(last, iso));
    problem_place(&problem, "effective", act_text(act, "effective_on"));
    return act_refuse_with(act, &problem);
}

enum status notice_last_day(struct office *office, const struct fields *disclosure,
                            day_number posted, day_number *last, struct problem *problem) {
    bool is_workdays = strcmp(fields_text(disclosure, "notice_unit"), "workday") == 0;
    struct limit limit = {.amount = (int)fields_integer(disclosure, "notice_amount", 0),
                          .unit = is_workdays ? LIMIT_WORKDAY : LIMIT_DAY,
                          .roll = ROLL_FORWARD};
    struct deadline deadline = {.received = posted, .limit = &limit};
    *last = DATE_NONE;
    if (limit.amount == 0) {
        return STATUS_OK;
    }
    enum status status = office_calendar(office, problem);
    if (status == STATUS_OK) {
        *last = deadline_due(office->calendar, &deadline).day;
    }
    return status;
}

enum status disclosure_begin_notice(struct act *act, day_number posted) {
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number last = DATE_NONE;
    struct fields period = FIELDS_INIT;
    fields_set(&period, "notice_amount", act_text(act, "notice_amount"));
    fields_set(&period, "notice_unit", act_text(act, "notice_unit"));
    enum status status = notice_last_day(act->office, &period, posted, &last, &problem);
    fields_release(&period);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (last == DATE_NONE) {
        return STATUS_OK;
    }
    day_number closing = workday_roll(act->office->calendar, last + 1, false);
    fields_set(act->changes, "notice_from", date_to_iso(posted + 1, iso));
    fields_set(act->changes, "notice_to", date_to_iso(last, iso));
    fields_set(act->changes, "due_on", date_to_iso(closing, iso));
    fields_set(act->changes, "limit_rule", "");
    fields_set_integer(act->changes, "statutory", 0);
    snprintf(act->to_state, sizeof act->to_state, "on_notice");
    return check_effect(act, last);
}

/* ---- objections --------------------------------------------------------------------------------- */

/* 对“…”的异议, as much of the title as fits. */
static void set_title(struct act *act, struct fields *values) {
    struct buffer title = BUFFER_INIT;
    const char *given = fields_text(act->arguments, "title");
    const char *of = fields_text(&act->before->fields, "title");
    size_t length = 0, end = strlen(of);
    for (int i = 0; i < TITLE_CHARACTERS - 8 && length < end; i++) {
        char32_t character;
        length += text_decode(of + length, end - length, &character);
    }
    buffer_append_format(&title, "对“%.*s”的异议", (int)length, of);
    fields_set(values, "title", given[0] != '\0' ? given : buffer_text(&title));
    values->failed = values->failed || title.failed;
    buffer_release(&title);
}

enum status disclosure_object(struct act *act) {
    static const char *const taken[] = {"body",        "source", "reporter", "contact",
                                        "received_on", "unit",   "person",   "allow_duplicate"};
    struct fields values = FIELDS_INIT;
    struct record feedback = {0};
    char today[DATE_BYTES];
    int64_t id = 0;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        fields_set(&values, taken[i], fields_text(act->arguments, taken[i]));
    }
    if (!fields_has(&values, "received_on")) {
        fields_set(&values, "received_on", act_today(act, today));
    }
    set_title(act, &values);
    fields_set(&values, "kind", "complain");
    fields_set_integer(&values, "about", act->id);
    enum status status =
        flow_enter(act->save, act->check, "feedback", &values, false, &id, act->problems);
    fields_release(&values);
    if (status == STATUS_OK) {
        status = act_read(act, id, &feedback);
        act_note(act, "%s", fields_text(&feedback.fields, "number"));
    }
    record_release(&feedback);
    return status;
}

/* How many there are with that verdict (open ones: NULL), and the first one's number. */
static enum status count_objections(struct act *act, const char *verdict, int64_t *count,
                                    char first[24]) {
    static const char *const columns[] = {"number"};
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)act->id);
    const struct condition conditions[] = {
        {"about", IS_EQUAL, id},
        {verdict != NULL ? "verdict" : "open", IS_EQUAL, verdict != NULL ? verdict : "1"}};
    const struct page_request request = {.view = "feedback_about",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = conditions,
                                         .condition_count = 2};
    enum status status = store_count(act->office->store, &all, &request, NULL, count, &problem);
    if (status == STATUS_OK && *count > 0) {
        status = store_page(act->office->store, &all, &request, &start, 1, &page, &problem);
        snprintf(first, 24, "%s",
                 status == STATUS_OK && page.count > 0 ? page_cell(&page, 0, 0) : "");
    }
    page_release(&page);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static enum status refuse_objections(struct act *act, const char *verdict, const char *message) {
    struct problem problem = {0};
    int64_t count = 0;
    char first[24] = "";
    enum status status = count_objections(act, verdict, &count, first);
    if (status != STATUS_OK || count == 0) {
        return status;
    }
    problem_set(&problem, STATUS_DENIED, "", message);
    problem_place_integer(&problem, "count", count);
    problem_place(&problem, "first", first);
    return act_refuse_with(act, &problem);
}

/* ---- its end ------------------------------------------------------------------------------------ */

static enum status check_is_over(struct act *act) {
    struct problem problem = {0};
    const char *last = act_text(act, "notice_to");
    if (office_today(act->office) > date_from_iso(last)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "", N_("{number} 公示到 {last} 为止，次日才能结束"));
    problem_place(&problem, "last", last);
    return act_refuse_with(act, &problem);
}

enum status disclosure_fits_close_notice(struct act *act) {
    enum status status = check_is_over(act);
    if (status == STATUS_OK) {
        status = refuse_objections(
            act, NULL, N_("{number} 还有 {count} 件异议没有办结（{first} 等），不能结束公示"));
    }
    if (status == STATUS_OK) {
        status = refuse_objections(
            act, "upheld", N_("{number} 有异议成立（{first}），不能照原样结束公示；请更正或撤回"));
    }
    if (status == STATUS_OK) {
        status = refuse_objections(
            act, "untrue",
            N_("{number} 经核实与事实不符（{first}），不能照原样结束公示；请更正或撤回"));
    }
    return status;
}

enum status disclosure_close_notice(struct act *act) {
    char today[DATE_BYTES];
    fields_set(act->changes, "closed_on", act_today(act, today));
    fields_set(act->changes, "notice_result", fields_text(act->arguments, "notice_result"));
    act_note(act, "%s", fields_text(act->arguments, "notice_result"));
    /* Closed, it shows again the limit it was to be published by. */
    enum status status = disclosure_set_due(act);
    return status == STATUS_OK ? card_tell(act, act->id, "close_notice",
                                           fields_text(act->arguments, "notice_result"))
                               : status;
}
