/* What one periodic catalogue entry owes: a duty for each period and village, made once, kept in step with the entry
 * while it is open, waived when it is not owed any more and not late. Asks no role: the calendar makes them. */
#include "work/duty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/period.h"
#include "work/save.h"
#include "work/visible.h"

enum { PERIODS_MOST = 120, TITLE_CHARACTERS = 100 };

struct owing {
    struct save *save;
    struct office *office;
    struct record entry;
    struct ids units;       /* {0} when it is not disclosed village by village */
    struct period from, to; /* months 0: it owes none */
    char today[DATE_BYTES];
    struct problem *problem;
};

/* ---- which periods ------------------------------------------------------------------------------- */

static day_number day_of(const struct owing *owing, const char *column) {
    return date_from_iso(fields_get(&owing->entry.fields, column));
}

static void find_periods(struct owing *owing) {
    const struct fields *entry = &owing->entry.fields;
    day_number today = office_today(owing->office);
    day_number from = day_of(owing, "from_on"), to = day_of(owing, "to_on");
    int months = period_months(fields_text(entry, "cycle"));
    bool is_in_force = fields_integer(entry, "open", 0) != 0 &&
                       strcmp(fields_text(entry, "timing"), "periodic") == 0;
    owing->from.months = owing->to.months = 0;
    from = from != DATE_NONE ? from : day_of(owing, "received_on");
    to = to != DATE_NONE && to < today ? to : today;
    if (!is_in_force || months == 0 || from == DATE_NONE || from > to) {
        return;
    }
    owing->from = period_of(from, months);
    owing->to = period_of(to, months);
    if (owing->to.serial - owing->from.serial >= PERIODS_MOST) {
        owing->from.serial = owing->to.serial - PERIODS_MOST + 1;
    }
}

static bool is_by_village(const struct owing *owing) {
    return fields_integer(&owing->entry.fields, "per_village", 0) != 0;
}

/* ---- one duty ------------------------------------------------------------------------------------ */

/* unit 0: the entry's own, whichever that is by then. */
static void name_of(const struct owing *owing, int64_t unit, const struct period *period,
                    char out[DUTY_NAME_BYTES]) {
    char name[PERIOD_BYTES];
    snprintf(out, DUTY_NAME_BYTES, "%lld/%lld/%s", (long long)owing->entry.id, (long long)unit,
             period_name(period, name));
}

/* 村级财务收支 东门村 2026年第三季度, the entry's part cut when all is too long. */
static void set_title(const struct owing *owing, int64_t unit, const struct period *period,
                      struct fields *out) {
    char words[PERIOD_WORDS_BYTES];
    struct buffer rest = BUFFER_INIT, title = BUFFER_INIT;
    char *village = unit > 0 ? store_title(owing->office->store, unit) : NULL;
    if (village != NULL && village[0] != '\0') {
        buffer_append_format(&rest, " %s", village);
    }
    buffer_append_format(&rest, " %s", period_words(period, words));
    free(village);
    const char *entry = fields_text(&owing->entry.fields, "title");
    size_t room = TITLE_CHARACTERS - text_length(buffer_text(&rest)), end = 0;
    for (char32_t character; room > 0 && entry[end] != '\0'; room--) {
        end += text_decode(entry + end, strlen(entry + end), &character);
    }
    buffer_append_bytes(&title, entry, end);
    buffer_append(&title, buffer_text(&rest));
    fields_set_buffer(out, "title", &title);
    out->failed = out->failed || rest.failed || title.failed;
    buffer_release(&rest);
    buffer_release(&title);
}

/* Due date, rule and whether the law says it; none where no rule is in force. */
static enum status set_due(const struct owing *owing, day_number formed, struct fields *out) {
    char rule[48], iso[DATE_BYTES];
    struct limit limit;
    snprintf(rule, sizeof rule, "catalogue.%lld", (long long)owing->entry.id);
    enum status status = office_limit(owing->office, rule, formed, &limit, owing->problem);
    if (status == STATUS_NOT_FOUND) {
        snprintf(rule, sizeof rule, "disclosure.publish");
        status = office_limit(owing->office, rule, formed, &limit, owing->problem);
    }
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = office_calendar(owing->office, owing->problem);
    }
    if (status == STATUS_OK) {
        const struct deadline deadline = {.received = formed + (limit.unit == LIMIT_FIXED),
                                          .limit = &limit};
        fields_set(out, "due_on",
                   date_to_iso(deadline_due(owing->office->calendar, &deadline).day, iso));
        fields_set(out, "limit_rule", rule);
        fields_set(out, "statutory", limit.is_statutory ? "1" : "0");
    }
    return status;
}

/* The columns that follow the entry as long as the duty is open. */
static enum status fill(const struct owing *owing, int64_t unit, const struct period *period,
                        struct fields *out) {
    const struct fields *entry = &owing->entry.fields;
    char iso[DATE_BYTES];
    day_number formed = period_last_day(period);
    set_title(owing, unit, period, out);
    if (unit > 0) {
        fields_set_integer(out, "unit", unit);
    } else {
        fields_set(out, "unit", fields_text(entry, "unit"));
    }
    fields_set(out, "person", fields_text(entry, "person"));
    fields_set(out, "received_on", date_to_iso(formed, iso));
    enum status status = set_due(owing, formed, out);
    return status == STATUS_OK && out->failed
               ? problem_set(owing->problem, STATUS_NO_MEMORY, "", N_("内存不足"))
               : status;
}

static enum status make(struct owing *owing, int64_t unit, const struct period *period,
                        const char *name) {
    struct record duty = {0};
    char words[PERIOD_BYTES];
    enum status status = fill(owing, unit, period, &duty.fields);
    fields_set(&duty.fields, "record_kind", "duty");
    fields_set(&duty.fields, "state", "open");
    fields_set_integer(&duty.fields, "catalogue", owing->entry.id);
    fields_set(&duty.fields, "name", name);
    fields_set(&duty.fields, "period", period_name(period, words));
    if (status == STATUS_OK) {
        status = save_new(owing->save, &duty, "fall_due", "", owing->problem);
    }
    record_release(&duty);
    return status;
}

static enum status make_lacking(struct owing *owing, int64_t unit, int64_t *made) {
    struct period period = owing->from;
    enum status status = STATUS_OK;
    for (; status == STATUS_OK && period.serial <= owing->to.serial; period.serial++) {
        char name[DUTY_NAME_BYTES];
        int64_t id = 0;
        name_of(owing, unit, &period, name);
        status = store_duty_named(owing->office->store, name, &id, owing->problem);
        if (status == STATUS_OK && id == 0) {
            status = make(owing, unit, &period, name);
            *made += status == STATUS_OK;
        }
    }
    return status;
}

/* ---- the open ones ------------------------------------------------------------------------------- */

static bool has_unit(const struct owing *owing, int64_t unit) {
    for (size_t i = 0; i < owing->units.count; i++) {
        if (owing->units.items[i] == unit) {
            return true;
        }
    }
    return false;
}

/* The unit and the period of a duty's name; false when the entry does not owe it. */
static bool is_owed(const struct owing *owing, const struct fields *duty, int64_t *unit,
                    struct period *period) {
    long long entry = 0, village = 0;
    if (sscanf(fields_text(duty, "name"), "%lld/%lld/", &entry, &village) != 2 ||
        !period_from_name(fields_text(duty, "period"), period)) {
        return false;
    }
    *unit = village;
    return owing->from.months == period->months && owing->from.months != 0 &&
           period->serial >= owing->from.serial && period->serial <= owing->to.serial &&
           (village > 0) == is_by_village(owing) && (village == 0 || has_unit(owing, village));
}

/* Leaves of `changes` what differs from the record. */
static void drop_same(const struct fields *before, const struct fields *changes,
                      struct fields *out) {
    for (size_t i = 0; i < changes->count; i++) {
        const char *name = changes->items[i].name;
        if (strcmp(fields_text(before, name), changes->items[i].text) != 0) {
            fields_set(out, name, changes->items[i].text);
        }
    }
}

static enum status bring_up_to_date(struct owing *owing, const struct record *duty, int64_t unit,
                                    const struct period *period) {
    struct fields wanted = FIELDS_INIT, changes = FIELDS_INIT;
    enum status status = fill(owing, unit, period, &wanted);
    drop_same(&duty->fields, &wanted, &changes);
    if (status == STATUS_OK && changes.failed) {
        status = problem_set(owing->problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK && changes.count > 0) {
        status = save_change(owing->save, duty, &changes, "=", "follow", "", owing->problem);
    }
    fields_release(&wanted);
    fields_release(&changes);
    return status;
}

/* What waive says. */
static const char unit_ended[] = "单位已停用", entry_ended[] = "目录已停用", changed[] = "目录已改";

static enum status waive(struct owing *owing, const struct record *duty, int64_t unit) {
    struct fields changes = FIELDS_INIT;
    bool is_ended = fields_integer(&owing->entry.fields, "open", 0) == 0 ||
                    fields_has(&owing->entry.fields, "to_on");
    const char *reason = unit > 0 && is_by_village(owing) && !has_unit(owing, unit) ? unit_ended
                         : is_ended                                                 ? entry_ended
                                                                                    : changed;
    fields_set(&changes, "waived_reason", reason);
    enum status status =
        changes.failed
            ? problem_set(owing->problem, STATUS_NO_MEMORY, "", N_("内存不足"))
            : save_change(owing->save, duty, &changes, "waived", "waive", reason, owing->problem);
    fields_release(&changes);
    return status;
}

static enum status settle(struct owing *owing, const struct record *duty) {
    struct period period;
    int64_t unit = 0;
    const char *due = fields_text(&duty->fields, "due_on");
    if (!fields_has(&duty->fields, "period")) {
        return STATUS_OK; /* of a matter that arose: owed whatever becomes of the entry */
    }
    if (is_owed(owing, &duty->fields, &unit, &period)) {
        return bring_up_to_date(owing, duty, unit, &period);
    }
    return due[0] != '\0' && strcmp(due, owing->today) < 0 ? STATUS_OK : waive(owing, duty, unit);
}

/* Waived by the calendar and owed after all: the village or the entry came back. */
static enum status settle_waived(struct owing *owing, const struct record *duty) {
    struct period period;
    struct fields changes = FIELDS_INIT;
    int64_t unit = 0;
    const char *reason = fields_text(&duty->fields, "waived_reason");
    bool is_by_calendar = strcmp(reason, unit_ended) == 0 || strcmp(reason, entry_ended) == 0 ||
                          strcmp(reason, changed) == 0;
    if (!is_by_calendar || !is_owed(owing, &duty->fields, &unit, &period)) {
        return STATUS_OK;
    }
    enum status status = fill(owing, unit, &period, &changes);
    fields_set(&changes, "waived_reason", "");
    if (status == STATUS_OK && changes.failed) {
        status = problem_set(owing->problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        status = save_change(owing->save, duty, &changes, "open", "relist", "", owing->problem);
    }
    fields_release(&changes);
    return status;
}

static enum status settle_all(struct owing *owing, const char *state,
                              enum status (*settle_one)(struct owing *owing,
                                                        const struct record *duty)) {
    struct visible all = visible_to_rules();
    struct ids duties = {0};
    enum status status =
        store_duties_in(owing->office->store, owing->entry.id, state, &duties, owing->problem);
    for (size_t i = 0; status == STATUS_OK && i < duties.count; i++) {
        struct record duty = {0};
        status = store_read(owing->office->store, &all, duties.items[i], &duty, owing->problem);
        if (status == STATUS_OK) {
            status = settle_one(owing, &duty);
        }
        record_release(&duty);
    }
    ids_release(&duties);
    return status;
}

/* ---- the way in ---------------------------------------------------------------------------------- */

static enum status make_all(struct owing *owing, int64_t *made) {
    enum status status = STATUS_OK;
    if (owing->from.months == 0) {
        return STATUS_OK;
    }
    if (!is_by_village(owing)) {
        return make_lacking(owing, 0, made);
    }
    for (size_t i = 0; status == STATUS_OK && i < owing->units.count; i++) {
        status = make_lacking(owing, owing->units.items[i], made);
    }
    return status;
}

enum status duty_refresh_of(struct save *save, int64_t entry, int64_t *made,
                            struct problem *problem) {
    struct visible all = visible_to_rules();
    struct owing owing = {.save = save, .office = save->office, .problem = problem};
    enum status status = store_read(owing.office->store, &all, entry, &owing.entry, problem);
    date_to_iso(office_today(owing.office), owing.today);
    if (status == STATUS_OK && is_by_village(&owing)) {
        status = store_villages(owing.office->store, &owing.units, problem);
    }
    if (status == STATUS_OK) {
        find_periods(&owing);
        status = settle_all(&owing, "open", settle);
    }
    if (status == STATUS_OK) {
        status = settle_all(&owing, "waived", settle_waived);
    }
    if (status == STATUS_OK) {
        status = make_all(&owing, made);
    }
    ids_release(&owing.units);
    record_release(&owing.entry);
    return status;
}
