/* Brings together what deadline.h needs of a stored record. Counts nothing itself. */
#include "work/record_due.h"

#include "work/card.h"
#include "work/consultation.h"
#include "work/disclosure.h"
#include "work/duty.h"
#include "work/finding.h"

#include <stdlib.h>
#include <string.h>

static enum status load_stops(struct office *office, const struct record *record,
                              struct record_due *out, struct problem *problem) {
    struct pauses pauses = {0};
    struct visible all = {.sql = "1", .me = 0};
    enum status status = store_pauses(office->store, &all, record->id, &pauses, problem);
    if (status == STATUS_OK && pauses.count > 0) {
        out->stops = calloc(pauses.count, sizeof *out->stops);
        if (!out->stops)
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，没有完成"));
    }
    for (size_t i = 0; status == STATUS_OK && i < pauses.count; i++)
        out->stops[i] = (struct stop){date_from_iso(pauses.items[i].from_on),
                                      date_from_iso(pauses.items[i].to_on)};
    if (status == STATUS_OK)
        out->deadline.stop_count = pauses.count;
    pauses_release(&pauses);
    return status;
}

/* Refused disclosures are looked at again a year after that was last done. */
static day_number re_review_from(const struct fields *record) {
    const char *again = fields_text(record, "re_reviewed_on");
    return date_from_iso(again[0] ? again : fields_text(record, "refused_on"));
}

/* The day its limit counts from. */
static day_number first_day(const struct fields *record, struct record_due *out) {
    const char *again = fields_text(record, "reopened_on");
    out->is_re_review = strcmp(fields_text(record, "limit_rule"), "disclosure.re_review") == 0;
    if (out->is_re_review)
        return re_review_from(record);
    out->is_announcing = strcmp(fields_text(record, "limit_rule"), "feedback.announce") == 0;
    out->is_again = !out->is_announcing && again[0];
    if (strcmp(fields_text(record, "limit_rule"), "finding.rectify") == 0)
        return finding_first_day(record);
    if (strcmp(fields_text(record, "limit_rule"), "consultation.summary") == 0)
        return consultation_first_day(record);
    if (strcmp(fields_text(record, "limit_rule"), "card.file") == 0)
        return card_year_end(record);
    if (out->is_announcing)
        return date_from_iso(fields_text(record, "replied_on"));
    return date_from_iso(out->is_again ? again : fields_text(record, "received_on"));
}

static void take_asked(const struct fields *record, struct record_due *out) {
    day_number before = disclosure_day_before(fields_text(record, "timepoint"),
                                              fields_text(record, "effective_on"));
    day_number asked =
        before != DATE_NONE ? before : date_from_iso(fields_text(record, "asked_on"));
    bool wins = asked != DATE_NONE && out->due.day != DATE_NONE && asked < out->due.day;
    out->asked = wins && !out->is_announcing && !out->is_re_review ? asked : DATE_NONE;
    out->is_before_effect = out->asked != DATE_NONE && before != DATE_NONE;
    if (out->asked != DATE_NONE)
        out->due = (struct due){.day = asked};
}

/* What is made for a duty counts from the duty's day. A period is over when its last day is: a fixed day on that day is
 * the one before it. */
static enum status take_duty(struct office *office, const struct record *record,
                             day_number *received, bool *is_period, struct problem *problem) {
    const char *kind = fields_text(&record->fields, "record_kind");
    struct duty_clock clock = {.rule = ""};
    int64_t duty = strcmp(kind, "disclosure") == 0 ? fields_integer(&record->fields, "duty", 0) : 0;
    enum status status = STATUS_OK;
    *is_period = strcmp(kind, "duty") == 0 && fields_has(&record->fields, "period");
    if (duty != 0) {
        status = duty_clock(office, duty, &clock, problem);
    }
    if (status == STATUS_OK && clock.rule[0] != '\0' &&
        strcmp(clock.rule, fields_text(&record->fields, "limit_rule")) == 0) {
        *received = clock.from;
        *is_period = clock.is_period;
    }
    return status;
}

enum status record_due_load(struct office *office, const struct record *record,
                            struct record_due *out, struct problem *problem) {
    const char *rule = fields_text(&record->fields, "limit_rule");
    day_number received = first_day(&record->fields, out);
    if (!rule[0] || received == DATE_NONE)
        return problem_set(problem, STATUS_NOT_FOUND, "due_on", N_("这条记录没有期限"));
    bool is_period = false;
    enum status status = take_duty(office, record, &received, &is_period, problem);
    if (status == STATUS_OK)
        status = office_limit(office, rule, received, &out->limit, problem);
    if (status == STATUS_OK)
        status = office_calendar(office, problem);
    if (status == STATUS_OK && !out->is_announcing && !out->is_re_review)
        status = load_stops(office, record, out, problem);
    if (status != STATUS_OK)
        return status;
    out->deadline.received = received + (is_period && out->limit.unit == LIMIT_FIXED);
    out->deadline.limit = &out->limit;
    if (!out->is_announcing && !out->is_re_review)
        out->deadline.extended_by = (int)fields_integer(&record->fields, "extended_by", 0);
    out->deadline.stops = out->stops;
    out->due = deadline_due(office->calendar, &out->deadline);
    take_asked(&record->fields, out);
    return STATUS_OK;
}

void record_due_release(struct record_due *due) {
    free(due->stops);
    due->stops = NULL;
}
