/* The demonstration's calls and visits, each answered the same day, and what other units published. Told by the real
 * rules. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/demo_story.h"
#include "work/visible.h"

static day_number day_of(const struct demo *demo, const struct fields *row) {
    return workday_add(demo->office->calendar, demo->today, -atoi(fields_text(row, "age")));
}

static enum status add_row(struct demo *demo, const char *kind, struct fields *values,
                           struct problem *problem) {
    int64_t id = 0;
    enum status status =
        flow_enter(&demo->save, &demo->check, kind, values, false, &id, &demo->problems);
    return status == STATUS_OK ? status : demo_failed(demo, status, problem);
}

/* What it was answered from, by its title. */
static void set_found(struct demo *demo, const char *title, struct fields *values) {
    struct visible all = visible_to_rules();
    int64_t id = 0;
    size_t count = 0;
    if (title[0] != '\0' &&
        store_named(demo->office->store, &all, "disclosure", title, true, 1, &id, &count, NULL) ==
            STATUS_OK &&
        count == 1) {
        fields_set_integer(values, "found", id);
    }
}

static enum status add_enquiry(struct demo *demo, const struct fields *row,
                               struct problem *problem) {
    static const char *const names[] = {"way",   "asker", "contact",  "body",
                                        "topic", "reply", "satisfied"};
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    day_number day = day_of(demo, row);
    demo_set_time(demo, day, atoi(fields_text(row, "minute")));
    fields_set(&values, "received_on", date_to_iso(day, iso));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(&values, names[i], fields_text(row, names[i]));
    }
    set_found(demo, fields_text(row, "found"), &values);
    fields_set(&values, "answered_by", demo->office->user_name);
    enum status status = add_row(demo, "enquiry", &values, problem);
    fields_release(&values);
    return status;
}

static enum status add_outside(struct demo *demo, const struct fields *row,
                               struct problem *problem) {
    static const char *const names[] = {"publisher", "affair", "title", "body", "address"};
    enum { MINUTE = 15 * 60 };
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    day_number day = day_of(demo, row);
    demo_set_time(demo, day, MINUTE);
    fields_set(&values, "received_on", date_to_iso(day, iso));
    fields_set(&values, "published_on", iso);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(&values, names[i], fields_text(row, names[i]));
    }
    enum status status = add_row(demo, "outside", &values, problem);
    fields_release(&values);
    return status;
}

static enum status add_all(struct demo *demo, const char *path,
                           enum status (*add)(struct demo *demo, const struct fields *row,
                                              struct problem *problem),
                           struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load(path, &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = add(demo, &rows.items[i], problem);
    }
    demo_rows_release(&rows);
    return status;
}

enum status demo_enquire(struct demo *demo, struct problem *problem) {
    demo_act_as(demo, demo->clerk);
    enum status status = add_all(demo, "data/demo/outside.tsv", add_outside, problem);
    return status == STATUS_OK ? add_all(demo, "data/demo/enquiry.tsv", add_enquiry, problem)
                               : status;
}
