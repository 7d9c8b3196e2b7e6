/* Who is charged with a record, for its page. Reads through work and store/read; decides nothing. */
#include "report/charged_text.h"

#include "base/language.h"
#include "work/flow.h"

#include <string.h>

static void append_party(struct office *office, const char *label, int64_t id, struct buffer *out) {
    struct record party = {0};
    if (id != 0 && store_read(office->store, &office->visible, id, &party, NULL) == STATUS_OK) {
        const char *phone = fields_text(&party.fields, "phone");
        buffer_append_format(out, "%s%s%s  %s%s%s\n", label, _("："),
                             fields_text(&party.fields, "title"), _("电话"), _("："),
                             phone[0] ? phone : "-");
    }
    record_release(&party);
}

/* The step that brought it into its present state. */
static enum status append_present_step(struct office *office, const struct record *record,
                                       struct buffer *out, struct problem *problem) {
    struct steps steps = {0};
    struct problem filled;
    char when[20];
    const char *state = fields_text(&record->fields, "state");
    const char *kind = fields_text(&record->fields, "record_kind");
    enum status status = store_steps(office->store, &office->visible, record->id, &steps, problem);
    size_t at = steps.count;
    while (at > 0 && strcmp(steps.items[at - 1].from_state, state) == 0)
        at--;
    if (status == STATUS_OK && at > 0) {
        int64_t since = steps.items[at - 1].at;
        problem_set(&filled, STATUS_OK, "", N_("现在环节：{state}，自 {when} 起 {count} 个工作日"));
        problem_place(&filled, "state", language_text("state", flow_state_label(kind, state)));
        problem_place(&filled, "when", clock_format(&office->clock, since, when));
        problem_place_integer(&filled, "count",
                              workday_between(office->calendar, clock_day_of(&office->clock, since),
                                              office_today(office)));
        language_append_problem(out, &filled, NULL);
        buffer_append_char(out, '\n');
    }
    steps_release(&steps);
    return status;
}

static enum status append_last_urge(struct office *office, const struct record *record,
                                    struct buffer *out, struct problem *problem) {
    struct urges urges = {0};
    struct problem filled;
    char when[20];
    enum status status = store_urges(office->store, &office->visible, record->id, &urges, problem);
    if (status == STATUS_OK && urges.count > 0) {
        const struct urge *last = &urges.items[urges.count - 1];
        problem_set(&filled, STATUS_OK, "", N_("最近催办：第 {serial} 次，{when} {person}："));
        problem_place_integer(&filled, "serial", last->serial);
        problem_place(&filled, "when", clock_format(&office->clock, last->at, when));
        problem_place(&filled, "person", last->person);
        language_append_problem(out, &filled, NULL);
        buffer_append_format(out, "%s\n%s%s%s\n", last->note, _("回复催办"), _("："),
                             last->answered_at != 0 ? last->answer : _("还没有"));
    }
    urges_release(&urges);
    return status;
}

/* Boxes and groups have a date that comes round, and no steps to stand at. */
static bool has_a_way(const char *kind) {
    return strcmp(kind, "box") != 0 && strcmp(kind, "team") != 0;
}

/* With an opinion those who collect: its own unit is the village it came from. */
static void append_charged(struct office *office, const struct fields *fields, struct buffer *out) {
    struct record collection = {0};
    bool is_opinion = strcmp(fields_text(fields, "record_kind"), "opinion") == 0;
    if (is_opinion &&
        store_read(office->store, &office->visible, fields_integer(fields, "consultation", 0),
                   &collection, NULL) != STATUS_OK)
        return;
    fields = is_opinion ? &collection.fields : fields;
    int64_t person = fields_integer(fields, "person", 0);
    append_party(office, _("承办单位"), fields_integer(fields, "unit", 0), out);
    append_party(office, _("经办人"), person != 0 ? person : fields_integer(fields, "keeper", 0),
                 out);
    record_release(&collection);
}

enum status charged_text_append(struct office *office, const struct record *record,
                                struct buffer *out, struct problem *problem) {
    const struct fields *fields = &record->fields;
    if (fields_integer(fields, "open", 0) == 0 ||
        (!fields_has(fields, "due_on") && !fields_has(fields, "paused_on")))
        return STATUS_OK;
    enum status status = office_calendar(office, problem);
    if (status != STATUS_OK)
        return status;
    buffer_append_format(out, "\n\001%s\n", _("责任与催办"));
    append_charged(office, fields, out);
    if (has_a_way(fields_text(fields, "record_kind")))
        status = append_present_step(office, record, out, problem);
    return status == STATUS_OK ? append_last_urge(office, record, out, problem) : status;
}
