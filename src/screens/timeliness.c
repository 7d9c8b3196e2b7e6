/* 95 及时率统计: a year's figures as a page, what was answered in time and what people think of the answers. */
#include "screens/print.h"
#include "screens/screen.h"
#include "screens/year.h"

#include "base/language.h"
#include "report/figures.h"
#include "report/timeliness_text.h"

static enum status append(struct office *office, day_number from, day_number to, struct buffer *out,
                          struct problem *problem) {
    struct tally answers = {0};
    enum status status = tally_count(office, TALLY_ANSWERS, from, to, &answers, problem);
    if (status == STATUS_OK) {
        timeliness_text_append(office, &answers, out);
        status = figures_append_screen(office, "timeliness", from, to, out, problem);
    }
    tally_release(&answers);
    return status;
}

static struct text_option option(void) {
    return (struct text_option){6, "print", language_text("option", N_("打印"))};
}

/* The form to hand out, and the figures of the year that is shown. */
static void carry_out(struct year_view *view) {
    static const char *const names[] = {"evaluation-form", "evaluation-tally"};
    print_open_forms(view->desk, names, sizeof names / sizeof *names, view->year);
}

static const struct year_page page = {append, option, carry_out};

static bool open_screen(struct desk *desk, const struct scr *scr) {
    return year_open(desk, scr, &page);
}

const struct screen screen_timeliness = {
    .name = "timeliness",
    .open = open_screen,
};
