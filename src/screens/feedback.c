/* 33 反馈登记: slip after slip. Box, opening, date and source are carried over; the due date and what the
 * kind means are shown while entering. */
#include "screens/alike.h"
#include "screens/screen.h"
#include "screens/slip.h"

#include "base/language.h"
#include "base/text.h"
#include "report/words.h"
#include "ui/form_view.h"
#include "work/record_due.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An opening whose slips are all entered is not carried over any more. */
static void drop_complete_opening(struct desk *desk, struct fields *values) {
    struct record opening = {0};
    if (store_read(desk->office->store, &desk->office->visible,
                   fields_integer(values, "opening", 0), &opening, NULL) == STATUS_OK &&
        strcmp(fields_text(&opening.fields, "state"), "complete") == 0) {
        fields_set(values, "opening", NULL);
        fields_set(values, "box", NULL);
    }
    record_release(&opening);
}

static void begin(struct desk *desk, struct fields *values) {
    char iso[DATE_BYTES];
    alike_forget(desk);
    if (fields_has(values, "opening"))
        drop_complete_opening(desk, values);
    if (!fields_has(values, "received_on"))
        fields_set(values, "received_on", date_to_iso(office_today(desk->office), iso));
    if (!fields_has(values, "source"))
        fields_set(values, "source", "box");
}

/* The box and the date of an opening that was chosen: nobody types them twice. */
static void take_from_opening(struct desk *desk, struct view *form, const struct fields *values) {
    struct record opening = {0};
    if (store_read(desk->office->store, &desk->office->visible,
                   fields_integer(values, "opening", 0), &opening, NULL) == STATUS_OK) {
        form_view_set(form, "box", fields_text(&opening.fields, "box"));
        form_view_set(form, "received_on", fields_text(&opening.fields, "received_on"));
    }
    record_release(&opening);
}

static bool waits_for_reply(const struct fields *values) {
    static const char *const states[] = {"registered", "assigned", "in_hand", "in_check"};
    const char *state = fields_text(values, "state");
    bool waits = !state[0]; /* a new one */
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        waits = waits || strcmp(state, states[i]) == 0;
    return waits;
}

static void append_stopped(const char *paused_on, struct buffer *out) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", N_("计时从 {day} 起停着，恢复时再算答复期限"));
    problem_place(&sentence, "day", paused_on);
    language_append_problem(out, &sentence, NULL);
}

static void append_counted(const struct record_due *due, struct buffer *out) {
    char iso[DATE_BYTES];
    const char *by =
        due->asked != DATE_NONE ? _("上级期限") : language_text("article", due->limit.article);
    buffer_append_format(out, "%s: %s ", _("答复期限"), date_to_iso(due->due.day, iso));
    words_append_weekday(out, due->due.day);
    buffer_append_format(out, "%s%s%s", _("（"), by, _("）"));
    if (due->due.is_assumed)
        buffer_append_format(out, " %s", words_calendar_is_assumed());
}

/* 答复期限: 2026-12-04 周五（本镇设定：投诉 15 个工作日）, counted as saving what stands in the form would. */
static void append_due(struct desk *desk, const struct fields *values, struct buffer *out) {
    struct record record = {0};
    struct record_due due = {0};
    char rule[48];
    if (!fields_has(values, "kind") || !waits_for_reply(values))
        return;
    if (fields_has(values, "paused_on")) {
        append_stopped(fields_text(values, "paused_on"), out);
        return;
    }
    if (fields_has(values, "number") &&
        store_find_number(desk->office->store, &desk->office->visible,
                          fields_text(values, "number"), &record.id, NULL) != STATUS_OK)
        return;
    snprintf(rule, sizeof rule, "feedback.%s", fields_text(values, "kind"));
    fields_merge(&record.fields, values);
    fields_set(&record.fields, "limit_rule", rule);
    if (record_due_load(desk->office, &record, &due, NULL) == STATUS_OK && due.due.day != DATE_NONE)
        append_counted(&due, out);
    record_due_release(&due);
    record_release(&record);
}

/* How many slips of the opening have their record. */
static void append_progress(struct desk *desk, const struct fields *values, struct buffer *out) {
    struct record opening = {0};
    int64_t registered = 0;
    int64_t id = fields_integer(values, "opening", 0);
    if (id > 0 &&
        store_read(desk->office->store, &desk->office->visible, id, &opening, NULL) == STATUS_OK &&
        store_opening_count(desk->office->store, id, &registered, NULL) == STATUS_OK) {
        int64_t valid = fields_integer(&opening.fields, "slips", 0) -
                        fields_integer(&opening.fields, "void_slips", 0);
        buffer_append_format(out, "%s%s %s %lld/%lld %s", out->length ? "\n" : "", _("开箱"),
                             fields_text(&opening.fields, "number"), (long long)registered,
                             (long long)valid, _("张已登记"));
    }
    record_release(&opening);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    form_view_values(form, &values);
    if (field && strcmp(field, "opening") == 0 && fields_has(&values, "opening")) {
        take_from_opening(desk, form, &values);
        fields_release(&values);
        form_view_values(form, &values);
    }
    append_due(desk, &values, &note);
    append_progress(desk, &values, &note);
    slip_changed(desk, form, field ? field : "", &note);
    alike_append_note(desk, form, &values, &note);
    form_view_set_note(form, buffer_text(&note));
    buffer_release(&note);
    fields_release(&values);
}

const struct screen screen_feedback = {
    .name = "feedback",
    .begin = begin,
    .changed = changed,
    .watch = alike_watch,
    .show_found = alike_open,
    .commands = slip_commands,
    .stays_for_next = true,
};
