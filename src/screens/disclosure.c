/* 12 拟稿: choosing the catalogue entry fills in what it brings, without touching what was typed; below the form stand
 * the due date, the notice's last day and what still lacks before review. */
#include "screens/screen.h"

#include "base/language.h"
#include "report/words.h"
#include "ui/form_view.h"
#include "work/disclosure_form.h"

#include <stdlib.h>
#include <string.h>

/* The defaults put into the form last, so that another entry's take their place where nobody wrote over them. */
static const char filled[] = "disclosure.filled";

static void begin(struct desk *desk, struct fields *values) {
    const struct fields none = FIELDS_INIT;
    char iso[DATE_BYTES];
    desk_remember_saved(desk, filled, &none);
    if (!fields_has(values, "received_on"))
        fields_set(values, "received_on", date_to_iso(office_today(desk->office), iso));
}

/* True when the form still shows in it what the program put there, or nothing. */
static bool is_untouched(const struct fields *values, const struct fields *before,
                         const char *column) {
    const char *now = fields_text(values, column);
    return !now[0] || (before && strcmp(now, fields_text(before, column)) == 0);
}

/* The entry, and what else the texts are made of when somebody wrote it. */
static void take_typed(const struct fields *values, const struct fields *before,
                       struct fields *out) {
    fields_set(out, "catalogue", fields_text(values, "catalogue"));
    if (!is_untouched(values, before, "unit"))
        fields_set(out, "unit", fields_text(values, "unit"));
    if (fields_has(values, "period"))
        fields_set(out, "period", fields_text(values, "period"));
}

/* What the entry chosen before brought and this one does not is taken out again. */
static void take_out(struct view *form, const struct fields *values, const struct fields *before,
                     const struct fields *defaults) {
    for (size_t i = 0; before && i < before->count; i++) {
        const char *column = before->items[i].name;
        if (!fields_has(defaults, column) && is_untouched(values, before, column))
            form_view_set(form, column, "");
    }
}

/* What was written is nobody's default. */
static void take_away(struct fields *defaults, const struct fields *typed) {
    for (size_t i = 0; i < typed->count; i++)
        fields_set(defaults, typed->items[i].name, NULL);
}

static void fill(struct desk *desk, struct view *form, const struct fields *values) {
    struct fields typed = FIELDS_INIT, defaults = FIELDS_INIT;
    const struct fields *before = desk_last_saved(desk, filled);
    take_typed(values, before, &typed);
    if (disclosure_form_defaults(desk->office, &typed, &defaults, NULL) == STATUS_OK) {
        take_away(&defaults, &typed);
        for (size_t i = 0; i < defaults.count; i++)
            if (is_untouched(values, before, defaults.items[i].name))
                form_view_set(form, defaults.items[i].name, defaults.items[i].text);
        take_out(form, values, before, &defaults);
        desk_remember_saved(desk, filled, &defaults);
    }
    fields_release(&typed);
    fields_release(&defaults);
}

/* Of a draft that is there: what its entry brought, or would have. */
static void remember_brought(struct desk *desk, const struct fields *values) {
    struct fields defaults = FIELDS_INIT, typed = FIELDS_INIT;
    take_typed(values, NULL, &typed);
    if (disclosure_form_defaults(desk->office, &typed, &defaults, NULL) == STATUS_OK) {
        take_away(&defaults, &typed);
        desk_remember_saved(desk, filled, &defaults);
    }
    fields_release(&typed);
    fields_release(&defaults);
}

/* 公开期限: 2026-12-16 周三（政府信息公开条例第二十六条） */
static void append_due(const struct disclosure_outlook *outlook, struct buffer *out) {
    if (!outlook->due_on[0])
        return;
    buffer_append_format(out, "%s: %s ", _("公开期限"), outlook->due_on);
    words_append_weekday(out, date_from_iso(outlook->due_on));
    buffer_append_format(out, "%s%s%s", _("（"),
                         outlook->is_before_effect ? _("事前公开：须早于决定生效日")
                                                   : language_text("article", outlook->article),
                         _("）"));
    if (outlook->notice_to[0])
        buffer_append_format(out, "  %s %s", _("今天张贴则公示至"), outlook->notice_to);
}

/* 送审还缺 3 项：办事结果、责任人、明细 */
static void append_lacks(struct desk *desk, const struct disclosure_outlook *outlook,
                         struct buffer *out) {
    size_t count = outlook->lacks.count;
    if (count == 0) {
        buffer_append_format(out, "\n%s", _("可以送审：F2 保存后按 7"));
        return;
    }
    buffer_append_format(out, "\n%s %zu %s", _("送审还差"), count, _("项"));
    for (size_t i = 0; i < count && i < PROBLEMS_MOST; i++) {
        const char *field = outlook->lacks.items[i].field;
        if (field[0])
            buffer_append_format(out, "%s%s", i > 0 ? _("、") : _("："),
                                 desk_field_label(desk, "disclosure", field));
    }
}

/* 这个主题一般先公示，目录没有定公示期  明细里用不着的栏：单价、金额 */
static void append_remarks(const struct disclosure_outlook *outlook, struct buffer *out) {
    const char *joint = "";
    if (outlook->lacks_notice)
        buffer_append_format(out, "\n%s", _("这个主题一般先公示，目录没有定公示期"));
    for (enum lines_column i = 0; i < LINES_COLUMNS; i++) {
        if (!outlook->has_column[i])
            continue;
        if (!joint[0])
            buffer_append_format(out, "%s%s", outlook->lacks_notice ? "  " : "\n",
                                 _("明细里用不着的栏："));
        buffer_append_format(out, "%s%s", joint, _(lines_column_label(i)));
        joint = _("、");
    }
}

static bool brings_texts(const char *field) {
    return field && (strcmp(field, "catalogue") == 0 || strcmp(field, "unit") == 0 ||
                     strcmp(field, "period") == 0);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    struct disclosure_outlook *outlook = calloc(1, sizeof *outlook);
    form_view_values(form, &values);
    bool is_new = !fields_has(&values, "drafted_by");
    bool is_first = !field || !field[0];
    if (fields_has(&values, "catalogue") && (brings_texts(field) || (is_new && is_first))) {
        fill(desk, form, &values);
        fields_release(&values);
        form_view_values(form, &values);
    } else if (fields_has(&values, "catalogue") && is_first) {
        remember_brought(desk, &values);
    }
    if (outlook && fields_has(&values, "catalogue")) {
        disclosure_form_outlook(desk->office, &values, outlook);
        append_due(outlook, &note);
        append_lacks(desk, outlook, &note);
        append_remarks(outlook, &note);
    }
    form_view_set_note(form, buffer_text(&note));
    free(outlook);
    buffer_release(&note);
    fields_release(&values);
}

const struct screen screen_disclosure = {
    .name = "disclosure",
    .begin = begin,
    .changed = changed,
};
