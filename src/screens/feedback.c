/* 33 反馈登记: slip after slip. Box, opening, date and source are carried over; the due date and what the
 * kind means are shown while entering. */
#include "screens/screen.h"
#include "screens/slip.h"

#include "base/language.h"
#include "base/text.h"
#include "report/words.h"
#include "ui/form_view.h"

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

/* 答复期限: 2026-12-04 周五（本镇设定：投诉 15 个工作日） */
static void append_due(struct desk *desk, const struct fields *values, struct buffer *out) {
    struct limit limit = {0};
    char rule[48];
    char iso[DATE_BYTES];
    day_number received = date_from_iso(fields_get(values, "received_on"));
    snprintf(rule, sizeof rule, "feedback.%s", fields_text(values, "kind"));
    if (!fields_has(values, "kind") || received == DATE_NONE ||
        office_limit(desk->office, rule, received, &limit, NULL) != STATUS_OK ||
        office_calendar(desk->office, NULL) != STATUS_OK)
        return;
    struct deadline deadline = {.received = received, .limit = &limit};
    struct due due = deadline_due(desk->office->calendar, &deadline);
    day_number asked = date_from_iso(fields_text(values, "asked_on"));
    if (due.day == DATE_NONE)
        return;
    if (asked != DATE_NONE && asked < due.day) {
        buffer_append_format(out, "%s: %s ", _("答复期限"), date_to_iso(asked, iso));
        words_append_weekday(out, asked);
        buffer_append_format(out, "%s%s%s", _("（"), _("上级期限"), _("）"));
        return;
    }
    buffer_append_format(out, "%s: %s ", _("答复期限"), date_to_iso(due.day, iso));
    words_append_weekday(out, due.day);
    buffer_append_format(out, "%s%s%s", _("（"), language_text("article", limit.article), _("）"));
    if (due.is_assumed)
        buffer_append_format(out, " %s", words_calendar_is_assumed());
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
    form_view_set_note(form, buffer_text(&note));
    buffer_release(&note);
    fields_release(&values);
}

const struct screen screen_feedback = {
    .name = "feedback",
    .begin = begin,
    .changed = changed,
    .commands = slip_commands,
    .stays_for_next = true,
};
