/* The demonstration's groups with their members, and its meetings with what they decided
 * and what was raised there. */
#include <stdio.h>
#include <string.h>

#include "work/demo_story.h"

enum { MEETING_MINUTE = 14 * 60 + 30, FINISHED_WORKDAYS = 5 };

/* "周建华/head 刘䶮/deputy": each becomes a member. */
static enum status add_members(struct demo *demo, int64_t team, const char *members) {
    enum status status = STATUS_OK;
    for (const char *at = members; *at != '\0' && status == STATUS_OK;) {
        struct fields arguments = FIELDS_INIT;
        size_t length = strcspn(at, " ");
        size_t name = strcspn(at, "/");
        fields_set_bytes(&arguments, "person", at, name);
        fields_set_bytes(&arguments, "duty", at + name + 1, length - name - 1);
        status = flow_step(&demo->save, &demo->check, "add_member", team, 0, &arguments,
                           &demo->problems);
        fields_release(&arguments);
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    return status;
}

static enum status add_team(struct demo *demo, const struct fields *row) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_merge(&values, row);
    fields_set(&values, "members", NULL);
    enum status status =
        flow_enter(&demo->save, &demo->check, "team", &values, false, &id, &demo->problems);
    fields_release(&values);
    return status == STATUS_OK ? add_members(demo, id, fields_text(row, "members")) : status;
}

enum status demo_add_teams(struct demo *demo, struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load("data/demo/team.tsv", &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = add_team(demo, &rows.items[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&rows);
    return status;
}

static void take(struct fields *out, const struct fields *row, const char *const *names) {
    for (size_t i = 0; names[i] != NULL; i++) {
        if (fields_has(row, names[i])) {
            fields_set(out, names[i], fields_text(row, names[i]));
        }
    }
}

/* A task that was done is done some days after the meeting. */
static enum status add_task(struct demo *demo, const struct fields *row, const char *meeting,
                            day_number day) {
    static const char *const names[] = {"unit", "person", NULL};
    struct fields values = FIELDS_INIT;
    struct fields result = FIELDS_INIT;
    char iso[DATE_BYTES];
    int64_t id = 0;
    const struct calendar *calendar = demo->office->calendar;
    bool is_done = fields_has(row, "result");
    day_number finished = workday_add(calendar, day, FINISHED_WORKDAYS);
    day_number due =
        is_done ? finished : workday_add(calendar, demo->today, (int)fields_integer(row, "due", 0));
    take(&values, row, names);
    fields_set(&values, "title", fields_text(row, "task"));
    fields_set(&values, "meeting", meeting);
    fields_set(&values, "due_on", date_to_iso(due, iso));
    enum status status =
        flow_enter(&demo->save, &demo->check, "task", &values, false, &id, &demo->problems);
    if (status == STATUS_OK && is_done) {
        demo_set_time(demo, finished, MEETING_MINUTE);
        fields_set(&result, "result", fields_text(row, "result"));
        status = flow_step(&demo->save, &demo->check, "finish", id, 0, &result, &demo->problems);
    }
    fields_release(&values);
    fields_release(&result);
    return status;
}

enum status demo_settle_feedback(struct demo *demo, int64_t id, day_number day, const char *reply) {
    static const struct {
        const char *command, *name, *text;
    } steps[] = {{"take_up", NULL, NULL},
                 {"reply", "reply", NULL},
                 {"announce", "place", "镇政府大门公开栏"},
                 {"close", NULL, NULL}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof steps / sizeof steps[0]; i++) {
        struct fields arguments = FIELDS_INIT;
        if (steps[i].name != NULL) {
            fields_set(&arguments, steps[i].name, steps[i].text != NULL ? steps[i].text : reply);
        }
        demo_set_time(demo, workday_add(demo->office->calendar, day, (int)i + 1), 10 * 60);
        status = flow_step(&demo->save, &demo->check, steps[i].command, id, 0, &arguments,
                           &demo->problems);
        fields_release(&arguments);
    }
    return status;
}

/* What was raised at a 民主议政 becomes feedback, and is answered. */
static enum status add_raised(struct demo *demo, const struct fields *row, const char *meeting,
                              day_number day) {
    static const char *const names[] = {"unit", "person", NULL};
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    int64_t id = 0;
    take(&values, row, names);
    fields_set(&values, "kind", "suggest");
    fields_set(&values, "source", "deliberation");
    fields_set(&values, "meeting", meeting);
    fields_set(&values, "title", fields_text(row, "raised"));
    fields_set(&values, "received_on", date_to_iso(day, iso));
    enum status status =
        flow_enter(&demo->save, &demo->check, "feedback", &values, true, &id, &demo->problems);
    fields_release(&values);
    return status == STATUS_OK ? demo_settle_feedback(demo, id, day, fields_text(row, "reply"))
                               : status;
}

static enum status add_meeting(struct demo *demo, const struct fields *row) {
    static const char *const names[] = {
        "kind",     "team",     "title",     "place",  "participants", "minutes", "questions",
        "entitled", "attended", "satisfied", "mostly", "dissatisfied", NULL};
    struct fields values = FIELDS_INIT;
    char text[24];
    int64_t id = 0;
    day_number day =
        workday_add(demo->office->calendar, demo->today, -(int)fields_integer(row, "age", 0));
    demo_set_time(demo, day, MEETING_MINUTE);
    take(&values, row, names);
    enum status status =
        flow_enter(&demo->save, &demo->check, "meeting", &values, false, &id, &demo->problems);
    fields_release(&values);
    snprintf(text, sizeof text, "%lld", (long long)id);
    if (status == STATUS_OK && fields_has(row, "task")) {
        status = add_task(demo, row, text, day);
    }
    return status == STATUS_OK && fields_has(row, "raised") ? add_raised(demo, row, text, day)
                                                            : status;
}

enum status demo_hold_meetings(struct demo *demo, struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load("data/demo/meeting.tsv", &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = add_meeting(demo, &rows.items[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&rows);
    return status;
}
