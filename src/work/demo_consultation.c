/* Tells the demonstration's collections of opinions, each from its notice as far as its row says, day after day, by
 * the real rules. What people say stands in demo_opinion.c. */
#include "work/demo_consultation.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "work/visible.h"

enum {
    REGISTER_MINUTE = 8 * 60 + 35,
    DRAFT_MINUTE = 8 * 60 + 50,
    END_MINUTE = 17 * 60 + 20,
    CLOSE_MINUTE = 16 * 60 + 40,
    CANCEL_WORKDAYS = 3
};
static const char whole_life[] = "submit+0 review+0 approve+0 publish+0 fill+4";
static const char first_step[] = "submit+0";
static const char linked_life[] = "submit+0 review+1 approve+1 publish+1 fill+5";

day_number demo_day_before(const struct demo *demo, int workdays) {
    return workday_add(demo->office->calendar, demo->today, -workdays);
}

static bool is_until(const struct demo_asking *asking, const char *state) {
    return strcmp(fields_text(asking->row, "until"), state) == 0;
}

static enum status read_column(struct demo *demo, int64_t id, const char *name, int64_t *number,
                               day_number *day, struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(demo->office->store, &every, id, &record, problem);
    if (number != NULL) {
        *number = fields_integer(&record.fields, name, 0);
    }
    if (day != NULL) {
        *day = date_from_iso(fields_text(&record.fields, name));
    }
    record_release(&record);
    return status;
}

/* ---- one step ------------------------------------------------------------------------------------- */

static enum status step(struct demo_asking *asking, const char *command, const char *name,
                        const char *text) {
    struct demo *demo = asking->all->demo;
    struct fields arguments = FIELDS_INIT;
    if (name != NULL) {
        fields_set(&arguments, name, text);
    }
    enum status status =
        flow_step(&demo->save, &demo->check, command, asking->id, 0, &arguments, &demo->problems);
    fields_release(&arguments);
    return status;
}

/* The passages of a draft are lines of their own. */
static void set_draft(const struct fields *row, struct fields *values) {
    struct buffer text = BUFFER_INIT;
    for (const char *at = fields_text(row, "draft"); *at != '\0'; at++) {
        buffer_append_char(&text, *at == '|' ? '\n' : *at);
    }
    fields_set_buffer(values, "draft", &text);
    buffer_release(&text);
}

static enum status enter(struct demo_asking *asking) {
    static const char *const names[] = {"kind", "unit", "person", "title", "ways", "where_to"};
    struct demo *demo = asking->all->demo;
    struct fields values = FIELDS_INIT;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(&values, names[i], fields_text(asking->row, names[i]));
    }
    set_draft(asking->row, &values);
    demo_set_time(demo, asking->start, REGISTER_MINUTE);
    enum status status = flow_enter(&demo->save, &demo->check, "consultation", &values, false,
                                    &asking->id, &demo->problems);
    fields_release(&values);
    return status;
}

/* ---- its notice and its summary ------------------------------------------------------------------- */

/* Drafts it on that day and lets it live: it is public on the day it is drafted. */
static enum status make_text(struct demo_asking *asking, const char *command, const char *column,
                             day_number day, const char *life, struct problem *problem) {
    struct demo_disclosures *all = asking->all;
    const char *entry = fields_text(asking->row, "notice_entry");
    struct fields none = FIELDS_INIT;
    struct demo_item item = {.row = &none,
                             .entry = catalogue_shipped_find(&all->shipped, entry),
                             .start = day,
                             .day = day,
                             .minute = DRAFT_MINUTE,
                             .life = life,
                             .down = DEMO_NEVER};
    demo_set_time(all->demo, day, DRAFT_MINUTE);
    enum status status = step(asking, command, "catalogue", entry);
    if (status == STATUS_OK) {
        status = read_column(all->demo, asking->id, column, &item.id, NULL, problem);
    }
    return status == STATUS_OK ? demo_live(all, &item, problem) : status;
}

/* ---- what is asked about -------------------------------------------------------------------------- */

static enum status enter_linked(struct demo_asking *asking, struct fields *row,
                                struct demo_item *item, struct problem *problem) {
    static const char *const names[][2] = {{"catalogue", "linked"},
                                           {"title", "linked_title"},
                                           {"lines", "linked_lines"},
                                           {"result", "linked_result"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fields_set(row, names[i][0], fields_text(asking->row, names[i][1]));
    }
    fields_set_integer(row, "consultation", asking->id);
    *item = (struct demo_item){
        .row = row,
        .entry = catalogue_shipped_find(&asking->all->shipped, fields_text(row, "catalogue")),
        .start = item->start,
        .down = DEMO_NEVER};
    demo_set_time(asking->all->demo, item->start, REGISTER_MINUTE);
    return demo_enter(asking->all, item, problem);
}

/* ---- its way -------------------------------------------------------------------------------------- */

/* From the notice to that day. */
static enum status collect(struct demo_asking *asking, day_number until, struct fields *row,
                           struct demo_item *linked, struct problem *problem) {
    enum status status = STATUS_OK;
    bool is_to_end = is_until(asking, "ended") || is_until(asking, "closed");
    linked->start = workday_add(asking->all->demo->office->calendar, asking->start,
                                (int)fields_integer(asking->row, "linked_after", 0));
    for (day_number day = asking->start; status == STATUS_OK && day <= until; day++) {
        if (day == linked->start && fields_has(asking->row, "linked")) {
            status = enter_linked(asking, row, linked, problem);
        }
        if (status == STATUS_OK) {
            status = demo_hear(asking, day, problem);
        }
        if (status == STATUS_OK && day == asking->last && is_to_end) {
            demo_set_time(asking->all->demo, day, END_MINUTE);
            status = step(asking, "end", NULL, NULL);
        }
    }
    return status;
}

/* The summary is out: what was asked about is fixed, and goes its own way. */
static enum status conclude(struct demo_asking *asking, day_number day, struct demo_item *linked,
                            struct problem *problem) {
    enum status status = make_text(asking, "draft_summary", "summary", day, whole_life, problem);
    if (status == STATUS_OK) {
        demo_set_time(asking->all->demo, day, CLOSE_MINUTE);
        status = step(asking, "close", NULL, NULL);
    }
    if (status == STATUS_OK && linked->id != 0) {
        linked->start = workday_add(asking->all->demo->office->calendar, day, 1);
        linked->day = linked->start;
        linked->minute = REGISTER_MINUTE;
        linked->life = linked_life;
        status = demo_live(asking->all, linked, problem);
    }
    return status;
}

static enum status cancel(struct demo_asking *asking, day_number day) {
    struct demo *demo = asking->all->demo;
    demo_set_time(demo, day, CLOSE_MINUTE);
    demo_act_as(demo, demo->supervisor);
    enum status status = step(asking, "cancel", "reason", fields_text(asking->row, "reason"));
    demo_act_as(demo, demo->clerk);
    return status;
}

static enum status go_through(struct demo_asking *asking, struct problem *problem) {
    struct demo *demo = asking->all->demo;
    struct fields row = FIELDS_INIT;
    struct demo_item linked = {.id = 0};
    day_number until = demo->today;
    if (is_until(asking, "closed")) {
        until = demo_day_before(demo, (int)fields_integer(asking->row, "summary_age", 0));
    } else if (is_until(asking, "cancelled")) {
        until = workday_add(demo->office->calendar, asking->start, CANCEL_WORKDAYS);
    }
    enum status status = read_column(demo, asking->id, "close_on", NULL, &asking->last, problem);
    if (status == STATUS_OK) {
        status = collect(asking, until, &row, &linked, problem);
    }
    if (status == STATUS_OK && is_until(asking, "closed")) {
        status = conclude(asking, until, &linked, problem);
    } else if (status == STATUS_OK && is_until(asking, "cancelled")) {
        status = cancel(asking, until);
    }
    fields_release(&row);
    return status;
}

static enum status tell(struct demo_asking *asking, struct problem *problem) {
    bool is_announcing = is_until(asking, "announcing");
    enum status status = enter(asking);
    if (status == STATUS_OK && !is_until(asking, "draft")) {
        status = make_text(asking, "draft_notice", "notice", asking->start,
                           is_announcing ? first_step : whole_life, problem);
        return status == STATUS_OK && !is_announcing ? go_through(asking, problem) : status;
    }
    return status;
}

/* ---- all of them ---------------------------------------------------------------------------------- */

static enum status tell_one(struct demo_disclosures *all, const struct fields *row,
                            const struct demo_rows *opinions, struct problem *problem) {
    const char *key = fields_text(row, "key");
    struct demo_asking asking = {.all = all,
                                 .row = row,
                                 .start =
                                     demo_day_before(all->demo, (int)fields_integer(row, "age", 0)),
                                 .opinions = calloc(opinions->count + 1, sizeof *asking.opinions)};
    if (asking.opinions == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    for (size_t i = 0; i < opinions->count; i++) {
        if (strcmp(fields_text(&opinions->items[i], "of"), key) == 0) {
            asking.opinions[asking.count++].row = &opinions->items[i];
        }
    }
    enum status status = tell(&asking, problem);
    free(asking.opinions);
    return status;
}

enum status demo_consult(struct demo *demo, struct problem *problem) {
    struct demo_disclosures all;
    struct demo_rows opinions = {0};
    enum status status = demo_disclosures_begin(demo, "data/demo/consultation.tsv", &all, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/opinion.tsv", &opinions, problem);
    }
    demo_act_as(demo, demo->clerk);
    for (size_t i = 0; status == STATUS_OK && i < all.rows.count; i++) {
        status = tell_one(&all, &all.rows.items[i], &opinions, problem);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&opinions);
    demo_disclosures_end(&all);
    return status;
}
