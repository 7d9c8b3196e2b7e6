/* A limit of 08 设置, asked for one thing after the other, each beginning with what is in force. */
#include "screens/settings.h"

#include "base/language.h"
#include "ui/prompt.h"
#include "work/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct limit_asking {
    struct desk *desk;
    struct fields limit;
    size_t at; /* of the questions */
};

static const struct {
    const char *name, *question;
    int max;
} questions[] = {
    {"amount", N_("几个工作日或几日"), 4},
    {"unit", N_("按什么算"), 0},
    {"extension_max", N_("最多延长几日（0 不可延）"), 4},
    {"article", N_("依据"), 60},
    {"valid_from", N_("自哪一天收到的起（明天或以后）"), 20},
};
enum { QUESTIONS = sizeof questions / sizeof questions[0] };

static void ask(struct limit_asking *asking);

static void asking_free(struct limit_asking *asking) {
    fields_release(&asking->limit);
    free(asking);
}

static void finish(struct limit_asking *asking) {
    struct problems problems = {0};
    if (settings_set_limit(asking->desk->office, &asking->limit, &problems) == STATUS_OK) {
        ui_message(asking->desk->ui, _("新期限已保存；在那天以前收到的仍按原期限"));
        struct view *top = ui_top(asking->desk->ui);
        if (top && top->class->uncovered)
            top->class->uncovered(top);
    } else {
        desk_show_problems(asking->desk, &problems, NULL);
    }
    asking_free(asking);
}

static void given(struct limit_asking *asking, const char *value) {
    if (!value) {
        ui_message(asking->desk->ui, _("没有改期限"));
        asking_free(asking);
        return;
    }
    fields_set(&asking->limit, questions[asking->at].name, value);
    asking->at++;
    ask(asking);
}

static void text_given(void *context, const char *text) {
    given(context, text);
}

static void unit_given(void *context, int chosen) {
    static const char *const units[] = {NULL, "workday", "day"};
    given(context, units[chosen]);
}

static void ask(struct limit_asking *asking) {
    struct ui *ui = asking->desk->ui;
    const char *const units[] = {_("工作日"), _("日历日")};
    if (asking->at == QUESTIONS) {
        finish(asking);
        return;
    }
    const char *question = _(questions[asking->at].question);
    const char *now = fields_text(&asking->limit, questions[asking->at].name);
    if (questions[asking->at].max == 0)
        prompt_choice(ui, question, units, 2, strcmp(now, "day") == 0 ? 2 : 1, unit_given, asking);
    else
        prompt_line(ui, question, now, questions[asking->at].max, false, text_given, asking);
}

void settings_ask_limit(struct desk *desk, const char *rule) {
    struct limit_asking *asking = calloc(1, sizeof *asking);
    struct problem problem = {0};
    char tomorrow[DATE_BYTES];
    if (!asking)
        return;
    asking->desk = desk;
    date_to_iso(office_today(desk->office) + 1, tomorrow);
    if (store_limit(desk->office->store, rule, tomorrow, &asking->limit, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        asking_free(asking);
        return;
    }
    fields_set(&asking->limit, "id", rule);
    fields_set(&asking->limit, "valid_from", tomorrow);
    ask(asking);
}
