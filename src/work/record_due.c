/* Brings together what deadline.h needs of a stored record. Counts nothing itself. */
#include "work/record_due.h"

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

/* The day its limit counts from. */
static day_number first_day(const struct fields *record, struct record_due *out) {
    const char *again = fields_text(record, "reopened_on");
    out->is_announcing = strcmp(fields_text(record, "limit_rule"), "feedback.announce") == 0;
    out->is_again = !out->is_announcing && again[0];
    if (out->is_announcing)
        return date_from_iso(fields_text(record, "replied_on"));
    return date_from_iso(out->is_again ? again : fields_text(record, "received_on"));
}

static void take_asked(const struct fields *record, struct record_due *out) {
    day_number asked = date_from_iso(fields_text(record, "asked_on"));
    bool wins = asked != DATE_NONE && out->due.day != DATE_NONE && asked < out->due.day;
    out->asked = wins && !out->is_announcing ? asked : DATE_NONE;
    if (out->asked != DATE_NONE)
        out->due = (struct due){.day = asked};
}

enum status record_due_load(struct office *office, const struct record *record,
                            struct record_due *out, struct problem *problem) {
    const char *rule = fields_text(&record->fields, "limit_rule");
    day_number received = first_day(&record->fields, out);
    if (!rule[0] || received == DATE_NONE)
        return problem_set(problem, STATUS_NOT_FOUND, "due_on", N_("这条记录没有期限"));
    enum status status = office_limit(office, rule, received, &out->limit, problem);
    if (status == STATUS_OK)
        status = office_calendar(office, problem);
    if (status == STATUS_OK && !out->is_announcing)
        status = load_stops(office, record, out, problem);
    if (status != STATUS_OK)
        return status;
    out->deadline.received = received;
    out->deadline.limit = &out->limit;
    if (!out->is_announcing)
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
