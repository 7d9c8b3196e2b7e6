/* 82 来电来访: the log, its forms and its figures; and what a call begins with when it becomes feedback. The desk that
 * takes calls is phone.c's. */
#include "screens/screen.h"

#include "base/language.h"
#include "report/figures.h"
#include "screens/slip.h"
#include "screens/year.h"

#include <string.h>

static void begin(struct desk *desk, struct fields *values) {
    char today[DATE_BYTES];
    if (!fields_has(values, "received_on"))
        fields_set(values, "received_on", date_to_iso(office_today(desk->office), today));
    if (!fields_has(values, "way"))
        fields_set(values, "way", "call");
}

/* ---- becoming feedback --------------------------------------------------------------------------- */

static void propose(struct desk *desk, const struct record *record, struct fields *values) {
    static const char *const carried[][2] = {{"title", "title"},     {"reporter", "asker"},
                                             {"contact", "contact"}, {"body", "body"},
                                             {"unit", "unit"},       {"topic", "topic"}};
    char unit[24];
    fields_set(values, "about", NULL);
    fields_set(values, "kind", "consult");
    for (size_t i = 0; i < sizeof carried / sizeof carried[0]; i++)
        fields_set(values, carried[i][0], fields_text(&record->fields, carried[i][1]));
    if (!fields_has(values, "unit")) {
        slip_usual_unit(desk, "consult", unit);
        fields_set(values, "unit", unit);
    }
}

/* ---- figures ------------------------------------------------------------------------------------- */

static enum status append(struct office *office, day_number from, day_number to, struct buffer *out,
                          struct problem *problem) {
    return figures_append_screen(office, "enquiry", from, to, out, problem);
}

static struct text_option option(void) {
    return (struct text_option){9, "topics", _("看热点")};
}

/* What feedback and calls are about together stands on the page of what is disclosed. */
static void show_topics(struct year_view *view) {
    const struct scr *scr = desk_screen(view->desk, "coverage");
    if (scr)
        desk_open(view->desk, scr);
}

static const struct year_page figures_page = {append, option, show_topics};

static bool list_command(struct desk *desk, struct view *list, const char *command) {
    const struct scr *scr = desk_screen(desk, "enquiry");
    (void)list;
    return strcmp(command, "figures") == 0 && scr && year_open(desk, scr, &figures_page);
}

const struct screen screen_enquiry = {
    .name = "enquiry",
    .begin = begin,
    .list_command = list_command,
    .stays_for_next = true,
};

const struct screen screen_enquiry_to_feedback = {
    .name = "enquiry_to_feedback",
    .propose = propose,
};
