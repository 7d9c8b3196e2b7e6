/* What people say in the demonstration's collections: it comes in, is decided and consented to on the days its row
 * says, by the real rules; one comes from feedback, some become feedback. */
#include <string.h>

#include "work/demo_consultation.h"
#include "work/visible.h"

enum {
    HEARD_MINUTE = 9 * 60 + 5,
    HANDED_MINUTE = 10 * 60 + 40,
    DECIDED_MINUTE = 14 * 60 + 40,
    CONSENTED_MINUTE = 16 * 60 + 5,
    BETWEEN = 5
};
static const char from_feedback[] = "from_feedback";
static const char to_feedback[] = "to_feedback";

static bool comes_from_feedback(const struct demo_opinion *opinion) {
    return strcmp(fields_text(opinion->row, "note"), from_feedback) == 0;
}

static day_number heard_on(const struct demo *demo, const struct demo_opinion *opinion) {
    return demo_day_before(demo, (int)fields_integer(opinion->row, "age", 0));
}

/* ---- it comes in ---------------------------------------------------------------------------------- */

static void take(struct fields *out, const char *name, const struct fields *row,
                 const char *column) {
    if (fields_has(row, column)) {
        fields_set(out, name, fields_text(row, column));
    }
}

/* It was noted as feedback, before anybody saw what it is about. */
static enum status enter_feedback(struct demo *demo, struct demo_opinion *opinion) {
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    fields_set(&values, "received_on", date_to_iso(heard_on(demo, opinion), iso));
    fields_set(&values, "kind", "consult");
    fields_set(&values, "source", "call");
    take(&values, "title", opinion->row, "body");
    take(&values, "reporter", opinion->row, "author");
    take(&values, "contact", opinion->row, "contact");
    enum status status = flow_enter(&demo->save, &demo->check, "feedback", &values, false,
                                    &opinion->feedback, &demo->problems);
    fields_release(&values);
    return status;
}

static enum status hand_over(struct demo_asking *asking, struct demo_opinion *opinion,
                             struct problem *problem) {
    struct demo *demo = asking->all->demo;
    struct fields arguments = FIELDS_INIT;
    char number[24];
    fields_set_integer(&arguments, "consultation", asking->id);
    take(&arguments, "way", opinion->row, "way");
    take(&arguments, "passage", opinion->row, "passage");
    enum status status = flow_step(&demo->save, &demo->check, "to_opinion", opinion->feedback, 0,
                                   &arguments, &demo->problems);
    fields_release(&arguments);
    return status == STATUS_OK ? store_opinion_of_feedback(demo->office->store, opinion->feedback,
                                                           &opinion->id, number, problem)
                               : status;
}

static enum status enter(struct demo_asking *asking, struct demo_opinion *opinion) {
    static const char *const names[] = {"way", "author", "address", "contact", "passage", "body"};
    struct demo *demo = asking->all->demo;
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        take(&values, names[i], opinion->row, names[i]);
    }
    fields_set(&values, "received_on", date_to_iso(heard_on(demo, opinion), iso));
    fields_set_integer(&values, "consultation", asking->id);
    enum status status = flow_enter(&demo->save, &demo->check, "opinion", &values, false,
                                    &opinion->id, &demo->problems);
    fields_release(&values);
    return status;
}

static enum status hear_one(struct demo_asking *asking, struct demo_opinion *opinion,
                            struct problem *problem) {
    if (!comes_from_feedback(opinion)) {
        return enter(asking, opinion);
    }
    enum status status = enter_feedback(asking->all->demo, opinion);
    if (status == STATUS_OK) {
        demo_set_time(asking->all->demo, heard_on(asking->all->demo, opinion), HANDED_MINUTE);
        status = hand_over(asking, opinion, problem);
    }
    return status;
}

/* ---- it is decided -------------------------------------------------------------------------------- */

/* What became feedback is answered there. */
static enum status answer_elsewhere(struct demo *demo, const struct demo_opinion *opinion,
                                    day_number day, struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(demo->office->store, &every, opinion->id, &record, problem);
    int64_t feedback = fields_integer(&record.fields, "feedback", 0);
    record_release(&record);
    return status == STATUS_OK
               ? demo_settle_feedback(demo, feedback, day, "已到现场看过，本月内办好，请继续监督。")
               : status;
}

static enum status decide(struct demo_asking *asking, const struct demo_opinion *opinion,
                          day_number day, struct problem *problem) {
    static const char *const names[] = {"adopted_to", "reason", "reply"};
    struct demo *demo = asking->all->demo;
    struct fields arguments = FIELDS_INIT;
    const char *command = fields_text(opinion->row, "decision");
    bool is_elsewhere = strcmp(command, to_feedback) == 0;
    int64_t same = fields_integer(opinion->row, "same", 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        take(&arguments, names[i], opinion->row, names[i]);
    }
    if (same > 0 && (size_t)same <= asking->count) {
        fields_set_integer(&arguments, "same_as", asking->opinions[same - 1].id);
    }
    if (is_elsewhere) {
        fields_set(&arguments, "kind", "suggest");
        fields_set(&arguments, "unit", "村镇建设办");
        take(&arguments, "title", opinion->row, "note");
    }
    enum status status =
        flow_step(&demo->save, &demo->check, command, opinion->id, 0, &arguments, &demo->problems);
    fields_release(&arguments);
    return status == STATUS_OK && is_elsewhere ? answer_elsewhere(demo, opinion, day, problem)
                                               : status;
}

static enum status consent(struct demo *demo, const struct demo_opinion *opinion) {
    struct fields none = FIELDS_INIT;
    demo_act_as(demo, demo->supervisor);
    enum status status =
        flow_step(&demo->save, &demo->check, "consent", opinion->id, 0, &none, &demo->problems);
    demo_act_as(demo, demo->clerk);
    return status;
}

/* ---- a day ---------------------------------------------------------------------------------------- */

/* That many working days later, as the row says in the column; DATE_NONE: never. */
static day_number later(const struct demo *demo, day_number day, const struct demo_opinion *opinion,
                        const char *column) {
    return day != DATE_NONE && fields_has(opinion->row, column)
               ? workday_add(demo->office->calendar, day,
                             (int)fields_integer(opinion->row, column, 0))
               : DATE_NONE;
}

enum status demo_hear(struct demo_asking *asking, day_number day, struct problem *problem) {
    struct demo *demo = asking->all->demo;
    enum status status = STATUS_OK;
    int before = 0;
    for (size_t i = 0; status == STATUS_OK && i < asking->count; i++) {
        struct demo_opinion *opinion = &asking->opinions[i];
        day_number heard = heard_on(demo, opinion);
        day_number decided = later(demo, heard, opinion, "after");
        day_number consented = later(demo, decided, opinion, "consent");
        if (heard == day) {
            demo_set_time(demo, day, HEARD_MINUTE + BETWEEN * before++);
            status = hear_one(asking, opinion, problem);
        }
        if (status == STATUS_OK && decided == day) {
            demo_set_time(demo, day, DECIDED_MINUTE + BETWEEN * before++);
            status = decide(asking, opinion, day, problem);
        }
        if (status == STATUS_OK && consented == day) {
            demo_set_time(demo, day, CONSENTED_MINUTE + BETWEEN * before++);
            status = consent(demo, opinion);
        }
    }
    return status;
}
