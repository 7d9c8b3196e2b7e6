/* Urging from 51: asks once more when it was done today, asks for the words, urges all or none, and says whose
 * notices are to be handed over. The rules are work's. */
#include "screens/overdue.h"

#include "base/language.h"
#include "screens/print.h"
#include "ui/prompt.h"
#include "ui/text_view.h"
#include "work/flow.h"
#include "work/urge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_MOST = 100 };

struct urging {
    struct desk *desk;
    int64_t *ids;
    size_t count;
    bool again;
};

static void urging_free(struct urging *urging) {
    free(urging->ids);
    free(urging);
}

static struct urging *urging_new(struct desk *desk, const int64_t *ids, size_t count) {
    struct urging *urging = calloc(1, sizeof *urging);
    int64_t *copy = malloc(count * sizeof *copy);
    if (!urging || !copy) {
        free(urging);
        free(copy);
        return NULL;
    }
    memcpy(copy, ids, count * sizeof *copy);
    *urging = (struct urging){.desk = desk, .ids = copy, .count = count};
    return urging;
}

static void tell_done(struct urging *urging) {
    struct buffer text = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "", N_("已催办 {count} 件；给各单位的催办通知在 F4“催办通知”"));
    problem_place_integer(&filled, "count", (int64_t)urging->count);
    language_append_problem(&text, &filled, NULL);
    ui_message(urging->desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void tell_nothing_done(struct urging *urging) {
    ui_message(urging->desk->ui, _("没有办理，什么都没有改动"));
    urging_free(urging);
}

static void note_given(void *context, const char *text) {
    struct urging *urging = context;
    struct desk *desk = urging->desk;
    struct fields arguments = FIELDS_INIT;
    struct problems problems = {0};
    if (!text) {
        tell_nothing_done(urging);
        return;
    }
    fields_set(&arguments, "note", text);
    fields_set(&arguments, "again", urging->again ? "1" : "");
    if (flow_do(desk->office, "urge", urging->ids, urging->count, NULL, &arguments, &problems) ==
        STATUS_OK)
        tell_done(urging);
    else
        desk_show_problems(desk, &problems, NULL);
    fields_release(&arguments);
    struct view *top = ui_top(desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
    urging_free(urging);
}

/* One record: the usual words stand there to be changed. Several: each gets its own unless something is
 * written. */
static void ask_note(struct urging *urging) {
    struct office *office = urging->desk->office;
    struct record record = {0};
    struct buffer question = BUFFER_INIT, usual = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "",
                urging->count == 1 ? N_("催办 {number}，意见")
                                   : N_("催办 {count} 件，意见（空着则各按期限写）"));
    problem_place_integer(&filled, "count", (int64_t)urging->count);
    if (urging->count == 1 &&
        store_read(office->store, &office->visible, urging->ids[0], &record, NULL) == STATUS_OK) {
        problem_place(&filled, "number", fields_text(&record.fields, "number"));
        if (urge_usual_note(office, &record.fields, &usual, NULL) != STATUS_OK)
            buffer_clear(&usual);
    }
    language_append_problem(&question, &filled, NULL);
    prompt_line(urging->desk->ui, buffer_text(&question), buffer_text(&usual), NOTE_MOST, false,
                note_given, urging);
    buffer_release(&question);
    buffer_release(&usual);
    record_release(&record);
}

static void again_answered(void *context, int chosen) {
    struct urging *urging = context;
    urging->again = chosen == 2;
    if (urging->again)
        ask_note(urging);
    else
        tell_nothing_done(urging);
}

static void ask_again(struct urging *urging, size_t urged, const char *number) {
    const char *const answers[] = {_("不催了"), _("再催一次")};
    struct buffer question = BUFFER_INIT;
    struct problem filled;
    problem_set(&filled, STATUS_OK, "",
                urged == 1 ? N_("{number} 今天已经催办过，再催一次？")
                           : N_("有 {count} 件今天已经催办过，再催一次？"));
    problem_place(&filled, "number", number);
    problem_place_integer(&filled, "count", (int64_t)urged);
    language_append_problem(&question, &filled, NULL);
    prompt_choice(urging->desk->ui, buffer_text(&question), answers, 2, 1, again_answered, urging);
    buffer_release(&question);
}

bool overdue_urge(struct desk *desk, const int64_t *ids, size_t count) {
    struct problem problem = {0};
    size_t urged = 0;
    char number[24];
    if (urge_count_today(desk->office, ids, count, &urged, number, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        return false;
    }
    struct urging *urging = urging_new(desk, ids, count);
    if (!urging)
        return false;
    if (urged > 0)
        ask_again(urging, urged, number);
    else
        ask_note(urging);
    return true;
}

/* ---- the notices: every unit that was urged today -------------------------------------------------------------------------------- */

static void notice_carry_out(void *context, struct view *view, const char *command) {
    (void)view;
    printing_carry_out(context, command);
}

static void notice_free(void *context) {
    printing_free(context);
}

bool overdue_open_notice(struct desk *desk) {
    const struct print_request request = {.from = DATE_NONE, .to = DATE_NONE};
    struct printing *printing = printing_new(desk, prints_find("urge-notice"), &request);
    struct view *view = NULL;
    char title[64], today[DATE_BYTES];
    if (!printing)
        return false;
    snprintf(title, sizeof title, " %s", language_text("print", N_("催办通知")));
    date_to_iso(office_today(desk->office), today);
    if (!printing_set_period(printing, DATE_NONE, DATE_NONE) ||
        !printing_fill(printing, title, today, &view)) {
        printing_free(printing);
        return false;
    }
    printing_keep(printing);
    text_view_set_handlers(view, &(struct text_handlers){.context = printing,
                                                         .carry_out = notice_carry_out,
                                                         .free = notice_free});
    snprintf(view->help_topic, sizeof view->help_topic, "print");
    ui_push(desk->ui, view);
    return true;
}
