/* Asks what day it is when the machine's clock is doubtful. Decides nothing: a refused day is asked for again, and one that
 * is far off counts when it is typed twice. */
#include "screens/today.h"

#include "base/language.h"
#include "report/words.h"
#include "ui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *mark_of(const struct office *office) {
    static const char doubtful[] = N_("时钟存疑"), typed[] = N_("日期手输");
    if (!clock_is_doubtful(office))
        return NULL;
    return office->watch.today == TODAY_CONFIRMED ? typed : doubtful;
}

static void mark(struct desk *desk) {
    desk->clock_mark = mark_of(desk->office);
    ui_set_mark(desk->ui, desk->clock_mark);
}

/* What depends on the day is looked for anew. */
static void forget_day(struct desk *desk) {
    desk->duties_on = 0;
    desk->detected_on = 0;
    struct view *top = ui_top(desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
}

struct asking_today {
    struct desk *desk;
    char typed[64]; /* refused as being far off: the same again is meant */
};

static void ask(struct asking_today *asking, const char *start);

static void tell(struct desk *desk, int counted) {
    struct office *office = desk->office;
    struct problem said;
    struct buffer text = BUFFER_INIT, weekday = BUFFER_INIT;
    char iso[DATE_BYTES];
    bool is_confirmed = office->watch.today == TODAY_CONFIRMED;
    words_append_weekday(&weekday, office_today(office));
    problem_set(&said, STATUS_OK, "",
                !is_confirmed
                    ? N_("今天记作 {day} {weekday}；法定期限要等分管领导或系统管理员确认日期")
                : counted > 0 ? N_("今天是 {day} {weekday}，今天之内有效；补算期限 {count} 件")
                              : N_("今天是 {day} {weekday}，今天之内有效"));
    problem_place(&said, "day", date_to_iso(office_today(office), iso));
    problem_place(&said, "weekday", buffer_text(&weekday));
    problem_place_integer(&said, "count", counted);
    language_append_problem(&text, &said, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
    buffer_release(&weekday);
}

static void given(void *context, const char *text) {
    struct asking_today *asking = context;
    struct desk *desk = asking->desk;
    struct problem problem = {0};
    int counted = 0;
    if (!text || !text[0]) {
        free(asking);
        return;
    }
    bool is_again = strcmp(text, asking->typed) == 0;
    snprintf(asking->typed, sizeof asking->typed, "%s", text);
    if (clock_type_today(desk->office, text, is_again, &counted, &problem) != STATUS_OK) {
        ask(asking, problem.status == STATUS_INVALID ? "" : text);
        desk_show_problem(desk, &problem, NULL);
        return;
    }
    free(asking);
    mark(desk);
    forget_day(desk);
    ui_redraw(desk->ui);
    tell(desk, counted);
}

/* 机器时钟是 1970-01-01 08:03，不可信；今天的日期（如 11-20）: */
static void ask(struct asking_today *asking, const char *start) {
    struct desk *desk = asking->desk;
    const struct clock *clock = &desk->office->clock;
    struct problem question;
    struct buffer text = BUFFER_INIT;
    char machine[20];
    problem_set(&question, STATUS_OK, "",
                N_("机器时钟是 {machine}，不可信。今天是（如 2026-11-20）"));
    problem_place(&question, "machine", clock_format(clock, clock_machine(clock), machine));
    language_append_problem(&text, &question, NULL);
    prompt_line(desk->ui, buffer_text(&text), start, 20, false, given, asking);
    prompt_take_letters(desk->ui);
    buffer_release(&text);
}

void today_ask(struct desk *desk) {
    clock_look(desk->office);
    mark(desk);
    if (!clock_is_doubtful(desk->office)) {
        ui_message(desk->ui, _("机器时钟没有疑点，不用输入日期"));
        return;
    }
    struct asking_today *asking = calloc(1, sizeof *asking);
    if (!asking)
        return;
    asking->desk = desk;
    ask(asking, "");
}

void today_begin(struct desk *desk) {
    clock_look(desk->office);
    mark(desk);
    bool is_open = desk->office->watch.today == TODAY_UNKNOWN ||
                   (desk->office->watch.today == TODAY_TYPED &&
                    (desk->office->roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) != 0);
    if (is_open)
        today_ask(desk);
}

bool today_watch(struct desk *desk) {
    (void)clock_look_again(desk->office); /* or a save has looked meanwhile */
    if (mark_of(desk->office) == desk->clock_mark)
        return false;
    mark(desk);
    ui_redraw(desk->ui);
    if (desk->office->watch.today == TODAY_UNKNOWN) {
        struct problem problem = {0};
        clock_tell(desk->office, &problem);
        desk_show_problem(desk, &problem, NULL);
    }
    return true;
}
