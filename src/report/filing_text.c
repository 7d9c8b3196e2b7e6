/* The plan of a year's filing in lines. Files nothing. */
#include "report/filing_text.h"

#include <stdio.h>

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"

static void append_filled(struct buffer *out, struct problem *filled) {
    language_append_problem(out, filled, NULL);
    buffer_append_char(out, '\n');
}

/* 永久 BGS  12 件  0005-0016 */
static void append_class(struct office *office, const struct filing_class *class,
                         struct buffer *out) {
    struct buffer name = BUFFER_INIT, count = BUFFER_INIT;
    struct problem filled;
    shown_append_code(office, "retention", class->retention, &name);
    buffer_append_format(&name, "%s%s", class->office_code[0] != '\0' ? " " : "",
                         class->office_code);
    problem_set(&filled, STATUS_OK, "", N_("{count} 件"));
    problem_place_integer(&filled, "count", class->last - class->first + 1);
    language_append_problem(&count, &filled, NULL);
    buffer_append(out, "  ");
    text_append_padded(out, buffer_text(&name), 18);
    text_append_padded(out, buffer_text(&count), 12);
    buffer_append_format(out, "%04lld-%04lld\n", (long long)class->first, (long long)class->last);
    out->failed = out->failed || name.failed || count.failed;
    buffer_release(&name);
    buffer_release(&count);
}

static const char *why_words(enum filing_hindrance why) {
    switch (why) {
    case FILING_NOT_FILLED:
        return _("还没有填卡");
    case FILING_ON_NOTICE:
        return _("还在公示");
    case FILING_NO_OFFICE_CODE:
        break;
    }
    return _("没有机构代码");
}

static void append_left(const struct filing *filing, struct buffer *out) {
    struct problem filled;
    if (filing->left_count == 0)
        return;
    problem_set(&filled, STATUS_OK, "", N_("这次不归档的 {count} 件，以后接着编号："));
    problem_place_integer(&filled, "count", (int64_t)filing->left_count);
    buffer_append_char(out, '\n');
    append_filled(out, &filled);
    for (size_t i = 0; i < filing->left_count; i++) {
        const struct filing_left *left = &filing->left[i];
        struct buffer safe = BUFFER_INIT;
        text_append_safe(&safe, left->title, false);
        buffer_append_format(out, "  %s  %s  %s\n", left->number, why_words(left->why),
                             buffer_text(&safe));
        out->failed = out->failed || safe.failed;
        buffer_release(&safe);
    }
}

void filing_text_append(struct office *office, const struct filing *filing, struct buffer *out) {
    struct problem filled;
    problem_set(&filled, STATUS_OK, "",
                filing->count > 0 ? N_("{year} 年度归档：{count} 件，全宗号 {fonds}")
                                  : N_("{year} 年没有已填好、待归档的卡"));
    problem_place_integer(&filled, "year", filing->year);
    problem_place_integer(&filled, "count", (int64_t)filing->count);
    problem_place(&filled, "fonds", filing->fonds);
    append_filled(out, &filled);
    if (filing->count > 0 && filing->year >= date_year(office_today(office)))
        buffer_append_format(out, "%s\n", _("这一年还没有过完：现在归档的在前，以后的接着编号。"));
    buffer_append(out, filing->count > 0 ? "\n" : "");
    for (size_t i = 0; i < filing->class_count; i++)
        append_class(office, &filing->classes[i], out);
    append_left(filing, out);
}
