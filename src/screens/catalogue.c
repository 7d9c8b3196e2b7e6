/* 11 公开目录: the limit in words while it is typed, the present period and its day, and the catalogue that comes
 * with the program. Decides nothing about entries. */
#include "screens/print.h"
#include "screens/screen.h"

#include "base/language.h"
#include "report/catalogue_words.h"
#include "report/words.h"
#include "ui/form_view.h"
#include "ui/prompt.h"
#include "work/catalogue_due.h"
#include "work/catalogue_shipped.h"
#include "work/limit_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the form ----------------------------------------------------------------------------------- */

static void begin(struct desk *desk, struct fields *values) {
    char iso[DATE_BYTES];
    fields_set(values, "from_on", date_to_iso(office_today(desk->office), iso));
}

/* 时限：20 个工作日内（政府信息公开条例第二十六条） */
static void append_limit(const struct fields *values, struct buffer *out) {
    const char *article = fields_text(values, "limit_article");
    struct buffer words = BUFFER_INIT;
    catalogue_words_append_limit(&words, fields_text(values, "limit_unit"),
                                 fields_text(values, "limit_amount"),
                                 fields_text(values, "limit_fixed"));
    if (words.length > 0)
        buffer_append_format(out, "%s%s%s", _("时限"), _("："), buffer_text(&words));
    if (words.length > 0 && article[0])
        buffer_append_format(out, "%s%s%s", _("（"), language_text("article", article), _("）"));
    buffer_release(&words);
}

/* 本期 2026年第四季度，最迟 2027-01-20 周三 公开 */
static void append_period(struct desk *desk, const struct fields *values, struct buffer *out) {
    struct period period;
    struct due due;
    struct problem sentence;
    struct buffer day = BUFFER_INIT;
    char words[PERIOD_WORDS_BYTES], iso[DATE_BYTES];
    if (!catalogue_period_due(desk->office, values, office_today(desk->office), &period, &due))
        return;
    buffer_append_format(&day, "%s ", date_to_iso(due.day, iso));
    words_append_weekday(&day, due.day);
    problem_set(&sentence, STATUS_OK, "", N_("本期 {period}，最迟 {day} 公开"));
    problem_place(&sentence, "period", period_words(&period, words));
    problem_place(&sentence, "day", buffer_text(&day));
    buffer_append(out, out->length > 0 ? "\n" : "");
    language_append_problem(out, &sentence, NULL);
    if (due.is_assumed)
        buffer_append_format(out, " %s", words_calendar_is_assumed());
    buffer_release(&day);
}

/* The words of the catalogue fill in what is counted. */
static void take_limit_text(struct view *form, const struct fields *values) {
    struct limit_words words;
    char amount[16] = "";
    if (!limit_text_read(fields_text(values, "limit_text"), &words))
        return;
    if (words.amount > 0)
        snprintf(amount, sizeof amount, "%d", words.amount);
    form_view_set(form, "limit_unit", words.unit);
    form_view_set(form, "limit_amount", amount);
    form_view_set(form, "limit_fixed", words.fixed);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    form_view_values(form, &values);
    if (field && strcmp(field, "limit_text") == 0) {
        take_limit_text(form, &values);
        fields_release(&values);
        form_view_values(form, &values);
    }
    append_limit(&values, &note);
    append_period(desk, &values, &note);
    form_view_set_note(form, buffer_text(&note));
    buffer_release(&note);
    fields_release(&values);
}

/* ---- the catalogue that comes with the program -------------------------------------------------- */

#define EVERY_KIND "every"

struct loading {
    struct desk *desk;
    struct catalogue_shipped shipped;
};

static void loading_free(struct loading *loading) {
    catalogue_shipped_release(&loading->shipped);
    free(loading);
}

/* 乡镇  115 条，已有 3 条 */
static void add_kind(struct loading *loading, const char *code, const char *unit_kind,
                     const char *label, const char *typed, struct choices *out) {
    struct shipped_count count;
    struct problem sentence;
    struct buffer hint = BUFFER_INIT;
    if (!choice_fits(label, typed) ||
        catalogue_shipped_count(loading->desk->office, &loading->shipped, unit_kind, &count,
                                NULL) != STATUS_OK ||
        count.all == 0)
        return;
    problem_set(&sentence, STATUS_OK, "", N_("{count} 条，已有 {there} 条"));
    problem_place_integer(&sentence, "count", (int64_t)count.all);
    problem_place_integer(&sentence, "there", (int64_t)count.there);
    language_append_problem(&hint, &sentence, NULL);
    choices_add(out, code, label, buffer_text(&hint));
    buffer_release(&hint);
}

static void fetch_kinds(void *context, const char *typed, struct choices *out) {
    struct loading *loading = context;
    const struct code_rows *rows = office_codes(loading->desk->office, "unit_kind");
    add_kind(loading, EVERY_KIND, "", _("全部"), typed, out);
    for (size_t i = 0; i < rows->count; i++)
        add_kind(loading, rows->items[i].code, rows->items[i].code,
                 language_text("unit_kind", rows->items[i].label), typed, out);
}

static void tell_loaded(struct desk *desk, size_t added) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "",
                N_("已载入 {count} 条；公开主体、分管领导、责任人请勾选后按 7 一并定"));
    problem_place_integer(&sentence, "count", (int64_t)added);
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void kind_chosen(void *context, const char *code) {
    struct loading *loading = context;
    struct desk *desk = loading->desk;
    struct problems problems = {0};
    size_t added = 0;
    loading_free(loading);
    if (!code) {
        ui_message(desk->ui, _("没有载入"));
        return;
    }
    const char *unit_kind = strcmp(code, EVERY_KIND) == 0 ? "" : code;
    if (catalogue_load_shipped(desk->office, unit_kind, false, &added, &problems) != STATUS_OK)
        desk_show_problems(desk, &problems, "catalogue");
    else
        tell_loaded(desk, added);
    struct view *top = ui_top(desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
}

static bool list_command(struct desk *desk, struct view *list, const char *command) {
    struct problem problem = {0};
    (void)list;
    if (strcmp(command, "print_all") == 0)
        return print_open_form(desk, "catalogue");
    struct loading *loading = calloc(1, sizeof *loading);
    if (!loading)
        return false;
    loading->desk = desk;
    if (catalogue_shipped_read(&loading->shipped, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, "catalogue");
        loading_free(loading);
        return false;
    }
    prompt_list(desk->ui, _("载入哪一类单位的目录"), ui_rows(desk->ui) - 3, "", fetch_kinds,
                kind_chosen, loading);
    return true;
}

const struct screen screen_catalogue = {
    .name = "catalogue",
    .begin = begin,
    .changed = changed,
    .list_command = list_command,
};
