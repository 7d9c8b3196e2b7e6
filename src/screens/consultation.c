/* 21 征集: while it is filled in, below it stand the earliest last day by the kind and the passages of the draft. Decides
 * nothing. */
#include "screens/screen.h"

#include "base/language.h"
#include "report/words.h"
#include "ui/form_view.h"
#include "work/consultation.h"

#include <string.h>

/* 2026-11-23 公告的，最早 2026-12-23 周三 截止
 * 依据：重大行政决策程序暂行条例第十五条 */
static void append_least(struct desk *desk, const struct fields *values, struct buffer *out) {
    struct limit limit;
    struct problem sentence;
    struct buffer day = BUFFER_INIT;
    char open[DATE_BYTES], iso[DATE_BYTES];
    day_number today = office_today(desk->office), least = DATE_NONE;
    day_number planned = date_from_iso(fields_text(values, "open_on"));
    day_number posted = planned != DATE_NONE ? planned : today;
    if (!fields_has(values, "kind") ||
        consultation_least(desk->office, fields_text(values, "kind"), posted, &limit, &least,
                           NULL) != STATUS_OK ||
        least == DATE_NONE)
        return;
    buffer_append_format(&day, "%s ", date_to_iso(least, iso));
    words_append_weekday(&day, least);
    problem_set(&sentence, STATUS_OK, "", N_("{open} 公告的，最早 {day} 截止\n依据：{article}"));
    problem_place(&sentence, "open", date_to_iso(posted, open));
    problem_place(&sentence, "day", buffer_text(&day));
    problem_place(&sentence, "article", language_text("article", limit.article));
    language_append_problem(out, &sentence, NULL);
    buffer_release(&day);
}

/* 草案 12 段：第一条 … 第十二条 */
static void append_passages(const struct fields *values, struct buffer *out) {
    struct passages passages = {0};
    if (fields_has(values, "draft") &&
        consultation_passages(fields_text(values, "draft"), &passages) && passages.count > 0)
        buffer_append_format(out, "%s%s %zu %s%s … %s", out->length > 0 ? "\n" : "", _("草案"),
                             passages.count, _("段："), passages.items[0].name,
                             passages.items[passages.count - 1].name);
    passages_release(&passages);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    (void)field;
    form_view_values(form, &values);
    append_least(desk, &values, &note);
    append_passages(&values, &note);
    form_view_set_note(form, buffer_text(&note));
    buffer_release(&note);
    fields_release(&values);
}

const struct screen screen_consultation = {
    .name = "consultation",
    .changed = changed,
};
