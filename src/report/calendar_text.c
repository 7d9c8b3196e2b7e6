/* Holidays in words. Reads the calendar and asks work for the preview; stores nothing. */
#include "report/calendar_text.h"

#include "base/language.h"
#include "base/text.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

/* Days of one kind and name that follow each other. */
struct run {
    day_number first, last;
    enum day_kind kind;
    const char *name;
};

static void append_run(const struct run *run, struct buffer *out) {
    char iso[DATE_BYTES];
    buffer_append_format(out, "  %s ", date_to_iso(run->first, iso) + 5);
    words_append_weekday(out, run->first);
    if (run->last > run->first) {
        buffer_append_format(out, " %s %s ", _("至"), date_to_iso(run->last, iso) + 5);
        words_append_weekday(out, run->last);
    }
    buffer_append(out, "  ");
    words_append_day_kind(out, run->kind, run->name);
    if (run->last > run->first)
        buffer_append_format(out, "  %d %s", (int)(run->last - run->first + 1), _("日"));
    buffer_append(out, "\n");
}

static void append_month(const struct calendar *calendar, int year, int month, struct buffer *out) {
    day_number first = date_from_ymd(year, month, 1);
    day_number next =
        month == 12 ? date_from_ymd(year, 12, 31) + 1 : date_from_ymd(year, month + 1, 1);
    struct run run = {DATE_NONE, DATE_NONE, DAY_WORK, ""};
    bool has_any = false;
    for (day_number day = first; day <= next; day++) {
        const char *name = "";
        enum day_kind kind = day < next ? calendar_day_kind(calendar, day, &name) : DAY_WORK;
        bool is_named = day < next && (kind == DAY_OFF || kind == DAY_ON);
        bool goes_on = is_named && run.first != DATE_NONE && kind == run.kind &&
                       day == run.last + 1 && strcmp(name, run.name) == 0;
        if (goes_on) {
            run.last = day;
            continue;
        }
        if (run.first != DATE_NONE)
            append_run(&run, out);
        run.first = DATE_NONE;
        if (!is_named)
            continue;
        if (!has_any)
            buffer_append_format(out, "\n\001%d-%02d\n", year, month);
        has_any = true;
        run = (struct run){day, day, kind, name};
    }
}

enum status calendar_text_append_year(struct office *office, int year, struct buffer *out,
                                      struct problem *problem) {
    enum status status = office_calendar(office, problem);
    if (status != STATUS_OK)
        return status;
    buffer_append_format(out, "%s\n", calendar_notice(office->calendar, year));
    for (int month = 1; month <= 12; month++)
        append_month(office->calendar, year, month, out);
    return STATUS_OK;
}

static void append_move(void *context, const struct calendar_move *move) {
    struct buffer *out = context;
    text_append_padded(out, move->number, 14);
    buffer_append_format(out, "%s → %s  %s\n", move->before, move->after, move->title);
}

static void append_sentence(struct buffer *out, const char *message, int64_t year, int64_t off,
                            int64_t on, int64_t moved) {
    struct problem sentence;
    problem_set(&sentence, STATUS_OK, "", message);
    problem_place_integer(&sentence, "year", year);
    problem_place_integer(&sentence, "off", off);
    problem_place_integer(&sentence, "on", on);
    problem_place_integer(&sentence, "count", moved);
    language_append_problem(out, &sentence, NULL);
    buffer_append(out, "\n");
}

enum status calendar_text_append_preview(struct office *office, const char *text, size_t length,
                                         struct buffer *out, struct problem *problem) {
    struct buffer moves = BUFFER_INIT;
    struct calendar_preview preview = {.move = append_move, .context = &moves};
    enum status status = office_preview_calendar(office, text, length, &preview, problem);
    if (status == STATUS_OK)
        status = office_calendar(office, problem);
    if (status == STATUS_OK) {
        append_sentence(out, N_("{year} 年：放假 {off} 日，周末上班 {on} 日。"), preview.year,
                        preview.off, preview.on, 0);
        if (calendar_has_year(office->calendar, preview.year))
            append_sentence(out, N_("{year} 年的安排已经载入过，载入后由这一份代替。"),
                            preview.year, 0, 0, 0);
        buffer_append(out, "\n\001");
        append_sentence(out,
                        preview.moved > 0 ? N_("期限会改变的在办记录 {count} 件：")
                                          : N_("没有在办记录的期限会改变。"),
                        0, 0, 0, preview.moved);
        buffer_append(out, buffer_text(&moves));
    }
    buffer_release(&moves);
    return status;
}
