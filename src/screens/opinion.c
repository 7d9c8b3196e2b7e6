/* Opinions entered one after the other: collection, day and way stay; the only collection that is collecting is filled in.
 * Decides nothing. */
#include "screens/opinion.h"

#include "base/language.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/form_view.h"
#include "work/opinion.h"

#include <stdio.h>
#include <string.h>

static void begin(struct desk *desk, struct fields *values) {
    char today[DATE_BYTES];
    int64_t only = 0;
    if (!fields_has(values, "received_on"))
        fields_set(values, "received_on", date_to_iso(office_today(desk->office), today));
    if (!fields_has(values, "consultation") &&
        store_only_collecting(desk->office->store, &only, NULL) == STATUS_OK && only != 0)
        fields_set_integer(values, "consultation", only);
}

/* Until when it collects, and whether this one comes late. */
static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct record consultation = {0};
    struct buffer note = BUFFER_INIT;
    struct problem sentence;
    (void)field;
    form_view_values(form, &values);
    if (store_read(desk->office->store, &desk->office->visible,
                   fields_integer(&values, "consultation", 0), &consultation, NULL) == STATUS_OK &&
        fields_has(&consultation.fields, "close_on")) {
        const char *last = fields_text(&consultation.fields, "close_on");
        bool is_late = strcmp(fields_text(&values, "received_on"), last) > 0;
        problem_set(&sentence, STATUS_OK, "",
                    is_late ? N_("{number} 于 {last} 截止：这一件记为逾期提交，另行统计")
                            : N_("{number} 于 {last} 截止"));
        problem_place(&sentence, "number", fields_text(&consultation.fields, "number"));
        problem_place(&sentence, "last", last);
        language_append_problem(&note, &sentence, NULL);
    }
    form_view_set_note(form, buffer_text(&note));
    form_view_set_save_label(form, N_("保存并下一件"));
    buffer_release(&note);
    record_release(&consultation);
    fields_release(&values);
}

bool opinion_open_new(struct desk *desk, const struct record *consultation) {
    struct fields values = FIELDS_INIT;
    struct problem problem = {0};
    const struct scr *scr = desk_screen(desk, "opinion");
    if (opinion_check_collects(&consultation->fields, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, "opinion");
        return false;
    }
    fields_set_integer(&values, "consultation", consultation->id);
    bool is_open = scr && register_open_new(desk, scr, &values);
    fields_release(&values);
    return is_open;
}

/* ---- feedback that becomes an opinion, and back --------------------------------------------------- */

static void begin_of_feedback(struct desk *desk, struct fields *values) {
    static const struct {
        const char *source, *way;
    } ways[] = {{"box", "box"}, {"call", "phone"}, {"visit", "visit"}, {"letter", "letter"}};
    struct record record = {0};
    int64_t only = 0;
    if (store_only_collecting(desk->office->store, &only, NULL) == STATUS_OK && only != 0)
        fields_set_integer(values, "consultation", only);
    if (store_read(desk->office->store, &desk->office->visible, fields_integer(values, "about", 0),
                   &record, NULL) == STATUS_OK)
        for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
            if (strcmp(ways[i].source, fields_text(&record.fields, "source")) == 0)
                fields_set(values, "way", ways[i].way);
    record_release(&record);
}

static void begin_of_opinion(struct desk *desk, struct fields *values) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, fields_integer(values, "about", 0),
                   &record, NULL) == STATUS_OK) {
        fields_set(values, "title", fields_text(&record.fields, "title"));
        fields_set(values, "kind", "suggest");
    }
    record_release(&record);
}

const struct screen screen_opinion = {
    .name = "opinion",
    .begin = begin,
    .changed = changed,
    .stays_for_next = true,
};

const struct screen screen_feedback_to_opinion = {
    .name = "feedback_to_opinion",
    .begin = begin_of_feedback,
};

const struct screen screen_opinion_to_feedback = {
    .name = "opinion_to_feedback",
    .begin = begin_of_opinion,
};
