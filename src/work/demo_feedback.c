/* Tells the month of data/demo and the year before it: openings, feedback and what was done about it, in the order of the days,
 * each by the real rules and by somebody who may. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/demo_story.h"

enum { COMMAND_BYTES = 16 };

enum event_kind { EVENT_OPENING, EVENT_REGISTER, EVENT_COMMAND };

struct event {
    day_number day;
    int minute;
    size_t order;
    enum event_kind kind;
    size_t row;
    char command[COMMAND_BYTES];
    int amount;
};

struct story {
    struct demo *demo;
    struct demo_rows openings, feedback;
    int64_t *opening_ids, *feedback_ids;
    struct event *events;
    size_t count, capacity;
};

/* ---- events ------------------------------------------------------------------------------------- */

static bool add_event(struct story *story, struct event event) {
    if (event.day > story->demo->today) {
        return true;
    }
    if (story->count == story->capacity) {
        size_t capacity = story->capacity == 0 ? 256 : story->capacity * 2;
        struct event *events = realloc(story->events, capacity * sizeof *events);
        if (events == NULL) {
            return false;
        }
        story->events = events;
        story->capacity = capacity;
    }
    event.order = story->count;
    event.minute += (int)demo_random(story->demo, 8);
    story->events[story->count++] = event;
    return true;
}

/* The time of day at which an office does such a thing. */
static int minute_of(const char *command) {
    static const struct {
        const char *command;
        int minute;
    } minutes[] = {{"assign", 10 * 60},
                   {"take_up", 10 * 60 + 30},
                   {"settle", 10 * 60 + 40},
                   {"pause", 11 * 60},
                   {"resume", 11 * 60},
                   {"extend", 14 * 60 + 30},
                   {"void", 15 * 60},
                   {"reply", 15 * 60 + 20},
                   {"withhold", 15 * 60 + 50},
                   {"to_petition", 15 * 60 + 30},
                   {"urge", 9 * 60 + 40},
                   {"answer_urge", 11 * 60 + 20},
                   {"check_pass", 15 * 60 + 40},
                   {"announce", 16 * 60},
                   {"close", 16 * 60 + 30}};
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        if (strcmp(minutes[i].command, command) == 0) {
            return minutes[i].minute;
        }
    }
    return 17 * 60;
}

static day_number workday(const struct story *story, day_number from, int count) {
    return workday_add(story->demo->office->calendar, from, count);
}

/* "assign+0 extend+9=5": what was done how many working days after registration. */
static bool add_life(struct story *story, size_t row, day_number start, const char *life) {
    for (const char *at = life; *at != '\0';) {
        struct event event = {.kind = EVENT_COMMAND, .row = row};
        size_t length = strcspn(at, " ");
        int after = 0;
        if (sscanf(at, "%15[a-z_]+%d=%d", event.command, &after, &event.amount) >= 2) {
            event.day = workday(story, start, after);
            event.minute = minute_of(event.command);
            if (!add_event(story, event)) {
                return false;
            }
        }
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    return true;
}

static bool add_events(struct story *story) {
    bool has_memory = true;
    for (size_t i = 0; has_memory && i < story->openings.count; i++) {
        int age = (int)fields_integer(&story->openings.items[i], "age", 0);
        struct event event = {.day = workday(story, story->demo->today, -age),
                              .minute = 8 * 60 + 30,
                              .kind = EVENT_OPENING,
                              .row = i};
        has_memory = add_event(story, event);
    }
    for (size_t i = 0; has_memory && i < story->feedback.count; i++) {
        const struct fields *row = &story->feedback.items[i];
        int age = (int)fields_integer(row, "age", 0);
        struct event event = {.day = workday(story, story->demo->today, -age),
                              .minute = 8 * 60 + 45 + (int)(i % 8) * 8,
                              .kind = EVENT_REGISTER,
                              .row = i};
        has_memory =
            add_event(story, event) && add_life(story, i, event.day, fields_text(row, "life"));
    }
    return has_memory;
}

static int compare_events(const void *left, const void *right) {
    const struct event *a = left;
    const struct event *b = right;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->minute != b->minute) {
        return a->minute < b->minute ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

/* ---- what happens ------------------------------------------------------------------------------- */

static void copy_named(struct fields *to, const struct fields *from, const char *const *names) {
    for (; *names != NULL; names++) {
        if (fields_has(from, *names)) {
            fields_set(to, *names, fields_text(from, *names));
        }
    }
}

static enum status open_box(struct story *story, const struct event *event) {
    static const char *const names[] = {
        "box", "opener", "second_opener", "slips", "void_slips", "void_reason", NULL};
    struct demo *demo = story->demo;
    struct fields values = FIELDS_INIT;
    copy_named(&values, &story->openings.items[event->row], names);
    enum status status = flow_enter(&demo->save, &demo->check, "opening", &values, false,
                                    &story->opening_ids[event->row], &demo->problems);
    fields_release(&values);
    return status;
}

static enum status register_feedback(struct story *story, const struct event *event) {
    static const char *const names[] = {"kind",    "source",      "title", "reporter", "body",
                                        "contact", "external_no", "topic", NULL};
    struct demo *demo = story->demo;
    struct fields values = FIELDS_INIT;
    char today[DATE_BYTES];
    const struct fields *row = &story->feedback.items[event->row];
    int64_t opening = fields_integer(row, "opening", 0);
    copy_named(&values, row, names);
    if (opening > 0 && (size_t)opening <= story->openings.count) {
        fields_set_integer(&values, "opening", story->opening_ids[opening - 1]);
    } else {
        fields_set(&values, "received_on", date_to_iso(office_today(demo->office), today));
    }
    enum status status = flow_enter(&demo->save, &demo->check, "feedback", &values, false,
                                    &story->feedback_ids[event->row], &demo->problems);
    fields_release(&values);
    return status;
}

static void fill_arguments(struct story *story, const struct event *event,
                           const struct transition *transition, struct fields *arguments) {
    static const char *const names[] = {"unit",       "person",  "reply",        "reason",
                                        "exit_to",    "exit_no", "exit_reason",  "visit_result",
                                        "visit_note", "answer",  "exit_receipt", NULL};
    const struct fields *row = &story->feedback.items[event->row];
    char place[CHECK_NAME_BYTES];
    for (size_t i = 0; names[i] != NULL; i++) {
        const char *const one[] = {names[i], NULL};
        if (check_has_word(transition->required, names[i]) ||
            check_has_word(transition->optional, names[i])) {
            copy_named(arguments, row, one);
        }
    }
    if (strcmp(event->command, "reply") == 0 && fields_has(row, "person")) {
        fields_set(arguments, "answered_by", fields_text(row, "person"));
    }
    if (strcmp(event->command, "announce") == 0) {
        fields_set(arguments, "place",
                   office_setting(story->demo->office, "announce_place", "", place, sizeof place));
    }
    if (event->amount > 0) {
        fields_set_integer(arguments, "amount", event->amount);
    }
}

/* Who was dissatisfied is content at the next visit. */
static void note_visit(struct story *story, const struct event *event) {
    struct fields *row = &story->feedback.items[event->row];
    if (strcmp(event->command, "visit") == 0 &&
        strcmp(fields_text(row, "visit_result"), "dissatisfied") == 0) {
        fields_set(row, "visit_result", "satisfied");
        fields_set(row, "visit_note", "重新办理后满意");
    }
}

static enum status do_command(struct story *story, const struct event *event) {
    struct demo *demo = story->demo;
    const struct fields *row = &story->feedback.items[event->row];
    struct fields arguments = FIELDS_INIT;
    bool is_leader =
        strcmp(fields_text(row, "kind"), "report") == 0 || strcmp(event->command, "extend") == 0 ||
        strcmp(event->command, "check_pass") == 0 || strcmp(event->command, "urge") == 0;
    const struct transition *transition = flow_transitions;
    while (transition->kind != NULL &&
           ((strcmp(transition->kind, "feedback") != 0 && strcmp(transition->kind, "*") != 0) ||
            strcmp(transition->command, event->command) != 0)) {
        transition++;
    }
    if (transition->kind == NULL) {
        return STATUS_OK;
    }
    demo_act_as(demo, is_leader ? demo->supervisor : demo->clerk);
    fill_arguments(story, event, transition, &arguments);
    enum status status = flow_step(&demo->save, &demo->check, event->command,
                                   story->feedback_ids[event->row], 0, &arguments, &demo->problems);
    demo_act_as(demo, demo->clerk);
    fields_release(&arguments);
    note_visit(story, event);
    return status;
}

static enum status happen(struct story *story, const struct event *event) {
    demo_set_time(story->demo, event->day, event->minute);
    if (event->kind == EVENT_OPENING) {
        return open_box(story, event);
    }
    return event->kind == EVENT_REGISTER ? register_feedback(story, event)
                                         : do_command(story, event);
}

enum status demo_tell(struct demo *demo, struct problem *problem) {
    struct story story = {.demo = demo};
    enum status status = demo_rows_load("data/demo/opening.tsv", &story.openings, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/feedback.tsv", &story.feedback, problem);
    }
    if (status == STATUS_OK) {
        status = demo_add_year(demo, &story.openings, &story.feedback, problem);
    }
    if (status == STATUS_OK) {
        story.opening_ids = calloc(story.openings.count + 1, sizeof *story.opening_ids);
        story.feedback_ids = calloc(story.feedback.count + 1, sizeof *story.feedback_ids);
        if (story.opening_ids == NULL || story.feedback_ids == NULL || !add_events(&story)) {
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
    }
    if (status == STATUS_OK) {
        qsort(story.events, story.count, sizeof *story.events, compare_events);
    }
    for (size_t i = 0; status == STATUS_OK && i < story.count; i++) {
        status = happen(&story, &story.events[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    free(story.events);
    free(story.opening_ids);
    free(story.feedback_ids);
    demo_rows_release(&story.openings);
    demo_rows_release(&story.feedback);
    return status;
}
