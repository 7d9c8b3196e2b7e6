/* Words for lights, days and counts. Translates; computes nothing. */
#include "report/words.h"

#include "base/language.h"

#include <stdlib.h>

static const char *unit_words(enum limit_unit unit) {
    return unit == LIMIT_WORKDAY ? _("个工作日") : _("日");
}

/* 逾期3, 剩2; of calendar days, as the heading says working days: 逾12日, 剩30日. */
static void append_left(struct buffer *out, const struct light_state *light, const char *word) {
    buffer_append_format(out, "%s%d%s", word, abs(light->days_left),
                         light->is_in_days ? language_text("light", "日") : "");
}

void words_append_light(struct buffer *out, const struct light_state *light) {
    switch (light->light) {
    case LIGHT_PAUSED:
        buffer_append(out, _("暂停"));
        return;
    case LIGHT_OVERDUE:
        append_left(out, light, light->is_in_days ? language_text("light", "逾") : _("逾期"));
        return;
    case LIGHT_NEAR:
    case LIGHT_NORMAL:
        if (light->has_days_left && light->days_left == 0)
            buffer_append(out, _("今日"));
        else if (light->has_days_left)
            append_left(out, light, _("剩"));
        return;
    case LIGHT_NONE:
        return;
    }
}

void words_append_light_in_full(struct buffer *out, const struct light_state *light,
                                enum limit_unit unit) {
    switch (light->light) {
    case LIGHT_PAUSED:
        buffer_append(out, _("暂停计时"));
        return;
    case LIGHT_OVERDUE:
        buffer_append_format(out, "%s %d %s", _("逾期"), abs(light->days_left), unit_words(unit));
        return;
    case LIGHT_NEAR:
    case LIGHT_NORMAL:
        if (light->has_days_left && light->days_left == 0)
            buffer_append(out, _("今日到期"));
        else if (light->has_days_left)
            buffer_append_format(out, "%s %d %s", _("还剩"), light->days_left, unit_words(unit));
        return;
    case LIGHT_NONE:
        return;
    }
}

void words_append_weekday(struct buffer *out, day_number day) {
    static const char *const names[] = {N_("周一"), N_("周二"), N_("周三"), N_("周四"),
                                        N_("周五"), N_("周六"), N_("周日")};
    buffer_append(out, _(names[date_weekday(day) - 1]));
}

void words_append_day_kind(struct buffer *out, enum day_kind kind, const char *name) {
    static const char *const words[] = {
        [DAY_WORK] = N_("工作日"),
        [DAY_WEEKEND] = N_("周末"),
        [DAY_OFF] = N_("放假"),
        [DAY_ON] = N_("上班"),
    };
    buffer_append(out, _(words[kind]));
    if (name && name[0])
        buffer_append_format(out, "(%s)", name);
}

void words_append_date_echo(struct buffer *out, const struct calendar *calendar, day_number day) {
    const char *name = "";
    words_append_weekday(out, day);
    buffer_append(out, " ");
    if (calendar)
        words_append_day_kind(out, calendar_day_kind(calendar, day, &name), name);
}

static void append_count(struct buffer *out, int count) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", N_("第 {count} 日"));
    problem_place_integer(&sentence, "count", count);
    language_append_problem(out, &sentence, NULL);
}

void words_append_deadline_day(struct buffer *out, const struct deadline_day *day) {
    char iso[DATE_BYTES];
    buffer_append(out, date_to_iso(day->day, iso));
    buffer_append(out, " ");
    words_append_weekday(out, day->day);
    buffer_append(out, " ");
    words_append_day_kind(out, day->kind, day->name);
    buffer_append(out, "  ");
    if (day->is_received)
        buffer_append(out, _("收到日，第 0 日"));
    else if (day->is_stopped)
        buffer_append(out, _("暂停，不计"));
    else if (day->is_counted)
        append_count(out, day->count);
    else
        buffer_append(out, _("不计"));
    if (day->is_rolled_over)
        buffer_append(out, _("，期满日遇休息日，移动"));
    if (day->is_due)
        buffer_append(out, _("，到期"));
    if (day->is_assumed)
        buffer_append_format(out, "%s%s%s", _("（"), words_calendar_is_assumed(), _("）"));
}

const char *words_calendar_is_assumed(void) {
    return _("节假日安排未公布，暂按周六日推算");
}
